"""Who says yes to a change that waits? Another person than the one who made it; their reason is kept."""

from collections.abc import Collection, Iterable, Set
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from directory.accounts.models import Grant, Person
from directory.listings.editing.apply import EditedMeanwhile, Editing, lock, put_into_force
from directory.listings.editing.change_log import applied_since
from directory.listings.editing.changes import Change
from directory.listings.editing.notices import tell_maker
from directory.listings.editing.reach import becomes_public, leads_to_a_person
from directory.listings.editing.scope import grants_reaching, listings_of, publishable
from directory.listings.editing.vouching import Kinship, vouch
from directory.listings.records.models import Listing, ListingContact

_WAITING = ("held", "scheduled")


class NotWaitingError(ValueError):
    """The change does not wait any more: somebody else was first."""


class OwnChangeError(ValueError):
    """Nobody is the second pair of eyes for their own change."""


def waiting(session: Session, listing_id: str) -> list[Change]:
    """The changes of one listing that are held or wait for their day, the next one first."""
    rows = session.scalars(
        select(Change).where(Change.listing_id == listing_id, Change.state.in_(_WAITING)).order_by(Change.id)
    )
    return waiting_among(rows)


def waiting_among(changes: Iterable[Change]) -> list[Change]:
    """The same, of changes that were read already."""
    rows = [row for row in changes if row.state in _WAITING]
    return sorted(
        rows, key=lambda row: (row.starts_on is not None, row.starts_on or row.made_at.date(), row.id)
    )


def held_in_reach(session: Session, person: Person) -> Select[Change]:
    """The held changes of every listing that the person reaches, their own too; the oldest first."""
    reached = listings_of(session, person).with_only_columns(Listing.id)
    return select(Change).where(Change.state == "held", Change.listing_id.in_(reached)).order_by(Change.id)


def decided_for(session: Session, person: Person, since: datetime) -> Select[Change]:
    """The person's own changes that somebody else has decided since then, the latest first."""
    reached = listings_of(session, person).with_only_columns(Listing.id)
    others = (Change.made_by == person.id, Change.decided_by != person.id, Change.decided_at >= since)
    wanted = select(Change).where(*others, Change.listing_id.in_(reached))
    return wanted.order_by(Change.decided_at.desc(), Change.id.desc())


def may_decide(session: Session, person: Person, made: Change) -> bool:
    """Whether the person may be the second pair of eyes: with a role above the listing's own contact, or as the one
    who answers for it, and never for their own change."""
    return made.id in decidable(session, person, [made]).may


class Decidable(NamedTuple):
    """The ids of the changes on which somebody may decide, and of those on which they must not because one of the two gave
    the other a role, or the same one gave both."""

    may: set[int]
    sharing: set[int]


def decidable(
    session: Session, person: Person, held: Collection[Change], published: Set[str] | None = None
) -> Decidable:
    """As `may_decide`, for many changes at once. Whoever answers for a place reaches its listings with a higher role.
    `published`: the listings that they may publish, where that is known."""
    others = [made for made in held if not _is_own(made, person.id)]
    if published is None:
        published = publishable(session, person, {made.listing_id for made in others})
    own = {grant.listing_id for grant in person.current_grants}
    reached = {made.id for made in others if made.listing_id in published or made.listing_id in own}
    apart = _made_by_another(session, person.id, others)
    return Decidable(apart & reached, {made.id for made in others} - apart)


def _made_by_another(session: Session, person_id: int | None, held: Collection[Change]) -> set[int]:
    """The ids of those that surely somebody else made, or of which that does not matter. Nobody made what the house did.
    After many in a day one looks more closely."""
    found = {made.id for made in held if made.made_by is None or not _takes_two(made)}
    rest = [made for made in held if made.id not in found]
    if person_id is None or not rest:
        return found
    kinship = Kinship(session, {person_id, *(made.made_by for made in rest if made.made_by is not None)})
    for strictly in (False, True):
        asked = [made for made in rest if ("many" in made.held_for) == strictly]
        makers = {made.made_by for made in asked if made.made_by is not None}
        two = kinship.apart_from(person_id, makers, strictly=strictly)
        found |= {made.id for made in asked if made.made_by in two}
    return found


def _takes_two(made: Change) -> bool:
    """Whether whoever gave the maker their role must not decide: who would reach whom is at stake, or the whole listing.
    What was only overtaken on its day is its maker's to make today as well, or it would be held for more than that."""
    if made.held_for == ["overtaken"]:
        return made.private_contact_id is not None or becomes_public(made.fields)
    return leads_to_a_person(made) or becomes_public(made.fields)


def accept(
    editing: Editing, made: Change, reason: str | None = None, version: int | None = None
) -> list[Change]:
    """Let a held change come into force, at once or on its day. Returns what became of it, as `change` does.

    Raises:
        NotWaitingError, OwnChangeError: nothing is changed.
        EditedMeanwhile: the listing is no longer at `version`, as the decider saw it.
        ValueError: a value cannot be used any more, such as an organisation that is gone.
    """
    listing = _lock_held(editing, made)
    if version is not None and version != listing.version:
        raise EditedMeanwhile(applied_since(editing.session, listing.id, version), listing.version)
    _sign(editing, made, reason)
    contact = _private_contact(editing, made)
    if contact is not None:
        contact.waiting = False
        listing.version += 1
        made.state, made.applied_at, made.version = "applied", editing.now, listing.version
        acts = [made]
    else:
        acts = put_into_force(editing, listing, made)
        for act in acts:
            _sign(editing, act, reason)
    if _takes_two(made):
        vouch(_grants_of_maker(editing, made, listing), editing.now)
    tell_maker(editing.session, made)
    editing.session.flush()
    return acts


def refuse(editing: Editing, made: Change, reason: str) -> None:
    """Say no to a held change; a private contact that waited with it is erased.

    Raises:
        NotWaitingError, OwnChangeError: nothing is changed.
    """
    _lock_held(editing, made)
    _sign(editing, made, reason)
    contact = _private_contact(editing, made)
    made.state, made.private_contact_id = "refused", None
    if contact is not None:
        editing.session.flush()
        editing.session.delete(contact)
    tell_maker(editing.session, made)
    editing.session.flush()


def _lock_held(editing: Editing, made: Change) -> Listing:
    """The listing, locked, of a change that is still held and not the decider's own."""
    listing = editing.session.get_one(Listing, made.listing_id)
    lock(editing.session, listing)
    editing.session.refresh(made)
    if made.state != "held":
        raise NotWaitingError
    if _is_own(made, editing.by.person_id) or not _made_by_another(
        editing.session, editing.by.person_id, [made]
    ):
        raise OwnChangeError
    return listing


def _grants_of_maker(editing: Editing, made: Change, listing: Listing) -> list[Grant]:
    maker = editing.session.get(Person, made.made_by) if made.made_by is not None else None
    return grants_reaching(editing.session, maker, listing) if maker is not None else []


def _sign(editing: Editing, made: Change, reason: str | None) -> None:
    made.decided_by, made.decided_as = editing.by.person_id, editing.by.role
    made.decided_at, made.decision = editing.now, reason


def _is_own(made: Change, person_id: int | None) -> bool:
    """A change that was overtaken on its day was judged before: its maker may say that it still holds, unless people would
    reach somebody else by it."""
    own = made.made_by is not None and made.made_by == person_id
    return own and (made.held_for != ["overtaken"] or _takes_two(made))


def _private_contact(editing: Editing, made: Change) -> ListingContact | None:
    if made.private_contact_id is None:
        return None
    return editing.session.get(ListingContact, made.private_contact_id)
