"""Where does the link of a letter about many listings lead? To what its reader must answer for, each with its own button.

Looking never confirms. The link works for 14 days, and reaches what its reader reaches on the day it is used.
"""

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, lazyload

from directory import db
from directory.accounts import links
from directory.accounts.models import Person
from directory.listings.editing.apply import Editing
from directory.listings.editing.scope import acting_as, listings_of
from directory.listings.records.models import Listing
from directory.listings.upkeep.agenda import needs_answer
from directory.listings.upkeep.confirming import confirm
from directory.listings.wording.presenting import recurrence_in_words, where
from directory.places.loading import load
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.formatting import phone_in_words

pages = Blueprint("confirm_each", __name__, url_prefix="/bekreft-hver")

_A_PAGE = 10  # six screens of a phone


@dataclass(frozen=True, slots=True)
class Asked:
    """One listing as its reader must see it to say that it is still so. Everything is words."""

    id: str
    name: str
    times: list[str]
    where: str
    contacts: list[str]
    link: str | None


@pages.get("/<string(minlength=20):token>")
def look(token: str) -> ResponseReturnValue:
    session = db.primary_session()
    person = _reader(session, token)
    if person is None:
        return _show_ended()
    wanted = _waiting(session, person)
    total = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    pages_ = max(1, -(-total // _A_PAGE))
    page = min(max(request.args.get("side", 1, type=int), 1), pages_)
    rows = session.scalars(wanted.limit(_A_PAGE).offset((page - 1) * _A_PAGE)).all()
    return render_template(
        "listings/public/confirm_each.html",
        token=token,
        rows=[_describe(row) for row in rows],
        total=total,
        page=page,
        pages=pages_,
        done="takk" in request.args,
    )


@pages.post("/<string(minlength=20):token>/<code:listing_id>")
def say(token: str, listing_id: str) -> ResponseReturnValue:
    session = db.write_session()
    person, listing = _reader(session, token), session.get(Listing, listing_id)
    if person is None:
        session.rollback()  # nobody waits for their turn while a page is made
        return _show_ended()
    acting = acting_as(session, person, listing) if listing else None
    if listing is None or acting is None or listing.status in ("closed", "draft"):
        abort(404)
    confirm(Editing(session, load(), acting, oslo_now()), listing)
    session.commit()
    page = request.args.get("side", 1, type=int)
    return redirect(url_for("confirm_each.look", token=token, side=page, takk=1, _anchor="fortalt"), 303)


def _reader(session: Session, token: str) -> Person | None:
    """Whose link it is, while it works and they still have a role."""
    link = links.look(session, token, "confirm", oslo_now())
    if link is None or link.listing_id is not None or link.person_id is None:
        return None
    person = session.get(Person, link.person_id)
    return person if person and person.current_grants else None


def _waiting(session: Session, person: Person) -> Select[Listing]:
    settings: Settings = current_app.extensions["settings"]
    asked = needs_answer(oslo_now().date(), settings.periods.remind_months)
    unread = (Listing.pauses, Listing.course, Listing.steps, Listing.pathways, Listing.run_by)
    return (
        listings_of(session, person)
        .where(asked)
        .order_by(Listing.municipality_number, Listing.name, Listing.id)
        .options(*(lazyload(each) for each in unread))
    )


def _describe(listing: Listing) -> Asked:
    return Asked(
        id=listing.id,
        name=listing.name,
        times=[recurrence_in_words(schedule) for schedule in listing.schedules],
        where=where(listing, None, load()),
        contacts=[
            ", ".join(filter(None, (each.role, phone_in_words(each.phone or ""), each.email)))
            for each in listing.contacts
            if not each.private
        ],
        link=listing.url,
    )


def _show_ended() -> ResponseReturnValue:
    return render_template("listings/public/confirm_ended.html"), 410
