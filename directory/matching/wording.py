"""What does this person mean? A sentence in somebody's own words becomes a `Need`.

Phrases are looked up (`lexicon.py`), the place is found among the words that are left, and danger is seen first
(`danger.py`). Nothing here keeps, logs or returns the words themselves, except those that may name a listing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directory.matching import danger
from directory.matching.lexicon import Match, lexicon
from directory.matching.need import Need
from directory.matching.placing import Placing, find_place
from directory.places.gazetteer import Gazetteer
from directory.web.typed import clean

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 1000
_WINNING = (
    "needs",
    "relations",
    "kinds",
    "organisations",
    "twelve_step",
    "open_questions",
    "nothing",
    "parts",
)
_AGE = re.compile(r"\b(?:jeg|eg|æ|e|jæ|i|im)(?: er| e| am| m|m)?(?: bare| berre| only)? (\d{1,2})\b")
_YOUNG = re.compile(
    r"\b(?:jeg|eg|æ) (?:er|e) (?:en |ein |ei )?(?:tenåring|femtenåring|ungdom|ung jente|ung gutt)"
)
_ADULT_AGE = 18

# Words that say nothing about what is wanted; they are used without being missed.
_SMALL = frozenset(
    "og å i på til for av med som er var har hadde vil kan skal må jeg eg æ meg du vi oss han hun ho de den det en et ein"
    " ei eit min mitt mine mi din sin seg sitt sine si vår vårt så men eller om at når der her hvor kor hva kva hvem kven noe noko noen"
    " nokon bor bur leter etter søker trenger treng ønsker ønskjer hjelp hjelpe finne finn mye mykje veldig litt fra frå"
    " ved hos nær nærheten rundt ikke ikkje ingen bare også no nå blitt bli blir vært vore gå går ta tar få får the a an"
    " of in at to for and is am are my i me need help find near with who that this it have has dette denne hver kvar"
    " mer meir enn gang år gammel sliter slit bruker brukar problem problemer problemet vanskelig tilbud tilbod område"
    " området gjerne åpne åpen snakke møte andre folk sted stad finnes finst fins selvhjelp sjølvhjelp kommune".split()
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A need, and the words that were not used: they may name a listing, and then they are forgotten."""

    need: Need
    left: tuple[str, ...] = ()


def understand(text: object, gazetteer: Gazetteer) -> Understood:
    """What `text` says. Anything that is not text reads as nothing; only the first 1,000 signs are read."""
    typed = clean(text, _LONGEST)
    written = _WORD.findall(typed)
    words = tuple(word.lower() for word in written)
    if not words:
        return Understood(Need())
    named = {at for at, word in enumerate(written) if word[0].isupper()} if typed != typed.upper() else set()
    joined = " ".join(words)
    alarm = danger.seen(joined)
    matches = _settled(lexicon().matches(words))
    used = {at for match in matches if match.field != "self" for at in range(match.start, match.end)}
    placing = find_place(words, used, named - _sentence_starts(typed), gazetteer)
    left = _left(words, used | placing.used)
    need = _need(matches, words, placing).but(
        young=_is_young(joined), urgent=alarm is not None, danger=alarm, unused=bool(left)
    )
    return Understood(need, left)


def _sentence_starts(typed: str) -> set[int]:
    """Which words begin a sentence: their capital letter does not make them a name."""
    starts, count = set(), 0
    for sentence in re.split(r"[.!?\n]+", typed):
        starts.add(count)
        count += len(_WORD.findall(sentence))
    return starts


def _settled(found: Sequence[Match]) -> list[Match]:
    """Without the matches that are only a part of a longer one: "mor til" is not "mor"."""
    winners = [match for match in found if match.field in _WINNING]
    return [m for m in found if m.field not in _WINNING or not any(m.inside(other) for other in winners)]


def _need(matches: Sequence[Match], words: Sequence[str], placing: Placing) -> Need:
    def codes(field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for match in matches if match.field == field for code in match.codes))

    twelve_step = codes("twelve_step")
    relation = next(iter(codes("relations")), None)
    needs = codes("needs")
    audience = _audience(matches, needs)
    return Need(
        audience=audience,
        relation=relation if audience in ("relative", "professional") else None,
        needs=needs,
        place=placing.place,
        places=placing.places,
        former_name=placing.former_name,
        kinds=codes("kinds"),
        weekdays=codes("weekdays"),
        part=next(iter(codes("parts")), None),
        formats=codes("formats"),
        organisations=codes("organisations"),
        openness=next(iter(codes("openness")), None),
        twelve_step=None if not twelve_step else "refused" not in twelve_step,
        for_whom=next(iter(codes("for")), None),
        language=next(iter(codes("languages")), None),
        ask=codes("open_questions"),
    )


def _audience(matches: Sequence[Match], needs: tuple[str, ...]) -> str | None:
    """Who is asking: said outright, or read from whom the need stands closest to."""
    said = {code for match in matches if match.field == "audiences" for code in match.codes}
    if "professional" in said:
        return "professional"
    if needs == ("growing-up",) or ("growing-up" in needs and "relative" not in said):
        return "self"
    related = any(match.field == "relations" for match in matches)
    owners = [_owner(match, matches) for match in matches if match.field == "needs"]
    if "relative" in said:
        return "relative"
    if related:
        return "self" if owners and all(owner == "self" for owner in owners) else "relative"
    return "self" if "self" in owners else None


def _owner(need: Match, matches: Sequence[Match]) -> str | None:
    """Whose need it is: that of the nearest person named before it ("kona mi vet at jeg drikker": mine).

    "meg" speaks for itself only where nobody else is named: "en venn av meg" is the friend.
    """
    related = any(match.field == "relations" for match in matches)
    people = [
        match
        for match in matches
        if match.field == "relations"
        or (match.field == "self" and not (related and match.codes == ("object",)))
    ]
    before = [match for match in people if match.start < need.end]
    if not before:
        return "relations" if any(match.field == "relations" for match in people) else None
    return max(before, key=lambda match: (match.start, match.field == "relations")).field


def _is_young(joined: str) -> bool:
    ages = [int(age) for age in _AGE.findall(joined)]
    return any(5 <= age < _ADULT_AGE for age in ages) or bool(_YOUNG.search(joined))


def _left(words: Sequence[str], used: set[int]) -> tuple[str, ...]:
    """The words that meant nothing to us, small words and bare numbers aside."""
    return tuple(
        word for at, word in enumerate(words) if at not in used and word not in _SMALL and not word.isdigit()
    )
