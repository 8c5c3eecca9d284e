"""Does something only look like what people know? Hidden signs, foreign letters, borrowed names and false links.

Nothing is refused for it: what is found here is said in sentences to a second pair of eyes. Which letters are at home is a
list of our own, not a table of confusable signs: in Norway names are written in Latin letters, and whatever is not among
them is worth a look, whichever sign it resembles.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from directory.listings.editing.lookalike_links import link_flags
from directory.listings.editing.lookalike_names import Known, name_flags
from directory.listings.records.models import Listing
from directory.listings.records.private_words import texts_in

_NAMES = ("name", "address", "way_in", "cost", "role", "email", "url", "link", "source_url")
_UNSEEN = set("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_FALSE_LATIN = set("ıĸŉſĿŀĲĳ")  # in the blocks of European letters, but at home in no name here
_SKOLT = set("ƷʒǤǥǦǧǨǩǮǯʹʼ")
_WORD = re.compile(r"\w+")


def flags(
    session: Session, listing: Listing, fields: Mapping[str, Any], known: Known | None = None
) -> list[str]:
    """What a second pair of eyes should know of new values (as in a document), each a sentence; often none.

    Only what is among `fields` is looked at; `listing` says whose it is. `known`: where more than one is asked about.
    """
    found: list[str] = []
    known = known or Known(session)
    codes = fields.get("organisations") or listing.organisations
    for name, text in texts_in(fields):
        found += _sign_flags(text, strictly=name in _NAMES)
        found += link_flags(known, name, text, codes)
    if fields.get("name"):
        found += name_flags(known, listing.id, fields["name"], codes)
    return list(dict.fromkeys(found))


def _sign_flags(text: str, strictly: bool) -> Iterator[str]:
    """Signs that cannot be seen; letters of other alphabets, in running text only where they stand among ours."""
    text = unicodedata.normalize("NFC", text)
    for sign in dict.fromkeys(text):
        if _is_unseen(sign):
            yield _("Det står et tegn som ikke synes (%(code)s) i teksten.", code=f"U+{ord(sign):04X}")
    for word in _WORD.findall(text):
        foreign = [sign for sign in word if _is_foreign(sign)]
        if foreign and (strictly or len(foreign) < sum(map(str.isalpha, word))):
            sign = foreign[0]
            yield _(
                "Tegnet «%(sign)s» i «%(word)s» er ikke fra vårt alfabet (%(name)s).",
                sign=sign,
                word=word,
                name=unicodedata.name(sign, f"U+{ord(sign):04X}"),
            )


def _is_unseen(sign: str) -> bool:
    if sign in _UNSEEN or 0xFE00 <= ord(sign) <= 0xFE0F:
        return True
    return unicodedata.category(sign) in ("Cf", "Cc", "Co", "Cn", "Me", "Mn") and sign not in "\n\t"


def _is_foreign(sign: str) -> bool:
    """A letter or digit that is not Norwegian, Sámi or of another language in Latin letters."""
    if sign.isascii() or sign in _SKOLT or not sign.isalnum():
        return False
    return not 0xC0 <= ord(sign) <= 0x17F or sign in _FALSE_LATIN
