"""Every change of a listing has a history, holds together, and never overwrites somebody else's unseen."""

from datetime import date

import pytest

from directory import db
from directory.listings.editing.apply import EditedMeanwhile, change
from directory.listings.editing.change_log import history, history_of_fields
from directory.listings.records.models import ListingContact
from tests.listings.editors import Office

pytestmark = pytest.mark.both_databases


def test_a_change_says_field_before_after_role_and_reason(office: Office) -> None:
    editing = office.contact()
    before = office.listing().summary
    change(editing, office.listing(), {"summary": "Ny tekst."}, reason="Flyttet")
    (row,) = history_of_fields(office.session, "demo005")
    assert (row.field, row.before, row.after) == ("summary", before, "Ny tekst.")
    assert (row.role, row.reason, row.at) == ("contact", "Flyttet", office.now)
    assert history(office.session, "demo005")[0].made_by == editing.by.person_id
    assert office.listing().summary == "Ny tekst."


def test_a_change_to_the_same_is_no_change(office: Office) -> None:
    listing = office.listing()
    version = listing.version
    assert change(office.contact(), listing, {"name": listing.name, "status": "active"}) == []
    assert listing.version == version


def test_every_change_makes_the_search_catch_up(office: Office) -> None:
    before = db.change_number(office.session)
    change(office.contact(), office.listing(), {"needs": ["grief"]})
    assert db.change_number(office.session) > before


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"summary": "Ny.", "kind": "circus"}, "kind must be one of"),
        ({"summary": "Ny.", "municipality_number": "9999"}, "municipality must be"),
        ({"summary": "Ny.", "meetings": [{"weekday": "monday", "starts": "25:00"}]}, "starts must be a time"),
        ({"summary": "Ny.", "organisations": ["nobody"]}, "organisation is not a code"),
        ({"name": ""}, "name is missing"),
    ],
)
def test_a_value_that_cannot_be_used_changes_nothing(
    office: Office, values: dict[str, object], words: str
) -> None:
    listing = office.listing()
    before = (listing.summary, listing.version, listing.name)
    with pytest.raises(ValueError, match=words):
        change(office.contact(), listing, values)
    assert (listing.summary, listing.version, listing.name) == before
    assert history(office.session, "demo005") == []


def test_id_mark_and_confirmation_are_not_changed_by_a_form(office: Office) -> None:
    values = {"id": "other", "demo": False, "last_confirmed_on": "2026-11-22", "confirmed_by": "contact"}
    assert change(office.contact(), office.listing(), values) == []


def test_a_hidden_address_survives_a_change_of_something_else(office: Office) -> None:
    listing = office.listing()
    listing.area_only, listing.address = True, "Eksempelgata 0"
    change(office.contact(), listing, {"summary": "Ny tekst."})
    assert listing.address == "Eksempelgata 0"


def test_a_link_that_is_not_shown_survives_a_change_of_something_else(office: Office) -> None:
    listing = office.listing("demo013")
    links = [schedule.link for schedule in listing.schedules]
    assert all(links)
    change(office.contact("demo013"), listing, {"summary": "Ny tekst."})
    assert [schedule.link for schedule in listing.schedules] == links


def test_a_private_contact_survives_and_is_in_no_history(office: Office) -> None:
    listing = office.listing()
    listing.contacts.append(
        ListingContact(
            role="Kontaktperson", phone="00 00 00 00 77", private=True, consent_until=date(2027, 6, 1)
        )
    )
    office.session.flush()
    kept = listing.contacts[-1].id
    change(office.contact(), listing, {"contacts": [{"role": "Telefonen", "phone": "00 00 00 01"}]})
    assert [contact.id for contact in listing.contacts if contact.private] == [kept]
    assert [contact.phone for contact in listing.contacts] == ["00 00 00 01", "00 00 00 00 77"]
    assert "77" not in str([row.fields for row in history(office.session, "demo005")])


def test_a_new_place_takes_its_point_along(office: Office) -> None:
    listing = office.listing("demo001")
    change(office.contact("demo001"), listing, {"municipality_number": "1577", "address": "Eksempelgata 1"})
    assert (listing.latitude, listing.longitude) != (62.475, 6.155)
    assert 62.0 < (listing.latitude or 0) < 62.3
    assert listing.approximate


def test_a_text_about_something_else_leaves_the_point_where_it_is(office: Office) -> None:
    listing = office.listing("demo001")
    before = (listing.latitude, listing.longitude, listing.approximate)
    change(office.contact("demo001"), listing, {"summary": "Ny.", "address": listing.address})
    assert (listing.latitude, listing.longitude, listing.approximate) == before


def test_the_second_of_two_editors_is_told_and_shown_both(office: Office) -> None:
    listing = office.listing()
    opened = listing.version
    change(office.contact(), listing, {"summary": "Den første."}, version=opened)
    with pytest.raises(EditedMeanwhile) as told:
        change(office.contact(), listing, {"summary": "Den andre."}, version=opened)
    assert [other.fields["summary"]["after"] for other in told.value.others] == ["Den første."]
    assert listing.summary == "Den første."
    change(office.contact(), listing, {"summary": "Begge."}, version=told.value.version)
    assert listing.summary == "Begge."
