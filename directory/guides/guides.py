"""What does one want to know before going, hosting or calling? Five guides, the same for everybody."""

from dataclasses import dataclass

from flask import Blueprint, current_app, render_template
from flask_babel import gettext as _
from sqlalchemy import select

from directory import db
from directory.contact_points.lines import known_lines
from directory.contact_points.presenting import urgent_rows
from directory.listings.records.courses import Programme, Rota
from directory.listings.records.rota import next_host
from directory.listings.wording.presenting import source_in_words
from directory.places.loading import load
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words, month_in_words
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("guides", __name__)


@dataclass(frozen=True, slots=True)
class ShownProgramme:
    """A course programme for those who might host it: the recipe, and where we know it from."""

    code: str
    name: str
    owner: str
    about: str
    aims: list[str]
    themes: list[str]
    evening: list[str]
    host: list[str]
    seats: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is to host: the rota's name, the next municipality, and about when."""

    name: str
    next: str
    when: str
    demo: bool


@pages.get("/hva-er-selvhjelp")
@may_be_kept
def what_is_self_help() -> str:
    return render_template("guides/what_is_self_help.html")


@pages.get("/forste-gang")
@may_be_kept
def first_time() -> str:
    return render_template("guides/first_time.html")


@pages.get("/for-arrangorer")
@may_be_kept
def hosting() -> str:
    session = db.read_session()
    programmes = [
        _describe_programme(row) for row in session.scalars(select(Programme).order_by(Programme.name))
    ]
    rotas = [_turn(row) for row in session.scalars(select(Rota).order_by(Rota.name))]
    return render_template(
        "guides/hosting.html", programmes=programmes, rotas=[turn for turn in rotas if turn]
    )


@pages.get("/retningslinjer")
@may_be_kept
def policy() -> str:
    """What is taken in and what is not, how it is checked, and how to complain."""
    settings: Settings = current_app.extensions["settings"]
    return render_template(
        "guides/policy.html", periods=settings.periods, contact_email=settings.contact_email
    )


@pages.get("/bekymret")
@may_be_kept
def worried() -> str:
    """The numbers for danger first, then what one can do, then the law."""
    return render_template("guides/worried.html", rows=urgent_rows(known_lines(), "life", young=False))


def _describe_programme(row: Programme) -> ShownProgramme:
    return ShownProgramme(
        code=row.code,
        name=row.name,
        owner=row.owner,
        about=row.about,
        aims=row.aims,
        themes=row.themes,
        evening=row.evening,
        host=row.host,
        seats=row.seats,
        source=_("Kilde: %(source)s", source=source_in_words(row, oslo_now().date())),
    )


def _turn(row: Rota) -> Turn | None:
    """The next host of a rota; None where nobody is on it."""
    found = next_host(db.read_session(), row, oslo_now().date())
    place = load().by_number(found.municipality_number) if found else None
    if found is None or place is None:
        return None
    if found.around is None:
        when = _("Vi vet ikke når.")
    elif found.listing is not None:
        when = _("Starter %(day)s.", day=date_in_words(found.around, oslo_now().date()))
    else:
        when = _("Rundt %(month)s.", month=month_in_words(found.around))
    return Turn(row.name, place.name, when, row.demo)
