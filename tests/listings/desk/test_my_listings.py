"""My list: what waits stands first, one tap confirms, and nobody reaches what is not theirs."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from directory import db
from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing
from tests.desks import Colleague, add_person, colleague, later, signed_in
from tests.houses import NOW

LIST = "/skrivebord/oppforinger"
AALESUND = ("contact_point", "demopointaalesund")


def stands(house: Flask, listing_id: str) -> tuple[str | None, str | None]:
    """The day and the way in which a listing was last confirmed."""
    with house.app_context():
        listing = db.primary_session().get_one(Listing, listing_id)
        day = listing.last_confirmed_on
        return (day.isoformat() if day else None, listing.confirmed_how)


def names(somebody: Colleague, query: str = "") -> list[str]:
    return somebody.get(LIST + query).texts(".desk-row h3")


def test_a_contact_sees_its_own_listing_alone(fresh_house: Flask) -> None:
    assert names(colleague(fresh_house, "contact", "demo005")) == ["Ivareta-gruppa i Ålesund (eksempel)"]


def test_every_role_sees_what_it_reaches(fresh_house: Flask) -> None:
    point = colleague(fresh_house, *AALESUND)
    with fresh_house.app_context():
        here = select(Listing.name).where(Listing.municipality_number == "1508", Listing.status != "closed")
        expected = set(db.primary_session().scalars(here))
    assert set(names(point)) == expected
    assert len(names(colleague(fresh_house, "national_editor"))) == 50
    assert "Side 1 av" in colleague(fresh_house, "national_editor").get(LIST).text


def test_what_nobody_has_confirmed_for_longest_stands_first(fresh_house: Flask) -> None:
    page = colleague(fresh_house, *AALESUND).get(LIST)
    assert page.texts("h2")[:2] == ["Trenger svar", "Resten av lista"]
    assert "Pårørendekafeen" in page.texts(".desk-row h3")[0]


def test_a_row_says_when_and_where(fresh_house: Flask) -> None:
    row = colleague(fresh_house, "contact", "demo002").get(LIST).one(".desk-row")
    for words in ("Hver ", "kl.", "Ålesund", "Bekreftet"):
        assert words in row.text


def test_one_tap_confirms_and_leads_to_the_next_row(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, *AALESUND)
    forms = somebody.get(LIST).select(".desk-row form")
    ids = [form["action"].split("/")[3] for form in forms]
    answer = somebody.post(f"{LIST}/{ids[0]}/bekreft", {"next": ids[1]})
    assert answer.location.endswith(f"#bekreft-{ids[1]}")
    assert stands(fresh_house, ids[0]) == (NOW.date().isoformat(), "single")
    page = somebody.get(answer.location.partition("#")[0])
    assert "er bekreftet" in page.one("#fortalt").text
    assert page.select(f"button[id=bekreft-{ids[1]}]")


def test_the_chosen_ones_are_confirmed_together_and_that_is_kept(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, *AALESUND)
    answer = somebody.post(f"{LIST}/bekreft", {"listing": ["demo002", "demo005", "lwnwee5n"]})
    assert "samlet=2" in answer.location
    assert stands(fresh_house, "demo002") == (NOW.date().isoformat(), "bulk")
    assert stands(fresh_house, "lwnwee5n")[1] is None  # in Trondheim: not theirs


@pytest.mark.parametrize("path", ["", "/endre", "/flytt", "/pause", "/legg-ned", "/historikk"])
def test_a_listing_that_is_not_yours_is_closed_to_you(fresh_house: Flask, path: str) -> None:
    somebody = colleague(fresh_house, "contact", "demo005")
    somebody.get(f"{LIST}/demo002{path}", expect=403)
    somebody.get(f"{LIST}/nosuchone{path}", expect=404)


@pytest.mark.parametrize(
    "act",
    [
        "bekreft",
        "endre",
        "flytt",
        "pause",
        "pause/slutt",
        "avlys",
        "sett-tilbake",
        "legg-ned",
        "apne",
        "vis",
        "kopier",
    ],
)
def test_an_act_on_a_listing_that_is_not_yours_is_refused(fresh_house: Flask, act: str) -> None:
    colleague(fresh_house, "contact", "demo005").post(
        f"{LIST}/demo002/{act}", {"on": "2026-11-24"}, expect=403
    )
    with fresh_house.app_context():
        made = select(Change).where(Change.listing_id == "demo002")
        assert db.primary_session().scalars(made).all() == []


def test_a_change_of_another_listing_cannot_be_undone_through_ones_own(fresh_house: Flask) -> None:
    point = colleague(fresh_house, *AALESUND)
    point.post(f"{LIST}/demo002/bekreft")
    with fresh_house.app_context():
        made = db.primary_session().scalars(select(Change.id).where(Change.listing_id == "demo002")).one()
    somebody = colleague(fresh_house, "contact", "demo005")
    somebody.post(f"{LIST}/demo005/endringer/{made}/angre", expect=404)
    somebody.post(f"{LIST}/demo002/endringer/{made}/angre", expect=403)


@pytest.mark.both_databases
def test_the_national_editor_finds_by_name_place_kind_and_state(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    assert names(editor, "?sok=Ivareta-gruppa i Ålesund") == ["Ivareta-gruppa i Ålesund (eksempel)"]
    assert set(names(editor, "?sok=sula")) >= {"TA TAK i Sula (eksempel)"}
    with fresh_house.app_context():
        hidden = select(Listing.name).where(Listing.status == "hidden")
        expected = set(db.primary_session().scalars(hidden))
    assert set(names(editor, "?vis=skjult")) == expected
    assert len(names(editor, "?vis=noe&slag=noe")) == 50


def test_the_first_page_says_what_waits(fresh_house: Flask) -> None:
    email = add_person(fresh_house, *AALESUND)
    assert "1 tilbud trenger svar" in signed_in(fresh_house, email).get("/skrivebord/").text
    later(fresh_house, days=timedelta(days=200).days)
    somebody = signed_in(fresh_house, email)
    waiting = len(somebody.get(LIST).select(".desk-row button"))
    assert f"{waiting} tilbud trenger svar" in somebody.get("/skrivebord/").text
