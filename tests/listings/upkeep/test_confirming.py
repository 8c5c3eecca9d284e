"""Somebody says that it is still so: by itself or together, once, and the history keeps which."""

from datetime import timedelta

import pytest
from flask import Flask

from directory.accounts import links
from directory.contact_points.models import ContactPoint
from directory.listings.editing.change_log import history
from directory.listings.editing.undo import undo
from directory.listings.records.models import Listing
from directory.listings.upkeep.confirming import confirm, confirm_by_link, confirm_together
from directory.places.loading import load
from tests.houses import NOW
from tests.inspecting import Visitor
from tests.listings.editors import AALESUND, Office, office_that_keeps


def test_one_listing_is_confirmed_by_itself(office: Office) -> None:
    listing = office.listing()
    version = listing.version
    confirm(office.contact(), listing)
    assert (listing.last_confirmed_on, listing.confirmed_by, listing.confirmed_how) == (
        NOW.date(),
        "contact",
        "single",
    )
    assert "last_confirmed_on" in history(office.session, "demo005")[-1].fields
    assert listing.version == version  # nobody's open form is overtaken by it


@pytest.mark.both_databases
def test_several_are_confirmed_in_one_go_and_kept_as_said_so(office: Office) -> None:
    listings = [office.listing(each) for each in ("demo005", "demo001", "demo005")]
    made = confirm_together(office.as_(office.person("contact_point", AALESUND)), listings)
    assert {each.listing_id for each in made} == {"demo001", "demo005"}
    assert {each.confirmed_how for each in listings} == {"bulk"}


def test_a_second_tap_on_the_same_day_says_nothing_new(office: Office) -> None:
    editing, listing = office.contact(), office.listing()
    assert len(confirm(editing, listing)) == 1
    assert confirm(editing, listing) == []
    assert len(history(office.session, "demo005")) == 1


def test_a_slip_of_the_finger_is_undone(office: Office) -> None:
    editing, listing = office.contact(), office.listing()
    before = (listing.last_confirmed_on, listing.confirmed_by, listing.confirmed_how)
    (made,) = confirm(editing, listing)
    undo(editing, made)
    assert (listing.last_confirmed_on, listing.confirmed_by, listing.confirmed_how) == before


def test_a_link_confirms_its_one_listing_once(office: Office) -> None:
    person = office.person("contact", "demo005")
    token = links.make(office.session, "confirm", person.id, NOW, "demo005")
    confirmed = confirm_by_link(office.session, load(), token, NOW + timedelta(days=13))
    assert confirmed is office.listing()
    assert office.listing().last_confirmed_on == NOW.date() + timedelta(days=13)
    assert history(office.session, "demo005")[0].made_by == person.id
    assert confirm_by_link(office.session, load(), token, NOW) is None


def test_a_link_without_an_account_confirms_as_the_listings_contact(office: Office) -> None:
    token = links.make(office.session, "confirm", None, NOW, "demo005")
    assert confirm_by_link(office.session, load(), token, NOW) is office.listing()
    assert office.listing().confirmed_by == "contact"


def test_a_link_that_is_old_false_or_anothers_confirms_nothing(office: Office) -> None:
    person = office.person("contact", "demo005")
    token = links.make(office.session, "confirm", person.id, NOW, "demo005")
    foreign = links.make(office.session, "confirm", office.person("contact", "demo001").id, NOW, "demo007")
    before = office.listing("demo007").last_confirmed_on
    assert confirm_by_link(office.session, load(), token, NOW + timedelta(days=15)) is None
    assert confirm_by_link(office.session, load(), token + "x", NOW) is None
    assert confirm_by_link(office.session, load(), foreign, NOW) is None
    assert office.listing("demo007").last_confirmed_on == before


def test_a_contact_point_that_confirms_something_is_silent_no_more(office: Office) -> None:
    point = office.session.get_one(ContactPoint, AALESUND)
    point.silent_since = NOW.date()
    office.session.flush()
    confirm(office.as_(office.person("contact_point", AALESUND)), office.listing())
    office.session.refresh(point)
    assert point.silent_since is None


def test_everybody_sees_the_new_day_at_once(fresh_house: Flask, fresh_visit: Visitor) -> None:
    with office_that_keeps(fresh_house) as office:
        listing = office.session.get_one(Listing, "demo005")
        listing.last_confirmed_on = listing.source_date = None
    assert "Vi vet ikke når dette sist ble bekreftet" in fresh_visit.get("/tilbud/demo005-lms-alesund").text
    with office_that_keeps(fresh_house) as office:
        confirm(office.contact(), office.listing())
    page = fresh_visit.get("/tilbud/demo005-lms-alesund")
    assert "Bekreftet 22. november" in page.text.replace("\u00a0", " ")
