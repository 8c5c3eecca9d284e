"""Is something asked for two people? Then each is answered: `self`, `relative`, or `young`, a relative under 18."""

from collections.abc import Sequence
from itertools import pairwise

from directory.matching.understanding.who.asker import names_a_child
from directory.matching.understanding.who.people import OTHER, SELF, Mention
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

_BOTH, _ALSO = word_list("second.both"), word_list("second.also")
_EACH = word_list("second.each")
_USED = frozenset(
    ("alcohol", "drugs", "medicines", "gambling", "mental-health", "psychosis", "eating", "depression")
)
_TOO = frozenset(("også", "òg", "óg", "au", "too", "also"))
_THEM = frozenset(("ham", "han", "henne", "ho", "him", "her"))
_ME = frozenset(("meg", "mæ", "me", "oss"))
_FOR = frozenset(("for", "til", "te"))
_WANTS = frozenset(("trenger", "treng", "needs", "need", "vil", "ønsker", "ønskjer"))


def second_person(
    audience: str | None, needs: Sequence[str], people: Sequence[Mention], text: Text
) -> str | None:
    """For whom else it is asked, by what they are in it; None where for one alone."""
    others = [person for person in people if person.who == OTHER]
    if not others or _USED.isdisjoint(needs):
        return None
    both = not _BOTH.isdisjoint(text.words)
    if audience == "relative":
        return "self" if both or _for_each(text) else None
    if audience in ("self", "professional") and (both or any(_is_asked_for(each, text) for each in others)):
        return "young" if names_a_child(people, text) else "relative"
    return None


def _is_asked_for(person: Mention, text: Text) -> bool:
    """ "… og kona trenger også noe", "… og kona som er pårørende"."""
    if person.relation is None:
        return False
    clause = [word for at, word in enumerate(text.words) if text.clause[at] == text.clause[person.at]]
    after = text.words[person.at : person.at + 8]
    wants = not _TOO.isdisjoint(after) or (not _WANTS.isdisjoint(after) and text.words[person.at - 1] != SELF)
    return wants or "pårørende" in after or ("noe" in clause and "til" in clause and "og" in clause)


def _for_each(text: Text) -> bool:
    """ "Noe for ham og noe for meg"."""
    pairs = list(pairwise(text.words))
    for_them = any(first in _EACH and then in _THEM for first, then in pairs)
    return for_them and any(first in _FOR and then in _ME for first, then in pairs)
