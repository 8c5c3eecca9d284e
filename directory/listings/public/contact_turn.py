"""The one press that shows a private contact where a network has had today's number of them: whose turn is it when?"""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from directory import db
from directory.listings.public import contact_limit
from directory.listings.public.contact_access import path_of_turn
from directory.listings.public.listing import public_listing
from directory.listings.wording.presenting import slug as slug_of
from directory.places.loading import load
from directory.web.clock import oslo_now

pages = Blueprint("contact_turn", __name__)


@pages.post("/tilbud/<code:id>/kontakt")
def ask(id: str) -> ResponseReturnValue:
    listing, now = public_listing(id), oslo_now()
    contacts, slug = contact_limit.count_private(listing, now.date()), slug_of(listing, load())
    if not contacts:
        return redirect(url_for("listing.show", id=id, slug=slug), 303)
    session = db.write_session()
    turn = contact_limit.take_turn(session, contacts, now)
    if turn is not None:
        session.commit()
    return redirect(path_of_turn(listing, slug, turn), 303)
