"""How shall it be? Kinds, days, forms and organisations, from the words that ask for them."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list
from directory.vocabulary import WEEKDAYS

_TWELVE_STEP = frozenset(("aa", "na", "ca", "al-anon", "aca", "coda", "ga", "oa", "nar-anon", "alateen"))
_DAYS = tuple(WEEKDAYS)
_UNTIL = word_list("asked.until")
_REMOTE = frozenset(("online", "phone"))
_HAS, _NOT, _NET = (word_list(f"asked.{name}") for name in ("has", "lacks", "net"))
_WITHOUT, _BETWEEN = word_list("asked.without"), word_list("asked.between")


def organisations(said: tuple[str, ...], without_steps: bool, wished: Collection[str]) -> tuple[str, ...]:
    """Which are asked for. Who wants no steps asks for no twelve-step group, also where somebody told him of one."""
    asked = dict.fromkeys(said)
    return tuple(c for c in asked if not without_steps or c not in _TWELVE_STEP or c in wished)


def twelve_steps(said: tuple[str, ...], not_wanted: set[str]) -> bool | None:
    """True where steps are asked for, False where they, or anything religious, are refused."""
    if "refused" in said or _TWELVE_STEP & not_wanted or "asked" in not_wanted:
        return False
    return True if said else None


def kinds(said: tuple[str, ...], fits_in: tuple[str, ...]) -> tuple[str, ...]:
    """Who asks for the contact point for groups asks for the contact point; who would rather not sit in a group, for none."""
    if "contact_point" in said:
        return ("contact_point",)
    return tuple(kind for kind in said if kind != "group" or "no-group" not in fits_in)


def weekdays(said: Sequence[Match], read: Text) -> tuple[str, ...]:
    """The days that were said; "mandag til onsdag" says tuesday too."""
    days = list(dict.fromkeys(code for match in said for code in match.codes))
    for first, last in pairwise(sorted(said, key=lambda match: match.start)):
        if last.start == first.end + 1 and read.words[first.end] in _UNTIL:
            span = slice(_DAYS.index(first.codes[0]), _DAYS.index(last.codes[-1]) + 1)
            days += [day for day in _DAYS[span] if day not in days]
    return tuple(days)


def formats(said: tuple[str, ...], not_wanted: Collection[str], text: Text) -> tuple[str, ...]:
    """Who will not have it on the net or by phone wants to meet; who has no net at home may be called as well."""
    if _has_no_net(text):
        return ("in_person", "phone") if "phone" not in not_wanted else ("in_person",)
    return said if said or not _REMOTE.intersection(not_wanted) else ("in_person",)


def _has_no_net(text: Text) -> bool:
    """ "Har ikke internett", "har hverken pc eller nett", "uten internett"."""
    words = text.words
    return any(word in _NET and _is_lacked(words[:at]) for at, word in enumerate(words))


def _is_lacked(before: Sequence[str]) -> bool:
    """Whether one says just `before` something that one has none of it: nothing but small words and other things of its kind."""
    at = len(before)
    while at and before[at - 1] in _BETWEEN | _NET:
        at -= 1
    return at > 0 and (before[at - 1] in _WITHOUT or (before[at - 1] in _NOT and before[at - 2] in _HAS))
