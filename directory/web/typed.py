"""What did somebody type? Text from outside, made safe to look at: no lone surrogates, no hidden signs, bounded."""

import re
import unicodedata

MOST_SIGNS = 5000  # what a situation may hold; the rest of a longer one is not read
_KEPT_CONTROLS = "\n\t"
_UNCLEAN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def is_clean(text: str) -> bool:
    """Whether every sign of `text` can be kept: no control signs but line breaks and tabs, no lone surrogates."""
    return _UNCLEAN.search(text) is None


def clean(text: object, most: int = MOST_SIGNS) -> str:
    """`text` in NFC without control signs, direction marks, zero-width signs and lone surrogates, cut at `most` signs.

    Anything that is not a string reads as the empty string.
    """
    if not isinstance(text, str):
        return ""
    kept = (
        sign
        for sign in text[: most * 2]
        if sign in _KEPT_CONTROLS or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return unicodedata.normalize("NFC", "".join(kept))[:most]


def is_longer(text: object, most: int = MOST_SIGNS) -> bool:
    """Whether `clean` leaves something of `text` out because it is long."""
    return len(clean(text, most + 1)) > most
