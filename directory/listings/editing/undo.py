"""Can it be taken back? Every change can: what stood there before stands there again, and the history says so."""

from directory.listings.editing.apply import Editing, apply, hold, lock
from directory.listings.editing.change_log import history
from directory.listings.editing.changes import Change, Fields
from directory.listings.editing.reach import reach_of
from directory.listings.editing.responsible import is_responsible
from directory.listings.editing.vouching import circle_of
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing, ListingContact


class BuiltUponError(ValueError):
    """What was changed was changed again after; `fields` are the ones, `later` the changes that must be undone first."""

    def __init__(self, fields: list[str], later: list[Change]) -> None:
        super().__init__("the change was built upon")
        self.fields = fields
        self.later = later


class NothingToUndoError(ValueError):
    """The change was refused or undone before, what it said is erased, or it made the listing."""


def undo(editing: Editing, made: Change, reason: str | None = None) -> Change:
    """Take a change back: one in force is turned round by a new change, one that waits is withdrawn.

    Not held, as a rule: what stands there again was accepted before, and a false number must go at once. It waits where it
    would bring back a way to reach the listing that whoever undoes it, or somebody of theirs, had set, and where another's
    word that all is so would be gone. Where how to reach the listing changes, the old and the new contact are told as
    ever. Returns the change that did it (the withdrawn one itself).

    Raises:
        BuiltUponError: one of its fields was changed again; nothing is changed.
        NothingToUndoError
    """
    listing = editing.session.get_one(Listing, made.listing_id)
    lock(editing.session, listing)
    editing.session.refresh(made)
    if made.state in ("scheduled", "held"):
        return _withdrawn(editing, made)
    if made.state != "applied" or not made.fields or "id" in made.fields:
        raise NothingToUndoError
    now = document_of(listing, editing.gazetteer, public=False)
    others = [name for name, field in made.fields.items() if now[name] != field["after"]]
    if others:
        raise BuiltUponError(others, _later_changes(editing, made, others))
    back = {name: {"before": field["after"], "after": field["before"]} for name, field in made.fields.items()}
    undone = editing.act(listing, back, reason=reason, undoes_id=made.id)
    if _needs_another(editing, listing, made, back):
        undone.held_for = ["reach"]
        return hold(editing, listing, undone)
    return apply(editing, listing, undone)


def _needs_another(editing: Editing, listing: Listing, made: Change, back: Fields) -> bool:
    """Whether undoing would serve whoever does it: what comes back is theirs, or somebody else's word goes."""
    session, person_id = editing.session, editing.by.person_id
    if person_id is None or is_responsible(session, person_id, listing, known=True):
        return False
    if (
        "status" not in back
        and "confirmed_by" in back
        and back["confirmed_by"]["after"] is None
        and made.made_by != person_id
    ):
        return True
    circle = circle_of(session, person_id)
    before = [row for row in history(session, made.listing_id) if (row.version or 0) < (made.version or 0)]
    return any(_setter(before, name) in circle for name in reach_of(back))


def _setter(changes: list[Change], name: str) -> int | None:
    """Who set how the listing was reached before, without anybody else's yes; None where that was accepted or is from the
    beginning."""
    rows = (row for row in reversed(changes) if row.applied_at and name in reach_of(row.fields))
    last = next(rows, None)
    return last.made_by if last is not None and last.decided_by is None else None


def _withdrawn(editing: Editing, made: Change) -> Change:
    contact_id, made.private_contact_id = made.private_contact_id, None
    made.state = "undone"
    editing.session.flush()
    contact = editing.session.get(ListingContact, contact_id) if contact_id is not None else None
    if contact is not None:
        editing.session.delete(contact)
        editing.session.flush()
    return made


def _later_changes(editing: Editing, made: Change, fields: list[str]) -> list[Change]:
    return [
        row
        for row in history(editing.session, made.listing_id)
        if row.state == "applied"
        and (row.version or 0) > (made.version or 0)
        and set(row.fields) & set(fields)
    ]
