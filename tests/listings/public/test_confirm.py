"""The link of a reminder shows one listing and confirms it by one press: that listing, once, for 14 days."""

import pytest
from flask import Flask

from directory.accounts import links
from directory.listings.editing.apply import Editing, change
from directory.listings.editing.moderation import HOUSE
from directory.listings.records.models import Listing
from directory.places.loading import load
from tests.desks import later
from tests.houses import NOW
from tests.inspecting import Visitor
from tests.listings.editors import office_that_keeps


@pytest.fixture
def link(fresh_house: Flask) -> str:
    """A link to a listing that nobody has confirmed."""
    with office_that_keeps(fresh_house) as office:
        office.listing().last_confirmed_on = None
        return "/bekreft/" + links.make(office.session, "confirm", None, NOW, "demo005")


@pytest.fixture
def reader(fresh_house: Flask) -> Visitor:
    """Somebody with a link. Links of a page whose own link has ended are not followed."""
    return Visitor(fresh_house, links=False)


def confirmed(app: Flask, listing_id: str = "demo005") -> str | None:
    """On which day the listing was confirmed last, and by which role."""
    with office_that_keeps(app) as office:
        listing = office.session.get_one(Listing, listing_id)
        return f"{listing.last_confirmed_on} {listing.confirmed_by}" if listing.last_confirmed_on else None


def test_the_page_says_when_and_where_and_confirms_after_one_press(
    fresh_house: Flask, reader: Visitor, link: str
) -> None:
    page = reader.get(link)
    text = page.text.replace("\u00a0", " ")
    assert "Hver mandag kl. 18.30" in text
    assert "Ålesund" in text
    assert len(page.select("main form button")) == 1
    assert confirmed(fresh_house) is None
    assert reader.post(link, expect=303).location == "/bekreft/takk"
    assert confirmed(fresh_house) == "2026-11-22 contact"


def test_looking_never_confirms(fresh_house: Flask, reader: Visitor, link: str) -> None:
    for _scanner in range(5):
        reader.get(link)
    assert confirmed(fresh_house) is None
    reader.post(link, expect=303)


def test_it_works_once(reader: Visitor, link: str) -> None:
    reader.post(link, expect=303)
    reader.post(link, expect=410)
    assert "virker ikke lenger" in reader.get(link, expect=410).text


@pytest.mark.parametrize(("days", "status"), [(13.9, 200), (14.1, 410)])
def test_it_works_for_fourteen_days(
    fresh_house: Flask, reader: Visitor, link: str, days: float, status: int
) -> None:
    later(fresh_house, days=days)
    reader.get(link, expect=status)


@pytest.mark.parametrize("token", ["x" * 43, "x" * 20, "%22%3C" * 10, "%C3%A9" * 25])
def test_an_invented_link_opens_nothing(reader: Visitor, token: str) -> None:
    reader.get(f"/bekreft/{token}", expect=410)
    reader.post(f"/bekreft/{token}", expect=410)


def test_a_link_to_sign_in_confirms_nothing(fresh_house: Flask, reader: Visitor) -> None:
    with office_that_keeps(fresh_house) as office:
        person = office.person("contact", "demo005")
        token = links.make(office.session, "sign_in", person.id, NOW)
    reader.post(f"/bekreft/{token}", expect=410)


def test_there_are_ways_on_where_something_is_wrong(reader: Visitor, link: str) -> None:
    hrefs = [part["href"] for part in reader.get(link).select("main section a[href]")]
    assert {"/logg-inn", "/tilbud/demo005/si-fra"} <= set(hrefs)


def test_what_was_hidden_for_silence_is_shown_again(fresh_house: Flask, reader: Visitor, link: str) -> None:
    with office_that_keeps(fresh_house) as office:
        change(Editing(office.session, load(), HOUSE, NOW), office.listing(), {"status": "hidden"})
    assert "vises ikke for andre nå" in reader.get(link).text
    reader.post(link, expect=303)
    assert reader.get("/tilbud/demo005", expect=301).status == 301
