"""A private person's contact is shown on the listing's own page, with a consent that has not ended. Nowhere else."""

from datetime import date

import pytest
from flask import Flask

from directory import db
from directory.listings.editing.apply import change
from directory.listings.editing.approval import accept, refuse, waiting
from directory.listings.editing.change_log import history
from directory.listings.editing.private_contacts import add_private_contact, erase_private_contact
from directory.listings.editing.undo import undo
from directory.listings.records.models import Listing, ListingContact
from tests.houses import NOW
from tests.inspecting import Visitor
from tests.listings.editors import Office, office_that_keeps

PHONE = "00 00 00 00 88"
CONTACT = {"role": "Kontaktperson", "phone": PHONE, "email": None, "consent_until": date(2027, 6, 1)}
PATHS = (
    "/tilbud/demo005",
    "/tilbud/demo005.ics",
    "/api/v1/listings/demo005",
    "/api/v1/listings?place=alesund&limit=200",
    "/finn?audience=relative&need=alcohol&place=alesund",
    "/sted/alesund",
    "/organisasjon/lms",
)


def with_contact(house: Flask, consent_until: date | None) -> None:
    with house.app_context(), db.of_app().writing() as session:
        listing = session.get(Listing, "demo005")
        assert listing is not None
        listing.contacts.append(
            ListingContact(role="Kontaktperson", phone=PHONE, private=True, consent_until=consent_until)
        )


def seen_on(house: Flask) -> list[str]:
    client = house.test_client()
    shown = [
        path for path in PATHS if PHONE in client.get(path, follow_redirects=True).text.replace("\u00a0", " ")
    ]
    asked = client.post(
        "/api/v1/match", json={"place": "alesund", "needs": ["alcohol"], "audience": "relative"}
    )
    return shown + (["match"] if PHONE in asked.text else [])


@pytest.mark.parametrize("consent_until", [None, date(2026, 11, 21), date(2020, 1, 1)])
def test_without_a_consent_that_holds_it_is_nowhere(fresh_house: Flask, consent_until: date | None) -> None:
    with_contact(fresh_house, consent_until)
    assert seen_on(fresh_house) == []


@pytest.mark.parametrize("consent_until", [NOW.date(), date(2027, 1, 1)])
def test_with_consent_it_is_on_the_listings_own_page_alone(fresh_house: Flask, consent_until: date) -> None:
    with_contact(fresh_house, consent_until)
    assert seen_on(fresh_house) == ["/tilbud/demo005"]


def test_it_is_in_no_file_of_the_index(fresh_house: Flask) -> None:
    with_contact(fresh_house, date(2027, 1, 1))
    fresh_house.test_client().get("/finn?place=alesund")
    folder = fresh_house.extensions["settings"].index_folder
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert not any(PHONE.encode() in path.read_bytes() for path in files)


def test_the_page_says_it_to_visitors_who_look(fresh_house: Flask) -> None:
    with_contact(fresh_house, date(2027, 1, 1))
    page = Visitor(fresh_house).get(fresh_house.test_client().get("/tilbud/demo005").location)
    assert "Kontaktperson" in page.text


def test_one_that_a_stranger_adds_to_a_trusted_listing_is_seen_by_nobody_before_it_is_accepted(
    fresh_house: Flask,
) -> None:
    with office_that_keeps(fresh_house) as office:
        office.person("contact", "demo005")
        editor = office.as_(office.known("organisation_editor", "lms"))
        added = add_private_contact(editor, office.listing(), **CONTACT)
        assert added.waiting
    assert seen_on(fresh_house) == []
    with office_that_keeps(fresh_house) as office:
        (made,) = waiting(office.session, "demo005")
        assert (made.held_for, made.fields) == (["reach"], {})
        accept(office.as_(office.person("national_editor")), made)
    assert seen_on(fresh_house) == ["/tilbud/demo005"]


def test_one_that_is_refused_or_withdrawn_is_erased(office: Office) -> None:
    office.person("contact", "demo005")
    editor = office.as_(office.known("organisation_editor", "lms"))
    for end in (
        lambda made: refuse(office.as_(office.person("national_editor")), made, "Nei"),
        lambda made: undo(editor, made),
    ):
        add_private_contact(editor, office.listing(), **CONTACT)
        (made,) = waiting(office.session, "demo005")
        end(made)
        office.session.expire_all()
        assert not [each for each in office.listing().contacts if each.private]


def test_the_responsible_contacts_own_is_shown_at_once_and_leaves_no_trace_in_the_history(
    office: Office,
) -> None:
    added = add_private_contact(office.contact(), office.listing(), **CONTACT)
    assert added.may_be_shown(NOW.date())
    assert PHONE not in str([row.fields for row in history(office.session, "demo005")])


def test_what_was_a_roles_before_is_erased_from_the_history_however_it_was_spaced(office: Office) -> None:
    editing, listing = office.contact(), office.listing()
    values = {"summary": "Ny.", "contacts": [{"role": "Kontakt", "phone": PHONE.replace(" ", "")}]}
    change(editing, listing, values)
    change(editing, listing, {"contacts": []})
    added = add_private_contact(editing, listing, **CONTACT)
    erase_private_contact(office.session, added)
    rows = history(office.session, "demo005")
    assert [list(row.fields) for row in rows] == [["summary"]]


def files_with(house: Flask) -> list[str]:
    """The files of the house that hold the number."""
    house.extensions["database"].forget_erased()
    files = [path for path in house.extensions["settings"].instance.rglob("*") if path.is_file()]
    return [path.name for path in files if PHONE.encode() in path.read_bytes()]


@pytest.mark.both_databases
def test_after_erasing_it_is_in_no_file_of_the_house(fresh_house: Flask) -> None:
    if fresh_house.extensions["database"].engine.dialect.name != "sqlite":
        pytest.skip("what PostgreSQL keeps lies outside the instance folder")
    with office_that_keeps(fresh_house) as office:
        added = add_private_contact(office.contact(), office.listing(), **CONTACT)
    seen_on(fresh_house)
    assert files_with(fresh_house) == ["varde.sqlite3"]
    with office_that_keeps(fresh_house) as office:
        erase_private_contact(office.session, office.session.get_one(ListingContact, added.id))
    assert files_with(fresh_house) == []
