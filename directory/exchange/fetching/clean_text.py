"""How do bytes of others become words? Whichever encoding they are in, and without the marks of a page."""

import codecs
import html
import re
import unicodedata

import nh3
from charset_normalizer import from_bytes
from flask_babel import gettext as _

from directory.exchange.fetching.refused import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_USUAL = "cp1252"
_LOOKED_AT = 64 * 1024
_LONGEST = 100_000  # signs of one text, with its marks: what goes into a listing is a few thousand
_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"RIFF",
    b"II*\0",
    b"MM\0*",
    b"\x00\x00\x00\x18ftyp",
)
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\xa0]+")
_MANY_LINES = re.compile(r"\n{3,}")
_ODD = {"Cc", "Cs", "Co", "Cn"}


def words_of(data: bytes) -> str:
    """The text that bytes are.

    Raises:
        Refused: they are no text.
    """
    if data.startswith(_PICTURES):
        raise Refused(
            _(
                "Dette er et bilde eller en PDF, ikke en liste. Send et regneark (XLSX eller CSV) eller en JSON-fil."
            )
        )
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked(data)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise _no_text() from None
    if "\0" in text:
        raise _no_text()
    return text.removeprefix("\ufeff")


def _no_text() -> Refused:
    return Refused(_("Vi kan ikke lese dette som tekst. Lagre filen på nytt som CSV (UTF-8) og prøv igjen."))


def _unmarked(data: bytes) -> str:
    """Without a mark: UTF-8 if it is, UTF-16 by its many zeros, and else what it most looks like."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if b"\0" not in data:
            return "utf-8"
    begins = data[:_LOOKED_AT]
    if begins.count(0) > len(begins) // 4:
        return "utf-16-le" if begins[1::2].count(0) > begins[::2].count(0) else "utf-16-be"
    if begins.count(0):
        raise _no_text()
    found = from_bytes(begins, cp_isolation=[_USUAL, "mac_roman", "latin_1", "cp850"]).best()
    return _USUAL if found is None or found.encoding == "latin_1" else found.encoding


def plain(value: object) -> str:
    """A text of others as words alone: no marks, no hidden signs, lines kept. Empty for what is no text or number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)[:_LONGEST]
    if "<" in text or "&" in text:
        text = html.unescape(
            nh3.clean(
                _BREAKS.sub("\n", html.unescape(text)), tags=set(), clean_content_tags={"script", "style"}
            )
        )
    text = "".join(
        sign
        for sign in text.replace("\r\n", "\n").replace("\r", "\n")
        if sign in "\n\t" or unicodedata.category(sign) not in _ODD
    )
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()


def line(value: object, most: int = 250) -> str:
    """As `plain`, on one line."""
    return " ".join(plain(value).split())[:most].strip()
