"""My list: what waits stands first, one tap confirms, and nobody reaches what is not theirs."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from directory import db
from directory.listings.desk.list_rows import A_PAGE
from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing
from tests.desks import Colleague, add_person, colleague, later, signed_in
from tests.house.test_queries import copied
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
    assert len(names(colleague(fresh_house, "national_editor"))) == A_PAGE
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


def test_all_that_the_page_shows_are_confirmed_by_one_press(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, *AALESUND)
    form = somebody.get(LIST).one("form[id=valgte]")
    shown = [field["value"] for field in form.select("input[name=shown]")]
    assert f"Bekreft alle {len(shown)} her" in form.text
    answer = somebody.post(form["action"], {"shown": shown, "listing": ["demo002"], "all": "1"})
    assert f"samlet={len(shown)}" in answer.location
    assert {stands(fresh_house, id_) for id_ in shown} == {(NOW.date().isoformat(), "bulk")}


def test_where_none_is_ticked_the_page_says_so_and_nothing_is_confirmed(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, *AALESUND)
    before = stands(fresh_house, "demo002")
    answer = somebody.post(f"{LIST}/bekreft?slag=group&side=1", {"shown": ["demo002"]})
    page = somebody.get(answer.location.partition("#")[0])
    assert "Du har ikke krysset av for noen." in page.one("[role=alert]").text
    assert "slag=group" in answer.location
    assert stands(fresh_house, "demo002") == before


@pytest.fixture
def crowded(fresh_house: Flask) -> Flask:
    """A house where one contact point has more than five hundred listings."""
    with fresh_house.app_context(), db.of_app().writing() as session:
        there = select(Listing).where(Listing.municipality_number == "1508", Listing.status == "active")
        rows = session.scalars(there).all()
        for number in range(500):
            row = rows[number % len(rows)]
            copy = copied(row, id=f"mange{number}", name=f"Gruppe {number} (eksempel)")
            copy.schedules = [copied(each, listing_id=copy.id) for each in row.schedules]
            copy.contacts = [copied(each, listing_id=copy.id) for each in row.contacts]
            copy.run_by = [copied(each, listing_id=copy.id) for each in row.run_by]
            session.add(copy)
    return fresh_house


def test_five_hundred_listings_are_as_quick_as_six_and_all_are_found(crowded: Flask) -> None:
    somebody = colleague(crowded, *AALESUND)
    assert somebody.count_queries(f"{LIST}?side=3") <= 10
    page = somebody.get(f"{LIST}?side=999")
    assert page.select(".desk-row") and "Side 46 av 46" in page.text
    assert names(somebody, "?sok=gruppe 499") == ["Gruppe 499 (eksempel)"]
    first, second = (set(names(somebody, f"?side={number}")) for number in (1, 2))
    assert len(first) == len(second) == A_PAGE and not first & second


def test_a_word_is_looked_for_in_names_and_streets_and_only_a_places_own_name_means_the_place(
    fresh_house: Flask,
) -> None:
    with fresh_house.app_context(), db.of_app().writing() as session:
        session.get_one(Listing, "demo002").address = "Øvre gate 0"
        session.get_one(Listing, "demo005").name = "Årvoll (eksempel)"
    editor = colleague(fresh_house, "national_editor")
    with fresh_house.app_context():
        street = db.primary_session().get_one(Listing, "demo002").name
    assert names(editor, "?sok=ØVRE gate") == [street]
    assert names(editor, "?sok=øvre ålesund") == [street]
    assert names(editor, "?sok=øvre sula") == []
    assert names(editor, "?sok=årvoll") == ["Årvoll (eksempel)"]
    assert "TA TAK i Sula (eksempel)" in names(editor, "?sok=Sulaa")  # misspelt: only where nothing else fits


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
    assert set(names(editor, "?vis=skjult")) == expected or len(expected) > A_PAGE
    assert len(names(editor, "?vis=noe&slag=noe")) == A_PAGE


def test_the_first_page_says_what_waits(fresh_house: Flask) -> None:
    email = add_person(fresh_house, *AALESUND)
    assert "1 tilbud trenger svar" in signed_in(fresh_house, email).get("/skrivebord/").text
    later(fresh_house, days=timedelta(days=200).days)
    somebody = signed_in(fresh_house, email)
    waiting = len(somebody.get(LIST).select(".desk-row button"))
    assert f"{waiting} tilbud trenger svar" in somebody.get("/skrivebord/").text


def test_who_has_answered_for_all_sees_the_rest_of_the_list_and_can_look_for_a_name_in_it(
    fresh_house: Flask,
) -> None:
    somebody = colleague(fresh_house, *AALESUND)
    somebody.post(f"{LIST}/bekreft?vis=svar", {"shown": _ids(somebody), "all": "1"})
    rest = somebody.get(f"{LIST}?vis=svar&samlet=1")
    assert "Nå er det ingenting igjen å bekrefte." in rest.text
    assert rest.select(".desk-row") and not rest.select("details[open]")
    found = somebody.get(f"{LIST}?vis=svar&sok=al-anon")
    assert "Vi leter i hele lista:" in found.text
    assert any("Al-Anon" in row.text for row in found.select(".desk-row"))


def _ids(somebody: Colleague) -> list[str]:
    return [field["value"] for field in somebody.get(LIST).select("input[name=shown]")]
