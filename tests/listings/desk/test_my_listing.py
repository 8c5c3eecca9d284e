"""What can be done with a listing: a pause, a date, an end, a copy, a new one, and the way back from each."""

import pytest
from flask import Flask

from tests.desks import Colleague, colleague
from tests.inspecting import Page
from tests.listings.desk.test_edit import LIST, send, stands
from tests.listings.filling import field, filled

HERE = f"{LIST}/demo005"
NEW_COURSE = f"{LIST}/ny/course?program=ta-tak"


@pytest.fixture
def contact(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "contact", "demo005")


def words(page: Page) -> str:
    return page.text.replace("\u00a0", " ")


def undo_latest(somebody: Colleague, listing: str = HERE) -> None:
    forms = somebody.get(f"{listing}/historikk").select(".desk-list form")
    somebody.post(forms[0]["action"])


def test_a_pause_for_july_is_said_and_taken_away(fresh_house: Flask, contact: Colleague) -> None:
    july = {"first": "2027-07-01", "last": "31.7.2027", "note": "Sommerferie"}
    page = contact.get(contact.post(f"{HERE}/pause", july).location)
    assert "Pause fra 1. juli 2027 til og med 31. juli 2027" in words(page)
    assert stands(fresh_house)["pauses"] == [
        {"from": "2027-07-01", "until": "2027-07-31", "reason": None, "note": "Sommerferie"}
    ]
    contact.post(f"{HERE}/pause/slutt", {"on": "2027-07-01"})
    assert stands(fresh_house)["pauses"] == []


def test_a_pause_that_ends_before_it_begins_comes_back(contact: Colleague) -> None:
    page = contact.post(f"{HERE}/pause", {"first": "2027-07-31", "last": "2027-07-01"}, expect=422)
    assert page.one("#last-error").text
    page = contact.post(f"{HERE}/pause", {"first": "", "note": "Ferie"}, expect=422)
    assert page.one("#first-error").text
    assert page.one("#note")["value"] == "Ferie"


@pytest.mark.parametrize("day", ["31.12.9999", "0001-01-01"])
def test_a_day_that_nobody_means_is_no_date(contact: Colleague, day: str) -> None:
    page = contact.post(f"{HERE}/pause", {"first": day, "last": day}, expect=422)
    assert "Skriv datoen slik" in page.one("#first-error").text


def test_one_date_is_cancelled_and_put_back(fresh_house: Flask, contact: Colleague) -> None:
    before = stands(fresh_house)
    page = contact.get(contact.post(f"{HERE}/avlys", {"on": "2026-11-30"}).location)
    assert "Avlyst mandag 30. november" in words(page)
    contact.post(f"{HERE}/sett-tilbake", {"on": "2026-11-30"})
    assert stands(fresh_house) == before


@pytest.mark.parametrize("on", ["", "i morgen", "9999-01-01", "0001-01-01", "2026-13-01"])
def test_a_date_that_cannot_be_is_refused(contact: Colleague, on: str) -> None:
    for act in ("avlys", "sett-tilbake", "pause/slutt"):
        contact.post(f"{HERE}/{act}", {"on": on}, expect=400)


def test_a_day_without_a_meeting_cancels_nothing(contact: Colleague) -> None:
    assert contact.post(f"{HERE}/avlys", {"on": "2026-12-01"}).location.endswith("gjort=uendret")


def test_a_listing_is_closed_and_opened_again(fresh_house: Flask, contact: Colleague) -> None:
    contact.post(f"{HERE}/legg-ned", {"reason": "Ikke nok deltakere"})
    assert stands(fresh_house)["status"] == "closed"
    assert contact.get(LIST).select(".desk-row") == []
    contact.post(f"{HERE}/apne")
    assert stands(fresh_house)["status"] == "active"
    assert "Hvorfor: Ikke nok deltakere" in contact.get(f"{HERE}/historikk").text


def test_the_history_says_who_when_what_and_leads_back(fresh_house: Flask, contact: Colleague) -> None:
    before = stands(fresh_house)
    send(contact, f"{HERE}/endre", summary="Noe annet.", reason="Ny brosjyre")
    page = contact.get(f"{HERE}/historikk")
    for told in (
        "Kontakt for et tilbud",
        "Kort om tilbudet",
        "Noe annet.",
        "Hvorfor: Ny brosjyre",
        "22. november kl. 12",
    ):
        assert told in words(page)
    undo_latest(contact)
    assert stands(fresh_house) == before


def test_what_was_built_upon_is_not_undone_and_it_is_said_why(fresh_house: Flask, contact: Colleague) -> None:
    send(contact, f"{HERE}/endre", summary="En.")
    send(contact, f"{HERE}/endre", summary="To.")
    first = contact.get(f"{HERE}/historikk").select(".desk-list form")[1]["action"]
    page = contact.post(first, expect=409)
    assert "Dette er endret igjen etterpå: kort om tilbudet." in page.text
    assert stands(fresh_house)["summary"] == "To."


def test_a_contacts_copy_is_a_draft_until_somebody_else_says_yes(
    fresh_house: Flask, contact: Colleague
) -> None:
    assert contact.get(HERE).one(f'form[action="{HERE}/kopier"]')
    answer = contact.post(f"{HERE}/kopier")
    draft = answer.location.split("/")[3]
    assert field(contact.get(answer.location), "name") == "Ivareta-gruppa i Ålesund (eksempel)"
    assert "Send det til godkjenning" in contact.get(f"{LIST}/{draft}").text
    told = contact.post(f"{LIST}/{draft}/vis")
    assert told.location.endswith("gjort=sendt")
    assert stands(fresh_house, draft)["status"] == "draft"
    fresh = colleague(fresh_house, "national_editor")
    fresh.post(f"{LIST}/{draft}/vis")
    assert stands(fresh_house, draft)["status"] == "active"


def autumn(somebody: Colleague) -> Page:
    """The form of the autumn's run, its evenings filled in."""
    form = filled(somebody.get(NEW_COURSE))
    form |= {
        "rota": "demosoresunnmore",
        "first_evening": "2027-09-07",
        "evening_starts": "18",
        "evening_ends": "20.30",
    }
    return somebody.post(NEW_COURSE, {**form, "act": "evenings"}, expect=200)


def test_a_run_of_a_programme_fills_in_its_evenings_and_its_municipalities(fresh_house: Flask) -> None:
    point = colleague(fresh_house, "contact_point", "demopointaalesund")
    page = autumn(point)
    assert field(page, "sessions-0-theme") == "Mestring og verdighet"
    assert field(page, "sessions-5-on") == "2027-10-12"
    assert "Herøy (Møre og Romsdal)" in field(page, "catchment")
    ready = filled(page) | {
        "needs": ["alcohol"],
        "name": "TA TAK høsten 2027 (eksempel)",
        "seats": "20",
        "act": "save",
    }
    draft = point.post(NEW_COURSE, ready).location.split("/")[3].partition("?")[0]
    made = stands(fresh_house, draft)
    assert (made["status"], made["course"]["rota"]) == ("draft", "demosoresunnmore")
    assert [each["number"] for each in made["course"]["sessions"]] == [1, 2, 3, 4, 5, 6]
    assert len(made["catchment"]) == 7


def test_evenings_out_of_order_and_a_late_deadline_are_said(fresh_house: Flask) -> None:
    point = colleague(fresh_house, "contact_point", "demopointaalesund")
    form = filled(autumn(point)) | {"needs": ["alcohol"], "act": "save"}
    page = point.post(NEW_COURSE, form | {"sessions-1-on": "2027-09-01"}, expect=422)
    assert "i rekkefølge" in page.one(".errors").text
    page = point.post(NEW_COURSE, form | {"deadline": "2027-10-01"}, expect=422)
    assert page.one("#deadline-error").text


@pytest.mark.parametrize("kind", ["group", "meeting_place", "service"])
def test_each_kind_can_be_new_and_is_a_draft_that_its_maker_reaches(fresh_house: Flask, kind: str) -> None:
    somebody = colleague(fresh_house, "contact", "demo005")
    path = f"{LIST}/ny/{kind}"
    page = somebody.post(path, {"act": "more-meetings"}, expect=200)
    form = filled(page) | {
        "name": "Noe nytt (eksempel)",
        "audiences": ["self"],
        "needs": ["grief"],
        "formats": ["in_person"],
        "place_text": "6002",
        "meetings-0-weekday": "tuesday",
        "meetings-0-starts": "18",
        "act": "save",
    }
    answer = somebody.post(path, form)
    draft = answer.location.split("/")[3].partition("?")[0]
    made = stands(fresh_house, draft)
    purposes = {"group": "meeting", "meeting_place": "opening", "service": "presence"}
    assert (made["kind"], made["status"], made["municipality"]) == (kind, "draft", "Ålesund")
    assert made["meetings"][0]["purpose"] == purposes[kind]
    assert "Noe nytt" in somebody.get(LIST).text


def test_a_kind_that_does_not_exist_is_not_found(contact: Colleague) -> None:
    contact.get(f"{LIST}/ny/noe", expect=404)
