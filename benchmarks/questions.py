"""What is asked in the measurements? The same questions for every engine: drawn once, from where people live."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from benchmarks.listings import places
from directory.vocabulary import AUDIENCES, NEEDS
from search_index.language import understood
from search_index.schema import Document

_SEED = 7
_RADIUS_KM = 50.0
_COUNTED = ("format", "kind", "organisation", "municipality")  # what the result page and the map count
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


class Circle(NamedTuple):
    """All points within a great-circle distance of a point (degrees, kilometres)."""

    latitude: float
    longitude: float
    kilometres: float


@dataclass(frozen=True, slots=True)
class Question:
    """Words, facets and a circle; what is not asked for is empty."""

    words: str = ""
    having: Mapping[str, Sequence[str]] | None = None
    circle: Circle | None = None
    counted: Sequence[str] = ()

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
    """One need, half of them in one county or for one audience: what is counted by the facets that pages count."""
    draw, asked = random.Random(_SEED + 1), []
    counties = sorted({place.number[:2] for place in places()})
    for number, need in enumerate(_needs(draw, count)):
        more = ({}, {"county": [draw.choice(counties)]}, {}, {"audience": [draw.choice(list(AUDIENCES))]})[
            number % 4
        ]
        asked.append(Question(having={"need": [need], **more}, counted=_COUNTED))
    return asked


def worded(count: int, documents: Sequence[Document]) -> list[Question]:
    """Words of a name: common ones, compounds, letters, and rare ones out of the listings."""
    draw = random.Random(_SEED + 2)
    names = (word for _turn in range(99 * count) for word in draw.choice(documents).name.split())
    rare = (word for word in names if understood(word) and len(word) > 8)
    words = (_WORDS[number % len(_WORDS)] if number % 3 else next(rare) for number in range(count))
    return [Question(words=text) for text in words]


def _needs(draw: random.Random, count: int) -> list[str]:
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(NEEDS))))
    return draw.choices(list(NEEDS), cum_weights=weights, k=count)


def _circles(draw: random.Random) -> Iterator[Circle]:
    known = places()
    weights = list(accumulate(place.size for place in known))
    while True:
        place = draw.choices(known, cum_weights=weights)[0]
        yield Circle(place.latitude, place.longitude, _RADIUS_KM)
