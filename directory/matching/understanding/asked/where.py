"""Which of the places that a letter names is meant? Where help is wished for comes before where one lives, and that before
all other places; a bystander's town and one that is refused come last. What these rules say is one trait among others: the words right
beside a name, and what its clause is for, weigh too (`data/letter_weights.csv`)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from directory.matching.understanding.who.clauses import (
    AWAY,
    HEARD,
    HOME,
    PAST,
    REFUSAL,
    SUITS,
    TRIED,
    WISH,
    Clause,
    Clauses,
)
from directory.matching.understanding.who.people import OTHER, SELF, Mention
from directory.matching.understanding.words.letter_weights import Traits, weight
from directory.matching.understanding.words.placing import PlaceNamed, asks_for_another
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list
from directory.places.models import Answer

_WISHED, _HOME, _HERE, _APART, _QUESTION = 60, 40, 45, 35, 50
_ANOTHERS, _REFUSED, _TRIED, _PAST, _TOO_FAR = -40, -80, -25, -15, -80
_CERTAIN, _NAMED, _INTO, _LATER, _THERE = 8, 6, 10, 12, 40
_SECOND_BEST = 30
_ALSO = word_list("where.also")
_OR = frozenset(("eller", "or", "elle"))
_THERE_WORDS = word_list("where.there_words")
_HERE_WORDS = word_list("where.here_words")
_INTO_WORDS = word_list("where.into_words")
_AT_HOME = word_list("where.at_home")
_WORKS = word_list("where.works")
_OWN, _WORK = 15, -15
_MUST_NOT = word_list("where.must_not")
_TELLS_OF = word_list("where.tells_of")
_GOES = word_list("where.goes")
_I_GO = word_list("where.i_go")
_TOO = word_list("where.too")
_WHOLE = word_list("where.whole")
_TOO_WITHIN = 5  # words after a place: "Bergen blir for langt"


WHERE = "where"  # the question that the table weighs
_RULES_SCALE, _MOST_AHEAD = 50.0, 2.0
_BESIDE, _CUT = 4, 6  # words beside a place, and letters of each, that weigh
_WHERE = frozenset((WISH, SUITS, HEARD, HOME, REFUSAL, TRIED))
_NEAR = 4  # words between a place and the sign after it: "Sortland er nærmest"


def weigh(
    named: Sequence[PlaceNamed], text: Text, clauses: Clauses, people: Sequence[Mention]
) -> Sequence[float]:
    """How strongly a letter says, of each place that it names, that help is wanted there; by the rules alone where nothing was learnt."""
    by_rules = [_by_rules(each.start, each.end, each.answer, text, clauses, people) for each in named]
    weighed = [weight(WHERE, each) for each in where_traits(named, by_rules, text, clauses, people)]
    return weighed if any(weighed) else by_rules


def where_traits(
    named: Sequence[PlaceNamed],
    by_rules: Sequence[float],
    text: Text,
    clauses: Clauses,
    people: Sequence[Mention],
) -> Sequence[Traits]:
    """What speaks for (or against) each place; words beside it are cut short, and told with their distance."""
    return [
        {
            "by the rules": by_rule / _RULES_SCALE,
            "most by the rules": by_rule == max(by_rules),
            "ahead by the rules": _ahead(at, by_rules),
            "is named again": sum(each.answer.places == other.answer.places for other in named) > 1,
            "is named first": each.start == min(other.start for other in named),
            "is named last": each.start == max(other.start for other in named),
            "how late": text.sentence[each.start] / max(1, text.sentence[-1]),
            **_told_of(each, text, clauses, people),
            **dict.fromkeys(_beside(each, text), 1),
        }
        for at, (each, by_rule) in enumerate(zip(named, by_rules, strict=True))
    ]


def _ahead(at: int, by_rules: Sequence[float]) -> float:
    """How far before (or behind) the best of the others the rules put one, within limits."""
    others = [*by_rules[:at], *by_rules[at + 1 :]] or [by_rules[at]]
    return max(-_MOST_AHEAD, min(_MOST_AHEAD, (by_rules[at] - max(others)) / _RULES_SCALE))


def _told_of(each: PlaceNamed, text: Text, clauses: Clauses, people: Sequence[Mention]) -> Traits:
    """What its clause says."""
    clause = clauses.at(each.start)
    here = [person.who for person in people if clause.start <= person.at < each.start]
    return {
        "in a question": clause.sentence in clauses.questions,
        "where something is asked for": clause.sentence in clauses.asking,
        "after the asking": clause.sentence >= clauses.asked_at,
        "asked about in the next sentence": _is_asked_there(clause, clauses, text),
        "where others live": clause.has(AWAY),
        "another's town": _is_anothers_town(each.start, people, text),
        "of another time": clause.has(PAST),
        "another acts": clause.is_told_before(each.start),
        "could be as well": _is_second_best(each.start, each.end, clause, text),
        "written as a name": each.start in text.named,
        "certain": each.answer.certain,
        f"nearest before: {here[-1] if here else 'nobody'}": True,
    }


def _beside(each: PlaceNamed, text: Text) -> Iterator[str]:
    """The words beside it in its sentence: at their distance, before or after, and the two before it together."""
    before = [
        at
        for at in range(max(0, each.start - _BESIDE), each.start)
        if text.sentence[at] == text.sentence[each.start]
    ]
    after = [
        at
        for at in range(each.end, min(len(text.words), each.end + _BESIDE))
        if text.sentence[at] == text.sentence[each.start]
    ]
    cut = {at: "#" if text.words[at].isdecimal() else text.words[at][:_CUT] for at in (*before, *after)}
    yield from (f"{cut[at]} {at - each.start}" for at in before)
    yield from (f"{cut[at]} +{at - each.end + 1}" for at in after)
    yield from (f"{cut[at]} …" for at in before)
    yield from (f"… {cut[at]}" for at in after)
    yield " ".join([*(cut[at] for at in before[-2:]), "…"])


def _by_rules(
    start: int, end: int, answer: Answer, text: Text, clauses: Clauses, people: Sequence[Mention]
) -> int:
    """How strongly the rules say that help is wanted at the place in words `start` to `end`."""
    clause = clauses.at(start)
    asked = any(code in (WISH, SUITS) and at < start for at, code in clause.signs)
    if not asked and (clause.has(AWAY) or _is_anothers_town(start, people, text)):
        return _ANOTHERS + _CERTAIN * answer.certain
    if _is_second_best(start, end, clause, text):
        return _SECOND_BEST + _CERTAIN * answer.certain
    return (
        _by_purpose(start, clause, clauses, text.words[clause.start : start])
        + _by_person(start, clause, clauses, people, text)
        + _by_neighbours(start, end, clause, clauses, text)
        + _LATER * (clause.sentence >= clauses.asked_at)
        + _THERE * _is_asked_there(clause, clauses, text)
        + _PAST * clause.has(PAST)
        + _spoken_of_after(clause, clauses, text)
        + _NAMED * (start in text.named)
        + _CERTAIN * answer.certain
    )


def _is_second_best(start: int, end: int, clause: Clause, text: Text) -> bool:
    """Whether it is where one could go as well: "jeg kan reise til Kristiansand også", "her eller i Skien", "if I must"."""
    before, after = text.words[max(clause.start, start - 3) : start], text.words[end : end + _NEAR]
    instead = not _HERE_WORDS.isdisjoint(before) and not _OR.isdisjoint(before)
    return instead or (
        not _ALSO.isdisjoint(after) and text.sentence[start] == text.sentence[min(end, len(text.words) - 1)]
    )


def _is_anothers_town(start: int, people: Sequence[Mention], text: Text) -> bool:
    """Whether it only says which relative: "broren min i Tromsø"."""
    if start < 2 or text.words[start - 1] not in _INTO_WORDS or asks_for_another(text):
        return False
    beside = [p for p in people if p.mine and p.relation != "partner" and start - 3 <= p.at < start - 1]
    return any(
        text.words[p.at + 1 : start - 1] and text.sentence[p.at] == text.sentence[start] for p in beside
    )


def _spoken_of_after(clause: Clause, clauses: Clauses, text: Text) -> int:
    """What the clause after says of it: "…, og dit kjem eg meg ikkje", "…, så det går ikke"; "…, dit kjører jeg gjerne"."""
    if clause.end >= len(text.words):
        return 0
    following = clauses.at(clause.end)
    words = text.words[following.start : following.end]
    there, no = not _THERE_WORDS.isdisjoint(words[:2]), not _MUST_NOT.isdisjoint(words)
    named = not text.named.isdisjoint(range(following.start, following.end))
    if clause.sentence == following.sentence and not named and _is_too_far(words):
        return _TOO_FAR  # "…, men det er for langt"
    if clause.sentence in clauses.questions and not _THERE_WORDS.isdisjoint(words[-3:]):
        return _WISHED  # "jeg pendler til Gjøvik, så finnes det noe der?"
    if following.leads_on and following.has(SUITS) and not no and not clause.told:
        return _WISHED
    if there and following.has(HOME) and not following.told:
        return _HOME  # "i Svolvær, der jeg bor"
    if no and (there or not _GOES.isdisjoint(words[:4])):
        return _REFUSED
    return (
        _WISHED
        if there and (following.has(WISH) or following.has(SUITS) or not _I_GO.isdisjoint(words))
        else 0
    )


def _is_too_far(words: Sequence[str]) -> bool:
    """ "For langt", "too far"; not "passe langt"."""
    return "too" in words or any(a in _TOO and b in _TOO for a, b in pairwise(words))


def _is_asked_there(clause: Clause, clauses: Clauses, text: Text) -> bool:
    """Whether the question that follows asks "there": "kan kjøre til Førde. Finnes det et kurs der?"."""
    asked = [w for at, w in enumerate(text.words) if text.sentence[at] == clause.sentence + 1]
    return clause.sentence + 1 in clauses.questions and not _THERE_WORDS.isdisjoint(asked[-3:])


def _by_purpose(start: int, clause: Clause, clauses: Clauses, words: Sequence[str]) -> int:
    """What the clause is for."""
    before = [code for at, code in clause.signs if at < start and code in _WHERE]
    after = [code for at, code in clause.signs if start < at <= start + _NEAR and code in _WHERE]
    purpose = before[-1] if before else after[0] if after else None
    if purpose is None and clause.sentence in clauses.questions:
        return _QUESTION
    if purpose == HOME and clause.is_told_before(start) and _AT_HOME.isdisjoint(words):
        return 0  # where others live
    return {
        WISH: _WISHED,
        SUITS: _WISHED,
        HEARD: _HOME // 2,
        HOME: _HOME,
        REFUSAL: _REFUSED // 2,
        TRIED: _TRIED,
    }.get(purpose or "", 0)


def _by_person(start: int, clause: Clause, clauses: Clauses, people: Sequence[Mention], text: Text) -> int:
    """Whose place it is: somebody else's where he or she acts in the clause, or is told of in it ("søsteren min, som er i …")."""
    here = [person for person in people if clause.start <= person.at < start]
    if not here and text.words[clause.start] in _TELLS_OF:
        here = [p for p in people if p.at < clause.start and text.sentence[p.at] == clause.sentence][-1:]
    partner = any(person.relation == "partner" for person in people if clause.start <= person.at < start)
    if partner and not _AT_HOME.isdisjoint(text.words[clause.start : start]):
        return 0  # where a partner is at home, the writer is too
    if any(code == WISH and at < start for at, code in clause.signs):
        return 0  # "han vil helst til Ålesund"
    if not here and clause.is_told_before(start):
        return _ANOTHERS
    if not here or clause.sentence in clauses.questions:
        return 0
    if asks_for_another(text):
        return _ANOTHERS if here[-1].who == SELF else 0
    return _ANOTHERS if here[-1].who == OTHER or (here[0].who == OTHER and here[-1].who != SELF) else 0


def _by_neighbours(start: int, end: int, clause: Clause, clauses: Clauses, text: Text) -> int:
    """What stands right beside it: "her i", "ikke i", "blir for langt", or nothing else in the clause."""
    before = text.words[max(clause.start, start - 3) : start]
    after = text.words[end : clause.end]
    weight = _INTO * (before[-1:] != () and before[-1] in _INTO_WORDS)
    if not _HERE_WORDS.isdisjoint(before[-2:]):
        weight += _HERE
    if not _MUST_NOT.isdisjoint(before[-2:]):
        weight += (
            _HOME if not _WHOLE.isdisjoint(before) else _REFUSED
        )  # "så ikkje heile Finnsnes får vite det"
    if _is_too_far(after[:_TOO_WITHIN]):
        weight += _TOO_FAR
    led = clause.start and text.clause[clause.start - 1] != text.clause[clause.start]
    told = (
        led and clauses.at(clause.start - 1).told and clauses.at(clause.start - 1).sentence == clause.sentence
    )
    if (len(before) + len(after) <= 1 or (not before and len(after) <= 4)) and not told:
        weight += _APART
    return weight
