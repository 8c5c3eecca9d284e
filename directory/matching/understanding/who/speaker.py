"""Who is speaking, and about whom? Rules in order over whose each need is; the first that holds answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from directory.matching.understanding.who.at_work import works
from directory.matching.understanding.who.losses import OWN_NEEDS, is_told_as_theirs
from directory.matching.understanding.who.owners import nearest_owners
from directory.matching.understanding.who.people import OTHER, SELF, Mention
from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

# What a family asks about for the one it concerns: "hvilke rettigheter har jeg når broren min er innlagt".
_FOR_ANOTHER = frozenset(("rights", "prison"))
_USED = frozenset(("alcohol", "drugs", "medicines", "gambling"))
_FINDS = word_list("owners.finds")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who asks (`audience`), and who the other person is to them (`relation`)."""

    audience: str | None
    relation: str | None


@dataclass(frozen=True)
class _Told:
    """What the rules look at: the needs, whose each is, and what is said besides."""

    matches: Sequence[Match]
    needs: Sequence[Match]
    owners: Sequence[Mention | None]
    people: Sequence[Mention]
    text: Text

    @property
    def codes(self) -> set[str]:
        return {code for need in self.needs for code in need.codes}

    @property
    def whose(self) -> set[str]:
        """`SELF`, `OTHER` or both."""
        return {owner.who for owner in self.owners if owner}

    @property
    def carried(self) -> list[Mention]:
        """Who has a need that is no loss of the writer's own."""
        return [
            owner
            for need, owner in zip(self.needs, self.owners, strict=True)
            if owner
            and (OWN_NEEDS.isdisjoint(need.codes) or is_told_as_theirs(need, owner, self.people, self.text))
        ]

    @property
    def related(self) -> bool:
        return any(person.relation for person in self.people)

    @property
    def speaks(self) -> bool:
        return any(person.who == SELF for person in self.people)

    def says(self, audience: str) -> bool:
        """Whether the words name that audience."""
        return any(match.field == "audiences" and audience in match.codes for match in self.matches)


def speaker(
    matches: Sequence[Match], needs: Sequence[Match], people: Sequence[Mention], text: Text
) -> Speaker:
    """Who speaks in `text`; `needs` are those of `matches` that count as needs, `people` everybody named."""
    told = _Told(matches, needs, nearest_owners(needs, people, text), people, text)
    audience = next((audience for holds, audience in _RULES if holds(told)), None)
    return Speaker(audience, _relation(told.owners, people) if audience == "relative" else None)


def _is_at_work(told: _Told) -> bool:
    return works(told.matches, told.needs, told.owners, told.people, told.text)


def _grew_up_so(told: _Told) -> bool:
    return "growing-up" in told.codes and not told.says("relative")


def _asks_for_oneself(told: _Told) -> bool:
    """ "Far drakk, og nå gjør jeg det samme": whoever else is told of."""
    return told.says("self") and bool(told.needs)


def _is_family(told: _Told) -> bool:
    return told.says("relative")


def _tells_of_own(told: _Told) -> bool:
    """The speaker's own drinking, drugs or gambling; friends who drink too do not make him a relative, and bottles that he
    finds are not his. And who is lonely is so himself."""
    uses = any(
        owner is not None
        and owner.who == SELF
        and not _USED.isdisjoint(need.codes)
        and not _is_found(need, told)
        for need, owner in zip(told.needs, told.owners, strict=True)
    )
    return uses or (told.codes == {"loneliness"} and told.whose <= {SELF})


def _tells_of_another(told: _Told) -> bool:
    others = any(owner.who == OTHER for owner in told.carried)
    return others or (told.related and bool(told.codes & _FOR_ANOTHER))


def _worries_for_another(told: _Told) -> bool:
    """A wide word beside a relative: "kona er syk", "redd for sønnen min"."""
    wide = bool(told.needs) and all(need.field == "weak_needs" for need in told.needs)
    return told.related and wide and (told.whose != {SELF} or told.codes == {"anxiety"})


def _has_a_need(told: _Told) -> bool:
    return bool(told.needs) and (SELF in told.whose or (bool(told.whose) and told.speaks))


def _names_a_relative(told: _Told) -> bool:
    return told.related and not told.carried and not told.codes & OWN_NEEDS


def _tells_of_a_loss(told: _Told) -> bool:
    return told.related and not told.carried and told.speaks


def _has_a_need_at_all(told: _Told) -> bool:
    return bool(told.needs) and told.speaks and not (told.related and not told.carried)


_RULES: tuple[tuple[Callable[[_Told], bool], str], ...] = (
    (_is_at_work, "professional"),
    (_grew_up_so, "self"),
    (_asks_for_oneself, "self"),
    (_is_family, "relative"),
    (_tells_of_own, "self"),
    (_tells_of_another, "relative"),
    (_worries_for_another, "relative"),
    (_has_a_need, "self"),
    (_names_a_relative, "relative"),
    (_tells_of_a_loss, "self"),
    (_has_a_need_at_all, "self"),
)


def _is_found(need: Match, told: _Told) -> bool:
    """Whether it lies within what the speaker finds: "finner flasker"."""
    return any(told.text.words[other.start] in _FINDS and other.covers(need) for other in told.needs)


def _relation(owners: Sequence[Mention | None], people: Sequence[Mention]) -> str | None:
    """Who the person is whose need it is; where only "he" or "she" is said, whoever was named first."""
    for owner in (owner for owner in owners if owner and owner.who == OTHER):
        if owner.relation:
            return owner.relation
    return next((person.relation for person in people if person.relation), None)
