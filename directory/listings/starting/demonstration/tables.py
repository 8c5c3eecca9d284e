"""How do the demonstration's tables read? Rows of cells, where a cell may hold several values or named facts."""

import csv
import json
from collections.abc import Mapping, Sequence
from functools import cache
from zlib import crc32

from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.settings import DATA

Row = Mapping[str, str]

MARK = "(eksempel)"
NO_PHONE = "00 00 00 00"
SOURCE = "Oppdiktet eksempel, laget for å vise hvordan Varde virker"


@cache
def table(name: str) -> Sequence[Row]:
    """The rows of a table of `data/`, read once."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def themes(programme: str | None) -> Sequence[str]:
    """The themes of a programme's evenings; none where it is not known."""
    lines = (DATA / "programmes.jsonl").read_text(encoding="utf-8").splitlines()
    return next((row["themes"] for row in map(json.loads, lines) if row["code"] == programme), ())


def several(cell: str | None) -> list[str]:
    """The values of a cell: `a|b`."""
    return cell.split("|") if cell else []


def facts(cell: str | None) -> dict[str, str]:
    """The named facts of a cell: `seats=20;status=full`."""
    return dict(fact.split("=", 1) for fact in (cell or "").split(";") if fact)


def number(row: Row, name: str) -> int | None:
    """A whole number, or None where the cell is empty."""
    return int(row[name]) if row.get(name) else None


def yes_or_no(row: Row, name: str) -> bool | None:
    """`yes`, `no`, or None where nobody has said."""
    return {"yes": True, "no": False}.get(row.get(name, ""))


def seed(text: str) -> int:
    """A number that looks like chance and is the same on every machine."""
    return crc32(text.encode())


def place_of(identity: str, gazetteer: Gazetteer) -> Place:
    """The place with this id.

    Raises:
        KeyError: the tables name a place that is not known.
    """
    place = gazetteer.by_id(identity)
    if place is None:
        raise KeyError(f"the demonstration names a place that is not known: {identity}")
    return place
