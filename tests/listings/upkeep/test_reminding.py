"""Who has the responsibility is asked in time, then the contact point, then the national editor; nobody twice."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from directory.contact_points.models import ContactPoint, CoveredArea
from directory.listings.editing.change_log import history
from directory.listings.editing.lifecycle import close
from directory.listings.records.models import Listing, ListingContact
from directory.listings.upkeep.confirming import confirm
from directory.listings.upkeep.reminding import Reminded, remind
from directory.places.loading import load
from directory.settings import Periods
from tests.desks import later, letters, text_of
from tests.houses import NOW, run
from tests.listings.editors import AALESUND, Office, office_that_keeps

PERIODS = Periods()


@pytest.fixture
def stale(office: Office) -> Listing:
    """The only listing that was not confirmed lately."""
    office.session.execute(update(Listing).values(last_confirmed_on=NOW.date()))
    listing = office.listing()
    listing.last_confirmed_on = NOW.date() - timedelta(days=190)
    office.session.flush()
    return listing


def morning(office: Office, **passed: float) -> Reminded:
    """The daily run, some time later."""
    office.later(**passed)
    keep_fresh = update(Listing).where(Listing.id != "demo005").values(last_confirmed_on=office.now.date())
    office.session.execute(keep_fresh)
    office.session.execute(office.everything_sent())
    return remind(office.session, load(), office.now, PERIODS)


@pytest.mark.both_databases
def test_the_contact_is_asked_first_and_once(office: Office, stale: Listing) -> None:
    contact = office.person("contact", stale.id)
    office.person("contact_point", AALESUND)
    assert morning(office).asked["contact"] == 1
    assert office.letters() == [("remind_contact", contact.email)]
    assert morning(office).letters == 0
    assert morning(office, days=20).letters == 0


def test_nobody_is_asked_about_what_was_confirmed_lately(office: Office, stale: Listing) -> None:
    office.person("contact", stale.id)
    stale.last_confirmed_on = NOW.date() - timedelta(days=179)
    assert morning(office).letters == 0


def test_without_an_answer_the_next_one_is_asked(office: Office, stale: Listing) -> None:
    office.person("contact", stale.id)
    point, editor = office.person("contact_point", AALESUND), office.person("national_editor")
    morning(office)
    assert morning(office, weeks=3).asked == {"contact": 0, "contact_point": 1, "national_editor": 0}
    assert office.letters() == [("remind_contact_point", point.email)]
    assert morning(office, weeks=3).asked["national_editor"] == 1
    assert office.letters() == [("remind_national_editor", editor.email)]
    assert morning(office, weeks=30).letters == 0


def test_an_answer_ends_the_asking_until_the_next_time(office: Office, stale: Listing) -> None:
    contact = office.person("contact", stale.id)
    morning(office)
    office.later(days=1)
    confirm(office.as_(contact), stale)
    assert morning(office, weeks=3).letters == 0
    assert morning(office, days=180).asked["contact"] == 1


def test_a_role_without_an_account_is_asked_by_its_own_address(office: Office, stale: Listing) -> None:
    stale.contacts = [
        ListingContact(role="Gruppa", email="Post@Gruppa.example"),
        ListingContact(role="Leder", email="leder@gruppa.example"),
        ListingContact(
            role="Kari", email="kari@privat.example", private=True, consent_until=date(2027, 1, 1)
        ),
    ]
    office.session.flush()
    morning(office)
    assert office.letters() == [
        ("remind_contact", "leder@gruppa.example"),
        ("remind_contact", "post@gruppa.example"),
    ]


def test_the_organisation_is_asked_where_the_listing_has_no_contact(office: Office, stale: Listing) -> None:
    editor = office.person("organisation_editor", "lms")
    morning(office)
    assert office.letters() == [("remind_contact", editor.email)]


def test_steps_that_nobody_stands_in_are_passed_over_on_the_same_day(office: Office, stale: Listing) -> None:
    administrator = office.person("administrator")
    assert morning(office).asked == {"contact": 0, "contact_point": 0, "national_editor": 1}
    assert office.letters() == [("remind_national_editor", administrator.email)]


def test_who_answers_for_many_gets_one_letter(office: Office, stale: Listing) -> None:
    point = office.person("contact_point", AALESUND)
    for listing_id in ("demo001", "demo002"):
        office.listing(listing_id).last_confirmed_on = None
    office.session.flush()
    done = remind(office.session, load(), office.now, PERIODS)
    assert (done.asked["contact_point"], done.letters) == (3, 1)
    assert office.letters() == [("remind_contact_point", point.email)]


def test_a_contact_point_that_does_not_answer_falls_silent(office: Office, stale: Listing) -> None:
    office.person("contact_point", AALESUND)
    morning(office)
    assert morning(office, weeks=3).silent == 1
    point = office.session.get_one(ContactPoint, AALESUND, populate_existing=True)
    assert point.silent_since == NOW.date()


def test_a_contact_point_that_is_at_work_is_not_silent_for_one_listing(
    office: Office, stale: Listing
) -> None:
    point = office.person("contact_point", AALESUND)
    morning(office)
    office.later(days=2)
    confirm(office.as_(point), office.listing("demo001"))
    assert morning(office, weeks=3).silent == 0


def test_what_nobody_confirms_for_long_is_hidden_but_not_before_everybody_was_asked(
    office: Office, stale: Listing
) -> None:
    contact = office.person("contact", stale.id)
    stale.last_confirmed_on = NOW.date() - timedelta(days=5000)
    hidden = [morning(office, weeks=weeks).hidden for weeks in (0, 3, 2, 3)]
    assert (hidden, stale.status) == ([0, 0, 0, 1], "hidden")
    row = history(office.session, stale.id)[-1]
    assert (row.made_as, row.reason) == ("house", "Ingen har bekreftet det på lenge")
    confirm(office.as_(contact), stale)
    assert stale.status == "active"


def test_what_an_editor_hid_is_not_shown_by_a_confirmation(office: Office, stale: Listing) -> None:
    stale.status = "hidden"
    confirm(office.contact(), stale)
    assert stale.status == "hidden"


def test_what_never_was_confirmed_counts_from_the_first_question(office: Office, stale: Listing) -> None:
    stale.last_confirmed_on = None
    office.person("contact", stale.id)
    assert [morning(office, weeks=weeks).hidden for weeks in (0, 3, 3, 90)] == [0, 0, 0, 0]
    assert morning(office, weeks=10).hidden == 1


def test_nobody_is_asked_about_what_is_closed(office: Office, stale: Listing) -> None:
    contact = office.contact(stale.id)
    morning(office)
    close(contact, stale)
    assert morning(office, weeks=30).asked == {"contact": 0, "contact_point": 0, "national_editor": 0}


def test_the_letter_says_neither_name_nor_need_and_its_link_is_whole(fresh_house: Flask) -> None:
    with office_that_keeps(fresh_house) as office:
        office.session.execute(update(Listing).values(last_confirmed_on=NOW.date()))
        office.listing("demo001").last_confirmed_on = None
        office.person("contact", "demo001")
    run(fresh_house, "remind")
    run(fresh_house, "remind")
    (letter,) = [each for each in letters(fresh_house) if "stemmer" in each["Subject"]]
    assert "Ålesund, tirsdag kl. 19\n" in text_of(letter).replace("\u00a0", " ")
    assert re.search(r"/bekreft/[\w-]{40,}\n", text_of(letter))
    assert "Al-Anon" not in letter.as_string() and "alkohol" not in text_of(letter).lower()


def test_an_office_gets_its_listings_by_place_with_names_and_two_links(fresh_house: Flask) -> None:
    with office_that_keeps(fresh_house) as office:
        office.session.execute(update(Listing).values(last_confirmed_on=NOW.date()))
        for listing_id in ("demo001", "demo002", "demo005"):
            office.listing(listing_id).last_confirmed_on = None
        office.listing("demo007").last_confirmed_on = None  # in Sula
        office.person("contact_point", AALESUND)
        office.session.add(CoveredArea(contact_id=AALESUND, area="1531"))
    run(fresh_house, "remind")
    (letter,) = [each for each in letters(fresh_house) if "stemmer" in each["Subject"]]
    text = text_of(letter).replace("\u00a0", " ")
    assert re.search(
        r"\n\nÅlesund:\n– AA i Ålesund, åpent møte \(eksempel\), onsdag kl. 19.30\n– Al-Anon", text
    )
    assert "\n\nSula:\n– TA TAK i Sula (eksempel)" in text
    assert re.findall(r"^http://[^/]+(/[\w-]+/?[\w-]*)", text, re.MULTILINE)[1:] == [
        "/skrivebord/oppforinger"
    ]
    assert len(re.findall(r"^http\S+/bekreft-hver/[\w-]{40,}$", text, re.MULTILINE)) == 1
    html = letter.get_body(("html",))
    assert html and "<li>Al-Anon i Ålesund (eksempel), tirsdag" in html.get_content()


def test_the_letter_says_who_runs_it_why_one_gets_it_and_whom_to_call(fresh_house: Flask) -> None:
    known = {"run_by": "Eksempelforeningen", "contact_phone": "00 00 00 00"}
    fresh_house.extensions["settings"] = replace(fresh_house.extensions["settings"], **known)
    with office_that_keeps(fresh_house) as office:
        office.listing("demo001").last_confirmed_on = None
        office.person("contact", "demo001")
    run(fresh_house, "remind")
    (letter,) = [each for each in letters(fresh_house) if "stemmer" in each["Subject"]]
    for words in ("Eksempelforeningen driver Varde.", "Ring 00 00 00 00.", "Du får dette fordi"):
        assert words in text_of(letter).replace("\u00a0", " ")


def test_the_periods_are_settings(office: Office, stale: Listing) -> None:
    office.person("contact", stale.id)
    patient = Periods(remind_months=9, stale_months=12, hide_months=24)
    assert remind(office.session, load(), office.now, patient).asked["contact"] == 0


def test_letters_go_on_while_the_house_grows_older(fresh_house: Flask) -> None:
    with office_that_keeps(fresh_house) as office:
        office.person("national_editor")
    run(fresh_house, "remind")
    first = len(letters(fresh_house))
    run(fresh_house, "remind")
    assert len(letters(fresh_house)) == first
    later(fresh_house, days=200)
    run(fresh_house, "remind")
    assert len(letters(fresh_house)) > first
