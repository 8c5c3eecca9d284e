"""What does the search index know of a listing? Listing -> search document, and all that may be searched."""

from collections.abc import Iterator, Sequence, Set
from operator import attrgetter
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload

from directory.db.change_feed import touched_since
from directory.db.counter import State
from directory.listings.records.listing_record import pack, record_of
from directory.listings.records.models import Listing
from directory.vocabulary import PUBLIC_STATUSES
from search_index.schema import Changes, Document, Leave, leave_nothing

OLDEST = 110
NOT_JOINED = ("full", "paused")
_YOUNG_TO = 19  # "for the young", where no years are said
_YOUNG_FROM = 10
_AT_ONCE = 500
_PUBLIC = Listing.status.in_(PUBLIC_STATUSES)
UNASKED = [lazyload(Listing.contacts), lazyload(Listing.steps)]  # no matter of search


def searchable(session: Session) -> Iterator[Document]:
    """Every public listing's document, one after the other."""
    ids = session.scalars(select(Listing.id).where(_PUBLIC).order_by(Listing.id)).all()
    for part in _parts(ids):
        yield from _documents_of(session, part)


def searchable_since(session: Session, since: State, leave: Leave = leave_nothing) -> Changes | None:
    """What has changed since `since`, but for what `leave` leaves for later; None where nobody can tell any more."""
    touched = touched_since(session.connection(), since)
    if touched is None:
        return None
    state, ids = touched
    left = _public_of(session, leave(ids))
    read = ids.difference(left)
    found = [each for part in _parts(sorted(read)) for each in _documents_of(session, part)]
    return Changes(state, found, read.difference(each.id for each in found), left)


def _public_of(session: Session, ids: Set[str]) -> frozenset[str]:
    """What is not public any more is gone at once."""
    asked = (select(Listing.id).where(Listing.id.in_(part), _PUBLIC) for part in _parts(sorted(ids)))
    return frozenset(id_ for each in asked for id_ in session.scalars(each))


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _documents_of(session: Session, ids: Sequence[str]) -> list[Document]:
    """The documents of those of `ids` that are public, in order of id; nothing of them is held."""
    rows = select(Listing).where(Listing.id.in_(ids), _PUBLIC).options(*UNASKED)
    made = [document(listing) for listing in session.scalars(rows)]
    session.expunge_all()
    return sorted(made, key=attrgetter("id"))


def document(listing: Listing) -> Document:
    """Only what is public: no phone, no e-mail, no address that the group does not show. Its text is what is written about
    it; what codes say is asked by facets."""
    return Document(
        id=listing.id,
        name=listing.name,
        text=" ".join(filter(None, (listing.summary, listing.first_time))),
        latitude=listing.latitude,
        longitude=listing.longitude,
        facets={
            "audience": frozenset(listing.audiences),
            "need": frozenset(listing.needs),
            "kind": frozenset((listing.kind,)),
            "format": frozenset(listing.formats),
            "organisation": frozenset(listing.organisations),
            "openness": frozenset(filter(None, (listing.openness,))),
            "for": frozenset(filter(None, (listing.for_whom,))),
            "language": frozenset((listing.language,)),
            "weekday": frozenset(schedule.weekday for schedule in listing.schedules),
            "municipality": frozenset(filter(None, (listing.municipality_number,))),
            "county": frozenset(filter(None, ((listing.municipality_number or "")[:2],))),
            "catchment": frozenset(_catchment(listing)),
            "trait": frozenset(_traits(listing)),
            "age": frozenset(_ages(listing)),
        },
        payload=pack(record_of(listing)),
    )


def _catchment(listing: Listing) -> list[str]:
    """The municipalities whose inhabitants may use it. A service is for its own, unless it says otherwise."""
    own = [listing.municipality_number] if listing.kind == "service" and listing.municipality_number else []
    return listing.catchment or own


def _ages(listing: Listing) -> Iterator[str]:
    """Each year of age that it is for, where it is not for all."""
    first, last = ages_of(listing) or (1, 0)
    return map(str, range(first, last + 1))


def _traits(listing: Listing) -> Iterator[str]:
    if listing.twelve_step:
        yield "twelve_step"
    if listing.faith_based:
        yield "faith_based"
    if for_the_young_alone(listing):
        yield "young"
    if ages_of(listing):
        yield "aged"
    if listing.status in NOT_JOINED:
        yield "not_now"
    if listing.pauses:
        yield "breaks"
    if _catchment(listing):
        yield "bounded"


class Aged(Protocol):
    """What says for whom it is."""

    @property
    def young(self) -> bool: ...
    @property
    def age_from(self) -> int | None: ...
    @property
    def age_to(self) -> int | None: ...


def ages_of(listing: Aged) -> tuple[int, int] | None:
    """From and to, both within; None where it is for all ages."""
    if listing.age_from is None and listing.age_to is None:
        return (_YOUNG_FROM, _YOUNG_TO) if listing.young else None
    return listing.age_from or 0, OLDEST if listing.age_to is None else listing.age_to


def for_the_young_alone(listing: Aged) -> bool:
    """Whether no grown-up is meant."""
    ages = ages_of(listing)
    return listing.young or (ages is not None and ages[1] <= _YOUNG_TO)
