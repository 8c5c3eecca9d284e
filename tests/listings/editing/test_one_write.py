"""What differs is written, once; what does not is left alone."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from directory.listings.editing.apply import change
from tests.listings.editors import Office

MOST = 19  # statements of an edit of one field: ten that lock and read the listing, eight that judge, write and remember, one for the feed


def statements_of(office: Office, act: Callable[[], object]) -> list[str]:
    """What was said to the database meanwhile."""
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(" ".join(statement.split()))

    office.session.flush()
    connection = office.session.connection()
    event.listen(connection, "before_cursor_execute", listen)
    act()
    event.remove(connection, "before_cursor_execute", listen)
    return said


def writes(said: list[str]) -> list[str]:
    """Those that change a listing or its parts: `UPDATE listing`."""
    named = [
        " ".join(each.replace("DELETE FROM", "DELETE").replace("INSERT INTO", "INSERT").split()[:2])
        for each in said
    ]
    return [each for each in named if each.split()[0] in ("INSERT", "UPDATE", "DELETE")]


def test_an_edit_of_one_field_is_written_once(office: Office) -> None:
    editing, listing = office.contact(), office.listing()
    said = statements_of(office, lambda: change(editing, listing, {"summary": "Ny tekst."}))
    assert sorted(writes(said)) == [
        "INSERT change_feed",
        "INSERT listing_change",
        "UPDATE change_counter",
        "UPDATE contact_point",  # whoever does something is silent no more
        "UPDATE listing",
    ]
    assert len(said) <= MOST


@pytest.mark.parametrize("values", [{"status": "active"}, {}])
def test_a_change_to_the_same_writes_nothing(office: Office, values: dict[str, object]) -> None:
    editing, listing = office.contact(), office.listing()
    assert writes(statements_of(office, lambda: change(editing, listing, values))) == []


def test_a_value_that_cannot_be_used_writes_nothing(office: Office) -> None:
    editing, listing = office.contact(), office.listing()

    def act() -> None:
        with pytest.raises(ValueError, match="organisation is not a code"):
            change(editing, listing, {"summary": "Ny.", "organisations": ["nobody"]})

    assert writes(statements_of(office, act)) == []


def test_a_time_that_changes_is_written_over(office: Office) -> None:
    editing, listing = office.contact("demo001"), office.listing("demo001")
    kept = [each.id for each in listing.schedules]
    new = {"meetings": [{"weekday": "friday", "starts": "18:30"}]}
    said = statements_of(office, lambda: change(editing, listing, new))
    assert "UPDATE schedule" in writes(said)
    assert [each.id for each in listing.schedules] == kept[:1]
