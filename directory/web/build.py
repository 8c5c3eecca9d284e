"""How do the pages' stylesheets come to be one file? `python -m directory.web.build`, run by the set-up.

The files of the design system that are used, its measures, and our own on top, each in its layer, small. The running
service never imports this; without it, pages link our own files one by one (`styles.py`).
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from tinycss2 import parse_blocks_contents, parse_stylesheet, serialize
from tinycss2.ast import Declaration, Node

from directory.web.styles import BUILT, OWN, STATIC

PACKAGES = Path(__file__).parents[2] / "node_modules" / "@digdir"
_COMPONENTS = PACKAGES / "designsystemet-css" / "dist" / "src"
_THEME = PACKAGES / "designsystemet-theme" / "src" / "themes" / "designsystemet.css"

# Only what the pages use: the whole of it is 26 kB on the wire.
PARTS = {
    "varde": "button input field fieldset error-summary skip-link link details tag".split(),
    "desk": ["table"],
    "field": ["table"],
}
MEASURES = [f"ds.theme.{name}" for name in "size-mode type-scale size semantic typography.primary".split()]
_STAND_IN = "plain.css"  # dresses the same parts where the design system is not there

_ROOT = re.compile(r"(?:@supports[^{]*\{)?:root")
_REFERRED = re.compile(r"var\((--[\w-]+)")
Keep = Callable[[Declaration], bool]


def sheets() -> dict[str, str]:
    """Every finished stylesheet by its name, without the custom properties that none of them refers to.

    Raises:
        FileNotFoundError: the packages are not there.
    """
    found = {name: _whole(name) for name in OWN}
    while (fewer := _fewer(found)) != found:
        found = fewer
    return found


def _fewer(sheets: dict[str, str]) -> dict[str, str]:
    wanted = set(_REFERRED.findall("".join(sheets.values())))

    def is_wanted(declaration: Declaration) -> bool:
        return not declaration.name.startswith("--") or declaration.name in wanted

    return {name: small(css, is_wanted) for name, css in sheets.items()}


def _whole(name: str) -> str:
    """Order of the layers, their parts, ours."""
    order, _line, own = "".join(
        (STATIC / file).read_text(encoding="utf-8") for file in OWN[name] if file != _STAND_IN
    ).partition("\n")
    base = _base() if name == "varde" else ""
    parts = "".join(f"@layer ds.components{{{_component(part)}}}" for part in PARTS[name])
    return small(order + base + parts + own, _is_no_picture)


def _is_no_picture(declaration: Declaration) -> bool:
    """The policy of the pages lets no picture in that is written into a stylesheet."""
    return 'url("data:' not in serialize(declaration.value)


def _component(name: str) -> str:
    return (_COMPONENTS / f"{name}.css").read_text(encoding="utf-8")


def _base() -> str:
    """The measures of the theme, and what every part of the design system stands on; the colours are ours."""
    theme = "".join(text for layer, text in blocks(_THEME.read_text("utf-8")) if layer in MEASURES)
    roots = (text for _node, text in _rules(_component("base")) if _ROOT.match(text))
    return theme + f"@layer ds.base{{{''.join(roots)}}}"


def blocks(css: str) -> list[tuple[str, str]]:
    """The outermost `@layer name{…}` of a stylesheet, as (name, text)."""
    layers = ((node, text) for node, text in _rules(css) if node.type == "at-rule" and node.content)
    return [(_tight(node.prelude), text) for node, text in layers if node.lower_at_keyword == "layer"]


def small(css: str, keep: Keep = lambda _declaration: True) -> str:
    """The same rules without comments, without the spaces that are for people, and with the declarations to `keep`."""
    return "".join(text for _node, text in _rules(css, keep))


def _rules(css: str, keep: Keep = lambda _declaration: True) -> list[tuple[Node, str]]:
    nodes = parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return [(node, _write(node, keep)) for node in nodes]


def _write(node: Node, keep: Keep) -> str:
    """One rule, or one declaration; nothing where nothing is left in it.

    Raises:
        ValueError: it cannot be read.
    """
    if node.type == "error":
        raise ValueError(f"line {node.source_line}: {node.message}")
    if node.type == "declaration":
        value = _tight(node.value) + ("!important" if node.important else "")
        return f"{node.name}:{value};" if keep(node) else ""
    named = f"@{node.at_keyword} " if node.type == "at-rule" else ""
    head = (named + _tight(node.prelude)).strip()
    if node.content is None:
        return f"{head};"
    parts = parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    inner = "".join(_write(each, keep) for each in parts)
    return f"{head}{{{inner.removesuffix(';')}}}" if inner else ""


def _tight(nodes: list[Node]) -> str:
    return serialize(_without_spaces(nodes))


def _without_spaces(nodes: list[Node]) -> list[Node]:
    """One space where there were some, and none at the ends, nor beside a comma."""
    kept: list[Node] = []
    for node in nodes:
        for inner in ("arguments", "content"):
            if isinstance(getattr(node, inner, None), list):
                setattr(node, inner, _without_spaces(getattr(node, inner)))
        if node.type == "whitespace":
            node.value = " "
        if (node == "," or node.type == "whitespace") and kept and kept[-1].type == "whitespace":
            kept.pop()
        if node.type != "comment" and not (node.type == "whitespace" and (not kept or kept[-1] == ",")):
            kept.append(node)
    return kept[:-1] if kept and kept[-1].type == "whitespace" else kept


def main() -> None:
    """Write every stylesheet, or say with a message what is missing."""
    try:
        finished = sheets()
    except FileNotFoundError:
        for name in OWN:
            (BUILT / f"{name}.css").unlink(missing_ok=True)
        sys.exit("The design system is not there. Pages wear Varde's own plain clothes until it is.")
    BUILT.mkdir(exist_ok=True)
    for name, text in finished.items():
        (BUILT / f"{name}.css").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
