"""What stands on a slip today? Its listings as they are now, what changed since it was made, and whom to ask if nothing fits.

A slip opens for as long as anybody holds it: whatever became of a listing, there is a sentence for it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.contact_points.presenting import ContactEntry, person
from directory.listings.records.models import Listing
from directory.listings.wording.freshness import freshness_in_words, is_fresh
from directory.listings.wording.presenting import what_it_is
from directory.matching.results.cards import CardRow, path_of
from directory.matching.results.others import others
from directory.matching.suggesting.service import Matching
from directory.matching.understanding.need import Need
from directory.places.models import Place
from directory.referrals.sheets import SheetLine, sheet_lines
from directory.referrals.slips.code import Ids, Slip
from directory.referrals.slips.since import changes_since
from directory.referrals.slips.slip_ways import Onward, ways_onward
from directory.vocabulary import UNADDRESSED_NEEDS
from directory.web.catalogues import gettext as _

STANDS, CLOSED, AWAY, UNKNOWN = "stands", "closed", "away", "unknown"
_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class SlipItem:
    """One listing of a slip. Where it cannot be shown, `state` and `notices` say so, and the rest is empty."""

    id: str
    state: str
    name: str
    notices: list[str]
    what: str = ""
    url: str | None = None
    lines: tuple[SheetLine, ...] = ()
    freshness: str = ""
    fresh: bool = False
    demo: bool = False
    instead: tuple[CardRow, ...] = ()
    onward: tuple[Onward, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipPart:
    """The listings for one of two people; without a heading where there is one part only."""

    heading: str | None
    items: tuple[SlipItem, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a slip says: its parts, where it is about, and who answers there."""

    parts: tuple[SlipPart, ...]
    place: Place | None
    near: tuple[ContactEntry, ...]
    lines: tuple[ContactEntry, ...]

    @property
    def items(self) -> tuple[SlipItem, ...]:
        return tuple(item for part in self.parts for item in part.items)


def contents_of(slip: Slip, matching: Matching, session: Session, now: datetime) -> Contents:
    """What `slip` says at `now`, in the language of the page."""
    rows = {row.id: row for row in session.scalars(select(Listing).where(Listing.id.in_(slip.ids)))}
    public = [row for row in rows.values() if row.public]
    since = changes_since(session, public, slip.made_on, matching.gazetteer, now)
    onward = ways_onward(session, public)

    def items(ids: Ids) -> tuple[SlipItem, ...]:
        return tuple(_item(id_, rows.get(id_), since, onward, matching, now) for id_ in ids)

    return Contents(
        _parts(slip, items(slip.first), items(slip.second)), *_who_answers(rows.values(), matching)
    )


def _parts(slip: Slip, first: tuple[SlipItem, ...], second: tuple[SlipItem, ...]) -> tuple[SlipPart, ...]:
    both = bool(slip.first and slip.second)
    parts = (
        SlipPart(_("Til deg") if both else None, first),
        SlipPart(_("Til den som er glad i deg") if both else None, second),
    )
    return tuple(part for part in parts if part.items)


def _item(
    id_: str,
    listing: Listing | None,
    since: Mapping[str, list[str]],
    onward: Mapping[str, tuple[Onward, ...]],
    matching: Matching,
    now: datetime,
) -> SlipItem:
    if listing is None or listing.status == "draft":
        return SlipItem(
            id_, UNKNOWN, _("Et tilbud"), [_("Vi kjenner ikke dette tilbudet. Noen under kan vite mer.")]
        )
    if listing.status == "closed":
        told = [
            _("Dette tilbudet er lagt ned."),
            *([_("Disse er nær:")] if (near := _near(listing, now)) else []),
        ]
        return SlipItem(id_, CLOSED, _("Et tilbud"), told, instead=tuple(near))
    if not listing.public:
        told = [_("Dette tilbudet vises ikke hos oss nå. Spør noen under om det finnes ennå.")]
        return SlipItem(id_, AWAY, _("Et tilbud"), told)
    return SlipItem(
        id=id_,
        state=STANDS,
        name=listing.name,
        notices=[*_state_in_words(listing), *since[id_]],
        what=f"{what_it_is(listing)}.",
        url=path_of(listing, matching.gazetteer),
        lines=tuple(sheet_lines(listing, matching.gazetteer, now)),
        freshness=freshness_in_words(listing, now.date()),
        fresh=is_fresh(listing, now.date()),
        demo=listing.demo,
        onward=onward.get(id_, ()),
    )


def _near(listing: Listing, now: datetime) -> list[CardRow]:
    return others(listing, now)


def _state_in_words(listing: Listing) -> list[str]:
    return {
        "paused": [_("Dette tilbudet tar pause nå.")],
        "full": [_("Det er fullt nå. Spør om venteliste.")],
        "planned": [_("Dette tilbudet er planlagt og har ikke begynt ennå.")],
    }.get(listing.status, [])


def _who_answers(
    rows: Iterable[Listing], matching: Matching
) -> tuple[Place | None, tuple[ContactEntry, ...], tuple[ContactEntry, ...]]:
    """Whoever answers where most of the listings are, and the national lines that suit what they are about."""
    shown = [row for row in rows if row.status != "draft"]
    numbers = Counter(row.municipality_number for row in shown if row.municipality_number)
    place = matching.gazetteer.by_number(numbers.most_common(1)[0][0]) if numbers else None
    codes = dict.fromkeys(code for row in shown if row.public for code in row.needs)
    needs = tuple(code for code in codes if code not in UNADDRESSED_NEEDS)
    young = bool(shown) and all(row.young for row in shown)
    contacts = matching.contacts(Need(needs=needs, place=place, young=young))
    near = [each for each in contacts if each.level != "national_line"][:1]
    lines = [each for each in contacts if each.level == "national_line" and each.phone][:_MOST_LINES]
    return place, tuple(map(person, near)), tuple(map(person, lines))


def heading(place: Place | None) -> str:
    """It names the place, never the problem."""
    return _("Tilbud nær %(place)s", place=place.name) if place else _("Tilbud på nett")
