"""Whose is each need? In a letter read clause by clause, and left open where nobody is named; in few words, whoever is nearest."""

from collections.abc import Sequence
from itertools import pairwise

from directory.matching.understanding.who.clauses import Clauses
from directory.matching.understanding.who.losses import OWN_NEEDS, is_theirs, told_of
from directory.matching.understanding.who.people import OTHER, SELF, Mention
from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

_COMPANY = word_list("owners.company")
_FOR = word_list("owners.for")
_OBJECTS = word_list("owners.objects")
_BINDING = word_list("owners.binding")
_WHICH = word_list("owners.which")
_SAYS = word_list("owners.says")
_FINDS = word_list("owners.finds")
_TELLS_OF = frozenset(("som", "who", "so"))
_USED = frozenset(("alcohol", "drugs", "medicines", "gambling"))
# Whoever is named so beside a blow or an abuse did it; who suffered it is the writer.
_DOERS: dict[tuple[str, ...], tuple[str | None, ...]] = {
    ("violence",): (None,),
    ("sexual-abuse",): (None, "other"),
}
_OF_THE_WRITER = frozenset(
    ("loneliness",)
)  # where nobody is named it is no longer that of whoever was named before


def owners_in(
    needs: Sequence[Match], people: Sequence[Mention], clauses: Clauses, text: Text
) -> list[Mention | None]:
    """For each need the person it belongs to. Where its sentence names nobody, it is of whom the sentence before began with."""
    owners = [
        _owner(need, people, clauses, text) or _owner_before(need, people, clauses, text) for need in needs
    ]
    return [
        _meant_for(need, people, clauses, text) or _bereaved(need, owner, people, text)
        for need, owner in zip(needs, owners, strict=True)
    ]


def _meant_for(need: Match, people: Sequence[Mention], clauses: Clauses, text: Text) -> Mention | None:
    """ "Finst det ei sorggruppe for ho": who stands after "for" in the same sentence."""
    if clauses.at(need.start).sentence not in clauses.asking:
        return None
    after = (p for p in people if p.at >= need.end and text.sentence[p.at] == text.sentence[need.start])
    return next((p for p in after if p.who == OTHER and text.words[p.at - 1] in _FOR), None)


def _bereaved(need: Match, owner: Mention | None, people: Sequence[Mention], text: Text) -> Mention | None:
    """A loss, a break-up or a childhood is the writer's own, whoever it is told of; unless it is told as another's loss. So is
    what somebody did to the writer: "han kom inn på rommet"."""
    if owner and owner.who == OTHER and owner.relation in _DOERS.get(need.codes, ()):
        return Mention(need.start, SELF)
    if owner is None or owner.who == SELF or owner.anothers or OWN_NEEDS.isdisjoint(need.codes):
        return owner
    here = [person for person in people if text.sentence[person.at] == text.sentence[need.start]]
    if is_theirs(need, owner, text):
        return owner
    return told_of(need, here, text) or Mention(need.start, SELF)


def _owner_before(need: Match, people: Sequence[Mention], clauses: Clauses, text: Text) -> Mention | None:
    """Whoever the last sentence that names somebody began with; a question that names nobody is open."""
    sentence = clauses.at(need.start).sentence
    if sentence in clauses.asking or not _OF_THE_WRITER.isdisjoint(need.codes):
        return None
    earlier = [person for person in people if text.sentence[person.at] < sentence]
    latest = max((text.sentence[person.at] for person in earlier), default=0)
    return next((person for person in earlier if text.sentence[person.at] == latest), None)


def _owner(need: Match, people: Sequence[Mention], clauses: Clauses, text: Text) -> Mention | None:
    """The person named right after it ("drikkinga til far"), else the nearest before it in its clause, else in its sentence."""
    clause = clauses.at(need.start)
    here = [person for person in people if clause.start <= person.at < clause.end]
    if bound := _bound_owner(need, here, text):
        return bound
    if clause.sentence in clauses.asking and _is_of_others(clause.start, need, text):
        return None
    before = [
        p for p in here if p.at < need.end and not _is_aside(p, here, text) and not _says(p, need, text)
    ]
    if not before and any(_says(p, need, text) for p in here):
        return None
    before = [p for p in before if text.words[p.at] not in _OBJECTS] or before  # "utskriften hun viste meg"
    if before and before[-1].who == SELF and _finds(before[-1].at, need, text):
        others = [person for person in people if person.who == OTHER and not person.anothers]
        return next((p for p in others if p.at >= clause.start), None) or next(iter(others), before[-1])
    if before:
        return before[-1]
    sentence = [person for person in people if text.sentence[person.at] == clause.sentence]
    earlier = [person for person in sentence if person.at < clause.start]
    if text.words[clause.start] in _TELLS_OF and earlier:
        return earlier[-1]
    return next(iter(here or earlier[-1:] or sentence), None)


def _bound_owner(need: Match, here: Sequence[Mention], text: Text) -> Mention | None:
    """ "Drikkinga til mannen", "rusen hans", "alkoholisert far": who stands right after, or after "til"."""
    after = next((p for p in here if need.end <= p.at <= need.end + 1 and p.who == OTHER), None)
    nearer = [person for person in here if person.at < need.end and person.who == OTHER]
    if after is None or nearer:
        return None
    return after if after.at == need.end or text.words[need.end] in _BINDING else None


def _is_aside(person: Mention, here: Sequence[Mention], text: Text) -> bool:
    """Whether "jeg" only says which: "sønnen min har brukt alt jeg har på dop"."""
    aside = person.who == SELF and person.at > 0 and text.words[person.at - 1] in _WHICH
    return aside and any(other.who == OTHER and other.at < person.at for other in here)


def _says(person: Mention, need: Match, text: Text) -> bool:
    """Whether somebody else only says the word: "kona sa ordet depresjon"."""
    after = text.words[person.at + 1 : min(person.at + 4, need.start)]
    return person.who == OTHER and not _SAYS.isdisjoint(after)


def _finds(start: int, need: Match, text: Text) -> bool:
    """Whether the writer only finds it: "jeg har funnet hasj på rommet til datteren min"."""
    return not _USED.isdisjoint(need.codes) and not _FINDS.isdisjoint(text.words[start : need.end])


def _is_of_others(start: int, need: Match, text: Text) -> bool:
    """Whether it is said of whoever one wants to meet: "andre som har en av sine i fengsel"."""
    between = text.words[start : need.start]
    return any(a in _COMPANY and b in _TELLS_OF | {"med", "with"} for a, b in pairwise(between))


def nearest_owners(needs: Sequence[Match], people: Sequence[Mention], text: Text) -> list[Mention | None]:
    """Whose each need is. Where its sentence names nobody, it is still that of whoever it was told of before."""
    owners: list[Mention | None] = []
    told: dict[tuple[str, ...], Mention | None] = {}
    for need in needs:
        named = any(text.sentence[person.at] == text.sentence[need.start] for person in people)
        owner = (
            _nearest(need, people, text) if named else told.get(need.codes) or _nearest(need, people, text)
        )
        told.setdefault(need.codes, owner)
        owners.append(owner)
    return owners


def _nearest(need: Match, people: Sequence[Mention], text: Text) -> Mention | None:
    """Whose need it is: that of the person named after it ("drikkinga til far"), else of the nearest before it in the
    sentence, else of the next in the sentence, else of whoever the sentence before began with."""
    if text.words[need.start] in _FINDS:
        return next((person for person in people if person.who == OTHER), None)
    sentence = text.sentence[need.start]
    here = [person for person in people if text.sentence[person.at] == sentence]
    if another := told_of(need, here, text):
        return another
    after = next((p for p in here if need.end <= p.at <= need.end + 1 and p.who == OTHER), None)
    before = [person for person in here if person.at < need.end]
    before = [person for person in before if not _is_aside(person, before, text)] or before
    if after and (not before or before[-1].who == SELF) and _is_bound(need, after, text):
        return after
    if before:
        return before[-1]
    if here:
        return here[0]
    earlier = [person for person in people if text.sentence[person.at] < sentence]
    latest = max((text.sentence[person.at] for person in earlier), default=0)
    return next((person for person in earlier if text.sentence[person.at] == latest), None)


def _is_bound(need: Match, person: Mention, text: Text) -> bool:
    """Whether "drikkinga til mannen", "rusen hans", "alkoholisert far": the person stands right after, or after "til"."""
    return person.at == need.end or text.words[need.end] in _BINDING
