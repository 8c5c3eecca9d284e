"""On which days? A made-up offer's meetings, breaks, changed dates and course evenings, counted from `today`."""

from datetime import date, timedelta
from itertools import count, filterfalse, islice
from typing import Any

from directory.listings.starting.demonstration.tables import Row, number, several, themes
from directory.vocabulary import WEEKDAYS

_DAYS = list(WEEKDAYS)
_COUNTED_FOR = timedelta(weeks=26)
_CANCELLED = "Avlyst denne gangen."
_MOVED = "Flyttet til dagen etter."


def meetings(row: Row, today: date) -> list[dict[str, Any]]:
    """The recurring times. A course has none: its dated evenings are its times."""
    if row["kind"] == "course":
        return []
    return [_meeting(row, day, today) for day in several(row.get("weekdays"))]


def _meeting(row: Row, weekday: str, today: date) -> dict[str, Any]:
    nth = number(row, "nth")
    every = 1 if nth else number(row, "every") or 1
    counted_from = first(weekday, today - _COUNTED_FOR) if every > 1 else None
    if row.get("status") == "planned":
        counted_from = first(weekday, today + timedelta(weeks=4))
    return {
        "weekday": weekday,
        "starts": row["starts"],
        "ends": row["ends"],
        "every": every,
        "nth": nth,
        "from": counted_from and counted_from.isoformat(),
        "purpose": {"opening": "opening", "presence": "presence"}.get(row["clock"], "meeting"),
        "link": row.get("link"),
        "link_public": row.get("link_public") == "yes",
        "changed_dates": [] if nth or every > 1 else _changed_dates(row, first(weekday, today)),
    }


def _changed_dates(row: Row, coming: date) -> list[dict[str, Any]]:
    """A cancelled and a moved date, the given number of weeks from the coming one."""
    changed: list[dict[str, Any]] = []
    if (weeks := number(row, "cancelled")) is not None:
        changed.append({"on": _iso(coming, weeks), "moved_to": None, "note": _CANCELLED})
    if (weeks := number(row, "moved")) is not None:
        moved = {"on": _iso(coming, weeks), "moved_to": _iso(coming + timedelta(days=1), weeks)}
        changed.append({**moved, "starts": row["starts"], "ends": row["ends"], "note": _MOVED})
    return changed


def pauses(row: Row, today: date) -> list[dict[str, Any]]:
    """The coming (or present) break at Christmas or in summer, or one that goes on now."""
    if row.get("pause") == "now":
        began, ends = today - timedelta(weeks=3), today + timedelta(weeks=8)
        return [{"from": began.isoformat(), "until": ends.isoformat(), "note": "Vi tar en pause."}]
    if row.get("pause") == "christmas":
        year = today.year - (today <= date(today.year, 1, 6))
        return [{"from": f"{year}-12-20", "until": f"{year + 1}-01-06", "note": "Vi tar juleferie."}]
    if row.get("pause") == "summer":
        year = today.year + (today > date(today.year, 8, 15))
        return [{"from": f"{year}-06-20", "until": f"{year}-08-15", "note": "Vi tar sommerferie."}]
    return []


def course(row: Row, today: date) -> dict[str, Any] | None:
    """One run of a course: its evenings a week apart, and a deadline a week before the first."""
    if row["kind"] != "course":
        return None
    evenings = _evenings(row, today)
    deadline = evenings[0] - timedelta(weeks=1) if evenings else None
    if days := number(row, "deadline_in_days"):
        deadline = today + timedelta(days=days)
    return {
        "programme": row.get("programme"),
        "rota": row.get("rota"),
        "seats": number(row, "seats"),
        "enrolled": number(row, "enrolled") if evenings else None,
        "deadline": deadline and deadline.isoformat(),
        "sessions": _sessions(row, evenings),
    }


def _sessions(row: Row, evenings: list[date]) -> list[dict[str, Any]]:
    said = [*themes(row.get("programme")), *[None] * len(evenings)]
    numbered = enumerate(zip(evenings, said, strict=False), start=1)
    clock = {"starts": row.get("starts"), "ends": row.get("ends")}
    return [{"number": at, "on": day.isoformat(), **clock, "theme": theme} for at, (day, theme) in numbered]


def _evenings(row: Row, today: date) -> list[date]:
    weeks = number(row, "starts_in_weeks")
    if weeks is None:
        return []
    evening = first(several(row["weekdays"])[0], today + timedelta(weeks=weeks))
    weekly = (evening + timedelta(weeks=week) for week in count())
    return list(islice(filterfalse(_is_christmas, weekly), number(row, "evenings") or 1))


def _is_christmas(day: date) -> bool:
    return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6)


def first(weekday: str, earliest: date) -> date:
    """The first such weekday that is not before `earliest`."""
    return earliest + timedelta(days=(_DAYS.index(weekday) - earliest.weekday()) % 7)


def _iso(day: date, weeks: int) -> str:
    return (day + timedelta(weeks=weeks)).isoformat()
