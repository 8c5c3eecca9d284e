"""A new listing is a draft until somebody responsible shows it; what is closed can be opened again."""

import pytest
from flask import Flask

from directory.listings.editing.change_log import history
from directory.listings.editing.approval import accept
from directory.listings.editing.lifecycle import Unready, close, copy, create, publish, reopen
from directory.listings.editing.undo import undo
from directory.listings.records.models import ListingContact
from directory.listings.wording.freshness import freshness_in_words
from tests.inspecting import Visitor
from tests.listings.editors import AALESUND, Office, office_that_keeps

pytestmark = pytest.mark.both_databases


def test_a_new_listing_is_seen_by_the_desk_alone_until_it_is_shown(
    fresh_house: Flask, fresh_visit: Visitor
) -> None:
    with office_that_keeps(fresh_house) as office:
        point = office.as_(office.person("contact_point", AALESUND))
        made = create(
            point, {
                "name": "Ny gruppe i Ålesund",
                "municipality_number": "1508",
                "needs": ["grief"],
                "by_appointment": True,
                "url": "https://gruppa.example/",
            }
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


def test_closed_and_open_again(office: Office) -> None:
    editing, listing = office.contact(), office.listing()
    close(editing, listing, "Ingen kom")
    assert (listing.status, listing.public) == ("closed", False)
    reopen(editing, listing)
    assert listing.status == "active"
    assert [row.reason for row in history(office.session, "demo005")] == ["Ingen kom", None]


READY = {"kind": "course", "by_appointment": True, "url": "https://gruppa.example/"}


@pytest.mark.parametrize(
    ("values", "lacking"),
    [
        ({"kind": "group"}, ["time", "way_in"]),
        ({"kind": "course", "url": "https://gruppa.example/"}, ["time"]),
        ({"kind": "group", "by_appointment": True}, ["way_in"]),
        ({"kind": "group", "by_appointment": True, "address": "Gata 1", "openness": "closed"}, ["way_in"]),
        ({"kind": "group", "by_appointment": True, "address": "Gata 1"}, []),
        ({"kind": "meeting_place"}, []),
    ],
)
def test_a_course_or_group_is_shown_only_with_a_time_and_a_way_in(
    office: Office, values: dict[str, object], lacking: list[str]
) -> None:
    point = office.as_(office.person("contact_point", AALESUND))
    draft = create(point, {"name": "Ny", "municipality_number": "1508", **values})
    if lacking:
        with pytest.raises(Unready) as raised:
            publish(point, draft)
        assert raised.value.lacks == lacking
    else:
        assert publish(point, draft)[0].state == "applied"


def test_what_somebody_shows_is_confirmed_by_that(office: Office) -> None:
    with office.session.no_autoflush:
        point = office.as_(office.person("contact_point", AALESUND))
        draft = create(point, {"name": "Nytt kurs", "municipality_number": "1508", **READY})
    (made,) = publish(point, draft)
    words = freshness_in_words(draft, office.now.date())
    assert words.startswith("Bekreftet") and words.endswith("av kontaktpunktet")
    undo(point, made)
    assert (draft.status, draft.last_confirmed_on, draft.confirmed_by) == ("draft", None, None)


def test_what_another_accepts_is_confirmed_by_whoever_says_yes(office: Office) -> None:
    contact = office.contact("demo005")
    draft = create(contact, {"name": "Nytt kurs", "municipality_number": "1508", **READY})
    (made,) = publish(contact, draft)
    assert publish(contact, draft) == [made]  # sent once is enough
    accept(office.as_(office.person("contact_point", AALESUND)), made)
    assert (draft.public, draft.confirmed_by, draft.confirmed_how) == (True, "contact_point", "single")
