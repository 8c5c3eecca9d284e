"""How is a number written for people? With the marks of the page's language; what nobody knows is a dash."""

from babel.numbers import format_decimal, format_percent

from directory.mapping.tables.field_table import Number
from directory.web.language import current

_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
_SMALL = 1000  # written as it is
NOT_KNOWN = "–"


def write_number(value: Number, kind: str = "count") -> str:
    """`1 234`, `12,3` for a rate (`0,04` where that would be nothing), `45 %` for a share."""
    if value is None:
        return NOT_KNOWN
    locale = _LOCALES[current()]
    if kind == "share":
        return str(format_percent(value, "0 %" if current() != "en" else "0%", locale=locale))
    if kind == "rate":
        return f"{value:.{_decimals(value)}f}".replace(".", "." if current() == "en" else ",")
    return (
        str(value)
        if isinstance(value, int) and value < _SMALL
        else str(format_decimal(round(value), locale=locale))
    )


def _decimals(rate: float) -> int:
    """A rate that is not nothing does not look like nothing."""
    return 2 if 0 < rate < 0.1 else 1
