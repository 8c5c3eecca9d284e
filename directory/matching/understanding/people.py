"""Who is named in a text? The one who writes, relatives and friends, and "he" or "she", each where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.matching.understanding.lexicon import Match
from directory.matching.understanding.text import Text

SELF, OTHER = "self", "other"
_FIELDS = frozenset(("relations", "they", "self"))
_OF_ANOTHER = (("hans",), ("hennes",), ("deres",))  # "søsteren hans" is not the speaker's sister
_ENGLISH = frozenset("the my and of is was with who have has been because this what".split())


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named: where, whether it is the one who writes (`SELF`) or somebody else, and who that is to them."""

    at: int
    who: str
    relation: str | None = None


def people_in(matches: Sequence[Match], text: Text) -> list[Person]:
    """Everybody named, in order. "Meg" speaks for itself only where nobody else is named: "en venn av meg" is the friend."""
    named = [match for match in matches if match.field in _FIELDS]
    crowded = {text.sentence[match.start] for match in named if match.field == "relations"}
    found: list[Person] = []
    for match in named:
        if match.field == "self":
            weak = match.codes == ("object",) and text.sentence[match.start] in crowded
            others = any(m.field in ("relations", "they") and m.start < match.start for m in named)
            implied = match.codes == ("implied",) and (others or not text.begins_clause(match.start))
            within = any(m.field == "relations" and m.start < match.start < m.end for m in named)
            if not (weak or implied or within):  # "han jeg elsker" is he
                found.append(Person(match.start, SELF))
        else:
            of_another = text.words[match.end : match.end + 1] in _OF_ANOTHER
            known = match.field == "relations" and not of_another
            found.append(Person(match.start, OTHER, match.codes[0] if known else None))
    if _is_english(text):
        found.extend(Person(at, SELF) for at, word in enumerate(text.words) if word == "i")
    return sorted(found, key=lambda person: (person.at, person.who == OTHER))


def _is_english(text: Text) -> bool:
    """Whether "i" is the speaker and no "in"."""
    return len(_ENGLISH.intersection(text.words)) > 1
