"""Who asks to keep a listing? The contact point of the place says yes, and they become its contact, or no."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, lazyload

from directory import db
from directory.accounts import roles
from directory.accounts.access import OVERSEERS, desk, the_person
from directory.accounts.models import Grant, Person
from directory.listings.desk.list_rows import place_at_desk
from directory.listings.editing.scope import publishable
from directory.listings.records.models import Listing
from directory.listings.upkeep.agenda import claims_in_reach
from directory.listings.upkeep.claim_letters import tell_refused
from directory.listings.upkeep.claims import ListingClaim
from directory.places.loading import load
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words

pages = Blueprint("claim_desk", __name__, url_prefix="/skrivebord/onsker")

_WHO = ("contact_point", *OVERSEERS)
_MOST = 100


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """Somebody who asks, for what, and who keeps it now."""

    claim: ListingClaim
    listing: Listing
    place: str
    asked: str
    contacts: int


@pages.get("")
@desk(*_WHO)
def everything() -> str:
    session, person = db.primary_session(), the_person()
    wanted = claims_in_reach(session, person).order_by(ListingClaim.made_on, ListingClaim.id).limit(_MOST)
    rows = _describe(session, session.scalars(wanted).all())
    return render_template("oversight/claim_desk.html", rows=rows, done=request.args.get("gjort", ""))


@pages.post("/<int:claim_id>/ja")
@desk(*_WHO)
def accept(claim_id: int) -> ResponseReturnValue:
    """They become the listing's contact; what they change of how it is reached waits until another has seen it."""
    session, person = db.write_session(), the_person()
    asked = _get(session, person, claim_id)
    theirs = roles.add(session, asked.email, oslo_now(), asked.language)
    roles.grant(session, theirs, "contact", asked.listing_id, oslo_now(), giver=person)
    return _finish(session, asked, "ja")


@pages.post("/<int:claim_id>/nei")
@desk(*_WHO)
def refuse(claim_id: int) -> ResponseReturnValue:
    session = db.write_session()
    asked = _get(session, the_person(), claim_id)
    tell_refused(session, asked)
    return _finish(session, asked, "nei")


def _finish(session: Session, asked: ListingClaim, said: str) -> ResponseReturnValue:
    session.delete(asked)
    session.commit()
    db.forget_erased()
    return redirect(url_for("claim_desk.everything", gjort=said, _anchor="fortalt"), 303)


def _get(session: Session, person: Person, claim_id: int) -> ListingClaim:
    wanted: Select[ListingClaim] = (
        claims_in_reach(session, person).where(ListingClaim.id == claim_id).with_for_update()
    )
    asked = session.scalar(wanted)
    if asked is None or not publishable(session, person, [asked.listing_id]):
        abort(404)
    return asked


def _describe(session: Session, asked: Sequence[ListingClaim]) -> list[ClaimRow]:
    ids, today = {each.listing_id for each in asked}, oslo_now().date()
    rows = select(Listing).where(Listing.id.in_(ids)).options(lazyload("*"))
    listings = {each.id: each for each in session.scalars(rows)}
    keeps = select(Grant.listing_id, func.count(Grant.person_id.distinct())).join(
        Person, Person.id == Grant.person_id
    )
    standing = (Grant.role == "contact", Grant.until.is_(None), Person.disabled_at.is_(None))
    counted = keeps.where(*standing, Grant.listing_id.in_(ids)).group_by(Grant.listing_id)
    contacts = {row[0]: row[1] for row in session.execute(counted)}
    return [
        ClaimRow(
            each,
            listings[each.listing_id],
            place_at_desk(listings[each.listing_id], load()),
            date_in_words(each.made_on, today),
            contacts.get(each.listing_id, 0),
        )
        for each in asked
    ]
