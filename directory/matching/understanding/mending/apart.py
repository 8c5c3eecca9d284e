"""Which two words were written without a space between? A compound is one word, and is left as it is where it says enough."""

from collections.abc import Callable, Iterator, Mapping

from directory.matching.understanding.words.lexicon import Lexicon
from directory.matching.understanding.words.likelihood import Likelihood
from directory.matching.understanding.words.word_lists import word_list

_SHORTEST_PART, _SHORTEST_STEM = 3, 6
_A_PLACE, _A_LETTER = 4.0, 0.05  # how likely a part is that is a name, and more for each of its letters
_A_STEM, _A_MEANING = (
    0.1,
    1.5,
)  # how likely a part is that only begins as a word we know, and more for each meaning
_BEYOND = 0.15  # less for each letter beyond what we know
_MOST = 4.8  # a small word is no likelier to be glued than others
# Words that begin no compound, and those that end none.
_BEGINNING = word_list("apart.beginning")
_ENDING = _BEGINNING | frozenset(
    "til med fra frå etter uten utan under over ved hos selv sjøl from who mitt vår vårt hele heile bare borte hver into".split()
)
_WHO = frozenset(("relations", "professions"))
# "Aleneforelder", "medisinbruken": what so wide a word means is not what the compound means that it begins.
_TOO_WIDE, _NO_PARTS = frozenset(("weak_needs",)), frozenset(("self", "they"))

IsPlace = Callable[[str], bool]
_Parts = tuple[str, ...] | None


class Apart:
    """Takes words apart that were written together."""

    def __init__(self, known: Lexicon, common: Mapping[str, int], likelihood: Likelihood) -> None:
        self._known, self._common, self._likelihood = known, common, likelihood

    def parts(self, word: str, is_place: IsPlace) -> tuple[_Parts, _Parts]:
        """What stands for a word that was written together: its parts alone, or it with them beside; None where it is one
        word. First where both parts are words that stand by themselves, then where one may only begin as a word we know."""
        ranked = sorted(self._ranked(word, is_place), reverse=True)
        sure = next((parts for _likely, whole, parts in ranked if whole), None)
        best = ranked[0][2] if ranked else None
        found = self._pieces_of(word, sure, is_place) if sure else None
        return found, (found if best == sure else self._pieces_of(word, best, is_place)) if best else None

    def _pieces_of(self, word: str, parts: tuple[str, str], is_place: IsPlace) -> _Parts:
        said, more = self._known.codes_of(word), self._gained(parts)
        if any(map(is_place, parts)) or self._is_glued(parts):
            return parts if said <= more and (said or not self._known.knows(word)) else (word, *parts)
        fields, new = _fields(said), _fields(more - said)
        of_an_offer = ("kinds", "group") in self._known.codes_of(parts[1])
        if not (new or of_an_offer) or (not _WHO.isdisjoint(fields) and not _WHO.isdisjoint(new)):
            return self._saying_nothing(word, parts)
        covered = bool(said) and said < more and _WHO.isdisjoint(fields)
        return (word, *parts) if self._known.knows(word) and not covered else parts

    def _saying_nothing(self, word: str, parts: tuple[str, str]) -> _Parts:
        """Two words that ask for nothing, and may be a part of what danger sounds like: "alleredeborte"."""
        if self._known.knows(word):
            by_itself = parts[1] in self._known.words and not any(map(self._known.codes_of, (word, parts[1])))
            return (word, *parts) if by_itself else None
        return None if any(map(self._known.codes_of, parts)) else parts

    def _ranked(self, word: str, is_place: IsPlace) -> Iterator[tuple[float, bool, tuple[str, str]]]:
        """Two parts, how likely they are, and whether both are words (or names) that stand by themselves."""
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            parts = word[:at], word[at:]
            if not (first := self._likely(parts[0], is_place)):
                continue
            if not (second := self._likely(parts[1], is_place)):
                continue
            if any(self._means(part) or is_place(part) for part in parts):
                whole = all(not self._is_long(part) or is_place(part) for part in parts)
                yield first + second, whole, parts

    def _gained(self, parts: tuple[str, str]) -> set[tuple[str, str]]:
        first, second = map(self._known.codes_of, parts)
        gained = second | {code for code in first if code[0] not in _TOO_WIDE}
        return {code for code in gained if code[0] not in _NO_PARTS}

    def _is_glued(self, parts: tuple[str, str]) -> bool:
        """Whether they stand side by side in a phrase, or one of them is too small a word to be a part of a compound."""
        return parts in self._known.pairs or parts[0] in _BEGINNING or parts[1] in _ENDING

    def _is_long(self, part: str) -> bool:
        """Whether it is no word by itself, and only begins as one we know."""
        return part not in self._known.words and part not in self._common and part not in self._known.stems

    def _means(self, word: str) -> bool:
        """Whether `word` is, or begins as, a word of some phrase, long enough to be meant."""
        return word in self._known.words or (len(word) >= _SHORTEST_STEM and self._known.knows(word))

    def _likely(self, part: str, is_place: IsPlace) -> float:
        """How likely a part is to be a word; 0 where it is none."""
        if not self._is_long(part):
            return min(_MOST, self._likelihood.of(part))
        if is_place(part):
            return _A_PLACE + _A_LETTER * len(part)
        if not self._means(part):
            return 0.0
        beyond = len(part) - self._known.beginning(part)
        return max(_A_STEM, _A_MEANING * len(self._known.codes_of(part)) - _BEYOND * beyond)


def _fields(codes: set[tuple[str, str]]) -> set[str]:
    return {field for field, _code in codes}
