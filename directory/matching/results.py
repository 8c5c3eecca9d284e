"""What does the result page say? Headings, the answer in one sentence, sections of cards, and questions still open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from directory.listings.course_words import catchment_names
from directory.matching.addresses import Search, address, write
from directory.matching.cards import Card, Row, cards
from directory.matching.forms import PlaceForm
from directory.matching.need import QUESTIONS, Need
from directory.matching.service import Matching
from directory.matching.suggest import FAR_FUTURE, Suggestion, Suggestions
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.vocabulary import AUDIENCES, NEEDS
from directory.web.formatting import meeting_in_words
from directory.web.language import said

CALL_NOW = {"talk": "mentalhelse", "life": "medisinsk113"}  # the front page's two numbers, by contact id
FIRST_PAGE, PAGE = 8, 20
_MOST_BESIDE = 3
_MOST_ONLINE = 5
_MOST_FARTHER = 8
_MOST_COMMON = ("alcohol", "drugs", "gambling", "mental-health", "grief", "loneliness", "any")


@dataclass(frozen=True, slots=True)
class Section:
    """Cards under one heading."""

    id: str
    heading: str
    lead: str | None
    items: list[Card]
    more_url: str | None = None


MakeSection = Callable[[str, str, str | None, Sequence[Suggestion]], Section]


@dataclass(frozen=True, slots=True)
class Question:
    """Something still open: choices, and a field where a choice is not enough."""

    id: str
    question: str
    hint: str | None
    options: list[Row]
    field: Any = None
    carried: tuple[tuple[str, str], ...] = ()
    button: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """How much there is, and the next time one can go, in words. `remote`: on the net or by phone."""

    text: str
    when: str | None = None
    remote: bool = False


def heading(need: Need) -> str:
    """Names the place, never the problem: the page's title is this."""
    if need.empty:
        return _("Fortell litt mer")
    return _("Treff nær %(place)s", place=need.place.label) if need.place else _("Treff")


def notes(search: Search) -> list[str]:
    """What the visitor should know about how the question was read."""
    need = search.need
    moved = {"former": need.former_name, "name": need.place.name if need.place else None}
    said_so = [
        (need.former_name is not None, _("%(former)s er nå en del av %(name)s.", **moved)),
        (search.ignored, _("Noe i adressen kjente vi ikke igjen. Det har vi sett bort fra.")),
        (need.unused, _("Noen av ordene dine brukte vi ikke. De er ikke lagret.")),
    ]
    return [text for true, text in said_so if true]


def _courses(found: Suggestions, section: MakeSection, gazetteer: Gazetteer) -> Section:
    """The courses one may join; where there are none, why the one that runs near is not for this place."""
    if found.courses or not found.courses_of_others:
        lead = _("Her lærer du mer, sammen med andre i samme situasjon.")
    else:
        course = found.courses_of_others[0]
        bound = _(
            "%(course)s er bare for dem som bor i %(places)s.",
            course=course.name,
            places=catchment_names(course, gazetteer),
        )
        lead = f"{bound} {_('Spør dem som svarer der du bor, om det kommer et kurs hos dere.')}"
    return section("kurs", _("Kurs"), lead, found.courses)


def answer(need: Need, found: Suggestions, now: datetime) -> Answer:
    """How much there is near, and the next time one can go."""
    here = [s for s in found.matches if s.step != "farther"]
    meetings = [
        (s.next_meeting.starts, "in_person" not in s.listing.formats)
        for s in (*here, *found.online)
        if s.next_meeting
    ]
    if not meetings:
        rest = None if found.everything else _("Men det er noen du kan ringe.")
        return Answer(" ".join(filter(None, (_how_much(need, len(here)), rest))))
    starts, remote = min(meetings)
    return Answer(_how_much(need, len(here)), meeting_in_words(starts, now), remote)


def _how_much(need: Need, count: int) -> str:
    place = need.place.label if need.place else None
    if place and count:
        return ngettext(
            "Vi fant ett tilbud nær %(place)s.", "Vi fant %(num)s tilbud nær %(place)s.", count, place=place
        )
    if place:
        return _("Vi vet ikke om noe i nærheten av %(place)s.", place=place)
    if count:
        return ngettext("Vi fant ett tilbud.", "Vi fant %(num)s tilbud.", count)
    return _("Vi fant ikke noe som passer helt.")


def sections(search: Search, found: Suggestions, now: datetime, matching: Matching) -> list[Section]:
    """Near, online, courses, farther: what can be reached first comes first. From page 2 on, more of what is near."""
    need = search.need

    def section(id_: str, title: str, lead: str | None, items: Sequence[Suggestion]) -> Section:
        return Section(id_, title, lead, cards(items, need, now, matching.gazetteer))

    near_heading = _("Nær %(place)s", place=need.place.label) if need.place else _("Dette passer best")
    near = section("naer", near_heading, None, _on_page(_sorted(found.of("near"), search.sort), search.page))
    if search.page > 1:
        return [near] if near.items else []
    made = [
        near,
        section(
            "ligner",
            _("Noe som ligner"),
            _("Det gjelder noe annet, men kan likevel passe."),
            found.of("related_need")[:_MOST_BESIDE],
        ),
        section("for-alle", _("For alle, uansett hva det gjelder"), None, found.of("neutral")[:_MOST_BESIDE]),
        section("apne", _("Åpne møter for andre"), None, found.of("other_audience")[:_MOST_BESIDE]),
        section(
            "nett",
            _("På nett og telefon"),
            _("Hvor du bor, spiller ingen rolle."),
            found.online[:_MOST_ONLINE],
        ),
        _courses(found, section, matching.gazetteer),
        section(
            "lenger",
            _("Lenger unna"),
            _("Avstanden er i luftlinje. Veien er ofte lengre."),
            found.of("farther")[: _MOST_BESIDE if near.items else _MOST_FARTHER],
        ),
    ]
    return [each for each in made if each.items or (each.id == "kurs" and found.courses_of_others)]


def pages(search: Search, found: Suggestions) -> dict[str, str | None]:
    """The addresses of the page before and the page after; None where there is none."""
    count = len(found.of("near"))
    last = 1 if count <= FIRST_PAGE else 2 + (count - FIRST_PAGE - 1) // PAGE
    return {
        "previous": _page(search, search.page - 1) if search.page > 1 else None,
        "next": _page(search, search.page + 1) if search.page < last else None,
    }


def _page(search: Search, page: int) -> str:
    return address(search.need, sort=search.sort, page=page)


def _on_page(near: Sequence[Suggestion], page: int) -> Sequence[Suggestion]:
    if page == 1:
        return near[:FIRST_PAGE]
    start = FIRST_PAGE + (page - 2) * PAGE
    return near[start : start + PAGE]


def _sorted(near: Sequence[Suggestion], sort: str) -> Sequence[Suggestion]:
    if sort == "distance":
        return sorted(near, key=lambda s: (s.distance_km is None, s.distance_km or 0.0, s.listing.id))
    if sort == "next":
        return sorted(
            near, key=lambda s: (s.next_meeting.moment if s.next_meeting else FAR_FUTURE, s.listing.id)
        )
    return near


def other_rows(need: Need, matching: Matching, now: datetime) -> list[Row]:
    """For a relative: what there is for the person it is about, too."""
    if need.audience != "relative" or not need.needs:
        return []
    theirs = need.but(audience="self", relation=None, listings=(), organisations=())
    found = matching.suggestions(theirs, now)
    near = len([s for s in found.matches if s.step == "near"])
    note = _("%(near)s i nærheten, %(online)s på nett", near=near, online=len(found.online))
    return [Row(_("Tilbud for den det gjelder"), note, address(theirs))] if near or found.online else []


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


def _which_organisation(need: Need, question: str) -> Question:
    rest = tuple(code for code in need.ask if code != question)
    names = {
        "lms": (_("Landsforbundet mot stoffmisbruk (nå Ivareta)"), "lms"),
        "learning-centre": (_("Lærings- og mestringssenter"), "learning-centre"),
    }
    options = [
        Row(names[code][0], None, address(need.but(ask=rest, organisations=(code,))))
        for code in QUESTIONS[question][1]
    ]
    return Question("hvilken", _("LMS kan være to ting. Hvilken mener du?"), None, options)


def _who(need: Need) -> Question:
    options = [Row(_way(code), None, address(need.but(audience=code))) for code in AUDIENCES]
    return Question("hvem", _("Hvem gjelder det?"), None, options)


def _way(audience: str) -> str:
    return {"self": _("Meg selv"), "relative": _("Noen jeg bryr meg om")}.get(
        audience, _("Noen jeg møter i jobben")
    )


def _what(need: Need) -> Question:
    options = [Row(said(NEEDS, code), None, address(need.but(needs=(code,)))) for code in _MOST_COMMON]
    return Question("hva", _("Hva gjelder det?"), _("Velg det som ligner mest."), options)


def _where(need: Need) -> Question:
    form = PlaceForm(formdata=None)
    form.place.label.text = _("Hvor bor du?")
    return Question(
        "hvor", _("Hvor bor du?"), None, [], form.place, tuple(write(need)), _("Bruk dette stedet")
    )


def place_note(place: Place) -> str:
    """What tells one place from another of the same name."""
    if place.municipality and place.municipality != place.name:
        return f"{place.municipality}, {place.county}"
    return place.county


def again_url() -> str:
    """Where one writes the question anew."""
    return url_for("matching.home")


def ways() -> list[Row]:
    """The three plain ways in from the front page."""
    return [Row(_way(code), None, url_for("matching.results", audience=code)) for code in AUDIENCES]
