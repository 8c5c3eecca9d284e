"""How do tests hold courses? The last run of a rota with evenings where they are wanted, and the people who hold it."""

from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select

from directory import db
from directory.courses.models import PassedTurn
from directory.listings.records.models import Listing
from tests.desks import Colleague, add_person, colleague

DESK = "/skrivebord/kurs"
ROTA = "demosoresunnmore"
LAST = "demo080"  # in Ørsta, the last run of the rota
NEXT = "1517"  # Hareid, whose turn it is after Ørsta
BEGAN = date(2026, 9, 16)  # a Wednesday
RUN = f"{DESK}/{LAST}"


def hold_last(app: Flask, first: date = BEGAN, status: str = "active", **course: int) -> None:
    """The last run of the rota begins on `first`, and goes on weekly."""
    with app.app_context(), db.of_app().writing() as session:
        listing = session.get_one(Listing, LAST)
        listing.status = status
        assert listing.course is not None
        for each in listing.course.sessions:
            each.on = first + timedelta(weeks=each.number - 1)
        for name, value in course.items():
            setattr(listing.course, name, value)


def organiser(app: Flask, listing_id: str = LAST) -> Colleague:
    """Somebody who holds a run."""
    return colleague(app, "contact", listing_id)


def held_before(app: Flask) -> str:
    """Somebody who held a run where the turn goes next, and keeps no other there."""
    with app.app_context(), db.of_app().writing() as session:
        session.get_one(Listing, "demo076").municipality_number = NEXT
    return add_person(app, "contact", "demo076")


def turns(app: Flask) -> list[PassedTurn]:
    """All that were passed on."""
    with app.app_context(), db.of_app().reading() as session:
        return list(session.scalars(select(PassedTurn).order_by(PassedTurn.from_listing_id)))


def course_of(app: Flask, listing_id: str) -> Listing:
    """A run as it is kept, with its evenings."""
    with app.app_context(), db.of_app().reading() as session:
        return session.get_one(Listing, listing_id)
