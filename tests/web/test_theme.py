"""Can the colours be read? The contrasts of theme.css, light and dark, measured as WCAG measures them."""

import re

import pytest

from directory.web.styles import STATIC

TEXT, LARGE_OR_EDGE = 4.5, 3.0
SHEET = (STATIC / "theme.css").read_text(encoding="utf-8")

# What stands on what: ink, ground, and how much WCAG 2.2 AA wants.
PAIRS = [
    ("ink", "bg", TEXT),
    ("ink", "card", TEXT),
    ("ink", "tint", TEXT),
    ("soft", "bg", TEXT),
    ("soft", "card", TEXT),
    ("soft", "tint", TEXT),
    ("soft", "lyng", TEXT),
    ("soft", "lykt", TEXT),
    ("edge", "bg", LARGE_OR_EDGE),
    ("edge", "card", LARGE_OR_EDGE),
    ("on-act", "act", TEXT),
    ("on-act", "act-over", TEXT),
    ("on-act", "act-down", TEXT),
    ("act-ink", "bg", TEXT),
    ("act-ink", "card", TEXT),
    ("act-ink", "tint", TEXT),
    ("act-ink", "lykt", TEXT),
    ("lykt-ink", "card", TEXT),
    ("lykt-ink", "lykt", TEXT),
    ("lykt-stone", "card", LARGE_OR_EDGE),
    ("lyng-ink", "lyng", TEXT),
    ("ink", "lyng", TEXT),
    ("act-ink", "lyng", TEXT),
    ("lav-ink", "card", TEXT),
    ("lav-ink", "bg", TEXT),
    ("on-natt", "natt", TEXT),
    ("on-natt-soft", "natt", TEXT),
    ("error", "card", TEXT),
    ("error", "bg", TEXT),
    ("ink", "ridge-near", TEXT),
]


def colours(scheme: str) -> dict[str, str]:
    """Our colours by name; the dark ones over the light."""
    light, dark = (re.findall(r"--varde-([\w-]+): (#[0-9a-f]+);", part) for part in _parts())
    return dict(light) | (dict(dark) if scheme == "dark" else {})


def _parts() -> tuple[str, str]:
    light, _line, rest = SHEET.partition("@media screen and (prefers-color-scheme: dark)")
    return light, rest.partition("@media (prefers-contrast")[0]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_on_its_ground(scheme: str) -> None:
    found = colours(scheme)
    ratios = {(ink, ground): (contrast(found[ink], found[ground]), least) for ink, ground, least in PAIRS}
    assert {pair: ratio for pair, (ratio, least) in ratios.items() if ratio < least} == {}


def test_the_contrasts_that_the_design_promises_are_kept() -> None:
    light, dark = colours("light"), colours("dark")
    assert round(contrast(light["ink"], light["bg"]), 1) == 14.0
    assert round(contrast(dark["act-ink"], dark["bg"]), 1) == 10.6


def test_too_little_contrast_is_seen() -> None:
    assert contrast("#fff", "#fff") == 1
    assert contrast("#777", "#fff") < TEXT < contrast("#000", "#fff") == 21


def test_dark_is_drawn_neither_black_nor_white() -> None:
    dark = colours("dark")
    assert not {"#000", "#000000", "#fff", "#ffffff"} & {
        dark[name] for name in ("bg", "card", "tint", "ink", "soft")
    }
    assert set(dark) == set(colours("light"))


@pytest.mark.parametrize("file", sorted(path.name for path in STATIC.glob("*.css")))
def test_no_rule_says_left_or_right(file: str) -> None:
    """Pages may be written from the right: every side is a start or an end."""
    rules = re.sub(r"/\*.*?\*/", "", (STATIC / file).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"[^;{}]*\b(?:left|right)\b[^;{}]*", rules) == []


def test_a_colour_is_named_in_the_theme_alone() -> None:
    for file in ("varde.css", "desk.css", "plain.css"):
        text = (STATIC / file).read_text(encoding="utf-8")
        assert re.findall(r"#[0-9a-f]{3,6}\b(?=[;\s])", text) == [], file
