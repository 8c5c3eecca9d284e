"""What is searched in the measurements? Made-up listings: the same for the same seed, shaped like the real ones.

Where people live many listings stand; a few words are everywhere and most are rare. No name of a person, no number.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from directory.vocabulary import AUDIENCES, FORMATS, KINDS, LANGUAGES, NEEDS, OPENNESS, WEEKDAYS, Codes, label
from search_index.schema import Document

_DATA = Path(__file__).resolve().parents[1] / "data"
_SEED = 20261122
_RARE_WORDS = 40_000
_SYLLABLES = "ber dal ei fjor gren hav is jo kol lund mar nes os ra sti tun ul vin øy åk løk fær sag bru tor kve".split()
_VENUES = (
    "bedehuset frivilligsentralen biblioteket grendehuset menighetshuset kulturhuset ungdomshuset".split()
)
_FIRST = (
    "Samtalegruppe Sorggruppe Selvhjelpsgruppe Pårørendegruppe Åpent møte Kvinnegruppe Nettgruppe".split()
)
_SENTENCES = (
    "En gruppe for deg som vil snakke med andre i samme situasjon.",
    "Vi møtes i rolige omgivelser, og du bestemmer selv hva du vil dele.",
    "Du trenger ikke melde deg på. Kom som du er, kaffe og te serveres.",
    "For pårørende som har det vanskelig hjemme og trenger et fellesskap.",
    "Et kurs over åtte kvelder med en fast gruppe og to som leder.",
    "Ei gruppe for deg som lever med sorg, einsemd eller uro i kvardagen.",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a listing may stand: a municipality."""

    name: str
    number: str
    latitude: float
    longitude: float
    size: int


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def places() -> list[Place]:
    """Every municipality with its largest place and its inhabitants."""
    return [
        Place(
            row["name"],
            row["number"],
            float(row["latitude"]),
            float(row["longitude"]),
            int(row["size"] or 1000),
        )
        for row in _rows("municipalities.csv")
    ]


class Chance:
    """Draws with the weights that the real listings roughly have."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.places = places()
        self.place_weights = list(accumulate(place.size for place in self.places))
        self.organisations = list(_rows("organisations.csv"))
        self.rare = [
            "".join(self.random.choices(_SYLLABLES, k=self.random.choice((3, 4))))
            for _word in range(_RARE_WORDS)
        ]
        self.rare_weights = self._falling(_RARE_WORDS)
        self._weights: dict[int, list[float]] = {}

    def _falling(self, count: int) -> list[float]:
        return list(accumulate(1 / (rank + 1) for rank in range(count)))

    def place(self) -> Place:
        return self.random.choices(self.places, cum_weights=self.place_weights)[0]

    def some(self, codes: Codes, most: int) -> list[str]:
        """One to `most` codes, early ones oftener."""
        weights = self._weights.setdefault(len(codes), self._falling(len(codes)))
        drawn = self.random.choices(list(codes), cum_weights=weights, k=self.random.randint(1, most))
        return list(dict.fromkeys(drawn))

    def words(self, count: int) -> list[str]:
        return self.random.choices(self.rare, cum_weights=self.rare_weights, k=count)


def listings(count: int, seed: int = _SEED) -> Iterator[Document]:
    """`count` documents with ids in no order, so that sorting is part of what is measured."""
    chance = Chance(seed)
    numbers = list(range(count))
    chance.random.shuffle(numbers)
    for number in numbers:
        yield _listing(f"b{number:07d}", chance)


def _listing(id_: str, chance: Chance) -> Document:
    place, draw = chance.place(), chance.random
    organisation = draw.choice(chance.organisations)
    facets = _facets(place, organisation["code"], chance)
    weekday = label(WEEKDAYS, facets["weekday"][0], "nb").lower()
    name = f"{draw.choice([organisation['name'], *_FIRST])} {place.name} {weekday}"
    if draw.random() < 0.5:
        name += f" {draw.choice([*_VENUES, *chance.words(3)])}"
    text = [*draw.sample(_SENTENCES, 2), organisation["name"], *chance.words(10)]
    for codes, facet in ((KINDS, "kind"), (NEEDS, "need"), (AUDIENCES, "audience")):
        text += [label(codes, code, language) for code in facets[facet] for language in ("nb", "nn", "en")]
    spread = 0.02 + 0.1 * draw.random()  # degrees: most within some kilometres of the town
    point = (place.latitude + draw.gauss(0, spread), place.longitude + draw.gauss(0, 2 * spread))
    latitude, longitude = point if draw.random() > 0.05 else (None, None)
    return Document(
        id_, name, " ".join(text), latitude, longitude, {key: frozenset(kept) for key, kept in facets.items()}
    )


def _facets(place: Place, organisation: str, chance: Chance) -> dict[str, list[str]]:
    draw = chance.random
    kind = chance.some(KINDS, 1)
    return {
        "audience": chance.some(AUDIENCES, 2),
        "need": chance.some(NEEDS, 3),
        "kind": kind,
        "format": chance.some(FORMATS, 2),
        "organisation": [organisation] if draw.random() < 0.85 else [],
        "openness": chance.some(OPENNESS, 1) if draw.random() < 0.9 else [],
        "for": draw.choices([[], ["women"], ["men"]], weights=(95, 3, 2))[0],
        "language": chance.some(LANGUAGES, 1),
        "weekday": chance.some(WEEKDAYS, 2),
        "municipality": [place.number],
        "county": [place.number[:2]],
        "catchment": [place.number] if kind == ["service"] else [],
        "trait": draw.choices([[], ["twelve_step"], ["faith_based"], ["young"]], weights=(50, 40, 5, 5))[0],
    }
