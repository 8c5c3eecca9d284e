"""What must it fit in with? Shift work, small children, no car; people one would rather not meet, groups one would rather not sit in."""

from collections.abc import Sequence

from directory.matching.understanding.who.people import OTHER, Mention
from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text

# What hangs on whose life it is: "mannen min jobber turnus" says nothing of the evenings of the one who writes. The others
# are wishes, whose "not" is a part of them.
_OF_ONES_OWN = frozenset(("shift-work", "small-children", "no-car"))


def constraints(matches: Sequence[Match], people: Sequence[Mention], read: Text) -> tuple[str, ...]:
    """The codes of `CONSTRAINTS` that the one who writes has said, in the order of the text."""
    said = [match for match in matches if match.field == "constraints"]
    kept = [m for m in said if not _is_denied(m, matches, read) and not _is_anothers(m, people, read)]
    return tuple(dict.fromkeys(code for match in kept for code in match.codes))


def _is_denied(said: Match, matches: Sequence[Match], read: Text) -> bool:
    """ "Har ikke små barn", told of one's own life: a "not" just before it."""
    return not _OF_ONES_OWN.isdisjoint(said.codes) and any(
        match.field == "not"
        and match.end == said.start
        and read.clause[match.start] == read.clause[said.start]
        for match in matches
    )


def _is_anothers(said: Match, people: Sequence[Mention], read: Text) -> bool:
    """Whether it is told of the person named nearest before it in its sentence."""
    if _OF_ONES_OWN.isdisjoint(said.codes):
        return False
    before = [p for p in people if p.at <= said.start and read.sentence[p.at] == read.sentence[said.start]]
    return bool(before) and before[-1].who == OTHER
