"""Who asks to keep a listing? The contact point of the place says yes, and they become its contact, or no."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts import roles
from directory.accounts.access import OVERSEERS, desk, the_person
from directory.accounts.models import Person
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
    rows = [_describe(session, each) for each in session.scalars(wanted)]
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


def _describe(session: Session, asked: ListingClaim) -> ClaimRow:
    listing, today = session.get_one(Listing, asked.listing_id), oslo_now().date()
    return ClaimRow(
        asked,
        listing,
        place_at_desk(listing, load()),
        date_in_words(asked.made_on, today),
        len(roles.holders(session, "contact", listing.id)),
    )
