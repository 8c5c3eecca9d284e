"""What does the page say of what it did not use? By kinds of words, never by the words."""

from collections.abc import Iterator

from flask_babel import format_decimal
from flask_babel import gettext as _

from directory.listings.wording.presenting import join_words
from directory.matching.understanding.need import Need
from directory.web.typed import MOST_SIGNS


def not_used(need: Need) -> Iterator[str]:
    """Whole sentences: what was not understood, and whether the end was not read."""
    if "long" in need.rest:
        yield _("Du har skrevet mye. Vi leste de første %(signs)s tegnene.", signs=format_decimal(MOST_SIGNS))
    kinds = [words for code, words in _kinds().items() if code in need.rest]
    if kinds:
        what = join_words(kinds)
        yield _("Vi forsto ikke det du skrev om %(what)s. Det er ikke lagret.", what=what)
    elif need.unused and "long" not in need.rest:
        yield _("Noen av ordene dine brukte vi ikke. De er ikke lagret.")


def _kinds() -> dict[str, str]:
    return {
        "time": _("tid"),
        "place": _("sted"),
        "who": _("hvem det gjelder"),
        "about": _("hva det gjelder"),
        "how": _("hvordan du vil møtes"),
    }
