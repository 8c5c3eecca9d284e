"""Every change can be taken back, and what stood there stands there again to the last sign."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from directory.db.base import Base
from directory.listings.editing.apply import Editing, change
from directory.listings.editing.change_log import history
from directory.listings.editing.changes import Change
from directory.listings.editing.lifecycle import close, create
from directory.listings.editing.single_dates import cancel_date, move_date, pause
from directory.listings.editing.undo import BuiltUponError, NothingToUndoError, undo
from directory.listings.records.courses import CourseRun, CourseSession
from directory.listings.records.models import Listing, ListingContact, ListingOrganisation
from directory.listings.records.schedules import ChangedDate, Pause, Schedule
from directory.listings.records.services import Pathway, ServiceStep
from directory.listings.upkeep.confirming import confirm
from tests.listings.editors import Office

PARTS = (
    Listing,
    ListingOrganisation,
    ListingContact,
    Schedule,
    Pause,
    CourseRun,
    CourseSession,
    ServiceStep,
    Pathway,
)


def rows_of(office: Office, listing_id: str) -> list[tuple[Any, ...]]:
    """All that the tables hold of a listing, but for numbers that only rows have among themselves."""
    office.session.flush()
    office.session.expire_all()
    found: list[tuple[Any, ...]] = []
    for part in PARTS:
        key = Listing.id if part is Listing else part.listing_id  # type: ignore[attr-defined]
        for row in office.session.scalars(select(part).where(key == listing_id)):
            found.append((part.__tablename__, *_said(row)))
            if isinstance(row, Schedule):
                dates = select(ChangedDate).where(ChangedDate.schedule_id == row.id).order_by(ChangedDate.on)
                found += [("changed_date", *_said(each)) for each in office.session.scalars(dates)]
    return sorted(found, key=repr)


def _said(row: Base) -> list[Any]:
    numbers = {"version", "schedule_id"} if isinstance(row, Listing) else {"id", "schedule_id"}
    columns = row.__mapper__.column_attrs
    return [getattr(row, column.key) for column in columns if column.key not in numbers]


ACTS: dict[str, Callable[[Editing, Listing], object]] = {
    "words": lambda editing, listing: change(editing, listing, {"summary": "Ny.", "cost": "50 kr"}),
    "place": lambda editing, listing: change(
        editing, listing, {"municipality_number": "1577", "address": "Eksempelgata 1", "area_only": True}
    ),
    "contacts": lambda editing, listing: change(editing, listing, {"contacts": []}),
    "organisations": lambda editing, listing: change(editing, listing, {"organisations": ["aa"]}),
    "times": lambda editing, listing: change(
        editing,
        listing,
        {"meetings": [{"weekday": "friday", "starts": "18:00", "every": 2, "from": "2026-12-04"}]},
    ),
    "times from a day": lambda editing, listing: change(
        editing,
        listing,
        {"meetings": [{"weekday": "friday", "starts": "18:00"}]},
        starts_on=date(2026, 12, 1),
    ),
    "course": lambda editing, listing: change(
        editing, listing, {"course": {"sessions": [{"on": "2027-01-11", "starts": "18:00", "theme": "Ny"}]}}
    ),
    "steps and ways": lambda editing, listing: change(
        editing,
        listing,
        {"steps": [{"number": 1, "text": "Ring"}], "pathways": [{"path": "after", "text": "Spør"}]},
    ),
    "pause": lambda editing, listing: pause(editing, listing, date(2027, 7, 1), date(2027, 7, 31), "Ferie"),
    "closing": close,
    "confirming": confirm,
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("listing_id", ["demo001", "demo005", "demo007", "demo013", "demo024", "demo086"])
def test_after_undoing_every_row_says_what_it_said(office: Office, act: str, listing_id: str) -> None:
    before = rows_of(office, listing_id)
    editing = office.contact(listing_id)
    ACTS[act](editing, office.listing(listing_id))
    made = history(office.session, listing_id)[-1:]
    assert rows_of(office, listing_id) != before or not made
    for each in made:
        assert each.state == "applied"
        undo(editing, each)
        assert each.state == "undone"
    assert rows_of(office, listing_id) == before


@pytest.mark.parametrize("act", [cancel_date, lambda *those: move_date(*those, to=date(2026, 12, 2))])
def test_what_was_said_of_one_date_can_be_undone(office: Office, act: Callable[..., list[Change]]) -> None:
    before = rows_of(office, "demo001")
    editing = office.contact("demo001")
    (made,) = act(editing, office.listing("demo001"), date(2026, 12, 1))
    assert rows_of(office, "demo001") != before
    undo(editing, made)
    assert rows_of(office, "demo001") == before


def test_undoing_says_who_and_why_and_can_be_undone_itself(office: Office) -> None:
    editing, listing = office.contact(), office.listing()
    (made,) = change(editing, listing, {"summary": "Ny."})
    undone = undo(editing, made, "Feil gruppe")
    assert (undone.undoes_id, undone.reason, undone.made_as) == (made.id, "Feil gruppe", "contact")
    undo(editing, undone)
    assert listing.summary == "Ny."


def test_what_others_built_on_says_so(office: Office) -> None:
    editing, listing = office.contact(), office.listing()
    (first,) = change(editing, listing, {"summary": "Én.", "cost": "50 kr"})
    (second,) = change(office.contact(), listing, {"summary": "To."})
    with pytest.raises(BuiltUponError) as told:
        undo(editing, first)
    assert (told.value.fields, told.value.later) == (["summary"], [second])
    assert (listing.summary, listing.cost) == ("To.", "50 kr")
    undo(editing, second)
    undo(editing, first)
    assert listing.cost is None


def test_a_change_of_something_else_is_in_nobodys_way(office: Office) -> None:
    editing, listing = office.contact(), office.listing()
    (first,) = change(editing, listing, {"summary": "Én."})
    change(editing, listing, {"cost": "50 kr"})
    undo(editing, first)
    assert listing.cost == "50 kr"


def test_what_waits_is_withdrawn(office: Office) -> None:
    editing, listing = office.contact(), office.listing()
    (made,) = change(editing, listing, {"address": "Eksempelgata 2"}, starts_on=date(2026, 12, 1))
    assert made.state == "scheduled"
    assert undo(editing, made) is made
    assert made.state == "undone"


@pytest.mark.both_databases
def test_nothing_is_undone_twice_and_a_new_listing_is_not_undone_at_all(office: Office) -> None:
    editing = office.contact()
    (made,) = change(editing, office.listing(), {"summary": "Ny."})
    undo(editing, made)
    draft = create(editing, {"name": "Ny gruppe"})
    for each in (made, *history(office.session, draft.id)):
        with pytest.raises(NothingToUndoError):
            undo(editing, each)


@pytest.mark.both_databases
def test_a_false_number_is_gone_at_once_and_the_contacts_are_told(office: Office) -> None:
    contact = office.person("contact", "demo005")
    (made,) = change(
        office.as_(contact), office.listing(), {"contacts": [{"role": "Gruppa", "phone": "00 00 00 02"}]}
    )
    office.session.execute(office.everything_sent())
    undo(office.as_(office.person("national_editor")), made)
    assert office.listing().contacts[0].phone == "00 00 00 00"
    assert office.letters() == [("change_made", contact.email)]
