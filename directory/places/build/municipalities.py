"""Which municipalities and counties are there? Each stands where most of its people live."""

from collections.abc import Iterable

from directory.places.build.records import Record
from directory.places.build.sources import ARCTIC, Code, table
from directory.places.build.towns import Towns, base_name, largest

# The Norwegian part of official names in several languages; the other parts are in sami_and_kven_names.csv.
NORWEGIAN_NAMES = {
    "5540": "Kåfjord",
    "5610": "Karasjok",
    "5612": "Kautokeino",
    "5622": "Porsanger",
    "5628": "Tana",
    "5636": "Nesseby",
}
# A municipality is no hamlet, also where no source counts its largest place.
LEAST_SIZE = 1_000


def municipalities(codes: Iterable[Code], towns: Towns) -> list[Record]:
    """The 357 municipalities, in order of their number."""
    names = {code.number: code.municipality for code in codes if code.number[0] != ARCTIC}
    return [_municipality(number, name, towns) for number, name in sorted(names.items())]


def _municipality(number: str, name: str, towns: Towns) -> Record:
    town = largest(towns[number], number)
    assert town.point, f"{number} {name} has no place with a point"
    name = NORWEGIAN_NAMES.get(number, name.split(" (", maxsplit=1)[0].replace(" Og ", " og "))
    others = "|".join(
        row["name"] for row in table("sami_and_kven_names.csv") if row["municipality_name"] == name
    )
    size, centre = max(town.size, LEAST_SIZE), base_name(town.name)
    return Record("municipality", name, number, town.point, size, centre, other_names=others)


def outside() -> list[Record]:
    """Longyearbyen and Jan Mayen, which belong to no county."""
    rows = table("outside_counties.csv")
    points = [(float(row["latitude"]), float(row["longitude"])) for row in rows]
    return [
        Record("municipality", row["name"], row["number"], point, int(row["size"]), row["name"])
        for row, point in zip(rows, points, strict=True)
    ]


def counties(places: list[Record]) -> list[Record]:
    """The 15 counties, each at its largest town."""
    found = []
    for row in table("counties_2024.csv"):
        inside = [place for place in places if place.county_number == row["number"]]
        top = max(inside, key=lambda place: place.size)
        found.append(Record("county", row["name"], row["number"], top.point, top.size, top.located))
    return found
