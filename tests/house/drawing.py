"""How does the house look? A picture of its rooms, drawn from the imports: `python -m tests.house.drawing` writes it.

Each room stands above all that it imports. A line is left out where another way leads to the same room.
"""

from functools import cache
from html import escape
from typing import NamedTuple

from tests.house.imports import Imports, modules
from tests.house.tree import ROOT

PICTURE = ROOT / "docs/house.svg"
_WIDTH, _FLOOR, _HEIGHT, _GAP, _EDGE = 600, 72, 32, 14, 16
_LETTER = 7.6  # the width of one letter, a little too wide
_SPLIT = ("listings", "matching")  # these hold rooms of their own
_STYLE = (
    "rect{fill:#fff;stroke:#35566b;rx:6}.inner rect{fill:#e8f0ea}path{stroke:#8aa0ad;fill:none}"
    "text{font:13px sans-serif;fill:#1c2b33;text-anchor:middle}"
)


class Box(NamedTuple):
    """A room as it is drawn: the middle of its top, and its width."""

    name: str
    x: float
    y: float
    width: float


def box_of(module: str) -> str | None:
    """The name of the box that a module is drawn in; None for the ends that only put rooms together."""
    steps = module.removeprefix("directory.").split(".")
    if module in ("directory", *(f"directory.{room}" for room in _SPLIT)) or steps[-1] == "room":
        return None
    return "/".join(steps[:2]) if steps[0] in _SPLIT else steps[0]


@cache
def _boxes() -> dict[str, set[str]]:
    """What each box imports."""
    found: dict[str, set[str]] = {}
    for module, wanted in modules().items():
        name = box_of(module)
        if name is not None:
            others = {other for one in wanted if (other := box_of(one)) is not None}
            found.setdefault(name, set()).update(others - {name})
    return found


def floors(imports: Imports) -> dict[str, int]:
    """How high each room stands: above all that it imports."""

    @cache
    def height(name: str) -> int:
        return 1 + max((height(other) for other in imports.get(name, ())), default=-1)

    return {name: height(name) for name in imports}


def plain(imports: Imports) -> set[tuple[str, str]]:
    """Who imports whom, without what another import leads to as well."""

    @cache
    def below(name: str) -> frozenset[str]:
        return frozenset().union(*({other} | below(other) for other in imports.get(name, ())))

    return {
        (name, other)
        for name, wanted in imports.items()
        for other in wanted
        if not any(other in below(between) for between in wanted)
    }


def _place(imports: Imports) -> dict[str, Box]:
    heights = floors(imports)
    top = max(heights.values())
    found: dict[str, Box] = {}
    for floor in range(top + 1):
        names = sorted(name for name, height in heights.items() if height == floor)
        widths = [max(len(name) * _LETTER, 60) + 16 for name in names]
        left = (_WIDTH - sum(widths) - _GAP * (len(names) - 1)) / 2
        for name, width in zip(names, widths, strict=True):
            y = _EDGE + (top - floor) * _FLOOR
            found[name] = Box(name, round(left + width / 2, 1), y, round(width, 1))
            left += width + _GAP
    return found


def _draw(box: Box) -> str:
    inner = ' class="inner"' if "/" in box.name else ""
    return (
        f'<g{inner}><rect x="{box.x - box.width / 2:.1f}" y="{box.y}" width="{box.width}" height="{_HEIGHT}"/>'
        f'<text x="{box.x}" y="{box.y + 21}">{escape(box.name)}</text></g>'
    )


def _line(upper: Box, lower: Box) -> str:
    start, end = upper.y + _HEIGHT, lower.y
    bend = (end - start) / 2
    return f'<path d="M{upper.x} {start}C{upper.x} {start + bend:.0f} {lower.x} {end - bend:.0f} {lower.x} {end}"/>'


def picture() -> str:
    """The house as SVG."""
    imports = _boxes()
    boxes = _place(imports)
    height = max(box.y for box in boxes.values()) + _HEIGHT + _EDGE
    lines = [_line(boxes[upper], boxes[lower]) for upper, lower in sorted(plain(imports))]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
            "<title>The rooms of the house, each above all that it imports</title>",
            f"<style>{_STYLE}</style>",
            f'<rect width="{_WIDTH}" height="{height}" style="stroke:none"/>',
            *lines,
            *(_draw(box) for _name, box in sorted(boxes.items())),
            "</svg>",
            "",
        ]
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
