"""When is it, by a schedule of HSDS? Its fields are those of iCalendar's recurrence rules."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.plain_text import line
from directory.exchange.importing.clock_words import DAYS, clock_of, date_of, days_in
from directory.exchange.importing.draft_entry import DraftEntry

Row = Mapping[str, Any]
ICAL_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BYDAY = re.compile(r"([+-]?\d{1,2})?\s*(MO|TU|WE|TH|FR|SA|SU)")
_OFFSET = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")


def times_of(entry: DraftEntry, row: Row) -> Iterator[dict[str, Any]]:
    """The recurring times of one schedule; what no rule of ours can hold is remarked."""
    starts, ends = (clock_of(_OFFSET.sub("", line(row.get(name)))) for name in ("opens_at", "closes_at"))
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
    link = entry.link("schedule_link", row.get("schedule_link"))
    return meeting | ({"link": link, "link_public": True} if link else {})


def _number(value: object) -> int | None:
    text = line(value).removesuffix(".0")
    return int(text) if text.isdecimal() and len(text) < 5 else None
