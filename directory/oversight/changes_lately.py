"""What was changed lately in what I answer for? Across all listings in a period: as a page, and as a table to take along."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _
from sqlalchemy import Row, Select, func, select

from directory import db
from directory.accounts.access import EVERYBODY, desk, the_person
from directory.listings.editing.changes import Change
from directory.listings.editing.scope import listings_of
from directory.listings.records.models import Listing
from directory.listings.wording.field_words import fields_in_words
from directory.places.loading import load
from directory.vocabulary import ROLES
from directory.web.clock import OSLO, oslo_now
from directory.web.formatting import clock_in_words, date_in_words, sentence
from directory.web.language import label_of, path_for

pages = Blueprint("changes_lately", __name__, url_prefix="/skrivebord/endringer")

_A_PAGE = 20
_MOST = 5000  # rows of a table
_USUALLY = timedelta(days=30)
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Period:
    """From one day through another."""

    first: date
    last: date

    @classmethod
    def of_address(cls) -> "Period":
        """What the address asks for; the last thirty days where it says nothing, or nothing that can be read."""
        today = oslo_now().date()
        last = _day(request.args.get("til", "")) or today
        return cls(_day(request.args.get("fra", "")) or last - _USUALLY, last)

    @property
    def query(self) -> dict[str, str]:
        """As it stands in an address."""
        return {"fra": self.first.isoformat(), "til": self.last.isoformat()}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change as text."""

    listing_id: str
    name: str
    at: datetime
    when: str
    who: str
    what: str


@pages.get("")
@desk(*EVERYBODY)
def show() -> str:
    session, period = db.primary_session(), Period.of_address()
    wanted = _changes(period)
    count = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    pages_ = max(1, -(-count // _A_PAGE))
    page = min(max(request.args.get("side", 1, type=int), 1), pages_)
    rows = session.execute(wanted.limit(_A_PAGE).offset((page - 1) * _A_PAGE))
    return render_template(
        "oversight/changes_lately.html",
        rows=[_describe(row) for row in rows],
        period=period,
        count=count,
        page=page,
        pages=pages_,
    )


@pages.get("/tabell")
@desk(*EVERYBODY)
def table() -> Response:
    """The same as a file that a spreadsheet opens."""
    period, file = Period.of_address(), io.StringIO()
    lines = csv.writer(file, delimiter=";")
    lines.writerow([_("Dag"), _("Klokka"), _("Tilbud"), _("Hvem"), _("Hva"), _("Adresse")])
    for row in map(_describe, db.primary_session().execute(_changes(period).limit(_MOST))):
        address = path_for("listing.show", id=row.listing_id)
        cells = [row.at.date().isoformat(), f"{row.at:%H.%M}", row.name, row.who, row.what, address]
        lines.writerow([_as_text(cell) for cell in cells])
    name = f"endringer-{period.first}-{period.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + file.getvalue(), mimetype="text/csv", headers=headers)


def _changes(period: Period) -> Select[Change, str]:
    """What came into force in the period, of the listings that somebody reaches; the latest first."""
    begins = datetime.combine(period.first, time.min, OSLO)
    ends = datetime.combine(min(period.last, date.max - timedelta(1)) + timedelta(1), time.min, OSLO)
    reached = listings_of(db.primary_session(), the_person()).with_only_columns(Listing.id)
    return (
        select(Change, Listing.name)
        .join(Listing, Listing.id == Change.listing_id)
        .where(Change.applied_at >= begins, Change.applied_at < ends, Change.listing_id.in_(reached))
        .order_by(Change.applied_at.desc(), Change.id.desc())
    )


def _describe(row: Row[Change, str]) -> ChangeRow:
    made, name = row
    today, at = oslo_now().date(), (made.applied_at or made.made_at).astimezone(OSLO)
    labels = [each.label for each in fields_in_words(made.fields, load(), today)]
    written = _("Tilbudet ble skrevet inn.") if "id" in made.fields else ", ".join(dict.fromkeys(labels))
    return ChangeRow(
        listing_id=made.listing_id,
        name=name,
        at=at,
        when=sentence(f"{date_in_words(at.date(), today)} {clock_in_words(at)}"),
        who=label_of(ROLES, made.made_as) if made.made_as in ROLES else _("Varde selv"),
        what=written or _("En privatperson som svarer, ble lagt til."),
    )


def _as_text(cell: str) -> str:
    """So that no spreadsheet takes what somebody wrote for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def _day(iso: str) -> date | None:
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2999 else None
