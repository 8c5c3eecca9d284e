"""How old is the one who asks, and of what sex? Only where it is plainly said; and whether it is asked for a child."""

from collections.abc import Sequence
from itertools import pairwise

from directory.matching.understanding.who.age import whose_age
from directory.matching.understanding.who.people import OTHER, SELF, Mention
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

_MAN, _WOMAN = word_list("asker.man"), word_list("asker.woman")
_IS, _SMALL, _UNITS = word_list("asker.is"), word_list("asker.small"), word_list("asker.units")
_PATIENT = word_list("second.patient")
_DECADES = word_list("asker.decades")
_FOR, _THEM = word_list("asker.for_them"), word_list("asker.them")
_BEFORE_AN_AGE = word_list("age.before_an_age")
_AFTER_AN_AGE = word_list("age.after_an_age")
_BEFORE_A_TIME = word_list("age.before_a_time")
_LONGEST_AGO = word_list("age.longest_ago")
_GROWN, _OLDEST = 18, 99
_WITHIN = 4  # words from "jeg er" to "mann"
_TENS = {
    f"{tens}{end}": years
    for tens, years in zip(
        ("tjue", "tyve", "tretti", "førti", "femti", "seksti", "sytti", "åtti"),
        (20, 20, 30, 40, 50, 60, 70, 80),
        strict=True,
    )
    for end in ("årene", "åra", "årane")
}


def asker_ages(people: Sequence[Mention], text: Text, *, at_work: bool) -> tuple[int, int] | None:
    """From and to, both within. `at_work`: the age is that of whom it is asked for."""
    for at, word in enumerate(text.words):
        if word in _TENS and (at_work or _is_own(at, people, text)):
            return _TENS[word], _TENS[word] + 9
        years = _years(at, word, text)
        if years and (at_work or _is_own(at, people, text)):
            return years
    return None


def _years(at: int, word: str, text: Text) -> tuple[int, int] | None:
    if not (word.isdecimal() and len(word) == 2 and int(word) <= _OLDEST):
        return None
    before, after = text.words[at - 1] if at else "", text.words[at + 1 : at + 3]
    if before == "i" and after[:1] and after[0] in _DECADES and word.endswith("0"):
        return int(word), int(word) + 9
    if int(word) < _GROWN - 8 or before in _BEFORE_A_TIME or (after[:1] and after[0] in _UNITS):
        return None
    if after[1:] and after[0] in _AFTER_AN_AGE and after[1] in _LONGEST_AGO:
        return None
    named = before in _MAN | _WOMAN | _PATIENT
    said = before in _BEFORE_AN_AGE or named
    begins = bool(after[:1]) and after[0] in _AFTER_AN_AGE and text.begins_clause(at)
    return (int(word), int(word)) if said or begins else None


def _is_own(at: int, people: Sequence[Mention], text: Text) -> bool:
    before = text.words[at - 1] if at else ""
    if before in _MAN | _WOMAN and text.begins_clause(at - 1):
        return True  # "Mann 38, mor drakk"
    whose = whose_age(at, people, text)
    return whose is None or whose.who == SELF


def asker_sex(people: Sequence[Mention], text: Text) -> str | None:
    """`women` or `men`, where "jeg er en mann" or "Kvinne 50 år" says it of the one who writes."""
    for at, word in enumerate(text.words):
        sex = "men" if word in _MAN else "women" if word in _WOMAN else None
        if sex and (_says_so(at, people, text) or _stands_alone(at, text)):
            return sex
    return None


def _says_so(at: int, people: Sequence[Mention], text: Text) -> bool:
    """ "Jeg er en voksen mann": nothing but small words between."""
    start = at
    while start and text.words[start - 1] in _SMALL and at - start < _WITHIN:
        start -= 1
    if not start or text.words[start - 1] not in _IS:
        return False
    selves = [p.at for p in people if p.who == SELF and text.sentence[p.at] == text.sentence[at]]
    before = text.words[start - 2] if start > 1 else ""
    return any(0 < start - 1 - own <= 2 for own in selves) or before in ("jeg", "eg", "æ", "i")


def _stands_alone(at: int, text: Text) -> bool:
    """ "Mann, Bergen", "Kvinne 50 år", "mann på 45": a word by itself where a clause begins."""
    begins = text.begins_clause(at) or (
        text.words[at - 1] in ("en", "ei", "ein") and text.begins_clause(at - 1)
    )
    if not begins:
        return False
    after = text.words[at + 1 : at + 3]
    alone = at + 1 >= len(text.words) or text.clause[at + 1] != text.clause[at]
    aged = bool(after) and (
        after[0].isdecimal() or (after[0] in ("på", "i", "m") and len(after) > 1 and after[1].isdecimal())
    )
    return alone or aged


def asks_for_a_child(people: Sequence[Mention], text: Text) -> bool:
    """ "Datteren min på 14 … noe for henne": somebody under 18 is named with her age, and it is for her."""
    if not any(b in _THEM and a in _FOR for a, b in pairwise(text.words)):
        return False
    return names_a_child(people, text)


def names_a_child(people: Sequence[Mention], text: Text) -> bool:
    """Whether the age of somebody else is told, and it is under 18."""
    for at, word in enumerate(text.words):
        if word.isdecimal() and len(word) <= 2 and 5 <= int(word) < _GROWN and at:
            told = text.words[at - 1] in _BEFORE_AN_AGE or text.words[at + 1 : at + 2] == ("år",)
            whose = whose_age(at, people, text)
            if told and whose is not None and whose.who == OTHER:
                return True
    return False
