"""What is still open? Questions asked back on the page, and the plain ways in from the front page."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from directory.matching.pages.forms import PlaceForm
from directory.matching.results.cards import CardRow
from directory.matching.search_address import address, write
from directory.matching.understanding.need import QUESTIONS, Need
from directory.vocabulary import AUDIENCES, NEEDS
from directory.web.language import label_of

_MOST_COMMON = ("alcohol", "drugs", "gambling", "mental-health", "grief", "loneliness", "any")


@dataclass(frozen=True, slots=True)
class Question:
    """Something still open: choices, and a field where a choice is not enough."""

    id: str
    question: str
    hint: str | None
    options: list[CardRow]
    field: Any = None
    carried: tuple[tuple[str, str], ...] = ()
    button: str | None = None


def questions(need: Need) -> list[Question]:
    """What is still open, asked back on the page; three plain ones where nothing was understood."""
    asked = [_which_organisation(need, question) for question in need.ask]
    if need.empty and not need.ask:
        return [_who(need), _what(need), _where(need)]
    if not need.needs and not need.kinds and not need.listings and not need.organisations:
        asked.append(_what(need))
    if need.place is None and not need.listings:
        asked.append(_where(need))
    return asked


def ways() -> list[CardRow]:
    """The three plain ways in from the front page."""
    return [CardRow(_way(code), None, url_for("find.results", audience=code)) for code in AUDIENCES]


def _which_organisation(need: Need, question: str) -> Question:
    rest = tuple(code for code in need.ask if code != question)
    names = {
        "lms": (_("Landsforbundet mot stoffmisbruk (nå Ivareta)"), "lms"),
        "learning-centre": (_("Lærings- og mestringssenter"), "learning-centre"),
    }
    options = [
        CardRow(names[code][0], None, address(need.but(ask=rest, organisations=(code,))))
        for code in QUESTIONS[question][1]
    ]
    return Question("hvilken", _("LMS kan være to ting. Hvilken mener du?"), None, options)


def _who(need: Need) -> Question:
    options = [CardRow(_way(code), None, address(need.but(audience=code))) for code in AUDIENCES]
    return Question("hvem", _("Hvem gjelder det?"), None, options)


def _way(audience: str) -> str:
    return {"self": _("Meg selv"), "relative": _("Noen jeg bryr meg om")}.get(
        audience, _("Noen jeg møter i jobben")
    )


def _what(need: Need) -> Question:
    options = [
        CardRow(label_of(NEEDS, code), None, address(need.but(needs=(code,)))) for code in _MOST_COMMON
    ]
    return Question("hva", _("Hva gjelder det?"), _("Velg det som ligner mest."), options)


def _where(need: Need) -> Question:
    form = PlaceForm(formdata=None)
    form.place.label.text = _("Hvor bor du?")
    return Question(
        "hvor", _("Hvor bor du?"), None, [], form.place, tuple(write(need)), _("Bruk dette stedet")
    )
