"""How does a listing change? The document after is held beside the one before, judged, and written once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory.accounts.models import Actor
from directory.listings.editing.change_log import applied_since
from directory.listings.editing.changes import CONFIRMATION, Change, Fields
from directory.listings.editing.dated_meetings import from_day
from directory.listings.editing.moderation import reasons_to_hold
from directory.listings.editing.notices import tell, tell_administrators
from directory.listings.editing.responsible import end_silence
from directory.listings.records.document import ListingDocument
from directory.listings.records.models import Listing
from directory.listings.records.parts import MeetingPart
from directory.listings.records.reminders import Reminder
from directory.listings.records.resolving import check_pathways, resolve
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import ROLES
from directory.web.clock import OSLO

_NEVER_CHANGED = ("id", "demo", *CONFIRMATION)
_DERIVED = ("municipality", "organisation")
_PLACE = ("address", "municipality_number", "municipality", "place")
_POINT = ("latitude", "longitude")
_SIDES = ("before", "after")


@dataclass(frozen=True, slots=True)
class Editing:
    """Who changes something, when (aware) and with what: the first thing that every verb of the desk is given.

    The session must be one that writes. Verbs flush; whoever opened the session commits.
    """

    session: Session
    gazetteer: Gazetteer
    by: Actor
    now: datetime

    @property
    def today(self) -> date:
        """The day on the Norwegian calendar."""
        return self.now.astimezone(OSLO).date()

    def as_maker_of(self, change: Change) -> "Editing":
        """The same, in the name of whoever made `change`: when it comes into force later."""
        return replace(self, by=Actor(change.made_by, change.made_as))

    def act(self, listing: Listing, fields: Fields, **more: Any) -> Change:
        """One act of theirs, not yet kept."""
        return Change(
            listing_id=listing.id,
            fields=fields,
            made_by=self.by.person_id,
            made_as=self.by.role,
            made_at=self.now,
            **{"held_for": [], **more},
        )

    def record_done(self, listing: Listing, fields: Fields) -> Change:
        """One act of theirs that is in force."""
        return self.act(listing, fields, state="applied", applied_at=self.now, version=listing.version)


@dataclass(frozen=True, slots=True)
class Compared:
    """What stands, what would stand, and each field in which the two differ."""

    before: dict[str, Any]
    after: ListingDocument
    fields: Fields


class EditedMeanwhile(Exception):
    """Somebody else changed the listing after the page was opened. Nothing was changed now.

    `others` are their changes, the first one first; `version` is the listing's version today.
    """

    def __init__(self, others: list[Change], version: int) -> None:
        super().__init__("the listing was changed meanwhile")
        self.others = others
        self.version = version


def change(
    editing: Editing,
    listing: Listing,
    values: Mapping[str, Any],
    *,
    reason: str | None = None,
    starts_on: date | None = None,
    version: int | None = None,
) -> list[Change]:
    """Change fields of `listing`, given as in a document, today or from `starts_on`.

    Returns what became of it: nothing where all is the same; one change that is applied, held or scheduled; or two
    where new times are in force at once (they know their own days) and the rest waits for the day.

    Raises:
        EditedMeanwhile: the listing is no longer at `version`.
        ValueError: a value cannot be used; the text names the field. Nothing is changed.
    """
    lock(editing.session, listing)
    if version is not None and version != listing.version:
        raise EditedMeanwhile(applied_since(editing.session, listing.id, version), listing.version)
    return change_locked(editing, listing, values, reason=reason, starts_on=starts_on)


def change_locked(
    editing: Editing,
    listing: Listing,
    values: Mapping[str, Any],
    *,
    reason: str | None = None,
    starts_on: date | None = None,
) -> list[Change]:
    """As `change`, where the turn was taken for many listings together (`lock_ids`).

    Raises:
        ValueError: a value cannot be used; the text names the field. Nothing is changed.
    """
    wanted = {name: value for name, value in values.items() if name not in _NEVER_CHANGED}
    found = compare(editing, listing, wanted)
    if not found.fields:
        return []
    made = editing.act(listing, found.fields, reason=reason, starts_on=starts_on)
    end_silence(editing.session, editing.by)
    made.held_for = reasons_to_hold(
        editing.session, listing, found.fields, editing.by, found.before, editing.now
    )
    if made.held_for:
        return [hold(editing, listing, made)]
    return put_into_force(editing, listing, made, found)


def hold(editing: Editing, listing: Listing, made: Change) -> Change:
    """Let a change wait, and tell those who can say yes or no."""
    made.state = "held"
    editing.session.add(made)
    editing.session.flush()
    tell(editing.session, listing, made)
    if "many" in made.held_for:
        tell_administrators(editing.session, made.made_by, editing.now)
    return made


def lock(session: Session, *listings: Listing) -> None:
    """Take the turn to change `listings`, and see each as the last one before left it."""
    lock_ids(session, [listing.id for listing in listings])


def lock_ids(session: Session, ids: Sequence[str]) -> Sequence[Listing]:
    """As `lock`, by id. Whoever keeps what is returned finds each at hand."""
    session.flush()
    wanted = select(Listing).where(Listing.id.in_(ids)).order_by(Listing.id).with_for_update()
    return session.scalars(wanted.execution_options(populate_existing=True)).all()


def compare(editing: Editing, listing: Listing, values: Mapping[str, Any]) -> Compared:
    """What `values` (as in a document) would change, each as it would be kept. Nothing is changed.

    Raises:
        ValueError: a value cannot be used; the text names the field.
    """
    before = ListingDocument.of_listing(listing, editing.gazetteer).as_json()
    wanted = ListingDocument.read(_wanted_document(before, values))
    if "pathways" in values:  # those that stood there lead to what is there
        check_pathways(wanted, editing.session)
    after = resolve(wanted, editing.session, editing.gazetteer)
    fields = {
        name: {"before": before[name], "after": value}
        for name, value in after.as_json().items()
        if name not in _DERIVED and before[name] != value
    }
    return Compared(before, after, fields)


def put_into_force(
    editing: Editing, listing: Listing, made: Change, found: Compared | None = None
) -> list[Change]:
    """Apply a change that nothing holds back, or let it wait for its day. New times are written at once, each with
    the day it begins, so that everybody who looks ahead sees the right dates.

    `found` is what it changes, where that was looked up a moment ago.
    """
    fields, day = made.fields, made.starts_on
    if day is None or day <= editing.today:
        return [apply(editing, listing, made, found)]
    acts = []
    if "meetings" in fields:
        before, after = ([MeetingPart.read(each) for each in fields["meetings"][when]] for when in _SIDES)
        dated = [each.as_json() for each in from_day(before, after, day)]
        times = {"meetings": {"before": fields["meetings"]["before"], "after": dated}}
        act = editing.as_maker_of(made).act(listing, times, reason=made.reason)
        acts.append(apply(editing, listing, act))
    made.fields = {name: field for name, field in fields.items() if name != "meetings"}
    if made.fields:
        made.state = "scheduled"
        editing.session.add(made)
        acts.append(made)
    editing.session.flush()
    return acts


def apply(editing: Editing, listing: Listing, made: Change, found: Compared | None = None) -> Change:
    """Write what `made` says into `listing`, whatever stands there now. Private contacts stay.

    Raises:
        ValueError: a value cannot be used any more; the text names the field. Nothing is changed.
    """
    shown = listing.status != "draft"
    found = found or compare(editing, listing, {name: field["after"] for name, field in made.fields.items()})
    found.after.write_listing(listing, keep_private=True)
    listing.version += 1
    made.fields, made.state = {**found.fields, **_confirmed_by_showing(editing, listing, found)}, "applied"
    made.applied_at, made.version = editing.now, listing.version
    editing.session.add(made)
    if made.undoes_id is not None:
        editing.session.get_one(Change, made.undoes_id).state = "undone"
    editing.session.flush()
    if "status" in made.fields:
        editing.session.execute(delete(Reminder).where(Reminder.listing_id == listing.id))
    if shown or listing.public:
        tell(editing.session, listing, made)
    return made


def _confirmed_by_showing(editing: Editing, listing: Listing, found: Compared) -> Fields:
    """Whoever shows a draft to everybody has looked at all of it, and says with that that it is so."""
    if found.before["status"] != "draft" or not listing.public or editing.by.role not in ROLES:
        return {}
    before = {name: found.before[name] for name in CONFIRMATION}
    listing.last_confirmed_on, listing.confirmed_by = editing.today, editing.by.role
    listing.confirmed_how = "single"
    after = dict(zip(CONFIRMATION, (editing.today.isoformat(), editing.by.role, "single"), strict=True))
    return {name: {"before": before[name], "after": after[name]} for name in CONFIRMATION}


def _wanted_document(before: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The document to be kept. What only followed from a value that changes is found anew."""
    wanted = {name: value for name, value in before.items() if name not in _DERIVED}
    if _differs(before, values, _PLACE) and not any(name in values for name in _POINT):
        wanted.update(dict.fromkeys(_POINT))
    if "municipality" in values and "municipality_number" not in values:
        del wanted["municipality_number"]
    if _differs(before, values, ("municipality_number", "municipality")) and "place" not in values:
        wanted["place"] = None
    wanted.update(values)
    return wanted


def _differs(before: Mapping[str, Any], values: Mapping[str, Any], names: tuple[str, ...]) -> bool:
    return any((values[name] or None) != (before[name] or None) for name in names if name in values)
