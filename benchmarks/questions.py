"""What is asked in the measurements? The same questions for every engine: drawn once, from where people live."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from benchmarks.listings import places
from directory.vocabulary import AUDIENCES, NEEDS
from search_index.columns import Circle
from search_index.language import understood
from search_index.schema import Document

_SEED = 7
_RADIUS_KM = 50.0
_WORDS = (
    "sorggruppe",
    "pårørendegruppe",
    "anonyme alkoholikere",
    "samtalegruppe kveld",
    "åpent møte",
    "kvinnegruppe bedehuset",
    "einsemd",
    "angst",
    "AA tirsdag",
    "kurs",
    "gruppe",
    "biblioteket",
    "LMS",
    "pårørende uro hjemme",
)


@dataclass(frozen=True, slots=True)
class Question:
    """Words, facets and a circle; what is not asked for is empty."""

    words: str = ""
    having: Mapping[str, Sequence[str]] | None = None
    circle: Circle | None = None

    @property
    def facets(self) -> Mapping[str, Sequence[str]]:
        return self.having or {}


def near(count: int) -> list[Question]:
    """One need within 50 km; needs as often as listings have them, places as many as people live there."""
    draw = random.Random(_SEED)
    return [
        Question(having={"need": [need]}, circle=circle)
        for need, circle in zip(_needs(draw, count), _circles(draw), strict=False)
    ]


def counted(count: int) -> list[Question]:
    """One need, half of them in one county or for one audience: what is counted by every facet."""
    draw, asked = random.Random(_SEED + 1), []
    counties = sorted({place.number[:2] for place in places()})
    for number, need in enumerate(_needs(draw, count)):
        more = ({}, {"county": [draw.choice(counties)]}, {}, {"audience": [draw.choice(list(AUDIENCES))]})[
            number % 4
        ]
        asked.append(Question(having={"need": [need], **more}))
    return asked


def worded(count: int, documents: Sequence[Document]) -> list[Question]:
    """Words within 50 km: common ones, compounds, letters, and rare ones out of the listings."""
    draw, circles = random.Random(_SEED + 2), _circles(random.Random(_SEED + 3))
    rare = (
        word for _turn in range(99 * count) for word in draw.sample(draw.choice(documents).text.split(), 3)
    )
    meant = (word for word in rare if understood(word) and len(word) > 8)
    words = [_WORDS[number % len(_WORDS)] if number % 3 else next(meant) for number in range(count)]
    return [Question(words=text, circle=circle) for text, circle in zip(words, circles, strict=False)]


def mistyped(count: int, documents: Sequence[Document], known: Sequence[str]) -> list[str]:
    """Words of the listings with one fault, which nobody has written and nothing begins with."""
    draw, found = random.Random(_SEED + 4), []
    terms = set(known)
    while len(found) < count:
        word = draw.choice(re.findall(r"[a-zæøå]{6,}", draw.choice(documents).text.lower()) or ["_"])
        faulty = _with_a_fault(word, draw)
        term = understood(faulty)
        if term is None or term.readings or len(term.term) >= 8 or len(term.term) < 4:
            continue
        if term.term not in terms and not any(other.startswith(term.term) for other in known):
            found.append(faulty)
    return found


def _with_a_fault(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, max(2, len(word) - 1))
    letter = draw.choice("aeilnorst")
    return draw.choice(
        [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    )


def _needs(draw: random.Random, count: int) -> list[str]:
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(NEEDS))))
    return draw.choices(list(NEEDS), cum_weights=weights, k=count)


def _circles(draw: random.Random) -> Iterator[Circle]:
    known = places()
    weights = list(accumulate(place.size for place in known))
    while True:
        place = draw.choices(known, cum_weights=weights)[0]
        yield Circle(place.latitude, place.longitude, _RADIUS_KM)
