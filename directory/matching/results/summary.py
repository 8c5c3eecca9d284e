"""What does the result page say before its cards? The heading, how the question was read, and the answer in one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from directory.listings.records.models import Organisation
from directory.listings.wording.presenting import join_words
from directory.matching.results import place_words
from directory.matching.results.unread import not_used
from directory.matching.search_address import Search
from directory.matching.suggesting.constraints import is_refused
from directory.matching.suggesting.suggest import Suggestion, Suggestions
from directory.matching.understanding.need import Need
from directory.vocabulary import FORMATS, KINDS, PARTS, WEEKDAYS
from directory.web.catalogues import gettext as _
from directory.web.catalogues import ngettext
from directory.web.formatting import meeting_in_words, sentence
from directory.web.language import label_of


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """How much there is, and the next time one can go, as text. `remote`: on the net or by phone; then `here` is the
    next time near, and `near` says where that is. `like`: it is not what was asked for, but may help."""

    text: str
    when: str | None = None
    remote: bool = False
    here: str | None = None
    near: str | None = None
    like: bool = False


def heading(need: Need) -> str:
    """Names the place, never the problem: the page's title is this."""
    if need.empty:
        return _("Fortell litt mer")
    return _("Treff %(where)s", where=place_words.near(need.place)) if need.place else _("Treff")


def title(need: Need, page: int = 1) -> str:
    """What tells the page apart in a row of tabs: where and when, never what it is about or for whom."""
    if need.empty:
        return _("Fortell litt mer")
    days = join_words([label_of(WEEKDAYS, code).lower() for code in need.weekdays])
    told = (
        need.place.label if need.place else _("Treff"),
        days,
        label_of(PARTS, need.part).lower() if need.part else "",
        join_words([label_of(FORMATS, code).lower() for code in need.formats]),
        _("innen %(km)s km", km=need.radius_km) if need.radius_km else "",
        _("side %(page)s", page=page) if page > 1 else "",
    )
    return ", ".join(filter(None, told))


def notes(search: Search) -> list[str]:
    """What the visitor should know about how the question was read."""
    need = search.need
    moved = {"former": need.former_name, "name": need.place.name if need.place else None}
    said_so = [
        (search.described, _("Vi fant det du skrev, i omtalen.")),
        (need.former_name is not None, _("%(former)s er nå en del av %(name)s.", **moved)),
        (search.ignored, _("Noe i adressen kjente vi ikke igjen. Det har vi sett bort fra.")),
    ]
    return [*(text for true, text in said_so if true), *not_used(need)]


def answer(
    need: Need, found: Suggestions, now: datetime, organisations: Mapping[str, Organisation] | None = None
) -> AnswerLine:
    """How much fits exactly, and the next time one can go.

    Where nothing fits exactly, the next time of what stands first.
    """
    if need.kinds == ("contact_point",) and not found.everything:
        return AnswerLine(
            _("Her er de som svarer der du bor.") if need.place else _("Her er noen som kan svare.")
        )
    text = _how_much(need, found, organisations or {})
    fitting, like = ([s for s in part if not is_refused(need, s.suits)] for part in (found.exact, found.best))
    meetings = [
        (s.next_meeting.moment, s.next_meeting.starts, is_remote(s))
        for s in fitting or like or found.best
        if s.next_meeting and not s.far
    ]
    if not meetings:
        return AnswerLine(text if found.everything else f"{text} {_('Men det er noen du kan ringe.')}")
    _moment, starts, remote = min(meetings)
    here = min((meeting for meeting in meetings if not meeting[2]), default=None)
    if not fitting or not remote or here is None or need.place is None:
        return AnswerLine(text, meeting_in_words(starts, now), remote, like=not fitting)
    words = meeting_in_words(here[1], now)
    return AnswerLine(
        text, meeting_in_words(starts, now), remote, words, sentence(place_words.near(need.place))
    )


def is_remote(suggestion: Suggestion) -> bool:
    """Whether it is only on the net or by phone."""
    return "in_person" not in suggestion.listing.formats


def _how_much(need: Need, found: Suggestions, organisations: Mapping[str, Organisation]) -> str:
    count, remote = len(found.exact), len([s for s in found.exact if is_remote(s)])
    here, place = count - remote, need.place
    if found.many:
        return (
            _("Det er mange tilbud %(where)s.", where=place_words.near(place))
            if place
            else _("Det er mange tilbud.")
        )
    if not count:
        return _nothing(need, organisations, alike=any(not s.far for s in found.best))
    if place is None:
        return ngettext("Vi fant ett tilbud.", "Vi fant %(num)s tilbud.", count)
    if not remote:
        return _found_near(place_words.near(place), here)
    there = ngettext(
        "Vi fant ett tilbud på nett og telefon.", "Vi fant %(num)s tilbud på nett og telefon.", remote
    )
    if not here:
        wanted_here = not need.formats or "in_person" in need.formats
        alike = any(not s.far and not is_remote(s) for s in found.best)
        return f"{_nothing(need, organisations, alike)} {there}" if wanted_here else there
    return _(
        "Vi fant %(count)s tilbud: %(here)s %(where)s og %(remote)s på nett og telefon.",
        count=count,
        here=here,
        where=place_words.near(place),
        remote=remote,
    )


def _found_near(where: str, count: int) -> str:
    return ngettext("Vi fant ett tilbud %(where)s.", "Vi fant %(num)s tilbud %(where)s.", count, where=where)


def _nothing(need: Need, organisations: Mapping[str, Organisation], alike: bool) -> str:
    """That we know of nothing, by what was asked for most narrowly: its kind, who runs it, its times, or how; where something
    `alike` is shown, that it is not quite this."""
    names = join_words([organisations[code].called for code in need.organisations if code in organisations])
    timed = bool(need.weekdays or need.part)
    when = _("på de tidene du kan") if timed else _("nå")
    where = " ".join(filter(None, (place_words.near(need.place) if need.place else "", when)))
    if len(need.kinds) == 1 and need.kinds[0] in KINDS:
        return _no_kind(need.kinds[0], where)
    if names:
        return _("Vi vet ikke om noe fra %(organisation)s %(where)s.", organisation=names, where=where)
    if timed and not alike:  # what is alike is on at those times
        return _("Vi vet ikke om noe %(where)s.", where=where)
    if need.formats and "in_person" not in need.formats:
        return _("Vi vet ikke om noe på nett eller telefon som passer.")
    if need.place is None:
        return _("Vi fant ikke noe som passer helt.")
    return place_words.nothing_just_so(need.place) if alike else place_words.nothing_near(need.place)


def _no_kind(kind: str, where: str) -> str:
    """`Vi vet ikke om noen kurs nær Volda nå.`"""
    return {
        "group": _("Vi vet ikke om noen grupper %(where)s.", where=where),
        "course": _("Vi vet ikke om noen kurs %(where)s.", where=where),
        "meeting_place": _("Vi vet ikke om noen treffsteder %(where)s.", where=where),
        "service": _("Vi vet ikke om noen tjenester %(where)s.", where=where),
    }[kind]


def again_url() -> str:
    """Where one writes the question anew."""
    return url_for("find.home")
