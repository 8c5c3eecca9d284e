"""What does a spreadsheet say? One row a time of meeting; rows of the same name and place are one listing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import line
from directory.exchange.fetching.refused import Refused
from directory.exchange.importing.draft_entry import DraftEntry
from directory.exchange.importing.entries import Entry, Listed, ReaderFacts, Remark
from directory.exchange.importing.sheet_cells import tell_cells
from directory.exchange.importing.sheet_columns import COLUMNS, field_called, key_of
from directory.exchange.importing.sheet_tables import PACKED, Cells, rows_of_sheet

_LOOKED_AT = 10
_ENOUGH = 2
_MOST_SHEETS = 10
_ID = re.compile(r"[A-Za-z0-9]{1,40}")


class UnknownColumns(Refused):
    """The headings are there, but not all are known: somebody must say which is which. `headings` with an example each."""

    def __init__(self, headings: list[tuple[str, str, str | None]]) -> None:
        super().__init__(_("Vi kjente ikke igjen kolonnene. Velg hva hver av dem er."))
        self.headings = headings


@dataclass(frozen=True, slots=True)
class HeadedSheet:
    """A table whose headings are understood: field -> number of its column, and the rows after."""

    columns: Mapping[str, int]
    unused: list[str]
    row: int
    rows: Iterator[Cells]


def read_sheet(data: bytes, told: ReaderFacts) -> Listed:
    """The listings of a sheet.

    Raises:
        Refused: it is no table.
        UnknownColumns: nobody can say which column is the name.
    """
    table = _table(data, told)
    whole = Listed(organisation=told.organisation)
    known: dict[str, Entry] = {}
    for cells in table.rows:
        _take(whole, known, cells, table, told)
    if table.unused and whole.entries:
        words = ", ".join(table.unused[:12])
        first = whole.entries[0]
        remark = Remark(
            table.row,
            words,
            "",
            _("Disse kolonnene er ikke tatt med. Gi dem et navn fra malen hvis de skal det."),
        )
        whole.entries[0] = Entry(
            first.key, first.row, first.values, first.listing_id, first.ours, (remark, *first.remarks)
        )
    if not whole.rows:
        raise Refused(_("Lista har overskrifter, men ingen rader."))
    return whole


def _table(data: bytes, told: ReaderFacts) -> HeadedSheet:
    """The first sheet with headings that are known; an introduction may stand before it."""
    first: UnknownColumns | None = None
    for number in range(_MOST_SHEETS):
        try:
            return _head(rows_of_sheet(data, told.most_rows, number), told.columns)
        except UnknownColumns as fault:
            first = first or fault
            if not data.startswith(PACKED):
                break
        except Refused:
            if first is None:
                raise
            break
    assert first is not None
    raise first


def headings_of(data: bytes, remembered: Mapping[str, str]) -> list[tuple[str, str, str | None]]:
    """Each heading of a sheet, an example of what stands below it, and the field that it seems to be.

    Raises:
        Refused: it is no table.
    """
    first = list(islice(rows_of_sheet(data), _LOOKED_AT))
    best = max(range(len(first)), key=lambda number: (len(_matched(first[number], remembered)), -number))
    fields = {number: field for field, number in _matched(first[best], remembered).items()}
    below = first[best + 1].values if best + 1 < len(first) else []
    return [
        (line(each, 60), line(below[number], 60) if number < len(below) else "", fields.get(number))
        for number, each in enumerate(first[best].values)
        if line(each)
    ]


def _head(rows: Iterator[Cells], remembered: Mapping[str, str]) -> HeadedSheet:
    first = list(islice(rows, _LOOKED_AT))
    matched = [_matched(each, remembered) for each in first]
    best = max(range(len(first)), key=lambda number: (len(matched[number]), -number))
    if len(matched[best]) < _ENOUGH or "name" not in matched[best]:
        below = first[best + 1].values if best + 1 < len(first) else []
        fields = {number: field for field, number in matched[best].items()}
        raise UnknownColumns(
            [
                (line(each, 60), line(below[number], 60) if number < len(below) else "", fields.get(number))
                for number, each in enumerate(first[best].values)
                if line(each)
            ]
        )
    used = set(matched[best].values())
    unused = [
        line(each, 60) for number, each in enumerate(first[best].values) if number not in used and line(each)
    ]
    return HeadedSheet(matched[best], unused, first[best].row, chain(iter(first[best + 1 :]), rows))


def _matched(cells: Cells, remembered: Mapping[str, str]) -> dict[str, int]:
    """The fields that the cells of a row name. The first of two columns of one field counts."""
    known = {key_of(heading): field for heading, field in remembered.items()}
    found: dict[str, int] = {}
    for number, each in enumerate(cells.values):
        heading = line(each, 80)
        field = known.get(key_of(heading), field_called(heading)) if heading else None
        if field and field in COLUMNS:
            found.setdefault(field, number)
    return found


def _take(
    whole: Listed, known: dict[str, Entry], cells: Cells, table: HeadedSheet, told: ReaderFacts
) -> None:
    row = {
        field: cells.values[number] for field, number in table.columns.items() if number < len(cells.values)
    }
    if not line(row.get("name")):
        whole.unreadable.append(Remark(cells.row, COLUMNS["name"].nb, "", _("Raden har ikke noe navn.")))
        return
    if line(row["name"]) == COLUMNS["name"].example:
        whole.unreadable.append(
            Remark(cells.row, COLUMNS["name"].nb, line(row["name"]), _("Dette er eksempelet fra malen."))
        )
        return
    entry = DraftEntry(cells.row)
    tell_cells(entry, row, told)
    if "name" not in entry.values:
        whole.unreadable += entry.remarks[:1]
        return
    listing_id = line(row.get("id"), 60)
    if listing_id and not _ID.fullmatch(listing_id):
        entry.remark("id", listing_id, _("ID kan bare ha bokstaver og tall."))
        listing_id = ""
    key = listing_id or _made_key(entry.values)
    standing = known.get(key)
    if standing is None:
        known[key] = entry.closed_by(key, listing_id=listing_id or None)
        whole.entries.append(known[key])
        return
    whole.joined += 1
    _join(standing.values, entry.values)


def _join(standing: dict[str, Any], more: Mapping[str, Any]) -> None:
    """One more time, break or contact of a listing that an earlier row began."""
    for name in ("meetings", "pauses", "contacts"):
        kept = standing.setdefault(name, [])
        kept += [each for each in more.get(name, ()) if each not in kept]
        if not kept:
            del standing[name]


def _made_key(values: Mapping[str, Any]) -> str:
    return "|".join(
        line(values.get(name)).lower() for name in ("name", "municipality_number", "organisation", "address")
    )
