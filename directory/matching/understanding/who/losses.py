"""Whose loss is it? A loss, a break-up or a childhood is the writer's own, unless it is told as another's."""

from collections.abc import Sequence

from directory.matching.understanding.who.people import Mention
from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

OWN_NEEDS = frozenset(("grief", "suicide-loss", "overdose-loss", "breakup", "codependency", "growing-up"))
# "Venninna mi har mistet …", "datteren min er dumpet": told of another, the loss is theirs.
_LOSES = tuple(word_list("losses.loses"))
_PARTINGS = tuple(word_list("losses.partings"))
_LOST_OTHERWISE = word_list("losses.lost_otherwise")
_BREAKS_UP = frozenset(("child", "sibling", "friend", "colleague", "other"))
_DEATH = tuple(word_list("losses.death"))
_FRIENDS = frozenset(("friend", "colleague"))
_TELLS_OF = frozenset(("som", "who"))
_LOSS_WITHIN = 4  # words between who it is and what was lost


def told_of(need: Match, here: Sequence[Mention], text: Text) -> Mention | None:
    """Whose loss it is in "en nabo som ikke har vært ute siden kona døde": the one who is told of, with "som"."""
    named = [person for person in here if person.relation and person.at <= need.start]
    if OWN_NEEDS.isdisjoint(need.codes) or len(named) < 2:
        return None
    tells = not _TELLS_OF.isdisjoint(text.words[named[0].at + 1 : named[0].at + 3])
    return named[0] if tells else None


def is_told_as_theirs(need: Match, owner: Mention, people: Sequence[Mention], text: Text) -> bool:
    """Whether a loss or a break-up is that of the relative who is named right before it, or told of."""
    here = [person for person in people if text.sentence[person.at] == text.sentence[need.start]]
    return owner is told_of(need, here, text) or is_theirs(need, owner, text)


def is_theirs(need: Match, owner: Mention, text: Text) -> bool:
    """Whether a loss or a break-up is that of the relative who is named right before it: "venninna mi har mistet …"."""
    if not owner.relation and "breakup" in need.codes:
        return text.words[need.start].startswith(_PARTINGS)  # "hun har vært gjennom en skilsmisse"
    if owner.relation in _FRIENDS and "grief" in need.codes and need.field == "needs":
        return not any(
            text.words[at].startswith(_DEATH) for at in need.at
        )  # "venninna mi fødte en gutt som ikke pustet"
    if not (owner.relation and 0 < need.start - owner.at <= _LOSS_WITHIN):
        return False
    if "breakup" in need.codes:
        return owner.relation in _BREAKS_UP
    loses = text.words[need.start].startswith(_LOSES)
    return loses and _LOST_OTHERWISE.isdisjoint(text.words[need.start + 1 : need.start + 2])
