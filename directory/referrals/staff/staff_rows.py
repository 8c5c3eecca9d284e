"""What is compared? Each listing in a row: what, when it can begin, how one comes in, how far, in which language, how fresh."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.records.listing_record import ListingRecord
from directory.listings.records.models import Listing
from directory.listings.records.services import ServiceStep
from directory.listings.wording.course_words import seats_in_words
from directory.listings.wording.freshness import freshness_in_words
from directory.listings.wording.presenting import running_pause, to_go, what_it_is, when, where
from directory.matching.results.cards import path_of
from directory.matching.results.reasons import waiting
from directory.matching.suggesting.service import Matching
from directory.matching.suggesting.suggest import Suggestion, Suggestions
from directory.referrals.sheets import at_on_paper
from directory.referrals.staff.soon import begins_soon
from directory.vocabulary import FORMATS, LANGUAGES
from directory.web.catalogues import gettext as _
from directory.web.formatting import sentence
from directory.web.language import label_of

_LOOKED_AT = 150
_WITHOUT_REFERRAL = ("group", "meeting_place")  # nobody is referred to them


@dataclass(frozen=True, slots=True)
class Details:
    """What only the database knows of a listing, for this page."""

    referral_needed: bool | None = None
    accompaniment: bool | None = None
    wheelchair: bool | None = None
    hearing_loop: bool | None = None
    interpreter: bool | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One listing. Everything is words already."""

    id: str
    name: str
    url: str
    what: str
    demo: bool
    start: str
    start_known: bool
    waiting: str
    coming: list[str]
    where: str
    access: list[str]
    freshness: str
    fresh: bool
    steps: tuple[str, ...]
    onward: list[str]


def in_order(found: Suggestions) -> tuple[Suggestion, ...]:
    """What is near, courses, what can be joined from home, then what lies farther."""
    near = found.of("near", "related_need", "neutral", "other_audience")
    return (*near, *found.courses, *found.online, *found.of("farther"))


def details_of(session: Session, found: Iterable[Suggestion]) -> dict[str, Details]:
    """By listing, read at once."""
    ids = [each.listing.id for each in found][:_LOOKED_AT]
    names = [name for name in Details.__dataclass_fields__ if name != "steps"]
    columns = [getattr(Listing, name) for name in names]
    rows = session.execute(select(Listing.id, *columns).where(Listing.id.in_(ids)))
    steps: dict[str, list[str]] = defaultdict(list)
    for step in session.scalars(
        select(ServiceStep).where(ServiceStep.listing_id.in_(ids)).order_by(ServiceStep.number)
    ):
        steps[step.listing_id].append(step.text)
    return {
        row.id: Details(**{name: getattr(row, name) for name in names}, steps=tuple(steps[row.id]))
        for row in rows
    }


def keeps(suggestion: Suggestion, details: Details, filters: Sequence[str], now: datetime) -> bool:
    """Whether a listing keeps all that is asked for. What nobody knows is no yes."""
    listing = suggestion.listing
    judged: dict[str, Any] = {
        "soon": lambda: begins_soon(suggestion, now),
        "no-referral": lambda: not needs_referral(listing, details),
        "accompanied": lambda: details.accompaniment is True,
    }
    return all(judged[each]() for each in filters)


def needs_referral(listing: ListingRecord, details: Details) -> bool | None:
    """None where nobody has said so; nobody is referred to a group or a meeting place."""
    known = details.referral_needed
    return (
        False if known is None and listing.kind in _WITHOUT_REFERRAL else (True if known is None else known)
    )


def row(
    suggestion: Suggestion, details: Details, onward: list[str], matching: Matching, now: datetime
) -> StaffRow:
    """One suggestion as a row; `onward` is what can begin meanwhile and what comes after, in sentences."""
    listing, gazetteer = suggestion.listing, matching.gazetteer
    start, known = _start(suggestion, now)
    distance = to_go(listing, suggestion.distance_km, suggestion.next_meeting)
    return StaffRow(
        id=listing.id,
        name=listing.name,
        url=path_of(listing, gazetteer),
        what=f"{what_it_is(listing)}.",
        demo=listing.demo,
        start=start,
        start_known=known,
        waiting=_waiting(listing, now),
        coming=_coming(listing, details),
        where=_from_home(listing) or where(listing, distance, gazetteer, suggestion.next_meeting),
        access=_access(listing, details),
        freshness=freshness_in_words(listing, now.date()).partition(". ")[
            0
        ],  # the advice is for whoever goes
        fresh=suggestion.fresh,
        steps=details.steps,
        onward=onward,
    )


def _start(suggestion: Suggestion, now: datetime) -> tuple[str, bool]:
    """The next time with its date, as it is handed on and read another day; whether it is known."""
    listing, meeting = suggestion.listing, suggestion.next_meeting
    if meeting is None or listing.course is not None or running_pause(listing, now) is not None:
        return when(listing, meeting, now)
    return sentence(at_on_paper(meeting, now)), True


def _waiting(listing: ListingRecord, now: datetime) -> str:
    if listing.course is not None:
        return seats_in_words(listing.course, listing.status, now.date(), dated=True)
    if listing.status == "full":
        return _("Fullt nå.")
    if listing.waiting_days:
        return waiting(listing)
    return _("Ingen ventetid.") if listing.waiting_days == 0 else ""


def _coming(listing: ListingRecord, details: Details) -> list[str]:
    comes = {
        "open": _("Kan bare møte opp"),
        "closed": _("Kan bare møte opp") if listing.twelve_step else _("Må ta kontakt først"),
    }.get(listing.openness or "", _("Åpen eller lukket: vet ikke") if listing.kind == "group" else "")
    known = details.referral_needed
    if known is None and listing.kind not in _WITHOUT_REFERRAL:
        referral = _("Henvisning: vet ikke")
    else:
        referral = _("Trenger henvisning") if known else _("Uten henvisning")
    only = {"women": _("Bare for kvinner"), "men": _("Bare for menn")}.get(listing.for_whom or "", "")
    along = _("Noen kan bli med") if details.accompaniment else ""
    return [text for text in (comes, referral, along, only) if text]


def _access(listing: ListingRecord, details: Details) -> list[str]:
    language = _("Norsk") if listing.language != "en" else label_of(LANGUAGES, "en")
    told = [language, *([_("Tolk kan bestilles")] if details.interpreter else [])]
    if "in_person" not in listing.formats:
        return told
    if details.wheelchair is None:
        told.append(_("Rullestol: vet ikke"))
    else:
        told.append(_("Rullestol: ja") if details.wheelchair else _("Rullestol: nei"))
    return [*told, *([_("Teleslynge")] if details.hearing_loop else [])]


def _from_home(listing: ListingRecord) -> str | None:
    """What nobody goes to, said of somebody else: not "at your home"."""
    at_home = "in_person" not in listing.formats
    return ", ".join(label_of(FORMATS, each) for each in listing.formats) if at_home else None
