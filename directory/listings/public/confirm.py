"""Where does the link of a reminder lead? To one listing as it stands, and one button that says that it is still so.

Looking never confirms: mail scanners follow links. The link reaches this one listing, for 14 days, once.
"""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory import db
from directory.accounts import links
from directory.listings.records.models import Listing
from directory.listings.upkeep.confirming import confirm_by_link
from directory.listings.wording.presenting import (
    reach_in_words,
    recurrence_in_words,
    what_it_is,
    where,
)
from directory.listings.wording.presenting import slug as slug_of
from directory.places.loading import load
from directory.web.clock import oslo_now

pages = Blueprint("confirm", __name__)


@pages.get("/bekreft/<string(minlength=20):token>")
def look(token: str) -> ResponseReturnValue:
    session = db.primary_session()
    link = links.look(session, token, "confirm", oslo_now())
    listing = session.get(Listing, link.listing_id) if link and link.listing_id else None
    if listing is None:
        return _show_ended()
    return render_template(
        "listings/public/confirm.html",
        token=token,
        listing=listing,
        what=what_it_is(listing),
        where=where(listing, None, load()),
        times=[recurrence_in_words(schedule) for schedule in listing.schedules],
        contacts=reach_in_words(listing),
        slug=slug_of(listing, load()),
    )


@pages.post("/bekreft/<string(minlength=20):token>")
def say(token: str) -> ResponseReturnValue:
    session = db.write_session()
    if confirm_by_link(session, load(), token, oslo_now()) is None:
        session.rollback()  # nobody waits for their turn while a page is made
        return _show_ended()
    session.commit()
    return redirect(url_for("confirm.thanks"), 303)


@pages.get("/bekreft/takk")
def thanks() -> str:
    return render_template("listings/public/confirm_thanks.html")


def _show_ended() -> ResponseReturnValue:
    return render_template("listings/public/confirm_ended.html"), 410
