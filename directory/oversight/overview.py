"""What must the national editor see? What came in, what waits, what is stale, who is silent, and who works here."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, render_template, request
from flask_babel import gettext as _
from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import Session, lazyload

from directory import db
from directory.accounts import roles
from directory.accounts.access import OVERSEERS, desk, the_person
from directory.accounts.models import Person
from directory.contact_points.models import ContactPoint
from directory.listings.editing.approval import held_in_reach
from directory.listings.readiness import select_unready
from directory.listings.records.models import Listing, Organisation, bare
from directory.listings.records.reminders import Reminder
from directory.listings.upkeep import stale
from directory.listings.upkeep.reports import reports_in_reach
from directory.listings.wording.presenting import place_in_words
from directory.mail import delivery
from directory.oversight import go_live
from directory.oversight.stale_acts import said_in_words
from directory.places.loading import load
from directory.settings import Settings
from directory.vocabulary import ASKED, ROLES
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words, month_in_words
from directory.web.language import label_of

pages = Blueprint("overview", __name__, url_prefix="/skrivebord")

_PAGE = 10  # six screens of a phone
_MOST_DRAFTS = 20


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A listing that nobody has confirmed for long: when somebody last did, and who was asked since."""

    listing: Listing
    place: str
    confirmed: str
    asked: str | None


@pages.get("/oversikt")
@desk(*OVERSEERS)
def overview() -> str:
    session, person, today, months = db.primary_session(), the_person(), oslo_now().date(), _months()
    drafts = select(Listing).where(Listing.status == "draft").order_by(Listing.name, Listing.id)
    silent = (
        select(ContactPoint)
        .where(ContactPoint.silent_since.is_not(None))
        .order_by(ContactPoint.silent_since, ContactPoint.name)
        .options(lazyload(ContactPoint.opening), lazyload(ContactPoint.areas))
    )
    counts = _counts(session, person)
    return render_template(
        "oversight/overview.html",
        counts=counts,
        newest_drafts=session.scalars(bare(drafts).limit(_MOST_DRAFTS)).all(),
        counties=stale.by_county(session, load(), today, months),
        organisations=stale.by_organisation(session, today, months),
        months=months,
        silent=[
            (contact, month_in_words(contact.silent_since))
            for contact in session.scalars(silent)
            if contact.silent_since
        ],
        roles_held=[(label_of(ROLES, role), counts[role]) for role in ROLES],
        waiting=[check for check in go_live.checks(session, _settings()) if not check.done],
    )


@pages.get("/ubekreftet")
@desk(*OVERSEERS)
def unconfirmed() -> str:
    session, today = db.primary_session(), oslo_now().date()
    county, organisation = request.args.get("fylke"), request.args.get("organisasjon")
    name = _county_name(county) if county else _organisation_name(session, organisation)
    chosen = {"fylke": county} if county else {"organisasjon": organisation} if organisation else {}
    if name is None:  # not an address of ours: everything, rather than nothing
        county, organisation, chosen = None, None, {}
    wanted = stale.select_unconfirmed(today, _months(), county, organisation)
    count = _count(session, wanted)
    pages_ = max(1, -(-count // _PAGE))
    page = min(max(request.args.get("side", 1, type=int), 1), pages_)
    return render_template(
        "oversight/unconfirmed.html",
        rows=_rows(session, wanted.limit(_PAGE).offset((page - 1) * _PAGE)),
        name=name,
        count=count,
        months=_months(),
        chosen=chosen,
        page=page,
        pages=pages_,
        said=said_in_words(request.args.get("gjort", "")),
        about=_listing_name(session, request.args.get("om", "")),
    )


def _rows(session: Session, wanted: Select[Listing]) -> list[Unconfirmed]:
    """One page of them; what no row says is not read."""
    rows = session.scalars(bare(wanted)).all()
    asked = _last_reminders(session, [row.id for row in rows])
    return [_describe(row, asked) for row in rows]


def _describe(listing: Listing, asked: dict[str, Reminder]) -> Unconfirmed:
    today, last, row = oslo_now().date(), listing.last_confirmed_on, asked.get(listing.id)
    return Unconfirmed(
        listing=listing,
        place=place_in_words(listing, load()) or _("På nett"),
        confirmed=_("Sist bekreftet %(month)s.", month=month_in_words(last))
        if last
        else _("Ingen har svart ennå."),
        asked=_(
            "Spurt %(date)s: %(who)s.", date=date_in_words(row.made_on, today), who=label_of(ASKED, row.asked)
        )
        if row
        else None,
    )


def _last_reminders(session: Session, listings: list[str]) -> dict[str, Reminder]:
    """Of each listing the last one who was asked."""
    rows = session.scalars(
        select(Reminder).where(Reminder.listing_id.in_(listings)).order_by(Reminder.made_on)
    )
    order = list(ASKED)
    return {
        row.listing_id: row for row in sorted(rows, key=lambda row: (row.made_on, order.index(row.asked)))
    }


def _county_name(code: str) -> str | None:
    place = load().by_number(code)
    if code == stale.NOWHERE:
        return _("Hele landet og på nett")
    return place.name if place and place.kind == "county" else None


def _organisation_name(session: Session, code: str | None) -> str | None:
    if code == stale.NOWHERE:
        return _("Uten organisasjon")
    found = session.get(Organisation, code) if code else None
    return found.name if found else None


def _listing_name(session: Session, listing_id: str) -> str | None:
    return session.scalar(select(Listing.name).where(Listing.id == listing_id)) if listing_id else None


def _counts(session: Session, person: Person) -> Counter[str]:
    """How much of each waits, and how many people have each role, by code; one statement."""
    waiting = {
        "reports": reports_in_reach(session, person),
        "held": held_in_reach(session, person),
        "drafts": select(Listing.id).where(Listing.status == "draft"),
        "unready": select_unready().with_only_columns(Listing.id),
        "letters": delivery.select_troubled(),
    }
    each = [
        select(literal(code), func.count()).select_from(wanted.order_by(None).subquery())
        for code, wanted in waiting.items()
    ]
    rows = session.execute(union_all(*each, roles.select_counts()))
    return Counter({row[0]: row[1] for row in rows})


def _count(session: Session, wanted: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0


def _months() -> int:
    return _settings().periods.stale_months


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
