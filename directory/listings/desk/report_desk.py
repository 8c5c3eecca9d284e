"""What did the public tell us? Each of it in their own words, for somebody who knows the place, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import OVERSEERS, desk, the_person
from directory.accounts.models import Actor, Person
from directory.listings.desk.forms.decision_forms import ReportDecisionForm
from directory.listings.editing.changes import Change
from directory.listings.editing.scope import acting_as
from directory.listings.records.models import Listing, bare
from directory.listings.upkeep.reports import (
    Report,
    decide,
    decided_reports,
    narrow,
    reopen,
    reports_in_reach,
)
from directory.listings.wording.presenting import place_in_words
from directory.places.loading import load
from directory.vocabulary import REPORT_KINDS, REPORT_STATES, ROLES
from directory.web.clock import OSLO, oslo_now
from directory.web.language import label_of
from directory.web.typed import clean

pages = Blueprint("report_desk", __name__, url_prefix="/skrivebord/meldinger")

_WHO = ("organisation_editor", "contact_point", *OVERSEERS)
_A_PAGE = 8  # six screens of a phone
_A_PAGE_DECIDED = 10
_FARTHEST = 10**6
_LATEST = 2  # of what was decided, beneath what is new
_LATELY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One thing that we were told: what, about which listing or place, and the words that were written."""

    report: Report
    kind: str
    listing: Listing | None
    place: str | None
    lines: list[str]
    state: str
    who: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One page of what we were told, and how many there are on all of them."""

    rows: Sequence[Report]
    count: int
    page: int
    pages: int


@pages.get("")
@desk(*_WHO)
def everything() -> str:
    return _list(ReportDecisionForm(formdata=None))


@pages.post("/<int:report_id>")
@desk(*_WHO)
def answer(report_id: int) -> ResponseReturnValue:
    session, form, person = db.write_session(), ReportDecisionForm(), the_person()
    told = session.scalar(reports_in_reach(session, person).where(Report.id == report_id).with_for_update())
    state = request.form.get("state", "")
    if told is None or state not in REPORT_STATES or state == "new":
        abort(404)
    if not form.says_why(_changed_since(session, told)):
        session.rollback()
        return _list(form, wrong=report_id), 422
    words = clean(form.decision.data).strip() or None
    decide(session, told, state, _acting(session, person, told), oslo_now(), words)
    session.commit()
    return redirect(url_for("report_desk.everything", **_here()), 303)


@pages.post("/<int:report_id>/igjen")
@desk(*_WHO)
def open_again(report_id: int) -> ResponseReturnValue:
    session, since = db.write_session(), oslo_now() - _LATELY
    decided = narrow(session, the_person(), decided_reports(since)).where(Report.id == report_id)
    told = session.scalar(decided.with_for_update())
    if told is None:
        abort(404)
    reopen(session, told)
    session.commit()
    return redirect(url_for("report_desk.everything", _anchor=f"melding-{report_id}"), 303)


def _here() -> dict[str, Any]:
    """The page that one was on."""
    return {"side": request.args["side"]} if request.args.get("side", "").isdecimal() else {}


def _changed_since(session: Session, told: Report) -> bool:
    """Whether anything of the listing was changed after somebody told us; a new one says by itself what came of it."""
    since = datetime.combine(told.made_on, time.min, OSLO)
    made = select(Change.id).where(Change.listing_id == told.listing_id, Change.made_at >= since)
    return told.listing_id is not None and session.scalar(made.limit(1)) is not None


def _acting(session: Session, person: Person, told: Report) -> Actor:
    listing = session.get(Listing, told.listing_id) if told.listing_id else None
    acting = acting_as(session, person, listing) if listing else None
    return acting or Actor(person.id, next(role for role in ROLES if role in person.roles and role in _WHO))


def _list(form: ReportDecisionForm, wrong: int | None = None) -> str:
    """`wrong`: the report whose form must be mended."""
    session, person, side = db.primary_session(), the_person(), max(request.args.get("side", 1, type=int), 1)
    handled = "behandlet" in request.args
    lately = narrow(session, person, decided_reports(oslo_now() - _LATELY))
    new = _part_of(session, reports_in_reach(session, person), 1 if handled else side, _A_PAGE)
    decided = _part_of(session, lately, side if handled else 1, _A_PAGE_DECIDED if handled else _LATEST)
    rows = () if handled else new.rows
    listings = _listings_of(session, [*rows, *decided.rows])
    return render_template(
        "listings/desk/report_desk.html",
        rows=[_describe(row, listings) for row in rows],
        decided=[_describe(row, listings) for row in decided.rows],
        handled=handled,
        more=decided.count > len(decided.rows),
        decided_count=decided.count,
        part=decided if handled else new,
        form=form,
        wrong=wrong,
    )


def _part_of(session: Session, wanted: Select[Report], page: int, size: int) -> ReportPage:
    """One page of them; the first one where there are not so many."""
    start = min(page - 1, _FARTHEST) * size
    rows = session.execute(wanted.add_columns(func.count().over()).limit(size).offset(start)).all()
    if not rows and page > 1:
        return _part_of(session, wanted, 1, size)
    count = rows[0][1] if rows else 0
    return ReportPage([row[0] for row in rows], count, page, max(1, -(-count // size)))


def _listings_of(session: Session, rows: Sequence[Report]) -> dict[str, Listing]:
    """The listings that they are about, read at once."""
    ids = {row.listing_id for row in rows}
    return {each.id: each for each in session.scalars(bare(select(Listing).where(Listing.id.in_(ids))))}


def _describe(row: Report, listings: Mapping[str, Listing]) -> ReportEntry:
    listing, gazetteer = listings.get(row.listing_id or ""), load()
    place = gazetteer.by_id(row.municipality_number or "")
    return ReportEntry(
        report=row,
        kind=label_of(REPORT_KINDS, row.kind),
        listing=listing,
        place=place_in_words(listing, gazetteer) if listing else place.label if place else None,
        lines=(row.text or "").splitlines(),
        state=label_of(REPORT_STATES, row.state),
        who=label_of(ROLES, row.decided_as) if row.decided_as else "",
    )
