"""Which of the phrases that were found count? Those within a sentence that are no mere part of a longer one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from directory.matching.understanding.words.lexicon import IDEAS, Match
from directory.matching.understanding.words.text import Text

# A longer phrase of one of these says what its words mean: "mor til" is not "mor", "i morgen" no time of day.
_WINNING = frozenset(
    "needs weak_needs relations kinds formats organisations twelve_step open_questions nothing parts for"
    " audiences professions young weekdays".split()
)
# They tell how other words are meant, and mean nothing by themselves.
WITHOUT_MEANING = IDEAS | {"self", "they", "not", "asking", "habits", "wishing", "frames", "sex"}
# People stand in a phrase and are people still; what one must fit it in with is found beside everything else.
_NEVER_PARTS = IDEAS | {"self", "they", "not", "habits", "frames", "sex", "constraints"}
# What means something of its own inside a longer phrase: "sorggruppe for menn" is a group, "NA på nett" is on the net.
_STANDING = frozenset(
    [(winner, "kinds") for winner in ("needs", "weak_needs", "for", "twelve_step")]
    + [("organisations", "formats"), ("parts", "weekdays"), ("for", "needs"), ("for", "weak_needs")]
    + [("relations", "needs"), ("relations", "weak_needs"), ("needs", "for"), ("weak_needs", "for")]
    + [("for", "relations"), ("for", "audiences")]
)
_FEW = 5  # words: "na molde" is no sentence, and "na" no "nå"


def settle(found: Sequence[Match], text: Text) -> list[Match]:
    """Without what runs over the end of a sentence, and without what is only a part of a longer phrase."""
    within = [m for m in found if m.field in IDEAS or text.sentence[m.start] == text.sentence[m.end - 1]]
    longer = _longer(within)
    kept = [
        m
        for m in within
        if m.field in _NEVER_PARTS or not any(_swallows(w, m) for w in longer.get(m.start, ()))
    ]
    work = [match for match in kept if match.field == "professions"]
    return [match for match in kept if not _misleads(match, work, text)]


def small_words(matches: Sequence[Match]) -> set[int]:
    """Words that mean nothing by themselves and may yet be a part of a name ("Nord i Odal")."""
    return {m.start for m in matches if m.field == "nothing" and m.codes == ("small",) and m.length == 1}


def _longer(matches: Sequence[Match]) -> Mapping[int, list[Match]]:
    """For each word, the phrases of several words that lie over it."""
    over: dict[int, list[Match]] = defaultdict(list)
    for match in matches:
        if match.field in _WINNING and match.length > 1:
            for at in range(match.start, match.end):
                over[at].append(match)
    return over


def _swallows(winner: Match, other: Match) -> bool:
    """Whether `other` means nothing beside the longer `winner`; "sorggruppe for menn" is a group still."""
    return other.inside(winner) and (winner.field, other.field) not in _STANDING


def _misleads(match: Match, work: Sequence[Match], text: Text) -> bool:
    """Whether a service is somebody's work, small letters are no abbreviation, or "for" reaches over a comma."""
    if match.field == "kinds":
        return any(other.covers(match) for other in work)
    if match.field == "acronyms":
        return match.start not in text.capitals and len(text.words) > _FEW
    return match.field == "for" and text.clause[match.start] != text.clause[match.end - 1]
