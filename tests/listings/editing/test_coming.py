"""A change that begins on a later day is said beforehand, and is true on the day for everybody who looks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from directory.accounts import roles
from directory.listings.editing.apply import change
from directory.listings.editing.approval import accept, waiting
from directory.listings.editing.change_log import history
from directory.listings.editing.due import apply_due
from directory.listings.editing.lifecycle import close
from directory.listings.editing.single_dates import cancel_date, pause
from directory.listings.records.models import Listing
from directory.listings.wording.coming import coming_changes
from directory.places.loading import load
from tests.desks import later
from tests.houses import NOW, run
from tests.inspecting import Visitor
from tests.listings.editors import AALESUND, Office, office_that_keeps

FIRST = date(2026, 12, 1)


def said_of(office: Office, listing: Listing) -> list[str]:
    """What is said beforehand, with plain spaces."""
    found = coming_changes(office.session, listing, load(), office.now.date())
    return [coming.text.replace("\u00a0", " ") for coming in found]


def calendar_file(house: Flask) -> str:
    """The calendar file of demo001."""
    return house.test_client().get("/tilbud/demo001-al-anon-alesund.ics").text


@pytest.mark.parametrize(
    ("listing_id", "values", "said"),
    [
        ("demo001", {"address": "Nygata 2"}, "Fra 1. desember: nytt sted, Nygata 2, Ålesund."),
        ("demo001", {"municipality_number": "1577", "address": None}, "Fra 1. desember: nytt sted, Volda."),
        ("demo005", {"address": "Nygata 2"}, "Fra 1. desember: nytt sted."),
        ("demo005", {"contacts": []}, "Fra 1. desember: ny måte å ta kontakt på."),
        ("demo005", {"name": "Pårørende i Ålesund"}, "Fra 1. desember: nytt navn, Pårørende i Ålesund."),
        ("demo005", {"status": "closed"}, "Fra 1. desember er det lagt ned."),
        ("demo005", {"cost": "50 kr"}, "Fra 1. desember blir noe av det som står her, endret."),
        (
            "demo001",
            {"meetings": [{"weekday": "friday", "starts": "18:30"}]},
            "Fra 4. desember: hver fredag kl. 18.30.",
        ),
    ],
)
def test_what_begins_on_a_later_day_is_said_in_one_sentence(
    office: Office, listing_id: str, values: dict[str, object], said: str
) -> None:
    listing = office.listing(listing_id)
    change(office.contact(listing_id), listing, values, starts_on=FIRST)
    assert said_of(office, listing) == [said]


def test_breaks_ahead_are_said_and_past_ones_are_not(office: Office) -> None:
    listing, editing = office.listing("demo001"), office.contact("demo001")
    pause(editing, listing, date(2026, 11, 1), date(2026, 11, 8))
    pause(editing, listing, date(2026, 12, 20), date(2027, 1, 4))
    assert said_of(office, listing) == ["Pause fra 20. desember til og med 4. januar 2027."]


def test_the_address_of_a_closed_group_is_not_given_away_beforehand(office: Office) -> None:
    listing = office.listing()
    change(
        office.contact(),
        listing,
        {"address": "Hemmelig gate 2", "municipality_number": "1577"},
        starts_on=FIRST,
    )
    assert said_of(office, listing) == ["Fra 1. desember: nytt sted, Volda."]


@pytest.mark.both_databases
def test_the_page_says_it_and_on_the_day_shows_it_without_any_command(
    fresh_house: Flask, fresh_visit: Visitor
) -> None:
    with office_that_keeps(fresh_house) as office:
        change(office.contact("demo001"), office.listing("demo001"), {"address": "Nygata 2"}, starts_on=FIRST)
    page = fresh_visit.get("/tilbud/demo001-al-anon-alesund")
    assert "Fra 1. desember: nytt sted, Nygata 2, Ålesund." in page.text.replace("\u00a0", " ")
    assert "Eksempelgata 0" in page.text
    assert "LOCATION" not in calendar_file(fresh_house)
    later(fresh_house, days=9)
    page = fresh_visit.get("/tilbud/demo001-al-anon-alesund")
    assert "nytt sted" not in page.text
    facts = page.one("dl.facts").text
    assert "Nygata 2" in facts and "Eksempelgata 0" not in facts
    assert "LOCATION:Nygata 2" in calendar_file(fresh_house)


def test_a_listing_that_closes_is_gone_from_the_search_on_the_day(
    fresh_house: Flask, fresh_visit: Visitor
) -> None:
    found = "/api/v1/listings?place=alesund&organisation=al-anon"
    with office_that_keeps(fresh_house) as office:
        close(office.contact("demo001"), office.listing("demo001"), starts_on=FIRST)
    assert "demo001" in [item["id"] for item in fresh_visit.get(found).json["items"]]
    later(fresh_house, days=9)
    assert "demo001" not in [item["id"] for item in fresh_visit.get(found).json["items"]]
    fresh_visit.get("/tilbud/demo001", expect=404)


def test_the_daily_command_does_the_same_and_once(fresh_house: Flask) -> None:
    with office_that_keeps(fresh_house) as office:
        change(office.contact("demo001"), office.listing("demo001"), {"cost": "50 kr"}, starts_on=FIRST)
    later(fresh_house, days=9)
    assert "1 changes began" in run(fresh_house, "remind")
    assert "0 changes began" in run(fresh_house, "remind")
    with office_that_keeps(fresh_house) as office:
        (made,) = [row for row in history(office.session, "demo001") if "cost" in row.fields]
        assert (made.state, made.applied_at) == ("applied", NOW + timedelta(days=9))


@pytest.mark.both_databases
def test_a_page_is_shown_also_when_nothing_can_be_written(
    fresh_house: Flask, fresh_visit: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "/tilbud/demo001-al-anon-alesund"
    with office_that_keeps(fresh_house) as office:
        change(office.contact("demo001"), office.listing("demo001"), {"summary": "Nytt."}, starts_on=FIRST)
    later(fresh_house, days=9)
    with monkeypatch.context() as patch:
        patch.setattr(fresh_house.extensions["database"], "writing", _refuse)
        assert "Nytt." not in fresh_visit.get(page).text
    assert "Nytt." not in fresh_visit.get(page).text  # not every visitor waits for a database that is away
    fresh_house.extensions["begun_day"].clear()
    assert "Nytt." in fresh_visit.get(page).text


def _refuse() -> None:
    raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))


def test_two_who_want_different_things_are_decided_between_by_a_person(office: Office) -> None:
    listing, editing = office.listing("demo001"), office.contact("demo001")
    change(editing, listing, {"address": "Nygata 2"}, starts_on=FIRST)
    change(editing, listing, {"address": "Gamlegata 3"})
    assert apply_due(office.session, load(), NOW + timedelta(days=9)) == 0
    (made,) = waiting(office.session, "demo001")
    assert (made.state, made.held_for, listing.address) == ("held", ["overtaken"], "Gamlegata 3")
    accept(replace(editing, now=NOW + timedelta(days=9)), made)
    assert listing.address == "Nygata 2"


def test_a_held_change_waits_for_its_day_once_it_is_accepted(office: Office) -> None:
    office.person("contact", "demo001")
    listing = office.listing("demo001")
    editor = office.as_(office.known("organisation_editor", "al-anon"))
    (made,) = change(editor, listing, {"address": "Nygata 2"}, starts_on=FIRST)
    assert (made.state, said_of(office, listing)) == ("held", [])
    accept(office.as_(office.person("contact_point", AALESUND)), made)
    assert (made.state, len(said_of(office, listing))) == ("scheduled", 1)
    assert apply_due(office.session, load(), NOW + timedelta(days=9)) == 1
    assert listing.address == "Nygata 2"


def test_what_a_former_contact_let_wait_is_looked_at_again(office: Office) -> None:
    former, listing = office.person("contact", "demo001"), office.listing("demo001")
    change(office.as_(former), listing, {"address": "Nygata 2"}, starts_on=FIRST)
    roles.hand_over(office.session, "demo001", "ny@eksempel.no", NOW, giver=None)
    assert apply_due(office.session, load(), NOW + timedelta(days=9)) == 0
    (made,) = waiting(office.session, "demo001")
    assert (made.held_for, listing.address) == (["handed_over"], "Eksempelhuset, Eksempelgata 0")


def test_times_that_have_ended_are_let_go_of_where_others_go_on(fresh_house: Flask) -> None:
    with office_that_keeps(fresh_house) as office:
        listing = office.listing("demo001")
        change(
            office.contact("demo001"),
            listing,
            {"meetings": [{"weekday": "friday", "starts": "18:30"}]},
            starts_on=FIRST,
        )
        assert [each.weekday for each in listing.schedules] == ["tuesday", "friday"]
    later(fresh_house, days=9)
    run(fresh_house, "remind")
    with office_that_keeps(fresh_house) as office:
        assert [each.weekday for each in office.listing("demo001").schedules] == ["friday"]


def test_a_cancelled_date_stays_cancelled_when_another_change_begins(office: Office) -> None:
    listing, editing = office.listing("demo001"), office.contact("demo001")
    change(editing, listing, {"address": "Nygata 2"}, starts_on=FIRST)
    cancel_date(editing, listing, date(2026, 12, 8))
    assert apply_due(office.session, load(), NOW + timedelta(days=9)) == 1
    assert [each.on for each in listing.schedules[0].changed_dates] == [date(2026, 12, 8)]
