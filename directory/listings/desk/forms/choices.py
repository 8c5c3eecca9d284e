"""What can be chosen from, and what does a new listing begin with? Organisations, programmes and rotas, as they are kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db.request_sessions import read_cached
from directory.listings.desk.forms.listing_form import MOST_ROWS, ListingForm
from directory.listings.records.courses import Programme, Rota
from directory.listings.records.models import Organisation
from directory.listings.records.rota import next_host
from directory.places.loading import load
from directory.web.formatting import norwegian_order

_EVENINGS = 6  # of a programme that names no themes
_WEEK = timedelta(days=7)
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What a form can choose from: (code, name)."""

    organisations: Choices
    programmes: Choices
    rotas: Choices

    def to(self, form: ListingForm) -> None:
        """Fill in the choices of those fields that the form has."""
        named = {"organisation": self.organisations, "programme": self.programmes, "rota": self.rotas}
        for name, choices in named.items():
            if name in form:
                form[name].choices = [("", _("Ingen")), *choices]


def all_choices() -> FormChoices:
    """Everything to choose from, by name; read anew when one of them has changed."""
    return FormChoices(*(read_cached(read, of) for of, read in _READ.items()))


def _by_name(table: type[Organisation] | type[Programme] | type[Rota], session: Session) -> Choices:
    wanted = select(table.code, table.name)
    if table is Organisation:
        wanted = wanted.where(Organisation.closed_on.is_(None))
    rows = [(code, name) for code, name in session.execute(wanted)]
    return sorted(rows, key=lambda row: norwegian_order(row[1]))


_READ = {
    "organisation": partial(_by_name, Organisation),
    "programme": partial(_by_name, Programme),
    "rota": partial(_by_name, Rota),
}


def starting_values(session: Session, kind: str, programme_code: str) -> dict[str, Any]:
    """What a new listing begins with, as a document: what most of its kind are."""
    programme = session.get(Programme, programme_code) if kind == "course" else None
    row: dict[str, Any] = {
        "kind": kind,
        "formats": ["in_person"],
        "language": "nb",
        "audiences": [],
        "needs": [],
    }
    if kind == "course":
        row["course"] = {"programme": programme.code if programme else None}
    if programme:
        row |= {
            "name": programme.name,
            "audiences": ["relative"],
            "leadership": "led",
            "leader": "professional",
        }
    if kind == "group":
        row |= {"class": "self_help"}
    return row


def fill_evenings(session: Session, form: ListingForm, today: date) -> None:
    """The evenings of a run: one a week from the first, with the programme's themes; of a rota also its municipalities,
    and the one whose turn it is. What is written already stays."""
    programme = session.get(Programme, form.programme.data or "")
    rota = session.get(Rota, form.rota.data or "")
    if rota is not None:
        _fill_places(session, form, rota, today)
    if not form.first_evening.data or not form.evening_starts.data:
        form.first_evening.errors = [_("Skriv den første kvelden og når den begynner.")]
        return
    rows = list(_evenings(form, programme.themes if programme else []))
    while form.sessions.entries:
        form.sessions.pop_entry()
    for row in rows:
        form.sessions.append_entry(row)


def _evenings(form: ListingForm, themes: list[str]) -> Iterator[dict[str, Any]]:
    first = date.fromisoformat(form.first_evening.data)
    wanted = form.evening_count.data or len(themes) or _EVENINGS
    for number in range(min(wanted, MOST_ROWS)):
        yield {
            "on": (first + number * _WEEK).isoformat(),
            "starts": form.evening_starts.data,
            "ends": form.evening_ends.data,
            "theme": themes[number] if number < len(themes) else None,
        }


def _fill_places(session: Session, form: ListingForm, rota: Rota, today: date) -> None:
    labels = [place.label for number in rota.municipalities if (place := load().by_number(number))]
    if not form.catchment.data:
        form.catchment.data = ", ".join(labels)
    host = next_host(session, rota, today)
    place = load().by_number(host.municipality_number) if host else None
    if place and not form.place_text.data:
        form.place_text.data = place.label
