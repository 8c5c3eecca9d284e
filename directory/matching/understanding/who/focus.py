"""Whom is a letter about? Of all who are named, the one whose trouble it tells; the others stand by.

Every word for a need is given to somebody. It weighs more where something is asked for, and less where it only tells of another
time. Whoever has most is the one it is about; what belongs to a bystander ("bestemor døde i fjor", "søsteren min er
sykepleier") is no need of this letter, and neither is he or she the one it is about.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from directory.matching.understanding.who import whom
from directory.matching.understanding.who.clauses import REFUSAL, SUITS, WISH, Clauses
from directory.matching.understanding.who.losses import OWN_NEEDS
from directory.matching.understanding.who.people import OTHER, SELF, Mention
from directory.matching.understanding.who.whom import SELF_KEY, PeopleTold
from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

_NAMED, _WIDE = 1.0, 0.4  # a word for a need; a wide word ("avhengig"), or a death that is only mentioned
_OWN_WIDE = 0.5  # times, for a wide word about the writer: whoever stands by others is tired and alone too
_FIRST = 0.5  # more, in the first sentence: people begin with what it is about
_ASKED = 1.5  # more, where something is asked for
_REFUSED = 0.3  # times, for what somebody does not want: "jeg vil ikke ha øl"
_OVER = 0.6  # times, where it tells of another time
_ANOTHERS = 0.3  # times, for somebody else's relative
_ENOUGH = 0.9  # and what weighs so much is kept in any case
_LEAST = 0.45  # of the weightiest need, to be kept beside it
_BEGINS, _SPEAKS, _BEGINNING = (
    0.8,
    0.4,
    2,
)  # for whoever is named first, in the first sentences; for the writer
_OPEN = 0.5  # times, where nothing says whose it is: then it may be the writer's
_PRESENT = 0.15  # for each time somebody is named at all
_DEATHS = (
    "enk",
    "dø",
    "død",
    "døy",
    "daud",
    "died",
    "dead",
    "mist",
    "gikk",
    "gjekk",
    "lost",
    "passed",
    "omkom",
    "tap",
)
_SINCE = word_list("focus.since")
_GROWN = word_list("focus.grown")
_USED = frozenset(("alcohol", "drugs", "medicines", "gambling"))
_LOSS = 1.5  # times, for a loss of one's own: what somebody died of is no need any more
OWN_LOSSES = frozenset(("grief", "suicide-loss", "overdose-loss"))
_LONG = 3  # sentences that stand before the last
_GRAVE = OWN_LOSSES - {"grief"} | {"violence", "sexual-abuse", "psychosis"}
_RIGHTS = ("rights",)
_LEAVE = ("work",)
_LOSSES = frozenset(("grief",))


@dataclass(frozen=True, slots=True)
class Focus:
    """The needs that are kept, and the one person they are about (`None`: nobody but the writer is)."""

    needs: list[Match]
    person: Mention | None


def focus(
    needs: Sequence[Match],
    owners: Sequence[Mention | None],
    people: Sequence[Mention],
    said: frozenset[str],
    clauses: Clauses,
    text: Text,
) -> Focus:
    """What a letter is about; `said` are the audiences that its words name."""
    needs, owners = _without_company(needs, owners, clauses, text)
    weights = [_weight(*each, clauses, text) for each in zip(needs, owners, strict=True)]
    weights = _without_leave(needs, owners, weights, clauses)
    troubles = _troubles(needs, owners, weights, people, text)
    central = whom.central(PeopleTold(people, needs, owners, troubles, said, clauses, text))
    kept = [
        (need, weight)
        for need, owner, weight in zip(needs, owners, weights, strict=True)
        if owner is None or key_of(owner) == central or clauses.asks(need.start)
    ]
    kept = kept or list(zip(needs, weights, strict=True))
    return Focus(
        _anchored(_weighty(kept), clauses),
        next((p for p in people if p.who == OTHER and p.key == central), None),
    )


def _without_company(
    needs: Sequence[Match], owners: Sequence[Mention | None], clauses: Clauses, text: Text
) -> tuple[Sequence[Match], Sequence[Mention | None]]:
    """Without "andre voksne barn", where a parent's own trouble is told: then it is said of whom one wants to meet."""
    told = any(
        owner and owner.relation == "parent" and OWN_NEEDS.isdisjoint(n.codes) and n.field == "needs"
        for n, owner in zip(needs, owners, strict=True)
        if not clauses.is_over(n.start)
    )
    if not told:
        return needs, owners
    kept = [
        (n, owner)
        for n, owner in zip(needs, owners, strict=True)
        if not (
            "growing-up" in n.codes
            and clauses.asks(n.start)
            and not _GROWN.isdisjoint(text.words[n.start : n.end])
        )
    ]
    return [n for n, _owner in kept], [owner for _n, owner in kept]


def key_of(person: Mention) -> int:
    """Which person it is; the writer is 0."""
    return SELF_KEY if person.who == SELF else person.key


def _weight(need: Match, owner: Mention | None, clauses: Clauses, text: Text) -> float:
    weight = _WIDE if need.field == "weak_needs" or _is_death(need, clauses, text) else _NAMED
    weight *= 1 + _FIRST * (clauses.at(need.start).sentence == 0) + _ASKED * clauses.asks(need.start)
    refused = clauses.purpose(need.start) == REFUSAL and not _USED.isdisjoint(need.codes)
    weight *= _REFUSED if refused else 1
    weight *= _OVER if clauses.is_over(need.start) else 1
    weight *= _OWN_WIDE if need.field == "weak_needs" and owner and owner.who == SELF else 1
    weight *= _LOSS if owner and owner.who == SELF and not OWN_LOSSES.isdisjoint(need.codes) else 1
    return weight * (_ANOTHERS if owner and owner.anothers else 1)


def _without_leave(
    needs: Sequence[Match], owners: Sequence[Mention | None], weights: Sequence[float], clauses: Clauses
) -> list[float]:
    """Being on leave or laid off weighs little beside what it comes from: "sykmeldt for depresjon"."""
    troubled = {
        key_of(owner)
        for need, owner in zip(needs, owners, strict=True)
        if owner and need.field == "needs" and need.codes != _LEAVE
    }
    return [
        weight * _WIDE
        if need.codes == _LEAVE and owner and key_of(owner) in troubled and not clauses.asks(need.start)
        else weight
        for need, owner, weight in zip(needs, owners, weights, strict=True)
    ]


def _is_death(need: Match, clauses: Clauses, text: Text) -> bool:
    """Whether a loss is told in passing: "far er død" is no grief yet, a "sorggruppe" is."""
    told = any(text.words[at].startswith(_DEATHS) for at in need.at or (need.start,))
    passing = clauses.at(need.start).sentence > 0 or not _SINCE.isdisjoint(
        text.words[max(0, need.start - 4) : need.start]
    )
    return told and passing and not _LOSSES.isdisjoint(need.codes)


def _troubles(
    needs: Sequence[Match],
    owners: Sequence[Mention | None],
    weights: Sequence[float],
    people: Sequence[Mention],
    text: Text,
) -> dict[int, float]:
    """How much trouble each person has; a need counts once a sentence. Whoever the letter begins with has something beforehand, and whoever is named
    often a little."""
    told = {
        (key_of(owner), need.codes, text.sentence[need.start]): weight
        for need, owner, weight in zip(needs, owners, weights, strict=True)
        if owner
    }
    sums: defaultdict[int, float] = defaultdict(float)
    for (key, _codes, _sentence), weight in told.items():
        sums[key] += weight
    troubled = set(sums)  # whoever is only named is what it is about where nobody has a need
    sums[SELF_KEY] += _OPEN * max(
        (w for owner, w in zip(owners, weights, strict=True) if owner is None), default=0
    )
    own = any(
        owner and owner.who == SELF and n.field == "needs" for n, owner in zip(needs, owners, strict=True)
    )
    first = people[0] if people and text.sentence[people[0].at] < _BEGINNING else None
    if first and (own if first.who == SELF else not troubled or first.key in troubled):
        sums[key_of(first)] += _BEGINS if first.who == OTHER else _SPEAKS
    for person in people:
        if person.who == SELF:
            sums[SELF_KEY] += 0 if troubled else _PRESENT
        elif not person.anothers and (not troubled or person.key in troubled):
            sums[person.key] += _PRESENT
    return sums


def _anchored(needs: Sequence[Match], clauses: Clauses) -> list[Match]:
    """Without what is mentioned once in passing, where other needs begin a long letter, are asked about or come back. What is
    grave is never passed over."""
    if clauses.all[-1].sentence < _LONG:
        return list(needs)
    sentences: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for need in needs:
        if need.field == "needs" and need.codes != _LEAVE:
            sentences[need.codes].add(clauses.at(need.start).sentence)
    begun = {need.codes for need in needs if clauses.at(need.start).sentence == 0 or clauses.asks(need.start)}
    anchored = {codes for codes, told in sentences.items() if codes in begun or len(told) > 1}
    wished = {id(n) for n in needs if n.codes == _RIGHTS and clauses.purpose(n.start) in (WISH, SUITS)}
    kept = anchored | {n.codes for n in needs if not _GRAVE.isdisjoint(n.codes) or id(n) in wished}
    return [n for n in needs if not anchored or n.codes in kept]


def _weighty(needs: Sequence[tuple[Match, float]]) -> list[Match]:
    """Without what is only mentioned beside what the letter is about."""
    sums: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for need, weight in needs:
        sums[need.codes] = max(sums[need.codes], weight)
    most = max(sums.values(), default=0)
    return [need for need, _weight in needs if sums[need.codes] >= min(_LEAST * most, _ENOUGH)]
