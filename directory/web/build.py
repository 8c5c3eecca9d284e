"""How do the pages' stylesheets come to be one file? `python -m directory.web.build`, run by the set-up.

The files of the design system that are used, its measures, and our own on top, each in its layer, small. The running
service never imports this; without it, pages link our own files one by one (`styles.py`).
"""

import re
import sys
from pathlib import Path

from directory.web.styles import BUILT, OWN, STATIC

PACKAGES = Path(__file__).parents[2] / "node_modules" / "@digdir"
_COMPONENTS = PACKAGES / "designsystemet-css" / "dist" / "src"
_THEME = PACKAGES / "designsystemet-theme" / "src" / "themes" / "designsystemet.css"

# Only what the pages use: the whole of it is 26 kB on the wire.
PARTS = {
    "varde": (
        "button",
        "input",
        "field",
        "fieldset",
        "error-summary",
        "skip-link",
        "link",
        "details",
        "tag",
    ),
    "desk": ("table",),
}
MEASURES = (
    "ds.theme.size-mode",
    "ds.theme.type-scale",
    "ds.theme.size",
    "ds.theme.semantic",
    "ds.theme.typography.primary",
)
_STAND_IN = "plain.css"  # dresses the same parts where the design system is not there

# The policy of the pages lets no picture in that is written into a stylesheet.
_PICTURE = re.compile(r'[\w-]+:[^;{}"]*url\("data:[^"]*"\)[^;{}]*;?')
_OWN_PROPERTY = re.compile(r"(--[\w-]+)\s*:((?:\"[^\"]*\"|[^;{}\"])*)(;|(?=}))")
_REFERRED = re.compile(r"var\((--[\w-]+)")
_EMPTY = re.compile(r"[^{};]+\{\}")


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

    def keep(found: re.Match[str]) -> str:
        return found.group() if found.group(1) in wanted else ""

    return {name: _EMPTY.sub("", _OWN_PROPERTY.sub(keep, css)) for name, css in sheets.items()}


def _whole(name: str) -> str:
    """Order of the layers, their parts, ours."""
    order, _line, own = "".join(
        (STATIC / file).read_text(encoding="utf-8") for file in OWN[name] if file != _STAND_IN
    ).partition("\n")
    base = _base() if name == "varde" else ""
    parts = "".join(f"@layer ds.components{{{_component(part)}}}" for part in PARTS[name])
    return small(order + _PICTURE.sub("", base + parts) + own)


def _component(name: str) -> str:
    return (_COMPONENTS / f"{name}.css").read_text(encoding="utf-8")


def _base() -> str:
    """The measures of the theme, and what every part of the design system stands on; the colours are ours."""
    theme = "".join(text for layer, text in blocks(small(_THEME.read_text("utf-8"))) if layer in MEASURES)
    roots = re.findall(r"(?:@supports[^{]*\{)?:root[^{]*\{[^{}]*\}+", _component("base"))
    return theme + f"@layer ds.base{{{''.join(roots)}}}"


def blocks(css: str) -> list[tuple[str, str]]:
    """The outermost `@layer name{…}` of a small stylesheet, as (name, text)."""
    found, start = [], css.find("@layer ")
    while start >= 0:
        head, depth, end = css.index("{", start), 1, css.index("{", start) + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        found.append((css[start + 7 : head].strip(), css[start:end]))
        start = css.find("@layer ", end)
    return found


def small(css: str) -> str:
    """The same rules without comments and without the spaces that are for people."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};]) ?", r"\1", css)
    css = re.sub(r"(?<=[;{])([\w-]+) ?: ", r"\1:", css)
    return re.sub(r", ", ",", css).replace(";}", "}").strip()


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
