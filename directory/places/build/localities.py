"""Which towns and city districts get a page of their own?"""

from collections.abc import Iterable
from statistics import fmean

from directory.places.build.records import Point, Record
from directory.places.build.sources import table
from directory.places.build.towns import Town, Towns, key_of
from directory.places.distance import kilometres

OSLO = "0301"
OSLO_DISTRICT_SIZE = 40_000
# As the table of zones spells them -> as people write them. "Sentrum" and "Marka" alone could be any city's.
OSLO_NAMES = {"Sentrum": "Oslo sentrum", "Marka": "Oslomarka", "St.Hanshaugen": "St. Hanshaugen"}
# A post place that another municipality shares, this near and this much larger there, belongs to that one.
BORROWED_KM, BORROWED_TIMES = 50, 3


def towns(towns: Towns, municipalities: Iterable[Record]) -> list[Record]:
    """Every town that is not its municipality by name, nor a neighbour's post place, by number and name."""
    found = []
    for place in municipalities:
        own = {place.key} | {key_of(name) for name in place.other_names.split("|") if name}
        for key, town in towns.get(place.number, {}).items():
            if key not in own and not _is_borrowed(key, town, towns):
                found.append(_town(town, place))
    return sorted(found, key=lambda town: (town.number, town.name))


def _town(town: Town, place: Record) -> Record:
    located = "place" if town.own else "postcodes" if town.point else "municipality"
    return Record("town", town.name, place.number, town.point or place.point, town.size, located)


def _is_borrowed(key: str, town: Town, towns: Towns) -> bool:
    others = (other[key] for number, other in towns.items() if key in other and number != town.number)
    return not town.own and any(_is_larger_and_near(other, town) for other in others)


def _is_larger_and_near(other: Town, town: Town) -> bool:
    if not (other.point and town.point) or other.size < BORROWED_TIMES * town.size:
        return False
    return kilometres(town.point, other.point) < BORROWED_KM


def zones() -> dict[str, tuple[Point, str]]:
    """Oslo's three-digit postal zones: prefix -> (its middle, its district or empty)."""
    return {
        row["postcode_prefix"]: (
            (float(row["latitude"]), float(row["longitude"])),
            OSLO_NAMES.get(row["city_district"], row["city_district"]),
        )
        for row in table("oslo_postal_zones.csv")
    }


def oslo_districts() -> list[Record]:
    """Oslo's districts, each in the middle of its postal zones."""
    found = []
    for name in sorted({district for _, district in zones().values()} - {""}):
        points = [point for point, district in zones().values() if district == name]
        middle = fmean(latitude for latitude, _ in points), fmean(longitude for _, longitude in points)
        found.append(Record("district", name, OSLO, middle, OSLO_DISTRICT_SIZE, "zones"))
    return found


def other_districts(towns: Towns) -> list[Record]:
    """The districts and neighbourhoods in city_districts.csv."""
    found = []
    for row in table("city_districts.csv"):
        number, where = row["municipality_number"], row["point"]
        point = _point(where, towns[number])
        found.append(Record("district", row["name"], number, point, int(row["inhabitants"]), where))
    return found


def _point(where: str, towns: dict[str, Town]) -> Point:
    """A point given as "post place Nesttun", "zone 036" or two decimals, "60.40 5.33"."""
    kind, _, name = where.rpartition(" ")
    if kind == "zone":
        return zones()[name][0]
    if kind.startswith("post place"):
        point = towns[key_of(where.removeprefix("post place "))].point
        assert point, f"{where} has no point of its own"
        return point
    return float(kind), float(name)
