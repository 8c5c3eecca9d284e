"""How does it look in your own calendar? One file that says when and where, and never why."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, Timezone, vRecur

from directory.listings.records.meeting_times import Meeting, rule_days, streams, window
from directory.listings.records.times_kept import Break, HasTimes, Recurring
from directory.web.clock import OSLO

SUMMARY = "Avtale"
"""All that an entry says: others may see the calendar."""

_END = b"END:VCALENDAR\r\n"

# The rule of the European Union since 1996. icalendar's own lists every change from 1970 and puts those of spring
# an hour late.
_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def calendar_of(
    listing: HasTimes, *, place_text: str | None, url: str, host: str, now: datetime, description: str = ""
) -> bytes:
    """All that is ahead of `now` (aware) as one iCalendar file (RFC 5545): UTF-8 bytes.

    Every schedule becomes one recurring entry, every moved date and every evening of a course one entry of its own.
    Breaks are written out for three years; a break without an end ends the entry. No link to an online room, no
    note and no name of the listing goes in: `place_text` and `description` are for the caller to keep neutral.

    Args:
        place_text: the place as the page shows it; left out where one meets online or by phone.
        url: the page of the listing.
        host: the public host name, which makes the entries' UIDs unique in the world.
        description: one neutral sentence, such as that times may change; none where empty.
    """
    calendar = _calendar(host)
    for event in events_of(
        listing, place_text=place_text, url=url, host=host, now=now, description=description
    ):
        calendar.add_component(event)
    return calendar.to_ical()


def events_of(
    listing: HasTimes, *, place_text: str | None, url: str, host: str, now: datetime, description: str = ""
) -> Iterator[Event]:
    """The entries of `calendar_of` alone, for a calendar of several listings."""
    for name, meeting, rule in _entries(listing, now):
        event = _event(meeting, now)
        event.add("uid", f"{listing.id}-{name}@{host}")
        event.add("url", url)
        location = _location(listing, meeting, place_text)
        if location and meeting.format in (None, "in_person"):
            event.add("location", location)
        if description:
            event.add("description", description)
        for key, value in rule.items():
            event.add(key, value)
        yield event


def around_events(host: str) -> tuple[bytes, bytes]:
    """What stands before and after the entries of a calendar."""
    begin, end, _nothing = _calendar(host).to_ical().partition(_END)
    return begin, end


def _calendar(host: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//NB")
    calendar.add("version", "2.0")
    calendar.add_component(Timezone.from_ical(_ZONE))
    return calendar


def _location(listing: HasTimes, meeting: Meeting, usual: str | None) -> str | None:
    """Where one entry is: the address of this one date, unless the listing shows no address."""
    if meeting.address is None:
        return usual
    return None if listing.area_only else meeting.address


def _entries(listing: HasTimes, now: datetime) -> Iterator[tuple[str, Meeting, dict[str, object]]]:
    """Of every entry: the name that stays the same from file to file, its (first) meeting, and its rule."""
    apart, (_begin, ahead) = streams(listing, now), window(now)
    if listing.course and listing.course.sessions:
        for meeting in apart[0]:
            yield f"s{meeting.number}", meeting, {}
        return
    rules: Sequence[Recurring] = listing.schedules
    for number, (schedule, stream) in enumerate(zip(rules, apart, strict=True), start=1):
        held = list(stream)
        regular = [meeting for meeting in held if not meeting.moved]
        if regular:
            days = [meeting.starts.date() for meeting in regular]
            yield str(number), regular[0], _rule(schedule, listing.pauses, days, ahead)
        for meeting in held:
            if meeting.instead_of:
                yield f"{number}-{meeting.instead_of:%Y%m%d}", meeting, {}


def _event(meeting: Meeting, now: datetime) -> Event:
    event = Event()
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", SUMMARY)
    event.add("class", "PRIVATE")
    event.add("dtstart", meeting.starts)
    if meeting.ends:
        event.add("dtend", meeting.ends)
    return event


def _rule(schedule: Recurring, pauses: Sequence[Break], held: list[date], ahead: date) -> dict[str, object]:
    """The rule from the first day held on; until `ahead`, the days on which no meeting is held are taken out."""
    last = _last_day(schedule, pauses, ahead)
    out = sorted(set(rule_days(schedule, held[0], min(last or ahead, ahead))) - set(held))
    rule: dict[str, object] = {"rrule": _recurrence(schedule, last)}
    if out:
        rule["exdate"] = [datetime.combine(day, schedule.starts, OSLO) for day in out]
    return rule


def _last_day(schedule: Recurring, pauses: Sequence[Break], ahead: date) -> date | None:
    """The last day of the rule: its own, or the one before a break that lasts for as long as we look ahead."""
    lasting = [pause for pause in pauses if pause.until_date is None or pause.until_date >= ahead]
    days = [pause.from_date - timedelta(days=1) for pause in lasting]
    return min([schedule.until_date, *days] if schedule.until_date else days, default=None)


def _recurrence(schedule: Recurring, last: date | None) -> vRecur:
    day = schedule.weekday[:2].upper()
    if schedule.nth:
        recurrence = vRecur(freq="MONTHLY", byday=f"{schedule.nth}{day}")
    else:
        recurrence = vRecur(freq="WEEKLY", interval=schedule.every, byday=day)
    if last:
        recurrence["until"] = datetime.combine(last, schedule.starts, OSLO).astimezone(UTC)
    return recurrence
