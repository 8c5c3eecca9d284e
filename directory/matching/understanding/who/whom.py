"""Taken as a whole, whose trouble does a letter tell: the writer's own, or that of somebody else, and whose?

All that can be counted of those who are named (how often, where, with how many of the needs) is weighed together: a letter tells
in many small things whom it is about, and no single one decides. Each trait has a name here and a weight in a table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from directory.matching.understanding.who.clauses import Clauses
from directory.matching.understanding.who.losses import OWN_NEEDS
from directory.matching.understanding.who.people import OTHER, SELF, Mention
from directory.matching.understanding.words.letter_weights import Traits, weight
from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text

SELF_KEY = 0
ANOTHER, WHOM = "another", "whom"  # the two questions that the table weighs
_CLOSE = 0.5  # so little may be chance
_LAST = 2  # sentences


@dataclass(frozen=True)
class PeopleTold:
    """A letter's people, its words for needs with whose each is, what audiences are named, and how much trouble each person has."""

    people: Sequence[Mention]
    needs: Sequence[Match]
    owners: Sequence[Mention | None]
    troubles: Mapping[int, float]
    said: frozenset[str]
    clauses: Clauses
    text: Text

    @cached_property
    def length(self) -> int:
        """In sentences."""
        return self.text.sentence[-1] + 1

    @cached_property
    def others(self) -> Mapping[int, Sequence[Mention]]:
        """The mentions of each other person, those of somebody else's ("søsteren hans") aside."""
        keys = dict.fromkeys(p.key for p in self.people if p.who == OTHER and not p.anothers)
        return {
            key: [p for p in self.people if p.who == OTHER and p.key == key and not p.anothers]
            for key in keys
        }

    @cached_property
    def writer(self) -> Sequence[Mention]:
        return [person for person in self.people if person.who == SELF]

    @cached_property
    def most_troubled(self) -> int:
        return max(self.troubles, key=lambda key: self.troubles[key]) if self.troubles else SELF_KEY

    @cached_property
    def begins(self) -> Sequence[str]:
        """Who is named first in each sentence that names somebody."""
        first: dict[int, str] = {}
        for person in self.people:
            first.setdefault(self.text.sentence[person.at], person.who)
        return list(first.values())

    def relation(self, key: int) -> str | None:
        """Who somebody is to the writer."""
        return next((person.relation for person in self.others[key] if person.relation), None)

    def is_asked_about(self, person: Mention) -> bool:
        """Whether somebody is named where something is asked for."""
        return self.clauses.at(person.at).sentence in self.clauses.asking


def central(told: PeopleTold) -> int:
    """The key of the person whom a letter is most likely about; 0 is the writer."""
    if not told.others or not _is_about_another(told):
        return SELF_KEY
    return max(told.others, key=lambda key: (weight(WHOM, whom_traits(told, key)), key == told.most_troubled))


def _is_about_another(told: PeopleTold) -> bool:
    """Whether it is more likely about another than the writer; where that is close, whoever has most trouble."""
    sure = weight(ANOTHER, another_traits(told))
    return sure > 0 if abs(sure) >= _CLOSE else told.most_troubled != SELF_KEY


def another_traits(told: PeopleTold) -> Traits:
    """What speaks for (or against) its being about another than the writer; counts are by sentences."""
    most = max(told.others, key=lambda key: len(told.others[key]))
    first = told.people[0]
    own = [
        o.who == SELF and OWN_NEEDS.isdisjoint(n.codes)
        for n, o in zip(told.needs, told.owners, strict=True)
        if o
    ]
    theirs = sum(owner is not None and owner.who == OTHER for owner in told.owners)
    losses = sum(not OWN_NEEDS.isdisjoint(need.codes) for need in told.needs)
    everybody = [person for mentions in told.others.values() for person in mentions]
    asked = [person for person in everybody if told.is_asked_about(person)]
    another = told.most_troubled != SELF_KEY
    return {
        "more trouble is another's": another,
        "the writer is named": len(told.writer) / told.length,
        "others are named": len(everybody) / told.length,
        "one other is named": len(told.others[most]) / told.length,
        "one other is named oftener than the writer": len(told.others[most]) > len(told.writer),
        "another is named first": first.who == OTHER,
        "one's own is named first": first.who == OTHER and first.mine,
        "who is named most is related": told.relation(most) is not None,
        "who is named most is one's own": any(person.mine for person in told.others[most]),
        "one's own is named": any(person.mine for person in everybody),
        "needs of the writer": sum(own) / told.length,
        "needs of others": theirs / told.length,
        "some need is the writer's": any(own),
        "some need is another's": theirs > 0,
        "losses": losses > 0,
        "losses, and more trouble is another's": losses > 0 and another,
        "sentences begin with the writer": told.begins.count(SELF) / told.length,
        "sentences begin with others": told.begins.count(OTHER) / told.length,
        "more sentences begin with others": told.begins.count(OTHER) > told.begins.count(SELF),
        "another is asked about": bool(asked),
        "a relation is asked about": any(person.relation for person in asked),
        "no need is told": not told.needs,
        "relations": len({person.relation for person in everybody if person.relation}),
        "says that it is for a relative": "relative" in told.said,
        "says that it is for oneself": "self" in told.said,
    }


def whom_traits(told: PeopleTold, key: int) -> Traits:
    """What speaks for (or against) a letter's being about that other person."""
    mentions = told.others[key]
    sentences = {told.text.sentence[person.at] for person in mentions}
    everybody = sum(len(each) for each in told.others.values())
    owned = sum(owner is not None and owner.who == OTHER and owner.key == key for owner in told.owners)
    relation = told.relation(key)
    return {
        "has most trouble": key == told.most_troubled,
        "share of trouble": told.troubles.get(key, 0) / max(1e-9, sum(told.troubles.values())),
        "share of mentions": len(mentions) / everybody,
        "is named first": key == next(iter(told.others)),
        "is named in the first sentence": min(sentences) == 0,
        "is one's own": any(person.mine for person in mentions),
        "share of needs": owned / max(1, len(told.needs)),
        "is asked about": any(told.is_asked_about(person) for person in mentions),
        "is named once": len(mentions) == 1,
        "is named at the end": max(sentences) >= told.length - _LAST,
        "sentences": len(sentences) / told.length,
        "has no relation": relation is None,
        **{
            f"is a {each}": relation == each
            for each in ("partner", "parent", "child", "friend", "colleague", "other")
        },
    }
