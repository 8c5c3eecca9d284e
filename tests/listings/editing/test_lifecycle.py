"""A new listing is a draft until somebody responsible shows it; what is closed can be opened again."""

from datetime import date

import pytest
from flask import Flask

from directory.listings.editing.change_log import history
from directory.listings.editing.lifecycle import close, copy, create, publish, reopen
from directory.listings.editing.single_dates import cancel_date, pause
from directory.listings.records.models import ListingContact
from tests.inspecting import Visitor
from tests.listings.editors import AALESUND, Office, office_that_keeps

pytestmark = pytest.mark.both_databases


def test_a_new_listing_is_seen_by_the_desk_alone_until_it_is_shown(
    fresh_house: Flask, fresh_visit: Visitor
) -> None:
    with office_that_keeps(fresh_house) as office:
        point = office.as_(office.person("contact_point", AALESUND))
        made = create(
            point,
            {
                "name": "Ny gruppe i Ålesund",
                "municipality_number": "1508",
                "needs": ["grief"],
                "by_appointment": True,
                "url": "https://gruppa.example/",
            },
        )
        new = made.id
    fresh_visit.get(f"/tilbud/{new}", expect=404)
    fresh_visit.get(f"/api/v1/listings/{new}", expect=404)
    with office_that_keeps(fresh_house) as office:
        point = office.as_(office.person("contact_point", AALESUND))
        assert [each.state for each in publish(point, office.listing(new))] == ["applied"]
    assert fresh_visit.get(f"/api/v1/listings/{new}").json["name"] == "Ny gruppe i Ålesund"
    found = fresh_visit.get("/api/v1/listings?place=alesund&need=grief").json["items"]
    assert new in [item["id"] for item in found]


def test_a_new_listing_says_where_it_is_known_from_and_nobody_confirmed_it(office: Office) -> None:
    made = create(office.contact(), {"name": "Ny gruppe", "last_confirmed_on": "2026-11-22", "demo": False})
    assert (made.status, made.source_date, made.last_confirmed_on) == ("draft", office.now.date(), None)
    assert made.source
    (row,) = history(office.session, made.id)
    assert row.fields["name"] == {"before": None, "after": "Ny gruppe"}


def test_a_copy_says_the_same_but_for_what_was_true_once(office: Office) -> None:
    listing = office.listing("demo007")
    listing.contacts.append(ListingContact(role="Kari", phone="00 00 00 00 77", private=True))
    assert listing.course is not None
    listing.course.enrolled = 7
    office.session.flush()
    made = copy(office.contact("demo007"), listing)
    assert made.id != listing.id and made.course is not None
    assert (made.name, made.kind, made.status) == (listing.name, "course", "draft")
    assert [each.on for each in made.course.sessions] == [each.on for each in listing.course.sessions]
    assert (made.course.enrolled, listing.course.enrolled) == (None, 7)
    assert (made.last_confirmed_on, made.pauses) == (None, [])
    assert [contact.role for contact in made.contacts] == ["Påmelding"]


def test_a_copy_of_a_group_keeps_its_times_and_none_of_its_single_dates(office: Office) -> None:
    editing, listing = office.contact(), office.listing()
    cancel_date(editing, listing, date(2026, 11, 30))
    pause(editing, listing, date(2026, 12, 14), date(2026, 12, 28))
    made = copy(editing, listing)
    (meets,) = made.schedules
    assert (meets.weekday, meets.starts) == (listing.schedules[0].weekday, listing.schedules[0].starts)
    assert (meets.changed_dates, made.pauses) == ([], [])
    assert listing.schedules[0].changed_dates and listing.pauses


def test_closed_and_open_again(office: Office) -> None:
    editing, listing = office.contact(), office.listing()
    close(editing, listing, "Ingen kom")
    assert (listing.status, listing.public) == ("closed", False)
    reopen(editing, listing)
    assert listing.status == "active"
    assert [row.reason for row in history(office.session, "demo005")] == ["Ingen kom", None]
