"""Where does this person live? Finds the place among the words of a sentence, inflected or misspelt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from directory.places.gazetteer import Gazetteer
from directory.places.models import Answer, Place
from directory.places.spelling import slug

_MOST_WORDS = 4
_SHORT = 3  # "alkohol os", "sorg moss": in so few words a name is a name
_BEFORE_A_PLACE = frozenset(
    "i på ved nær fra frå rundt bor bur utenfor utanfor in near from around at til".split()
)
_ENDINGS = (
    "sområdet",
    "området",
    "somradet",
    "regionen",
    "sregionen",
    "distriktet",
    "traktene",
    "sentrum",
    "s",
)
# Ordinary words that stand after "i" or "på" and look like a misspelt place: "i fjor" is not Fjord.
_NO_PLACES = frozenset(
    "fjor år dag går morgen morgon natt kveld kvelden helga livet kjøret byen bygda hjemme heime jobb jobben skolen"
    " skulen senga hjelp form fare perioder familien det den dette huset barndommen bunn bunnen grunn trøbbel sorg tvil"
    " live felles alvor nærheten området stand utlandet norge noreg seg meg deg oss ham henne han dem noe noen flere"
    " alle mange andre egen grensen kanten nett nettet telefon time timen gang gangen borte lenge mye også bare best"
    " verre slutt slutten starten enden håp håpet tide siden stort sett dager uker måneder".split()
)
_AFTER_A_YEAR_WORD = frozenset("i siden sidan fra frå since in før".split())


@dataclass(frozen=True, slots=True)
class Placing:
    """One place, or the candidates to ask about, and which words said it."""

    place: Place | None = None
    places: tuple[Place, ...] = ()
    former_name: str | None = None
    used: frozenset[int] = field(default=frozenset())


def find_place(words: Sequence[str], used: set[int], named: set[int], gazetteer: Gazetteer) -> Placing:
    """The place that `words` (lower case) name; words in `used` mean something else and are passed over, and those
    in `named` were written as names, with a capital letter."""
    found = (
        _exact(words, used, named, gazetteer)
        or _inflected(words, used, gazetteer)
        or _misspelt(words, used, named, gazetteer)
    )
    if found is None:
        return Placing()
    start, end, answer = found
    places = answer.places
    return Placing(
        place=places[0] if len(places) == 1 else None,
        places=places if len(places) > 1 else (),
        former_name=_addressable(answer, gazetteer),
        used=frozenset(range(start, end)),
    )


def _addressable(answer: Answer, gazetteer: Gazetteer) -> str | None:
    """The former name that was written, where its slug leads to the one place and to nothing else."""
    if answer.how != "former" or answer.said is None:
        return None
    return answer.said if gazetteer.former_slug(slug(answer.said)) == answer.place else None


Found = tuple[int, int, Answer]


def _windows(words: Sequence[str], used: set[int]) -> Iterator[tuple[int, int]]:
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            if not any(at in used for at in range(start, start + length)):
                yield start, start + length


def _exact(words: Sequence[str], used: set[int], named: set[int], gazetteer: Gazetteer) -> Found | None:
    """The best name that stands in the words: after "i" or "på" first, then a number, then the longest."""
    found: list[tuple[tuple[int, ...], Found]] = []
    for start, end in _windows(words, used):
        answer = gazetteer.exact(" ".join(words[start:end]), number_means="postcode")
        introduced = start in named or (start > 0 and words[start - 1] in _BEFORE_A_PLACE)
        if answer.places and not _is_year(words, start) and (introduced or _stands_alone(answer, words)):
            number = answer.how == "postcode"
            found.append(((-number, -introduced, start - end, -start), (start, end, answer)))
    return min(found, key=lambda item: item[0])[1] if found else None


def _is_year(words: Sequence[str], at: int) -> bool:
    word = words[at]
    return word.isdigit() and "1900" <= word <= "2049" and at > 0 and words[at - 1] in _AFTER_A_YEAR_WORD


def _stands_alone(answer: Answer, words: Sequence[str]) -> bool:
    """Whether the name is known well enough to be a place without a word before it."""
    return answer.certain or len(words) <= _SHORT


def _inflected(words: Sequence[str], used: set[int], gazetteer: Gazetteer) -> Found | None:
    for at, word in enumerate(words):
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            if at not in used and stem != word and len(stem) >= 3:
                answer = gazetteer.exact(stem, number_means="postcode")
                if answer.places and (ending != "s" or answer.certain):
                    return at, at + 1, answer
    return None


def _may_be_misspelt(word: str) -> bool:
    return not word.isdigit() and word not in _NO_PLACES


def _misspelt(words: Sequence[str], used: set[int], named: set[int], gazetteer: Gazetteer) -> Found | None:
    """A small typo, only where a place is expected: after "i" or "på", in a name, or in very few words."""
    for at in range(len(words) - 1, -1, -1):
        introduced = at in named or (at > 0 and words[at - 1] in _BEFORE_A_PLACE)
        if at not in used and (introduced or len(words) <= _SHORT) and _may_be_misspelt(words[at]):
            answer = gazetteer.typo(words[at])
            if answer.certain:
                return at, at + 1, answer
    return None
