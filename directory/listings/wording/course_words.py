"""How is a course said? Seats, deadline, who may join, and whose turn it is next, in sentences."""

from datetime import date

from directory.listings.records.rota import NextHost
from directory.listings.records.times_kept import Course, Stored
from directory.listings.wording.presenting import join_words
from directory.places.gazetteer import Gazetteer
from directory.web.catalogues import gettext as _
from directory.web.catalogues import ngettext
from directory.web.formatting import date_in_words, month_in_words


def is_over(listing: Stored, today: date) -> bool:
    """Whether a course has had its last evening."""
    sessions = listing.course.sessions if listing.course else []
    return bool(sessions) and sessions[-1].on < today


def can_be_joined(listing: Stored, today: date) -> bool:
    """Neither full nor paused, and no course that has begun or takes no more names: one signs up for all of it."""
    if listing.status in ("full", "paused"):
        return False
    course = listing.course
    if course is None:
        return True
    begun = bool(course.sessions) and course.sessions[0].on < today
    too_late = course.deadline is not None and course.deadline < today
    return not (begun or too_late or is_full(course, listing.status))


def seats_in_words(course: Course, status: str, today: date, *, dated: bool = False) -> str:
    """`8 av 20 plasser er ledige. Fristen for å melde seg på er om 3 dager.` `dated`: with the date instead of how soon, for
    what is read on another day."""
    if is_full(course, status):
        return _("Kurset er fullt. Spør om venteliste.")
    if course.deadline and course.deadline < today:
        return _deadline(course, today, dated)
    return " ".join(filter(None, (_seats(course), _deadline(course, today, dated))))


def is_full(course: Course, status: str) -> bool:
    """Whether somebody has said so, or every seat is taken."""
    taken = course.seats is not None and course.enrolled is not None and course.enrolled >= course.seats
    return status == "full" or taken


def _seats(course: Course) -> str:
    if course.seats and course.enrolled is not None:
        free = course.seats - course.enrolled
        return ngettext(
            "Én av %(seats)s plasser er ledig.",
            "%(num)s av %(seats)s plasser er ledige.",
            free,
            seats=course.seats,
        )
    return _("Det er plass til %(seats)s.", seats=course.seats) if course.seats else ""


def _deadline(course: Course, today: date, dated: bool) -> str:
    if course.deadline is None:
        return ""
    days = (course.deadline - today).days
    if days < 0:
        return _("Fristen for å melde seg på var %(date)s.", date=date_in_words(course.deadline, today))
    if days == 0 and not dated:
        return _("Fristen for å melde seg på er i dag.")
    if days <= 14 and not dated:
        return ngettext(
            "Fristen for å melde seg på er i morgen.", "Fristen for å melde seg på er om %(num)s dager.", days
        )
    return _("Fristen for å melde seg på er %(date)s.", date=date_in_words(course.deadline, today))


def catchment_in_words(listing: Stored, gazetteer: Gazetteer) -> str:
    """`For deg som bor i Sula, Ålesund og Giske.`; empty where everybody may join."""
    return (
        _("For deg som bor i %(places)s.", places=catchment_names(listing, gazetteer))
        if listing.catchment
        else ""
    )


def catchment_names(listing: Stored, gazetteer: Gazetteer) -> str:
    """`Sula, Ålesund og Giske`."""
    return join_words([place.name for number in listing.catchment if (place := gazetteer.by_number(number))])


def next_host_in_words(host: NextHost, gazetteer: Gazetteer, today: date) -> str:
    """`Neste vertskommune er Volda, omtrent mai 2028.`"""
    place = gazetteer.by_number(host.municipality_number)
    name = place.name if place else host.municipality_number
    if host.listing is not None and host.around is not None:
        return _(
            "Neste kurs er i %(name)s og starter %(date)s.", name=name, date=date_in_words(host.around, today)
        )
    if host.around is None or host.around < today:
        return _("Neste vertskommune er %(name)s. Tiden er ikke bestemt.", name=name)
    return _("Neste vertskommune er %(name)s, rundt %(month)s.", name=name, month=month_in_words(host.around))
