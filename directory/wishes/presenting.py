"""How is a planned group said to those who seek, on our pages and on others'? Never how many have said yes."""

from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.matching.understanding.need import Need
from directory.places.loading import load
from directory.vocabulary import NEEDS, SERVED
from directory.web.language import label_of
from directory.wishes.models import PlannedGroup


class Planned(NamedTuple):
    """A planned group as anybody may know it."""

    need: str
    audience: str
    municipality_number: str


def planned_near(need: Need) -> list[Planned]:
    """The groups that are planned in the municipality, for one of the needs where any is named."""
    number = need.place.municipality_number if need.place else None
    found = [each for each in db.read_cached(_all_planned) if each.municipality_number == number]
    if need.audience in SERVED:
        found = [each for each in found if each.audience == need.audience]
    return [each for each in found if not need.needs or each.need in need.needs or each.need == "any"]


def _all_planned(session: Session) -> list[Planned]:
    key = (PlannedGroup.need, PlannedGroup.audience, PlannedGroup.municipality_number)
    rows = session.execute(select(*key).where(PlannedGroup.state == "planned").order_by(PlannedGroup.id))
    return [Planned(*row) for row in rows]


def planned_in_words(planned: Planned) -> str:
    """What it is about, for whom, where, and that it waits for people."""
    return _(
        "%(what)s, %(who)s, i %(where)s. Starter når fire har meldt seg.",
        what=label_of(NEEDS, planned.need),
        who=label_of(SERVED, planned.audience).lower(),
        where=municipality_in_words(planned.municipality_number),
    )


def planned_on_pages(need: Need) -> list[str]:
    """The same as lines, for the pages of results and places (`app.extensions["planned"]`)."""
    return [planned_in_words(each) for each in planned_near(need)]


def municipality_in_words(number: str) -> str:
    """The name of a municipality; its number where it is no more."""
    place = load().by_number(number)
    return place.municipality or number if place else number
