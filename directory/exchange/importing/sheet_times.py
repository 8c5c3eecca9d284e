"""When is it, by a row of a sheet? Weekday, time, rhythm, first and last date, break, and single dates that differ."""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import line
from directory.exchange.importing.clock_words import clock_of, date_of, days_in
from directory.exchange.importing.draft_entry import DraftEntry
from directory.exchange.importing.rhythm_words import Rhythm, rhythm_of
from directory.exchange.importing.sheet_columns import COLUMNS

Row = Mapping[str, Any]
_SPAN = re.compile(r"\s*(?:-|–|—|til|to)\s*")
_SINGLE = re.compile(
    r"(?P<on>\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{2,4})\s*(?:(?P<off>avlyst|avlyses|cancelled|canceled|utgår)|(?:->|→|til|flyttet til|flytta til|to)\s*"
    r"(?P<to>\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{2,4})(?:\s*(?:kl\.?\s*)?(?P<at>\d{1,2}[:.]\d\d))?)",
    re.IGNORECASE,
)


def tell_times(entry: DraftEntry, row: Row) -> None:
    """The times of one row: one for each weekday that it names."""
    starts, ends = _clocks(row)
    days = days_in(line(row.get("weekday"))) or days_in(line(row.get("rhythm")))
    if line(row.get("weekday")) and not days:
        entry.remark(
            COLUMNS["weekday"].nb, row.get("weekday"), _("Dette er ingen ukedag. Skriv for eksempel tirsdag.")
        )
    if line(row.get("starts")) and starts is None:
        entry.remark(
            COLUMNS["starts"].nb, row.get("starts"), _("Klokkeslettet kan ikke leses. Skriv det slik: 19:00.")
        )
    if starts and not days:
        entry.remark(
            COLUMNS["weekday"].nb, "", _("Raden har et klokkeslett, men ingen ukedag. Den står uten tid.")
        )
    if days and not line(row.get("starts")):
        entry.remark(
            COLUMNS["starts"].nb, "", _("Raden har en ukedag, men ikke noe klokkeslett. Den står uten tid.")
        )
    if not (starts and days):
        return
    meeting: dict[str, Any] = {
        "starts": f"{starts:%H:%M}",
        **({"ends": f"{ends:%H:%M}"} if ends and ends != starts else {}),
    }
    meeting |= _rhythm(entry, row) | _dates(entry, row, ("from", "until"))
    if meeting.get("every", 1) > 1 and "from" not in meeting:
        entry.remark(
            COLUMNS["from"].nb,
            "",
            _("Annenhver uke må telles fra en dato. Fyll inn «Første dato». Til da står det hver uke."),
        )
        del meeting["every"]
    if link := entry.link(COLUMNS["link"].nb, row.get("link")):
        meeting |= {"link": link, "link_public": True}
    if singles := _singles(entry, row):
        meeting["changed_dates"] = singles
    if entry.values.get("kind") == "meeting_place":
        meeting["purpose"] = "opening"
    entry.values["meetings"] = [{"weekday": day, **meeting} for day in days]


def tell_pause(entry: DraftEntry, row: Row) -> None:
    """A break."""
    pause = _dates(entry, row, ("pause_from", "pause_until"))
    if "pause_from" in pause:
        until = {"until": pause["pause_until"]} if "pause_until" in pause else {}
        entry.values["pauses"] = [{"from": pause["pause_from"], **until}]


def _clocks(row: Row) -> tuple[Any, Any]:
    """From and to, also where both stand in one cell."""
    starts, ends = clock_of(row.get("starts")), clock_of(row.get("ends"))
    if starts is None and isinstance(row.get("starts"), str):
        parts = _SPAN.split(line(row["starts"]).removeprefix("kl. ").removeprefix("kl "))
        if len(parts) == 2:
            starts, ends = clock_of(parts[0]), clock_of(parts[1])
    return starts, ends


def _rhythm(entry: DraftEntry, row: Row) -> dict[str, Any]:
    said = line(row.get("rhythm"))
    found = rhythm_of(
        re.sub(
            r"\b(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag(?:en)?\b", "", said, flags=re.IGNORECASE
        )
    )
    if found is None:
        entry.remark(
            COLUMNS["rhythm"].nb,
            said,
            _(
                "Vi forstår ikke hvor ofte. Skriv for eksempel «hver uke», «annenhver uke» eller «første i måneden»."
            ),
        )
    rhythm = found or Rhythm()
    return {
        **({"every": rhythm.every} if rhythm.every > 1 else {}),
        **({"nth": rhythm.nth} if rhythm.nth else {}),
    }


def _dates(entry: DraftEntry, row: Row, fields: tuple[str, str]) -> dict[str, Any]:
    found = {}
    for field in fields:
        if not line(row.get(field)) and row.get(field) is None:
            continue
        day = date_of(row[field])
        if day is not None:
            found[field] = day.isoformat()
        elif line(row[field]):
            entry.remark(
                COLUMNS[field].nb, row[field], _("Datoen kan ikke leses. Skriv den slik: 24.12.2026.")
            )
    return found


def _singles(entry: DraftEntry, row: Row) -> list[dict[str, Any]]:
    found = []
    for part in filter(None, re.split(r"\s*[;\n]\s*", line(row.get("changed_dates"), 2000))):
        match = _SINGLE.fullmatch(part)
        on, to = (date_of(match["on"]), date_of(match["to"] or "")) if match else (None, None)
        if not match or on is None or not (match["off"] or to):
            entry.remark(
                COLUMNS["changed_dates"].nb,
                part,
                _("Skriv «22.12.2026 avlyst» eller «22.12.2026 → 23.12.2026 kl. 19:00»."),
            )
            continue
        at = clock_of(match["at"]) if match["at"] else None
        moved = {"moved_to": to.isoformat()} if to else {}
        found.append({"on": on.isoformat(), **moved, **({"starts": f"{at:%H:%M}"} if at else {})})
    return found
