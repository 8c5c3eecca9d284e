"""Is the one who writes under 18? Read from ages, whose they are, and from words such as "ungdomsskolen"."""

from collections.abc import Sequence

from directory.matching.understanding.who.people import SELF, Mention
from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

_ADULT, _YOUTH, _YOUNGEST = 18, 13, 5
_AGE_WITHIN = 5  # words between "jeg" and "på 15"
_CHILDREN = word_list("age.children")
_AFTER_AN_AGE = word_list("age.after_an_age")
_BEFORE_AN_AGE = word_list("age.before_an_age")
_BEFORE_A_TIME = word_list("age.before_a_time")
_NAMED_BY_AGE = word_list("age.named_by_age")
_I = frozenset("jeg eg æ je i".split())
_OLD = (("gammel",), ("gamal",), ("old",), ("gammal",))
_OF_SEVERAL = frozenset(("på", "og", "er", "e", "are"))
_LONGEST_AGO = word_list("age.longest_ago")


def is_young(matches: Sequence[Match], people: Sequence[Mention], text: Text) -> bool:
    """Whether the asker is under 18."""
    if any(match.field == "young" for match in matches):
        return not any(_is_adult(at, text) for at in range(len(text.words)))
    return any(_own_age(at, people, text) for at, word in enumerate(text.words) if _is_age(at, word, text))


def _is_adult(at: int, text: Text) -> bool:
    """Whether it is an age of the asker's over 18, so that school was long ago: "nå er jeg 28"."""
    word, before = text.words[at], text.words[max(0, at - 3) : at]
    grown = word.isdecimal() and len(word) == 2 and int(word) >= _ADULT
    return grown and not _I.isdisjoint(before) and not _BEFORE_AN_AGE.isdisjoint(before)


def _is_age(at: int, word: str, text: Text) -> bool:
    if not (word.isdecimal() and len(word) <= 2 and _YOUNGEST <= int(word) < _ADULT):
        return False
    before = text.words[at - 1] if at else ""
    after = text.words[at + 1 : at + 3]
    if after[:1] and after[0] in _AFTER_AN_AGE:
        said = (
            int(word) >= _YOUTH
            or text.begins_clause(at)
            or before in _BEFORE_AN_AGE | _NAMED_BY_AGE
            or after[1:] in _OLD
        )
        return said and before not in _BEFORE_A_TIME and not _LONGEST_AGO.intersection(after[1:2])
    return before in _BEFORE_AN_AGE


def _own_age(at: int, people: Sequence[Mention], text: Text) -> bool:
    """Whether the age is the speaker's: said of "jeg", or of nobody in that clause ("er 15 og deprimert")."""
    if text.words[at - 1] in _OF_SEVERAL and not _CHILDREN.isdisjoint(text.words[max(0, at - 4) : at]):
        return False  # "barna på 8 og 11"
    same = [p for p in people if p.at < at and text.clause[p.at] == text.clause[at]]
    if same:
        near = at - same[-1].at <= _AGE_WITHIN or text.words[at - 1] not in ("på", "m")
        return same[-1].who == SELF and near
    whose = whose_age(at, people, text)
    return (
        whose is None
        or whose.who == SELF
        or whose.relation == "parent"
        or text.words[at - 1] in ("er", "e", "am", "m")
    )


def whose_age(at: int, people: Sequence[Mention], text: Text) -> Mention | None:
    """Who was named last before it, in its clause, else in its sentence."""
    same = [p for p in people if p.at < at and text.clause[p.at] == text.clause[at]]
    before = same or [p for p in people if p.at < at and text.sentence[p.at] == text.sentence[at]]
    return before[-1] if before else None
