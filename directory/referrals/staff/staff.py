"""For those who meet people at work: what is asked for somebody else, what fits to compare, and from there a slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from directory import db
from directory.contact_points.lines import known_lines
from directory.contact_points.presenting import panel
from directory.matching import search_address
from directory.matching.pages.forms import PlaceForm
from directory.matching.results.cards import CardRow
from directory.matching.results.place_words import distinguish
from directory.matching.suggesting.service import Matching, of_app
from directory.matching.suggesting.suggest import Suggestion
from directory.referrals.staff.staff_onward import beside, onward_of
from directory.referrals.staff.staff_question import FILTERS, WHOM, StaffQuestion, leave_out, read, whom_of
from directory.referrals.staff.staff_rows import StaffRow, details_of, in_order, keeps, row
from directory.vocabulary import NEEDS, UNADDRESSED_NEEDS
from directory.web.clock import oslo_now
from directory.web.language import keep_query, label_of
from directory.web.typed import clean

pages = Blueprint("staff", __name__)
_MOST = 12


@dataclass(frozen=True, slots=True)
class StaffList:
    """What fits one of the people, and how many more there are."""

    audience: str
    heading: str
    rows: list[StaffRow]
    more: int
    more_url: str


@pages.get("/for-fagfolk")
def show() -> ResponseReturnValue:
    """The question, and what fits where it is asked."""
    matching = of_app()
    question = read(request.args, matching)
    if question.need.empty and question.whom == "self":
        return _page(question, matching, PlaceForm(formdata=None))
    keep_query(question.pairs())
    return _page(question, matching, PlaceForm(formdata=None))


@pages.post("/for-fagfolk")
def ask() -> ResponseReturnValue:
    """A sentence or three choices become an address of coarse codes; danger, violence and abuse are answered here."""
    matching = of_app()
    text, typed = request.form.get("situation", ""), clean(request.form.get("place"), 100).strip()
    codes = MultiDict(
        (name, value) for name, value in request.form.items(multi=True) if name in ("need", "filter")
    )
    chosen = read(codes, matching)
    found = matching.gazetteer.find(typed, number_means="postcode").places if typed else ()
    need = matching.understand(text, chosen.need).need
    if len(found) == 1:
        need = need.but(place=found[0], places=(), former_name=None)
    elif found:
        need = need.but(place=None, places=found, former_name=None)
    whom = request.form.get("whom", "")
    question = chosen.but(need=need, whom=whom if whom in WHOM else whom_of(text))
    if typed and not found:
        return _page(question, matching, PlaceForm.with_fault(typed)), 422
    if need.empty and not typed and not text.strip():
        return _page(question, matching, PlaceForm(formdata=None), fault=_empty()), 422
    if need.unaddressed:
        return _page(question, matching, PlaceForm(formdata=None))
    return redirect(question.address(), 303)


def _empty() -> str:
    return _("Skriv noen ord om hva det gjelder, eller velg behov og sted.")


def _page(question: StaffQuestion, matching: Matching, form: PlaceForm, fault: str | None = None) -> str:
    need, now = question.need, oslo_now()
    form.place.label.text = _("Sted")
    if need.place and not form.errors:
        form.place.data = need.place.label
    lists = [] if need.empty or form.errors or need.places else _lists(question, matching, now)
    contacts = matching.contacts(need.but(audience=None))
    return render_template(
        "referrals/staff/staff.html",
        heading=_heading(question),
        form=form,
        fault=fault,
        question=question,
        needs=[(code, label_of(NEEDS, code)) for code in NEEDS if code not in UNADDRESSED_NEEDS],
        whom=[(code, _whom(code)) for code in WHOM],
        which=_which(question),
        filters=_filters(question),
        lists=lists,
        danger=_numbers() if need.unaddressed else [],
        people=panel(contacts, None),
    )


def _heading(question: StaffQuestion) -> str:
    place = question.need.place
    return _("For fagfolk, %(place)s", place=place.label) if place else _("For fagfolk")


def _whom(code: str) -> str:
    return {"self": _("Personen selv"), "relative": _("En pårørende")}.get(code, _("Begge"))


def _which(question: StaffQuestion) -> list[CardRow]:
    """The places that a name can mean, each leading to its page."""
    need = question.need
    return [
        CardRow(place.name, distinguish(place), question.but(need=need.but(place=place, places=())).address())
        for place in need.places
    ]


def _filters(question: StaffQuestion) -> list[tuple[str, str, bool]]:
    """What can be asked for besides: the words, the address with or without it, and whether it is chosen."""
    if question.need.empty or question.need.unaddressed:
        return []
    words = {
        "soon": _("Kan begynne innen to uker"),
        "no-referral": _("Uten henvisning"),
        "accompanied": _("Noen kan bli med"),
    }
    return [
        (
            words[each],
            question.but(filters=leave_out(question.filters, each)).address(),
            each in question.filters,
        )
        for each in FILTERS
    ]


def _lists(question: StaffQuestion, matching: Matching, now: datetime) -> list[StaffList]:
    headings = {"self": _("Til personen selv"), "relative": _("Til en pårørende")}
    return [_list(question, each, headings[each], matching, now) for each in question.audiences]


def _list(
    question: StaffQuestion, audience: str, heading: str, matching: Matching, now: datetime
) -> StaffList:
    need = question.for_one(audience)
    calm = need.but(needs=tuple(code for code in need.needs if code not in UNADDRESSED_NEEDS))
    suggestions, session = matching.suggestions(need, now), db.read_session()
    found = in_order(suggestions)
    details = details_of(session, found)
    kept = [
        each
        for each in found
        if each.listing.id in details and keeps(each, details[each.listing.id], question.filters, now)
    ]
    shown = kept[:_MOST]
    names, near = _names_onward(shown, matching, now), beside(suggestions, now)
    rows = [
        row(each, details[each.listing.id], onward_of(each.listing, names, near), matching, now)
        for each in shown
    ]
    return StaffList(audience, heading, rows, len(kept) - len(shown), search_address.address(calm))


def _names_onward(shown: Sequence[Suggestion], matching: Matching, now: datetime) -> dict[str, str]:
    """The public listings that ways lead to, by name."""
    ways = [way.to_id for each in shown for way in each.listing.pathways if way.to_id]
    return {id_: cached.listing.name for id_, cached in matching.context(now).public(ways).items()}


def _numbers() -> list[tuple[str, str]]:
    """Whom to call where somebody may be in danger, as (name, number)."""
    return [(_(line.name), line.phone) for line in known_lines() if line.urgent and line.phone]
