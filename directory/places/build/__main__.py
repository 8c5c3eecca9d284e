"""How are the tables made? `python -m directory.places.build`, with the packages of requirements-data.txt."""

import csv
from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path

from directory.places.build import localities, sources
from directory.places.build.municipalities import counties, municipalities, outside
from directory.places.build.naming import name_all
from directory.places.build.other_names import OtherName, other_names
from directory.places.build.postcodes import Located, Locator
from directory.places.build.records import Record
from directory.places.build.towns import Towns, gather

# Column -> where its value is found.
PLACE = {name: name for name in ("name", "label", "slug")}
POINT = {name: name for name in ("latitude", "longitude")}
LOCALITY = {
    "id": "id",
    **PLACE,
    "municipality_number": "number",
    **POINT,
    "located": "located",
    "size": "size",
}
MUNICIPALITY = {"number": "number", **PLACE, "other_names": "other_names", "county_number": "county_number"}
CODE = {"postcode": "code.postcode", "post_place": "code.post_place", "municipality_number": "code.number"}
COLUMNS = {
    "counties": {"number": "number", **PLACE, **POINT, "largest_town": "located", "size": "size"},
    "municipalities": {**MUNICIPALITY, **POINT, "largest_place": "located", "size": "size"},
    "towns": LOCALITY,
    "districts": LOCALITY,
    "postcodes": {
        **CODE,
        **POINT,
        "accuracy": "code.accuracy",
        "located": "located",
        "place_id": "place_id",
    },
    "other_names": {name: name for name in ("name", "kind", "language", "place_id", "source")},
}


def build(folder: Path = sources.DATA) -> dict[str, int]:
    """Write the tables that the service reads into a folder. Table name -> number of rows."""
    codes = sources.codes()
    towns = gather(sources.cities(), codes)
    records = _records(codes, towns)
    name_all(records)
    located = Locator(records, towns).locate_all(codes)
    within_counties = [record for record in records if record.county_number[0] != sources.ARCTIC]
    rows: dict[str, Iterable[Record | Located | OtherName]] = {
        "counties": _of_kind("county", records),
        "municipalities": _of_kind("municipality", within_counties),
        "towns": _of_kind("town", records),
        "districts": _of_kind("district", records),
        "postcodes": located,
        "other_names": other_names(records, codes),
    }
    return {name: _write(folder / f"{name}.csv", COLUMNS[name], rows[name]) for name in rows}


def _records(codes: list[sources.Code], towns: Towns) -> list[Record]:
    inside, arctic = municipalities(codes, towns), outside()
    districts = localities.oslo_districts() + localities.other_districts(towns)
    taken = {(district.number, district.key) for district in districts}
    own = [town for town in localities.towns(towns, inside + arctic) if (town.number, town.key) not in taken]
    return [*counties(inside), *inside, *arctic, *own, *districts]


def _of_kind(kind: str, records: Iterable[Record]) -> list[Record]:
    return [record for record in records if record.kind == kind]


def _write(path: Path, columns: dict[str, str], rows: Iterable[object]) -> int:
    lines = list(map(attrgetter(*columns.values()), rows))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)
    return len(lines)


if __name__ == "__main__":
    for name, number_of_rows in build().items():
        print(f"data/{name}.csv: {number_of_rows} rows")
