"""A date is cancelled with a reason if one likes, and the way back stands first."""

import pytest
from flask import Flask

from directory.vocabulary import CANCELLED_FOR
from tests.desks import Colleague, colleague
from tests.inspecting import Visitor
from tests.listings.desk.test_edit import LIST, stands
from tests.listings.desk.test_my_listing import words

HERE = f"{LIST}/demo005"


@pytest.fixture
def contact(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "contact", "demo005")


def test_why_a_date_is_cancelled_is_asked_and_shown_to_everybody(
    fresh_house: Flask, contact: Colleague, fresh_visit: Visitor
) -> None:
    page = contact.get(f"{HERE}/avlys/2026-11-30")
    assert words(page).count("Avlys mandag 30. november")
    assert {each["value"] for each in page.select("input[name=reason]")} == set(CANCELLED_FOR)
    page = contact.get(contact.post(f"{HERE}/avlys", {"on": "2026-11-30", "reason": "illness"}).location)
    assert "Avlyst mandag 30. november: sykdom" in words(page)
    public = fresh_visit.get("/tilbud/demo005-lms-alesund")
    assert "Avlyst mandag 30. november: sykdom." in words(public)
    assert "illness" in str(fresh_visit.get("/api/v1/listings/demo005").json["meetings"])
    english = fresh_visit.get("/en/tilbud/demo005-lms-alesund")
    assert "illness" in english.text
    contact.post(f"{HERE}/avlys", {"on": "2026-11-30", "reason": "hemmelig"}, expect=400)


def test_why_an_evening_of_a_course_is_cancelled_is_shown_as_well(
    fresh_house: Flask, fresh_visit: Visitor
) -> None:
    course = f"{LIST}/demo007"
    editor = colleague(fresh_house, "national_editor")
    links = [each["href"] for each in editor.get(course).select("main a[href]")]
    on = next(each for each in links if "/avlys/" in each).rsplit("/", 1)[1]
    page = editor.get(editor.post(f"{course}/avlys", {"on": on, "reason": "illness"}).location)
    assert "sykdom" in words(page)
    assert "sykdom" in words(fresh_visit.get("/tilbud/demo007-kurs-sula-more-og-romsdal"))


def test_the_way_back_stands_first_after_an_act(fresh_house: Flask, contact: Colleague) -> None:
    before = stands(fresh_house)
    page = contact.get(contact.post(f"{HERE}/avlys", {"on": "2026-11-30"}).location)
    back = page.one(".desk-done form")
    stranger = colleague(fresh_house, "contact_point", "demopointaalesund")
    number = back["action"].split("/")[-2]
    assert stranger.get(f"{HERE}?gjort=avlyst&endring={number}").select(".desk-done form") == []
    contact.post(back["action"])
    assert stands(fresh_house)["meetings"] == before["meetings"]


def test_the_history_tells_an_exception_once(fresh_house: Flask, contact: Colleague) -> None:
    contact.post(f"{HERE}/avlys", {"on": "2026-11-30"})
    contact.post(f"{HERE}/avlys", {"on": "2026-12-07"})
    latest, first, *_more = contact.get(f"{HERE}/historikk").select(".desk-list dl.facts")
    assert "30. november" not in latest.text.replace("\u00a0", " ")
    assert "30. november" in first.text.replace("\u00a0", " ")


def test_no_reason_is_said_where_none_was_given(contact: Colleague, fresh_visit: Visitor) -> None:
    contact.post(f"{HERE}/avlys", {"on": "2026-11-30"})
    assert "Avlyst mandag 30. november." in words(fresh_visit.get("/tilbud/demo005-lms-alesund"))


def test_what_waits_can_be_taken_back_at_once_as_well(fresh_house: Flask) -> None:
    """An editor who is new here: the change waits, and the way back stands first all the same."""
    editor = colleague(fresh_house, "organisation_editor", "lms")
    page = editor.get(editor.post(f"{HERE}/avlys", {"on": "2026-11-30"}).location)
    assert "Den vises når noen andre har sett på den." in page.one(".desk-done").text
    editor.post(page.one(".desk-done form")["action"])
    assert "Venter på et par øyne til" not in editor.get(HERE).text
