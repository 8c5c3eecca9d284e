"""Which towns are there, and where? Joins the post places with the populated places of each municipality."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from directory.places.build.sources import City, Code, corrections, table
from directory.places.spelling import folded_key

# "Bø i Telemark", "Nes på Hedmarken", "Kristiansand S": the post's way to tell places of one name apart.
POST_OFFICE_ADDITION = re.compile(r"( (i|på) .+| [SN])$")
# A rank has to compare places whose inhabitants no source counts: each postcode stands for so many.
INHABITANTS_PER_CODE = 200


@dataclass(slots=True)
class Town:
    """One named place in a municipality. A point is (latitude, longitude) in degrees."""

    number: str
    name: str
    inhabitants: int = 0
    own: tuple[float, float] | None = None
    codes: list[Code] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Inhabitants, or what its postcodes make likely. A rank, not a fact to print."""
        return max(self.inhabitants, INHABITANTS_PER_CODE * max(1, len(self.codes)))

    @property
    def point(self) -> tuple[float, float] | None:
        """The populated place's point, else the middle of its surely located postcodes, else None."""
        sure = [code for code in self.codes if code.accuracy != "1"]
        if self.own or not sure:
            return self.own
        return median(code.latitude for code in sure), median(code.longitude for code in sure)


Towns = dict[str, dict[str, Town]]
"""Municipality number -> key of the name -> town."""


def base_name(name: str) -> str:
    """The name people say: "Bø" for "Bø i Telemark"."""
    return POST_OFFICE_ADDITION.sub("", name)


def key_of(name: str) -> str:
    """The same for two spellings of one place within a municipality."""
    return folded_key(base_name(name))


def gather(cities: Iterable[City], codes: Iterable[Code]) -> Towns:
    """Every town, those named like their municipality among them."""
    towns: Towns = defaultdict(dict)
    for city in sorted(cities, key=lambda city: (city.number, -city.inhabitants, city.name)):
        town = towns[city.number].setdefault(key_of(city.name), Town(city.number, city.name))
        if town.own is None:
            town.inhabitants, town.own = city.inhabitants, (city.latitude, city.longitude)
    renamed = corrections()
    for code in codes:
        name = renamed.get((code.number, code.post_place), code.post_place)
        if name:
            town = towns[code.number].setdefault(key_of(name), Town(code.number, name))
            town.name = name
            town.codes.append(code)
    return dict(towns)


def largest(towns: dict[str, Town], number: str) -> Town:
    """The municipality's largest place: the one chosen by hand, else by inhabitants, else by postcodes."""
    for row in table("largest_places.csv"):
        if row["municipality_number"] == number:
            town = towns[key_of(row["largest_place"])]
            town.inhabitants = max(town.inhabitants, int(row["inhabitants"] or 0))
            return town
    located = [town for town in towns.values() if town.point]
    return max(located, key=lambda town: (town.inhabitants, town.own is not None, len(town.codes)))
