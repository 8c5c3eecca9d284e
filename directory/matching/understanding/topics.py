"""What is it about? Of all words for a need, those that say most and are no bystander's."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.matching.understanding.asked.wishes import asked_for, drop_old_losses
from directory.matching.understanding.reading import ReadText
from directory.matching.understanding.who.focus import focus
from directory.matching.understanding.who.owners import owners_in
from directory.matching.understanding.who.people import Mention
from directory.matching.understanding.words.lexicon import Match

_USED = frozenset(("alcohol", "drugs", "medicines", "gambling"))
_LOSSES = frozenset(("suicide-loss", "overdose-loss"))


# A need, and those of which it is only another word or a part.
_PLAINER = {
    "mental-health": frozenset(("anxiety", "psychosis", "eating", "trauma")),
    "breakup": frozenset(("violence",)),
}


@dataclass(frozen=True, slots=True)
class Topic:
    """The words for what it is about, and in a letter the person whose trouble it is (None: the writer's own)."""

    needs: list[Match]
    about: Mention | None = None

    def codes(self, reading: ReadText) -> tuple[str, ...]:
        """The needs, in the order in which they are told."""
        return tuple(
            dict.fromkeys(
                code for match in asked_for(self.needs, reading.text, reading.clauses) for code in match.codes
            )
        )


def topic(meant: Sequence[Match], reading: ReadText, *, young: bool) -> Topic:
    """What a text is about. Who is still growing up asks about those at home."""
    needs = [match for match in meant if match.field in ("needs", "weak_needs")]
    if young:
        needs = [match for match in needs if match.codes != ("growing-up",)] or needs
    if not reading.letter:
        return Topic(drop_old_losses(_telling(needs), reading.text))
    people, clauses, text = reading.people, reading.clauses, reading.text
    said = frozenset(code for match in meant if match.field == "audiences" for code in match.codes)
    found = focus(needs, owners_in(needs, people, clauses, text), people, said, clauses, text)
    return Topic(drop_old_losses(_telling(found.needs), text), found.person)


def _telling(matches: Sequence[Match]) -> list[Match]:
    """What the words say that it is about. A wide word ("avhengig av", "sykdom") counts only where no other word says more,
    and grief is a part of losing somebody to suicide or an overdose, as is what it names ("narkotikadødsfall")."""
    strong = [match for match in matches if match.field == "needs"]
    lost = {at for match in strong if _LOSSES.intersection(match.codes) for at in match.at}
    strong = [
        match
        for match in strong
        if not lost
        or _LOSSES.intersection(match.codes)
        or not ("grief" in match.codes or lost.issuperset(match.at))
    ]
    strong = _without_what_is_told_more_plainly(strong)
    return _without_the_widest(strong or [match for match in matches if match.field == "weak_needs"])


def _without_what_is_told_more_plainly(found: Sequence[Match]) -> list[Match]:
    """Without a wide word where another says which trouble it is, and without the leaving of somebody who is violent."""
    said = {code for match in found for code in match.codes}
    dropped = {wide for wide, plainer in _PLAINER.items() if not plainer.isdisjoint(said)}
    return [match for match in found if not dropped.issuperset(match.codes)]


def _without_the_widest(found: Sequence[Match]) -> list[Match]:
    """Without what another word makes plain: "ruser seg på hasj" is drugs, "hekta på spill" gambling, and "møte folk"
    beside drinking no loneliness."""
    said = {match.codes for match in found}
    named = _USED if all(match.field == "weak_needs" for match in found) else _USED - {"alcohol"}
    widest = {("alcohol", "drugs")} if any((code,) in said for code in named) else set()
    used = any(_USED.intersection(codes) for codes in said)
    return [
        match
        for match in found
        if match.codes not in widest
        and not (used and match.field == "weak_needs" and match.codes == ("loneliness",))
    ]
