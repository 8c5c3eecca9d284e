"""What do I answer for? My list, with a button by each row that says it is still so."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import EVERYBODY, desk, the_person
from directory.accounts.models import Actor, Person
from directory.listings.desk.list_rows import A_PAGE, Wanted, part_of, states
from directory.listings.desk.listing_access import edit_listing
from directory.listings.editing.apply import Editing
from directory.listings.editing.scope import acting_as, listings_of
from directory.listings.records.models import Listing
from directory.listings.upkeep.confirming import confirm, confirm_together
from directory.places.loading import load
from directory.vocabulary import KINDS
from directory.web.clock import oslo_now

ADDRESS = "/skrivebord/oppforinger"
pages = Blueprint("my_listings", __name__, url_prefix=ADDRESS)


@pages.get("")
@desk(*EVERYBODY)
def mine() -> str:
    asked_for, page = Wanted.of(request.args), request.args.get("side", 1, type=int)
    part = part_of(db.primary_session(), the_person(), asked_for, page, load(), oslo_now())
    return render_template(
        "listings/desk/my_listings.html",
        part=part,
        wanted=part.wanted,
        widened=asked_for.words and part.wanted != asked_for,
        kinds=KINDS,
        states=states(),
        confirmed=_confirmed_name(request.args.get("bekreftet", "")),
        discarded="kastet" in request.args,
        together=request.args.get("samlet", 0, type=int),
        none_chosen="ingen" in request.args,
    )


def _confirmed_name(listing_id: str) -> str | None:
    """The name of what was confirmed just now, to say so."""
    if not listing_id:
        return None
    named = select(Listing.name).where(
        Listing.id == listing_id, Listing.last_confirmed_on == oslo_now().date()
    )
    return db.primary_session().scalar(named)


@pages.post("/bekreft")
@desk(*EVERYBODY)
def confirm_chosen() -> ResponseReturnValue:
    """Those that are ticked, or all that the page shows."""
    session, person = db.write_session(), the_person()
    ids = request.form.getlist("shown" if "all" in request.form else "listing")[:A_PAGE]
    open_ = Listing.status.not_in(("closed", "draft"))
    reached = session.scalars(listings_of(session, person).where(Listing.id.in_(ids), open_)).all()
    for actor, listings in _by_role(session, person, reached).items():
        confirm_together(Editing(session, load(), actor, oslo_now()), listings)
    session.commit()
    told = (
        {"samlet": len(reached)} if reached else {"ingen": 1, "side": request.args.get("side", 1, type=int)}
    )
    query = {**Wanted.of(request.args).query, **told}
    return redirect(url_for("my_listings.mine", _anchor="fortalt", **query), 303)


@pages.post("/<code:listing_id>/bekreft")
@desk(*EVERYBODY)
def confirm_one(listing_id: str) -> ResponseReturnValue:
    """After it, the browser stands on the next row's button: no script, only the address's last part."""
    editing, listing = edit_listing(listing_id)
    if listing.status not in ("closed", "draft"):
        confirm(editing, listing)
        editing.session.commit()
    if "next" not in request.form:
        return redirect(url_for("my_listing.show", listing_id=listing_id, gjort="bekreftet"), 303)
    following = editing.session.scalar(select(Listing.id).where(Listing.id == request.form["next"]))
    anchor = f"bekreft-{following}" if following else "fortalt"
    query = {**Wanted.of(request.args).query, "side": request.args.get("side", 1, type=int)}
    return redirect(url_for("my_listings.mine", bekreftet=listing_id, _anchor=anchor, **query), 303)


def _by_role(session: Session, person: Person, listings: Sequence[Listing]) -> dict[Actor, list[Listing]]:
    """The listings by the role in which the person answers for each."""
    found: dict[Actor, list[Listing]] = {}
    for listing in listings:
        actor = acting_as(session, person, listing)
        if actor is not None:
            found.setdefault(actor, []).append(listing)
    return found
