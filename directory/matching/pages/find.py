"""The main job's pages: the question, what fits, which place, and what to do when it cannot wait."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from flask import Blueprint, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from directory import db
from directory.contact_points.lines import known_lines
from directory.contact_points.presenting import is_crisis_centre, panel, urgent_rows
from directory.listings.records.models import Listing, Organisation, organisations_by_code
from directory.matching import search_address
from directory.matching.pages import map_drawing, questions
from directory.matching.pages.forms import PlaceForm, SituationForm
from directory.matching.pages.waiting_here import waiting_here
from directory.matching.results import summary
from directory.matching.results.best import best, to_call, tops_of
from directory.matching.results.cards import Card, CardRow, cards, path_of
from directory.matching.results.narrowing import narrowing
from directory.matching.results.pills import pills
from directory.matching.results.place_words import distinguish
from directory.matching.results.second_answer import second_answer
from directory.matching.results.section_order import compose
from directory.matching.results.sections import Table, sort_by
from directory.matching.results.understood import parts
from directory.matching.suggesting.service import Matching, Reading, of_app
from directory.matching.suggesting.suggest import BEST, NOTHING_FOUND, Suggestions
from directory.matching.understanding.need import Need
from directory.matching.understanding.words.language import language_of
from directory.places.models import Place
from directory.vocabulary import LANGUAGES, UNADDRESSED_NEEDS
from directory.web.clock import oslo_now
from directory.web.language import (
    DEFAULT,
    answer_in,
    current,
    is_chosen,
    keep_query,
    path_for,
    without_choice,
)
from directory.web.typed import clean
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("find", __name__)

UNPROCESSABLE = 422
_MOST_POINTS = 9
_CALL_NOW = {"talk": "mentalhelse", "life": "medisinsk113"}  # the front page's two numbers, by contact id
_READY_SECTIONS = ("naer", "nett", "for-alle")


@pages.get("/")
@may_be_kept
def home() -> str:
    return _home(SituationForm(formdata=None))


@pages.post("/finn")
def find() -> ResponseReturnValue:
    """A sentence, or a plain choice, becomes an address of coarse codes; danger is answered at once."""
    matching = of_app()
    form = SituationForm()
    _answer_in_the_language_of(form)
    chosen = matching.drop_unknown(
        search_address.read(_codes(), matching.gazetteer, matching.organisations)
    ).need
    place = clean(request.form.get("place"), 100).strip()
    if chosen == Need() and not place and not form.validate():
        return _home(form), UNPROCESSABLE
    found = _places(place, clean(request.form.get("chosen"), 100), matching) if place else ()
    if len(found) == 1:
        chosen = chosen.but(place=found[0], former_name=None)
    reading = matching.understand(form.situation.data, chosen)
    need = reading.need
    if place and not found:
        return _which(need, (), PlaceForm.with_fault(place)), UNPROCESSABLE
    if len(found) > 1:
        need = need.but(place=None, places=found, former_name=None)
    return _answer(need, reading, matching)


@pages.get("/finn", endpoint="results")
@may_be_kept
def show_results() -> ResponseReturnValue:
    """What fits, for an address made of coarse codes only."""
    matching = of_app()
    search = matching.drop_unknown(
        search_address.read(request.args, matching.gazetteer, matching.organisations)
    )
    keep_query(search_address.parameters_of(search))
    if search.need.places:
        return _which(search.need, search.need.places, PlaceForm(formdata=None))
    return _results(search, matching)


def _answer(need: Need, reading: Reading, matching: Matching) -> ResponseReturnValue:
    """Danger is answered here; one clear listing opens; everything else is an address."""
    if need.unaddressed:
        return _urgent(need, matching)
    listing = db.read_session().get(Listing, reading.clear_listing or "")
    if listing is not None and listing.public:
        return redirect(path_of(listing, matching.gazetteer), 303)
    return redirect(search_address.address(need, described=reading.described), 303)


def _codes() -> "MultiDict[str, str]":
    """The plain choices of a form; the place is text there, and read by itself."""
    return MultiDict(
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("situation", "place", "chosen", "shown")
    )


def _places(text: str, chosen: str, matching: Matching) -> tuple[Place, ...]:
    """What the place field means. `chosen` is the slug of a suggestion; it counts while the field still says its name."""
    place = matching.gazetteer.by_slug(chosen)
    if place is not None and place.label == text:
        return (place,)
    return matching.gazetteer.find(text, number_means="postcode").places


def _answer_in_the_language_of(form: SituationForm) -> None:
    """Where no language is chosen, that of the text; where the text does not say, the one that the form was shown in."""
    if not is_chosen():
        shown = form.shown.data if form.shown.data in LANGUAGES else None
        answer_in(language_of(form.situation.data) or shown or DEFAULT, to_stay=shown is not None)


def _home(form: SituationForm) -> str:
    form.shown.data = None if is_chosen() or current() == DEFAULT else current()
    lines = {line.id: line for line in known_lines()}
    people = {name: panel([lines[id_]], None).lines[0] for name, id_ in _CALL_NOW.items() if id_ in lines}
    return render_template(
        "matching/pages/home.html",
        form=form,
        action=without_choice(path_for("find.find")),
        ways=questions.ways(),
        call_now=people,
    )


def _which(need: Need, candidates: Sequence[Place], form: PlaceForm) -> str:
    asked = need.but(place=None, places=())
    options = [
        CardRow(p.name, distinguish(p), search_address.address(asked.but(place=p))) for p in candidates
    ]
    names = {place.name for place in candidates}
    name = names.pop() if len(names) == 1 else None  # a district's name is no name of its municipalities
    return render_template(
        "matching/pages/which.html",
        heading=_("Hvilket %(name)s mener du?", name=name) if name else _("Hvor bor du?"),
        lead=_("Flere steder heter %(name)s. Hvor bor du?", name=name)
        if name
        else _("Velg kommunen din, eller skriv stedet."),
        options=options,
        map=map_drawing.points_of(candidates) if 1 < len(candidates) <= _MOST_POINTS else None,
        form=form,
        carried=search_address.write(asked),
        parts=parts(asked, _organisations()),
        again_url=summary.again_url(),
        anywhere=_from_anywhere(need),
    )


def _from_anywhere(need: Need) -> list[Card]:
    """What can be reached wherever one lives, while the question of where stands open."""
    matching, now = of_app(), oslo_now()
    found = matching.suggestions(need, now) if need.needs or need.audience else None
    return cards(found.online[:BEST], need, now, matching.gazetteer) if found else []


def _results(search: search_address.Search, matching: Matching) -> str:
    need, now, organisations = search.need.first, oslo_now(), _organisations()
    if current() == "en":
        need = need.but(tongue="en")
    found = NOTHING_FOUND if need.empty else matching.suggestions(need, now)
    contacts = matching.contacts(need)
    first = sort_by(best(found, need), search.sort)
    known = frozenset(each.listing.id for each in first)
    asked = replace(search, need=need)
    table = Table(asked, found, now, matching.gazetteer, organisations, known)
    _tell_if_missing(asked, found)
    one_page = search.page == 1 and search.need.second is None
    families = narrowing(asked, found, matching.context(now), organisations) if one_page else []
    people = panel(contacts, need.place.label if need.place else None)
    first_lines = panel([contact for contact in contacts if contact.young], None).lines
    return render_template(
        "matching/pages/find.html",
        heading=summary.heading(need),
        title=summary.title(need, search.page),
        parts=parts(search.need, organisations, search.described),
        again_url=summary.again_url(),
        notes=summary.notes(search),
        answer=None if need.empty else summary.answer(need, found, now, organisations),
        narrowing=families,
        pills=pills(families, len(found.exact)),
        tops=tops_of(first, need, now, matching.gazetteer) if search.page == 1 else [],
        second=second_answer(search.need, matching, now) if search.page == 1 else None,
        call=None if first_lines else to_call(people),
        sections=[] if need.empty else compose(table, matching),
        pages={} if need.empty else table.pages(),
        questions=questions.questions(need),
        worded=bool(need.worded),
        place_form=partial(PlaceForm, formdata=None) if need.place else None,
        elsewhere=search_address.write(search.need.but(place=None, former_name=None)),
        waiting=waiting_here(need) if _is_missing(asked, found) else None,
        first_lines=first_lines,
        people=people,
    )


def _tell_if_missing(search: search_address.Search, found: Suggestions) -> None:
    """To a room above, if one counts what is asked for and not found (`app.extensions["not_found"]`)."""
    tell: Callable[[Need], None] | None = current_app.extensions.get("not_found")
    if tell is not None and _is_missing(search, found):
        tell(search.need)


def _is_missing(search: search_address.Search, found: Suggestions) -> bool:
    return search.page == 1 and all(each.step != "near" for each in found.matches)


def _urgent(need: Need, matching: Matching) -> str:
    """Numbers first, then, when the person is ready, what there is. Answered here: never by an address."""
    kind = need.danger or "violence"
    now = oslo_now()
    calm = need.but(needs=tuple(code for code in need.needs if code not in UNADDRESSED_NEEDS))
    found = matching.suggestions(calm, now) if calm.needs else None
    table = Table(search_address.Search(calm), found, now, matching.gazetteer, {}) if found else None
    sections = table.sections() if table else []
    near = [each for each in matching.contacts(need) if each.level != "national_line"]
    near.sort(key=lambda each: kind == "violence" and not is_crisis_centre(each))
    return render_template(
        "matching/pages/urgent.html",
        kind=kind,
        heading=_("Trenger du hjelp nå?"),
        lead=_("Du trenger ikke være sikker på at det er alvorlig nok. Ring likevel."),
        rows=urgent_rows(known_lines(), kind, need.young, near),
        sections=[section for section in sections if section.id in _READY_SECTIONS][:1],
        people=panel(near, None) if need.place else None,
    )


def _organisations() -> Mapping[str, Organisation]:
    return db.read_cached(organisations_by_code, "organisation")
