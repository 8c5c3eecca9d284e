"""A private person's contact is shown on the listing's own page, with a consent that has not ended. Nowhere else."""

from datetime import date

import pytest
from flask import Flask

from directory import database
from directory.listings.models import Listing, ListingContact
from tests.houses import NOW
from tests.inspecting import Visitor

PHONE = "00 00 00 00 88"
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
    with house.app_context(), database.of_app().writing() as session:
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
