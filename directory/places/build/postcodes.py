"""Where is each postcode, and which named place does it belong to?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from directory.places.build.localities import OSLO, zones
from directory.places.build.records import DECIMALS, Point, Record
from directory.places.build.sources import Code, table
from directory.places.build.towns import Towns, key_of
from directory.places.distance import kilometres

# Hopen and Bjørnøya, which the source puts on one wrong point; known to a hundredth of a degree.
BY_HAND = {"9174": (76.51, 25.01), "9176": (74.50, 19.00)}
# A postcode further than this from the populated place it is named for is put there instead.
FAR_KM = 25
GUESSED = "1"


@dataclass(frozen=True, slots=True)
class Located:
    """A postcode with its repaired point (degrees), how that was found, and the id of its named place."""

    code: Code
    point: Point
    located: str
    place_id: str

    @property
    def latitude(self) -> float:
        """Degrees, as the table has it."""
        return round(self.point[0], DECIMALS)

    @property
    def longitude(self) -> float:
        """Degrees, as the table has it."""
        return round(self.point[1], DECIMALS)


class Locator:
    """Knows all that is needed to place a postcode. The records must have their slugs."""

    def __init__(self, records: Iterable[Record], towns: Towns) -> None:
        below = [record for record in records if record.kind != "county"]
        self._municipalities = {record.number: record for record in below if record.kind == "municipality"}
        self._ids = {(record.number, record.key): record.id for record in below}
        self._towns, self._zones = towns, zones()
        self._zone_names = {prefix: district for prefix, (_, district) in self._zones.items()}
        for row in table("city_districts.csv"):
            if row["point"].startswith("zone "):
                self._zone_names[row["point"].removeprefix("zone ")] = row["name"]

    def locate_all(self, codes: Iterable[Code]) -> Iterator[Located]:
        """Every postcode, in the order given."""
        return (Located(code, *self._point(code), self._place(code)) for code in codes)

    def _point(self, code: Code) -> tuple[Point, str]:
        if code.number == OSLO and (zone := self._zones.get(code.postcode[:3])):
            return zone[0], "zone"
        if code.postcode in BY_HAND:
            return BY_HAND[code.postcode], "hand"
        raw = code.latitude, code.longitude
        town = self._towns[code.number].get(key_of(code.post_place))
        if code.accuracy != GUESSED and not (town and town.own and kilometres(town.own, raw) > FAR_KM):
            return raw, "postcode"
        if town and town.point:
            return town.point, "place"
        return self._municipalities[code.number].point, "largest place"

    def _place(self, code: Code) -> str:
        in_oslo = code.number == OSLO
        name = self._zone_names.get(code.postcode[:3], "") if in_oslo else code.post_place
        return self._ids.get((code.number, key_of(name)), code.number)
