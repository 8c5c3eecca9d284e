"""When is it, by an iCalendar file? The times of one listing, or of each that the file's own addresses name."""

import re
from collections import defaultdict
from datetime import UTC, date, datetime, time
from typing import Any

from flask_babel import gettext as _
from icalendar import Calendar

from directory.exchange.fetching.clean_text import line, words_of
from directory.exchange.fetching.refused import Refused
from directory.exchange.importing.clock_words import DAYS, date_of
from directory.exchange.importing.draft_entry import DraftEntry, our_own
from directory.exchange.importing.entries import Listed, ReaderFacts, Remark, too_many_rows
from directory.exchange.importing.hsds.hsds_times import BYDAY, ICAL_DAYS
from directory.web.clock import OSLO

_OUR_UID = re.compile(r"([A-Za-z0-9]{1,40})-(s?\d+)(?:-(\d{8}))?@")
_MOST, _PARTS = 5000, 4  # events, and what each may hold
_MOST_VALUES = 300_000  # lines, and dates within them
_MOST_DATES = 400


def read_calendar(data: bytes, told: ReaderFacts, listing_id: str | None = None) -> Listed:
    """The times in a calendar. Without `listing_id` each listing that the file's addresses or names tell apart.

    Raises:
        Refused: it is no calendar.
    """
    text = words_of(data)
    if text.upper().count("BEGIN:") > _MOST * _PARTS or text.count(",") + text.count("\n") > _MOST_VALUES:
        raise too_many_rows()
    try:
        calendar = Calendar.from_ical(text)
        events = list(calendar.walk("VEVENT"))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        raise Refused(_("Dette er ikke en kalenderfil (.ics). Eksporter kalenderen på nytt.")) from None
    if not events:
        raise Refused(_("Kalenderen er tom."))
    whole, grouped = Listed(organisation=told.organisation), defaultdict[str, list[tuple[int, Any]]](list)
    for number, event in enumerate(events, 1):
        if not _is_sound(event):
            reason = _("Rytmen kan ikke leses. Skriv tiden inn på skrivebordet.")
            whole.unreadable.append(Remark(number, "VEVENT", "", reason))
        elif _starts(event) is None:
            whole.unreadable.append(Remark(number, "DTSTART", "", _("Hendelsen har ikke noe klokkeslett.")))
        else:
            grouped[listing_id or _whose(event)].append((number, event))
    for key, held in grouped.items():
        _take(whole, key, held, told, listing_id)
    return whole


def _take(
    whole: Listed, key: str, held: list[tuple[int, Any]], told: ReaderFacts, listing_id: str | None
) -> None:
    entry = DraftEntry(held[0][0])
    named, home = our_own(str(held[0][1].get("URL", "")), told.home)
    known = listing_id or named
    if known is None:
        entry.say("name", str(held[0][1].get("SUMMARY", "")) or "Uten navn")
        entry.values["kind"] = "group"
        entry.say("address", str(held[0][1].get("LOCATION", "")))
    meetings, singles = list[dict[str, Any]](), list[tuple[str, Any]]()
    for _number, event in held:
        if event.get("RRULE") is None or event.get("RECURRENCE-ID") is not None:
            singles.append((str(event.get("UID", "")), event))
            continue
        meetings += _recurring(entry, event)
    _tell_singles(entry, meetings, singles)
    entry.values["meetings"] = [{k: v for k, v in each.items() if k != "uid"} for each in meetings]
    if not meetings:
        del entry.values["meetings"]
    whole.joined += len(held) - 1
    whole.entries.append(entry.closed_by(key, listing_id=known, ours=home and listing_id is None))


def _is_sound(event: Any) -> bool:
    """Whether icalendar could read what times are made of: it tells only when a broken one is touched."""
    try:
        _starts(event), _moment(event.get("DTEND")), _days_off(event)
        rule = event.get("RRULE")
        rules = rule if isinstance(rule, list) else [rule] if rule is not None else []
        return all(int(next(iter(each.get("INTERVAL", [1])))) > 0 for each in rules)
    except (AttributeError, ValueError, TypeError, StopIteration):
        return False


def _whose(event: Any) -> str:
    named, _home = our_own(str(event.get("URL", "")), "")
    return named or f"{line(str(event.get('SUMMARY', '')))}|{line(str(event.get('LOCATION', '')))}"


def _starts(event: Any) -> datetime | None:
    return _moment(event.get("DTSTART"))


def _moment(held: Any) -> datetime | None:
    """A moment on the Norwegian clock; what has no zone is meant so."""
    found = getattr(held, "dt", None)
    if not isinstance(found, datetime):
        return None
    return found.astimezone(OSLO) if found.tzinfo else found.replace(tzinfo=OSLO)


def _recurring(entry: DraftEntry, event: Any) -> list[dict[str, Any]]:
    rule, starts, ends = event.get("RRULE"), _starts(event), _moment(event.get("DTEND"))
    assert starts is not None
    rules = rule if isinstance(rule, list) else [rule]
    frequency = str(next(iter(rules[0].get("FREQ", [""])), "")).upper()
    interval = int(next(iter(rules[0].get("INTERVAL", [1])), 1))
    named = BYDAY.findall(" ".join(map(str, rules[0].get("BYDAY", []))).upper()) or [
        ("", ICAL_DAYS[starts.weekday()])
    ]
    if frequency not in ("WEEKLY", "MONTHLY") or len(rules) > 1 or (frequency == "MONTHLY" and interval > 1):
        entry.remark("RRULE", frequency, _("Rytmen kan ikke leses. Skriv tiden inn på skrivebordet."))
        return []
    until = next(iter(rules[0].get("UNTIL", [])), None)
    common = {
        "starts": f"{starts:%H:%M}",
        **({"ends": f"{ends:%H:%M}"} if ends and ends != starts else {}),
        "from": starts.date().isoformat(),
        **({"until": _day(until).isoformat()} if until else {}),
        "uid": str(event.get("UID", "")),
    }
    off = [{"on": day.isoformat()} for day in sorted(set(_days_off(event)))[:_MOST_DATES]]
    made = []
    for place, code in named:
        nth = int(place) if place and frequency == "MONTHLY" else None
        if frequency == "MONTHLY" and nth not in (1, 2, 3, 4, 5, -1):
            entry.remark("RRULE", place + code, _("Rytmen kan ikke leses. Skriv tiden inn på skrivebordet."))
            continue
        weekday = DAYS[ICAL_DAYS.index(code)]
        rhythm = {"nth": nth} if nth else {"every": interval} if interval > 1 else {}
        dates = [each for each in off if date.fromisoformat(each["on"]).weekday() == DAYS.index(weekday)]
        made.append({"weekday": weekday, **common, **rhythm, **({"changed_dates": dates} if dates else {})})
    return made


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(OSLO).date()
    return value if isinstance(value, date) else date.max


def _days_off(event: Any) -> list[date]:
    held = event.get("EXDATE", [])
    return [_day(each.dt) for one in (held if isinstance(held, list) else [held]) for each in one.dts]


def _tell_singles(entry: DraftEntry, meetings: list[dict[str, Any]], singles: list[tuple[str, Any]]) -> None:
    """Dates that stand alone: one that was moved goes with its rule, by the day that it is held instead of."""
    alone = 0
    for uid, event in singles:
        starts, ends = _starts(event), _moment(event.get("DTEND"))
        ours, replaced = _OUR_UID.match(uid), event.get("RECURRENCE-ID")
        on = _day(replaced.dt) if replaced is not None else date_of(ours[3]) if ours and ours[3] else None
        whose = next((each for each in meetings if _belongs(each, uid, on)), None)
        if on is None or whose is None or starts is None:
            alone += 1
            continue
        moved: dict[str, Any] = {"on": on.isoformat(), "moved_to": starts.date().isoformat()}
        if starts.time() != time.fromisoformat(whose["starts"]):
            moved["starts"] = f"{starts:%H:%M}"
        if ends and f"{ends:%H:%M}" != whose.get("ends"):
            moved["ends"] = f"{ends:%H:%M}"
        kept = [each for each in whose.get("changed_dates", []) if each["on"] != moved["on"]]
        whose["changed_dates"] = sorted([*kept, moved], key=lambda each: str(each["on"]))
    if alone:
        entry.remark(
            "VEVENT", alone, _("Enkeltdatoer uten fast tid er ikke tatt med. Skriv dem inn på skrivebordet.")
        )


def _belongs(meeting: dict[str, Any], uid: str, on: date | None) -> bool:
    """By its name, as the calendar or our own house gives it."""
    mine, its = _OUR_UID.match(str(meeting["uid"])), _OUR_UID.match(uid)
    if mine and its:
        return (mine[1], mine[2]) == (its[1], its[2])
    return meeting["uid"] == uid and on is not None and DAYS[on.weekday()] == meeting["weekday"]
