"""How do tests tell the house that something is wrong? By its open forms, as a person who reads before pressing."""

from flask import Flask

from directory.listings.upkeep.reports import Report
from tests.desks import later
from tests.inspecting import Page, Visitor
from tests.listings.editors import office_that_keeps

WRONG = "/tilbud/demo005/si-fra"
MISSING = "/meld-fra"


def opened(visit: Visitor, path: str = WRONG, seconds: float = 5) -> dict[str, str]:
    """What the form carries, after somebody has looked at it for so long."""
    page = visit.get(path)
    later(visit.app, seconds=seconds)
    return {"opened": page.one("input[name=opened]")["value"], "homepage": ""}


def told(app: Flask) -> list[Report]:
    """Everything that was kept."""
    with office_that_keeps(app) as office:
        rows = list(office.session.query(Report).order_by(Report.id))
        office.session.expunge_all()
        return rows


def sent(visit: Visitor, path: str = WRONG, expect: int = 303, **fields: str) -> Page:
    """The answer to a form that was looked at, and sent."""
    return visit.post(path, {**opened(visit, path), **fields}, expect=expect)
