"""What is each place called in an address and on a page? One slug for each, unique over everything."""

from collections import Counter
from collections.abc import Hashable, Iterable

from directory.places.build.records import Record
from directory.places.build.sources import table
from directory.places.spelling import slug


def name_all(records: list[Record]) -> None:
    """Fill in `slug` and `label`: a shared name adds the county; shared in a county, the municipality."""
    below = [record for record in records if record.kind != "county"]
    _name_counties(records, {slug(record.name) for record in below})
    names = {record.number: record.name for record in records if record.kind in ("county", "municipality")}
    names |= {row["county_number"]: row["county"] for row in table("outside_counties.csv")}
    shared = _several(slug(record.name) for record in below)
    within = _several((slug(record.name), record.county_number) for record in below)
    for record in below:
        key = slug(record.name)
        by_municipality = (key, record.county_number) in within and record.kind != "municipality"
        addition = names[record.number if by_municipality else record.county_number] if key in shared else ""
        record.slug = slug(f"{record.name} {addition}")
        record.label = f"{record.name} ({addition})" if addition else record.name


def _name_counties(records: Iterable[Record], taken: set[str]) -> None:
    """A county that shares its name with its city (Oslo) leaves the plain name to the city."""
    for record in records:
        if record.kind == "county":
            clash = slug(record.name) in taken
            record.slug = slug(record.name) + ("-fylke" if clash else "")
            record.label = record.name + (" fylke" if clash else "")


def _several(keys: Iterable[Hashable]) -> set[Hashable]:
    return {key for key, times in Counter(keys).items() if times > 1}
