"""Every change of a listing has a history, and a private person's contact is in none."""

from datetime import UTC, date, datetime

from flask import Flask
from sqlalchemy import text

from directory import database
from directory.listings.changing import add_private_contact, change, erase_private_contact, history
from directory.listings.models import Listing, ListingContact
from directory.places.loading import load

AT = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
SECRET_PHONE = "00 00 00 00 77"


def listing_of(session: database.Session, listing_id: str = "demo005") -> Listing:
    listing = session.get(Listing, listing_id)
    assert listing is not None
    return listing


def test_a_change_says_field_before_after_role_and_reason(fresh_house: Flask) -> None:
    with fresh_house.app_context(), database.of_app().writing() as session:
        change(
            session,
            listing_of(session),
            {"summary": "Ny tekst."},
            load(),
            role="contact",
            now=AT,
            reason="Flyttet",
        )
    with fresh_house.app_context(), database.of_app().reading() as session:
        rows = history(session, "demo005")
        assert [(row.field, row.after, row.role, row.reason) for row in rows] == [
            ("summary", "Ny tekst.", "contact", "Flyttet")
        ]
        assert rows[0].before
        assert listing_of(session).summary == "Ny tekst."


def test_a_change_to_the_same_is_no_change(fresh_house: Flask) -> None:
    with fresh_house.app_context(), database.of_app().writing() as session:
        name = listing_of(session).name
        assert change(session, listing_of(session), {"name": name}, load(), role="contact", now=AT) == []


def test_a_hidden_address_survives_a_change_of_something_else(fresh_house: Flask) -> None:
    with fresh_house.app_context(), database.of_app().writing() as session:
        listing = listing_of(session)
        listing.area_only, listing.address = True, "Eksempelgata 0"
        change(session, listing, {"summary": "Ny tekst."}, load(), role="contact", now=AT)
        assert listing.address == "Eksempelgata 0"


def test_a_link_that_is_not_shown_survives_a_change_of_something_else(fresh_house: Flask) -> None:
    with fresh_house.app_context(), database.of_app().writing() as session:
        listing = listing_of(session, "demo013")
        links = [schedule.link for schedule in listing.schedules]
        assert all(links)
        change(session, listing, {"summary": "Ny tekst."}, load(), role="contact", now=AT)
        assert [schedule.link for schedule in listing.schedules] == links


def test_a_private_contact_is_in_no_history_and_is_erased_to_the_last_row(fresh_house: Flask) -> None:
    with fresh_house.app_context(), database.of_app().writing() as session:
        contact = ListingContact(role="Kontaktperson", phone=SECRET_PHONE, consent_until=date(2027, 6, 1))
        add_private_contact(listing_of(session), contact)
        session.flush()
        change(session, listing_of(session), {"summary": "Ny tekst."}, load(), role="contact", now=AT)
        kept = [each for each in listing_of(session).contacts if each.private and each.phone == SECRET_PHONE]
        assert len(kept) == 1
        assert SECRET_PHONE not in str([(row.before, row.after) for row in history(session, "demo005")])
        erase_private_contact(session, kept[0])
    with fresh_house.app_context(), database.of_app().reading() as session:
        tables = session.execute(text("SELECT phone FROM listing_contact")).scalars()
        assert SECRET_PHONE not in set(tables)


def test_a_contact_that_was_a_roles_and_became_private_is_erased_from_history_too(fresh_house: Flask) -> None:
    with fresh_house.app_context(), database.of_app().writing() as session:
        role = [{"role": "Kontakt", "phone": SECRET_PHONE, "email": None}]
        change(session, listing_of(session), {"contacts": role}, load(), role="contact", now=AT)
        assert SECRET_PHONE in str([row.after for row in history(session, "demo005")])
        contact = next(each for each in listing_of(session).contacts if each.phone == SECRET_PHONE)
        contact.private = True
        erase_private_contact(session, contact)
        assert SECRET_PHONE not in str([(row.before, row.after) for row in history(session, "demo005")])
