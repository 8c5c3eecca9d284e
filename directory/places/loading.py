"""Where do the places come from? The committed tables in data/, read once."""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import cast

from directory.places.gazetteer import Gazetteer
from directory.places.models import Claim, ClaimKind, Kind, Place

DATA = Path(__file__).resolve().parents[2] / "data"
Row = dict[str, str]
LOCALITIES: tuple[Kind, ...] = ("town", "district")


@cache
def load(folder: Path = DATA) -> Gazetteer:
    """The gazetteer over the tables in a folder. Read once for each process; immutable."""
    places = list(_places(folder))
    ids = {place.id: place for place in places}
    codes = {
        row["postcode"]: (row["place_id"], float(row["latitude"]), float(row["longitude"]))
        for row in _rows(folder / "postcodes.csv")
    }
    words = (row["word"] for row in _rows(folder / "ordinary_words.csv"))
    return Gazetteer(places, [*_own_names(places), *_other_names(folder, ids)], codes, words)


def _rows(table: Path) -> Iterator[Row]:
    with table.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _places(folder: Path) -> Iterator[Place]:
    counties = {row["number"]: row["name"] for row in _rows(folder / "counties.csv")}
    counties |= {row["county_number"]: row["county"] for row in _rows(folder / "outside_counties.csv")}
    municipalities = {}
    for row in (*_rows(folder / "municipalities.csv"), *_rows(folder / "outside_counties.csv")):
        municipalities[row["number"]] = row["name"]
        yield _place(row, "municipality", row["number"], row["number"], row["name"], counties)
    for row in _rows(folder / "counties.csv"):
        yield _place(row, "county", row["number"], None, None, counties)
    for kind in LOCALITIES:
        for row in _rows(folder / f"{kind}s.csv"):
            number = row["municipality_number"]
            yield _place(row, kind, row["id"], number, municipalities[number], counties)


def _place(
    row: Row,
    kind: Kind,
    place_id: str,
    number: str | None,
    municipality: str | None,
    counties: dict[str, str],
) -> Place:
    county = place_id[:2]
    return Place(
        id=place_id,
        slug=row["slug"],
        name=row["name"],
        label=row["label"],
        kind=kind,
        municipality_number=number,
        municipality=municipality,
        county_number=county,
        county=counties[county],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        size=int(row["size"]),
    )


def _own_names(places: Iterable[Place]) -> Iterator[Claim]:
    """Each place by its name and the ways to tell it from others: "Herøy (Nordland)", "Herøy i Nordland"."""
    for place in places:
        names = {place.name, place.label, place.label.replace(" (", " i ")}
        if place.kind in ("municipality", "county"):
            names.add(f"{place.name} {'kommune' if place.kind == 'municipality' else 'fylke'}")
        for name in sorted(names):
            yield Claim(name, "official", place)


def _other_names(folder: Path, places: dict[str, Place]) -> Iterator[Claim]:
    for row in _rows(folder / "other_names.csv"):
        yield Claim(row["name"], cast(ClaimKind, row["kind"]), places[row["place_id"]])
