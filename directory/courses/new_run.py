"""How does the next run come out of the last one? A draft with the same evenings and themes, on new days, at another host's."""

from datetime import date
from typing import Any

from directory.courses.course_dates import evenings_from
from directory.listings.editing.apply import Editing
from directory.listings.editing.lifecycle import copy
from directory.listings.records.courses import CourseRun
from directory.listings.records.models import Listing

# What belongs to the last host alone.
_PLACE = ("place", "address", "way_in", "latitude", "longitude", "url")


def make_run(editing: Editing, last: Listing, first: date, municipality_number: str | None = None) -> Listing:
    """A draft of the run that begins on `first`. With another municipality, nothing of where and how to reach the last host."""
    new: dict[str, Any] = {"course": values_from(last.course, first) if last.course else None}
    if municipality_number and municipality_number != last.municipality_number:
        new |= dict.fromkeys(_PLACE)
        new |= {"name": _name(editing, last, municipality_number), "contacts": []}
        place = editing.gazetteer.by_number(municipality_number)
        new |= {"municipality_number": municipality_number, "municipality": place.name if place else None}
    return copy(editing, last, new)


def values_from(course: CourseRun, first: date) -> dict[str, Any]:
    """The course of a document, moved so that it begins on `first`; nobody is enrolled yet."""
    evenings = course.sessions
    days = evenings_from(first, [each.on for each in evenings])
    before = evenings[0].on - course.deadline if course.deadline else None
    return {
        "programme": course.programme_code,
        "rota": course.rota_code,
        "seats": course.seats,
        "deadline": (first - before).isoformat() if before is not None else None,
        "sessions": [
            {
                "on": day.isoformat(),
                "starts": each.starts.isoformat("minutes"),
                "ends": each.ends.isoformat("minutes") if each.ends else None,
                "theme": each.theme,
            }
            for day, each in zip(days, evenings, strict=True)
        ],
    }


def _name(editing: Editing, last: Listing, municipality_number: str) -> str:
    """The last one's name, with the new host instead of the old one where it names that."""
    old, new = (
        editing.gazetteer.by_number(number)
        for number in (last.municipality_number or "", municipality_number)
    )
    return last.name.replace(old.name, new.name) if old and new else last.name
