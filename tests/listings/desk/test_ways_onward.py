"""What comes after a listing is written at the desk: by the name of another, chosen among several, or as text."""

from typing import Any

import pytest
from flask import Flask

from tests.desks import Colleague, colleague
from tests.inspecting import Page, Visitor
from tests.listings.desk.test_edit import LIST, send, stands
from tests.listings.desk.test_my_listing import undo_latest, words
from tests.listings.filling import field, filled

EDIT = f"{LIST}/demo005/endre"
AFTER = {"pathways-0-path": "after"}


@pytest.fixture
def contact(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "contact", "demo005")


def written(somebody: Colleague, expect: int = 303, path: str = EDIT, **values: str) -> Page:
    """The form with a new way onward."""
    page = send(somebody, path, expect=200, act="more-pathways")
    new = {**AFTER, **{f"pathways-0-{name}": value for name, value in values.items()}}
    return somebody.post(path, {**filled(page), **new, "act": "save"}, expect=expect)


def ways(house: Flask, listing_id: str = "demo005") -> list[Any]:
    return [(way["path"], way["to"], way["text"]) for way in stands(house, listing_id)["pathways"]]


@pytest.mark.parametrize(
    "to",
    [
        "TA TAK i Sula (eksempel)",
        "ta tak sula eksempel",
        "demo007",
        "http://127.0.0.1:8000/tilbud/demo007-ta-tak-sula",
        "TA TAK (demo007)",
    ],
)
def test_another_listing_is_named_as_people_name_it(fresh_house: Flask, contact: Colleague, to: str) -> None:
    assert written(contact, to=to).location.endswith("gjort=lagret")
    assert ways(fresh_house) == [("after", "demo007", None)]


def test_it_stands_on_the_listings_page_in_the_history_and_is_undone(
    fresh_house: Flask, contact: Colleague
) -> None:
    written(contact, to="TA TAK i Sula (eksempel)", text="Begynner i januar")
    visitor = Visitor(fresh_house)
    page = visitor.get(visitor.get("/tilbud/demo005", expect=301).location)
    assert "Etterpå TA TAK i Sula (eksempel) Begynner i januar" in words(page)
    told = words(contact.get(f"{LIST}/demo005/historikk"))
    assert "Etterpå: TA TAK i Sula (eksempel): Begynner i januar" in told
    undo_latest(contact)
    assert ways(fresh_house) == []


def test_where_there_is_no_listing_to_name_words_are_enough(fresh_house: Flask, contact: Colleague) -> None:
    page = send(contact, EDIT, expect=200, act="more-pathways")
    new = {"pathways-0-path": "onward", "pathways-0-text": "Spør på frivilligsentralen"}
    contact.post(EDIT, {**filled(page), **new, "act": "save"})
    assert ways(fresh_house) == [("onward", None, "Spør på frivilligsentralen")]


@pytest.mark.both_databases
def test_of_several_one_is_chosen(fresh_house: Flask, contact: Colleague) -> None:
    page = written(contact, expect=422, to="Ålesund")
    assert field(page, "pathways-0-to") == "Ålesund"
    (choice,) = [part for part in page.select("#pathways-0-choice input") if part["value"] == "demo001"]
    contact.post(EDIT, {**filled(page), "pathways-0-choice": choice["value"], "act": "save"})
    assert ways(fresh_house) == [("after", "demo001", None)]


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"to": "Finnes ikke noe sted"}, "to"),
        ({"to": "Ivareta-gruppa i Ålesund (eksempel)"}, "to"),
        ({"to": ""}, "to"),
        ({"path": "", "to": "demo007"}, "path"),
    ],
)
def test_what_is_not_understood_is_said_by_the_field(
    fresh_house: Flask, contact: Colleague, values: dict[str, str], where: str
) -> None:
    page = send(contact, EDIT, expect=200, act="more-pathways")
    new = {**AFTER, **{f"pathways-0-{name}": value for name, value in values.items()}}
    page = contact.post(EDIT, {**filled(page), **new, "act": "save"}, expect=422)
    assert [part["href"] for part in page.select(".errors a")] == [f"#pathways-0-{where}"]
    assert ways(fresh_house) == []


def test_nobody_is_led_to_a_draft_of_somebody_else(fresh_house: Flask, contact: Colleague) -> None:
    other = colleague(fresh_house, "contact", "demo001")
    draft = other.post(f"{LIST}/demo001/kopier").location.split("/")[3]
    assert written(contact, expect=422, to=draft).select("#pathways-0-to-error")
    written(other, path=f"{LIST}/demo001/endre", to=draft)
    assert ways(fresh_house, "demo001") == [("after", draft, None)]


def test_names_of_ones_own_listings_are_there_to_choose_from(fresh_house: Flask) -> None:
    point = colleague(fresh_house, "contact_point", "demopointaalesund")
    offered = [part["value"] for part in point.get(EDIT).select("#egne-tilbud option")]
    assert "Ivareta-gruppa i Ålesund (eksempel)" not in offered
    assert len(offered) > 3
    everywhere = colleague(fresh_house, "national_editor")
    assert everywhere.get(EDIT).select("#egne-tilbud option") == []


def test_what_leads_on_is_shown_by_name_and_stays_when_nobody_touches_it(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, "contact", "demo007")
    before, page = ways(fresh_house, "demo007"), somebody.get(f"{LIST}/demo007/endre")
    assert field(page, "pathways-0-to") == "Ivareta-gruppa i Ålesund (eksempel)"
    assert send(somebody, f"{LIST}/demo007/endre").location.endswith("gjort=uendret")
    send(somebody, f"{LIST}/demo007/endre", **{"pathways-0-remove": "y"})
    assert ways(fresh_house, "demo007") == before[1:]
