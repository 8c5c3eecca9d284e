"""When is it, by a schedule of HSDS? Its fields are those of iCalendar's recurrence rules."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import line
from directory.exchange.importing.clock_words import DAYS, clock_of, date_of, days_in
from directory.exchange.importing.draft_entry import DraftEntry
from directory.vocabulary import PURPOSES

Row = Mapping[str, Any]
ICAL_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BYDAY = re.compile(r"([+-]?\d{1,2})?\s*(MO|TU|WE|TH|FR|SA|SU)")
_OFFSET = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")


def times_of(entry: DraftEntry, row: Row) -> Iterator[dict[str, Any]]:
    """The recurring times of one schedule; what no rule of ours can hold is remarked."""
    starts, ends = _clock_of(row, "opens_at"), _clock_of(row, "closes_at")
    rule = line(row.get("freq")).upper()
    named = BYDAY.findall(line(row.get("byday")).upper()) or [
        ("", ICAL_DAYS[DAYS.index(day)]) for day in days_in(line(row.get("byday")))
    ]
    begins = date_of(row.get("dtstart") or row.get("valid_from") or "")
    if rule == "DAILY":
        named = [("", code) for code in ICAL_DAYS]
    if not named and rule == "WEEKLY" and begins:
        named = [("", ICAL_DAYS[begins.weekday()])]
    if starts is None or not named or rule not in ("WEEKLY", "MONTHLY", "DAILY"):
        said = line(row.get("description") or row.get("notes"), 500)
        if said or starts or named:
            entry.remark(
                "schedules",
                said or line(row.get("byday")),
                _("Tiden kan ikke leses som en fast tid. Den er tatt med i teksten."),
            )
            entry.tell("schedules", said)
        return
    for place, code in named:
        yield _meeting(entry, row, rule, (place, code), begins) | {
            "starts": f"{starts:%H:%M}",
            **({"ends": f"{ends:%H:%M}"} if ends and ends != starts else {}),
        }


def _meeting(
    entry: DraftEntry, row: Row, rule: str, day: tuple[str, str], begins: date | None
) -> dict[str, Any]:
    interval = _number(row.get("interval")) or 1
    meeting: dict[str, Any] = {"weekday": DAYS[ICAL_DAYS.index(day[1])]}
    nth = int(day[0]) if day[0] else None
    if rule == "MONTHLY" and nth in (1, 2, 3, 4, 5, -1) and interval == 1:
        meeting["nth"] = nth
    elif rule == "MONTHLY" or interval > 52 or (interval > 1 and begins is None):
        entry.remark("schedules", line(row.get("byday")), _("Rytmen kan ikke leses. Se om det er hver uke."))
    elif interval > 1:
        meeting["every"] = interval
    if begins:
        meeting["from"] = begins.isoformat()
    until, count = date_of(row.get("until") or row.get("valid_to") or ""), _number(row.get("count"))
    if until is None and count and begins and rule == "WEEKLY":
        until = begins + timedelta(weeks=(count - 1) * interval)
    if until:
        meeting["until"] = until.isoformat()
    if isinstance(changed := _own_value(row, "changed_dates"), list) and changed:
        meeting["changed_dates"] = changed
    if (purpose := _own_value(row, "purpose")) in PURPOSES:
        meeting["purpose"] = purpose
    link = entry.link("schedule_link", row.get("schedule_link"))
    return meeting | ({"link": link, "link_public": True} if link else {})


def _number(value: object) -> int | None:
    text = line(value).removesuffix(".0")
    return int(text) if text.isdecimal() and len(text) < 5 else None


def ways_of(row: Row) -> list[str]:
    """How one takes part from afar, by a schedule."""
    codes = {"virtual": "online", "online": "online", "phone": "phone", "hybrid": "online"}
    return [
        codes[each] for each in line(row.get("attending_type")).lower().split(",") if each.strip() in codes
    ]


def evening_of(row: Row) -> dict[str, Any] | None:
    """One evening, where the schedule is a single date."""
    on, starts, ends = (
        date_of(row.get("dtstart") or ""),
        _clock_of(row, "opens_at"),
        _clock_of(row, "closes_at"),
    )
    if on is None or starts is None or line(row.get("count")) != "1":
        return None
    theme = line(row.get("description"), 250)
    return {
        "on": on.isoformat(),
        "starts": f"{starts:%H:%M}",
        **({"ends": f"{ends:%H:%M}"} if ends and ends != starts else {}),
        **({"theme": theme} if theme else {}),
    }


def breaks_of(row: Row) -> dict[str, Any]:
    """The breaks of the listing, as our own houses write them beside each schedule."""
    found = _own_value(row, "pauses")
    return {"pauses": found} if isinstance(found, list) and found else {}


def _own_value(row: Row, name: str) -> Any:
    held = row.get("attributes")
    for each in held if isinstance(held, list) else []:
        if isinstance(each, Mapping) and line(each.get("link_type")) == f"varde:{name}":
            value = each.get("value")
            try:
                return json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value
            except (ValueError, RecursionError):
                return None
    return None


def _clock_of(row: Row, name: str) -> time | None:
    return clock_of(_OFFSET.sub("", line(row.get(name))))
