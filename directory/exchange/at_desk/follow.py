"""Which lists do we follow? Those who oversee the house connect one, look at what waits, and say which listings are the same."""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from directory import db
from directory.accounts.access import OVERSEERS, desk, the_person
from directory.exchange.fetching.fetch import check
from directory.exchange.fetching.refused import Refused
from directory.exchange.sources.running import run_one
from directory.exchange.taking_in.alike import join, part
from directory.exchange.taking_in.models import FORMATS, ListSource, SourceEntry
from directory.exchange.taking_in.trust import GROUPS, USUAL
from directory.listings.desk.listing_access import edit_new_listing
from directory.listings.records.models import Listing, organisations_by_code
from directory.web.clock import oslo_now

pages = Blueprint("follow", __name__, url_prefix="/skrivebord/kilder")
_HOURS = {"24": 24, "168": 168, "1": 1}


@pages.get("")
@desk(*OVERSEERS)
def everything() -> str:
    return _page()


@pages.post("")
@desk(*OVERSEERS)
def connect() -> ResponseReturnValue:
    sent = request.form
    name, url = sent.get("name", "").strip()[:120], sent.get("url", "").strip()[:2000]
    url = url if "://" in url else f"https://{url}"
    if not name or sent.get("format") not in FORMATS:
        return _page(_("Skriv hva lista heter, og velg hva slags liste det er.")), 422
    try:
        check(url, current_app.extensions["settings"].fetch_private)
    except Refused as error:
        return _page(str(error)), 422
    session = db.write_session()
    known = organisations_by_code(session)
    session.add(
        _source(
            sent, name, url, sent["organisation"] if sent.get("organisation") in known else None, oslo_now()
        )
    )
    session.commit()
    return redirect(url_for("follow.everything", gjort="lagt-til"), 303)


@pages.get("/<int:source_id>")
@desk(*OVERSEERS)
def show(source_id: int) -> str:
    session = db.primary_session()
    source = session.get(ListSource, source_id) or abort(404)
    pairs = session.execute(
        select(SourceEntry.id, SourceEntry.listing_id, SourceEntry.like_id)
        .where(
            SourceEntry.source_id == source_id,
            SourceEntry.like_id.is_not(None),
            SourceEntry.listing_id.is_not(None),
        )
        .limit(50)
    ).all()
    wanted = {each for _id, one, other in pairs for each in (one, other)}
    listings = {each.id: each for each in session.scalars(select(Listing).where(Listing.id.in_(wanted)))}
    count = session.scalar(select(func.count()).where(SourceEntry.source_id == source_id))
    return render_template(
        "exchange/at_desk/followed.html",
        source=source,
        count=count,
        pairs=[
            (entry_id, listings[one], listings[other])
            for entry_id, one, other in pairs
            if one in listings and other in listings
        ],
    )


@pages.post("/<int:source_id>/hent")
@desk(*OVERSEERS)
def fetch_now(source_id: int) -> ResponseReturnValue:
    if (
        not (source := db.primary_session().get(ListSource, source_id))
        or not source.url
        or source.state == "ended"
    ):
        abort(404)
    run_one(
        db.of_app(),
        current_app.extensions["settings"],
        source_id,
        oslo_now(),
        accept="accept" in request.form,
    )
    return redirect(url_for("follow.show", source_id=source_id), 303)


@pages.post("/<int:source_id>/slutt")
@desk(*OVERSEERS)
def end(source_id: int) -> ResponseReturnValue:
    """Its listings stay, and say where they came from."""
    session = db.write_session()
    source = session.get(ListSource, source_id) or abort(404)
    source.state, source.waits_for = "ended", None
    session.commit()
    return redirect(url_for("follow.everything", gjort="slutt"), 303)


@pages.post("/<int:source_id>/like/<int:entry_id>")
@desk(*OVERSEERS)
def decide(source_id: int, entry_id: int) -> ResponseReturnValue:
    editing = edit_new_listing()
    entry = editing.session.get(SourceEntry, entry_id)
    if entry is None or entry.source_id != source_id or entry.like_id is None:
        abort(404)
    if request.form.get("same") == "yes":
        join(editing, entry)
    else:
        part(editing, entry)
    editing.session.commit()
    return redirect(url_for("follow.show", source_id=source_id), 303)


def _source(sent: Any, name: str, url: str, organisation: str | None, now: datetime) -> ListSource:
    return ListSource(
        name=name,
        url=url,
        format=sent["format"],
        organisation_code=organisation,
        owner_id=the_person().id,
        every_hours=_HOURS.get(sent.get("every", ""), 24),
        trust=[each for each in GROUPS if each in sent.getlist("trust")],
        shows_new=sent.get("shows_new") == "yes",
        columns={},
        marks={},
        state="active",
        made_at=now,
    )


def _page(fault: str | None = None) -> str:
    session = db.primary_session()
    rows = session.scalars(
        select(ListSource).where(ListSource.state != "ended").order_by(ListSource.name, ListSource.id)
    ).all()
    said = {
        "lagt-til": _("Lista er lagt til. Den hentes neste gang, eller når du ber om det."),
        "slutt": _("Lista følges ikke mer. Tilbudene står som før."),
    }
    groups = {
        "times": _("Tider"), "place": _("Sted"), "contacts": _("Telefon, e-post og lenker"), "words": _("Navn og tekst"), "classification": _("Hva slags tilbud det er, og for hvem"),
    }  # fmt: skip
    return render_template(
        "exchange/at_desk/follow.html",
        rows=rows,
        fault=fault,
        said=said.get(request.args.get("gjort", "")),
        formats=FORMATS,
        groups=groups,
        usual=request.form.getlist("trust") or USUAL,
        organisations=[(code, row.name) for code, row in organisations_by_code(session).items()],
        sent=request.form,
        address=request.form.get("url", "").partition("://")[2] or request.form.get("url", ""),
    )
