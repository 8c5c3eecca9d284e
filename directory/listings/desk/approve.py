"""What waits for a second pair of eyes? Each change with what stands there now, what is odd, and a yes or a no."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from directory import db
from directory.accounts.access import EVERYBODY, OVERSEERS, desk, not_yours, the_person
from directory.accounts.models import Actor, Person
from directory.listings.desk.forms.decision_forms import DecisionForm
from directory.listings.desk.forms.field_types import HTTPS
from directory.listings.desk.preview import beside_page, page_after, told_of
from directory.listings.editing.apply import EditedMeanwhile, Editing
from directory.listings.editing.approval import (
    NotWaitingError,
    accept,
    decidable,
    decided_for,
    held_in_reach,
    refuse,
)
from directory.listings.editing.changes import Change
from directory.listings.editing.lookalike_names import Known
from directory.listings.editing.scope import ABOVE_CONTACT, covered_column, nearest, roles_reaching
from directory.listings.readiness import has_columns, lacks_in
from directory.listings.records.courses import CourseRun
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing, bare, whole
from directory.listings.wording.cautions import cautions, lacks_in_words
from directory.listings.wording.field_words import FieldInWords, fields_in_words
from directory.listings.wording.presenting import place_in_words, source_in_words
from directory.listings.wording.showing import ShownListing
from directory.places.loading import load
from directory.vocabulary import HELD_FOR
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words
from directory.web.language import label_of

pages = Blueprint("approve", __name__, url_prefix="/skrivebord/ventende")

_PAGE = 10  # six screens of a phone
_ANSWERS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Held:
    """A held change as the desk shows it: about which listing, by which role, why it waits, and what would change."""

    change: Change
    listing: Listing
    place: str
    reasons: list[str]
    fields: list[FieldInWords]
    begins: str | None
    may_decide: bool
    why_not: str | None


@dataclass(frozen=True, slots=True)
class ChangeInReach:
    """One change that somebody asks for, with its listing, what that lacks, and the roles by which they reach it; and whose
    it is, for those who oversee the house and must be able to ask. Others see the role alone."""

    made: Change
    listing: Listing
    roles: Set[str]
    lacks: list[str]
    maker: tuple[int, str] | None

    @property
    def published(self) -> set[str]:
        """The listing's id, if they may show it to everybody."""
        return set() if self.roles.isdisjoint(ABOVE_CONTACT) else {self.listing.id}


@pages.get("")
@desk(*EVERYBODY)
def waiting() -> str:
    session, person = db.primary_session(), the_person()
    rows, page, pages_ = _held_page(session, person, max(request.args.get("side", 1, type=int), 1))
    lately = decided_for(session, person, oslo_now() - _ANSWERS).limit(_PAGE)
    answers = session.scalars(lately).all() if page == 1 else ()
    listings = _listings_of(session, [*rows, *answers])
    return render_template(
        "listings/desk/approve.html",
        rows=_describe(session, person, rows, listings),
        answers=_describe(session, person, answers, listings),
        page=page,
        pages=pages_,
    )


def _held_page(session: Session, person: Person, page: int) -> tuple[Sequence[Change], int, int]:
    """That page of what waits, the last one where there are not so many; which page it is, and how many there are."""
    wanted = held_in_reach(session, person)
    if page > 1:
        count = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
        page = min(page, max(1, -(-count // _PAGE)))
    with_count = wanted.add_columns(func.count().over()).limit(_PAGE).offset((page - 1) * _PAGE)
    found = session.execute(with_count).all()
    return [row[0] for row in found], page, max(1, -(-found[0][1] // _PAGE)) if found else 1


def _listings_of(session: Session, changes: Sequence[Change]) -> dict[str, Listing]:
    """What the changes are about, read at once."""
    wanted = select(Listing).where(Listing.id.in_({made.listing_id for made in changes}))
    return {row.id: row for row in session.scalars(bare(wanted))} if changes else {}


@pages.get("/<int:change_id>")
@desk(*EVERYBODY)
def show(change_id: int) -> str:
    return _show(_get_change(db.primary_session(), change_id), DecisionForm(formdata=None))


@pages.get("/<int:change_id>/kilde")
@desk(*EVERYBODY)
def open_source(change_id: int) -> ResponseReturnValue:
    """Where we have it from, by a door of our own: pages name no other host."""
    listing = _get_change(db.primary_session(), change_id).listing
    if not (listing.source_url or "").startswith(HTTPS):
        abort(404)
    return redirect(str(listing.source_url), 303)


@pages.post("/<int:change_id>/godta")
@desk(*EVERYBODY)
def say_yes(change_id: int) -> ResponseReturnValue:
    session, form = db.write_session(), DecisionForm()
    asked = _get_change(session, change_id)
    try:
        accept(_act_as_decider(session, asked), asked.made, form.reason.data or None, form.version_seen())
    except (NotWaitingError, EditedMeanwhile, ValueError) as error:
        session.rollback()
        return _show(_get_change(session, change_id), form, _fault(error)), 409
    session.commit()
    return redirect(url_for("approve.waiting"), 303)


@pages.post("/<int:change_id>/avvis")
@desk(*EVERYBODY)
def say_no(change_id: int) -> ResponseReturnValue:
    session, form = db.write_session(), DecisionForm()
    asked = _get_change(session, change_id)
    if not form.has_reason():
        return _show(asked, form), 422
    try:
        refuse(_act_as_decider(session, asked), asked.made, form.reason.data)
    except NotWaitingError as error:
        session.rollback()
        return _show(_get_change(session, change_id), form, _fault(error)), 409
    session.commit()
    return redirect(url_for("approve.waiting"), 303)


def _get_change(session: Session, change_id: int) -> ChangeInReach:
    """A change of a listing that whoever asks reaches; 404 for any other."""
    about = select(Listing).join(Change, Change.listing_id == Listing.id).where(Change.id == change_id)
    course = contains_eager(Listing.course)
    with_course = (  # the page as it will be says them, too
        whole(about)
        .outerjoin(CourseRun.programme)
        .outerjoin(CourseRun.rota)
        .options(course.contains_eager(CourseRun.programme), course.contains_eager(CourseRun.rota))
    )
    with_maker = with_course.outerjoin(Person, Person.id == Change.made_by)
    found = with_maker.add_columns(
        Change, *has_columns(), covered_column(the_person()), Person.id, Person.email
    )
    row = session.execute(found).unique().one_or_none()
    if row is None:
        abort(404)
    roles = roles_reaching(the_person(), row[0], row.covered)
    tells = row[-1] and not roles.isdisjoint(OVERSEERS)
    maker = (row[-2], row[-1]) if tells else None
    return ChangeInReach(row[1], row[0], roles, lacks_in(row._mapping), maker) if roles else abort(404)


def _act_as_decider(session: Session, asked: ChangeInReach) -> Editing:
    """Whoever asks at work, in the role nearest to the listing; the request ends where another must decide."""
    person, made = the_person(), asked.made
    acting = nearest(person, asked.roles)
    may = made.state != "held" or made.id in decidable(session, person, [made], asked.published).may
    return Editing(session, load(), acting, oslo_now()) if acting and may else not_yours()


def _fault(error: Exception) -> str:
    if isinstance(error, NotWaitingError):
        return _("Noen andre avgjorde det før deg.")
    if isinstance(error, EditedMeanwhile):
        return _("Tilbudet er endret siden du åpnet siden. Se over en gang til: Dette står der nå.")
    return _("Endringen kan ikke brukes lenger. Si nei, og be om en ny.")


def _show(asked: ChangeInReach, form: DecisionForm, fault: str | None = None) -> str:
    session, made, listing = db.write_session() if fault else db.primary_session(), asked.made, asked.listing
    held, known = made.state == "held", Known(session)
    draft = held and listing.status == "draft"
    (row,) = _describe(session, the_person(), [made], {listing.id: listing}, asked.published)
    row = replace(row, fields=told_of(made, listing))
    odd = _cautions(known, listing, made) if held else []  # reads what the page is made of, too
    shown = _page_after(session, listing, made) if held else None
    form.version.data = listing.version
    return render_template(
        "listings/desk/approve_change.html",
        row=row,
        all_new=draft,
        maker=asked.maker,
        beside_page=beside_page(row.fields) if draft and shown else row.fields,
        cautions=odd,
        missing=lacks_in_words(asked.lacks) if draft else [],
        source=_source(listing),
        shown=shown,
        form=form,
        fault=fault,
    )


def _page_after(session: Session, listing: Listing, made: Change) -> ShownListing | None:
    """The public page with the change; None where it cannot be used any more. Nothing is kept."""
    try:
        editing = Editing(session, load(), Actor(made.made_by, made.made_as), oslo_now())
        return page_after(editing, listing, made)
    except ValueError:
        return None


def _source(listing: Listing) -> tuple[str, str | None]:
    """Where we have it from, as text, with its address if there is one."""
    url = listing.source_url if (listing.source_url or "").startswith(HTTPS) else None
    return source_in_words(listing, oslo_now().date()), url


def _describe(
    session: Session,
    person: Person,
    changes: Sequence[Change],
    listings: Mapping[str, Listing],
    published: Set[str] | None = None,
) -> list[Held]:
    """Changes as the desk shows them."""
    held = [made for made in changes if made.state == "held"]
    to_decide, sharing = decidable(session, person, held, published)
    return [
        _describe_one(made, listings[made.listing_id], _why_not(made, person, to_decide, sharing))
        for made in changes
    ]


def _describe_one(made: Change, listing: Listing, why_not: str | None) -> Held:
    today = oslo_now().date()
    begins = made.starts_on if made.starts_on and made.starts_on > today else None
    private = (
        [FieldInWords("private_contact", _("Privat kontakt"), [], [])] if made.private_contact_id else []
    )
    return Held(
        change=made,
        listing=listing,
        place=place_in_words(listing, load()) or _("På nett"),
        reasons=[label_of(HELD_FOR, code) for code in made.held_for],
        fields=[*fields_in_words(made.fields, load(), today), *private],
        begins=date_in_words(begins, today) if begins else None,
        may_decide=made.state == "held" and why_not is None,
        why_not=why_not,
    )


def _why_not(made: Change, person: Person, to_decide: Set[int], sharing: Set[int]) -> str | None:
    """Why somebody who sees a change does not decide on it; None where they may, or where it waits no more."""
    if made.state != "held" or made.id in to_decide:
        return None
    if made.made_by == person.id:
        return _("Dette er din egen endring. En annen må se på den.")
    if made.id in sharing:
        return _(
            "En av dere har gitt den andre en rolle, eller dere har fått den av samme person. En annen må se på dette."
        )
    return _("Noen med en annen rolle avgjør dette.")


def _cautions(known: Known, listing: Listing, made: Change) -> list[str]:
    """What to look at twice, in sentences: of a draft in all that it says."""
    after = {name: field["after"] for name, field in made.fields.items()}
    document = document_of(listing, load(), public=False) if listing.status == "draft" else {}
    return cautions(known, listing, {**document, **after})
