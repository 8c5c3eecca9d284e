"""A draft says what it lacks, is sent once, can be thrown away, and gets as many evenings as one likes."""

import pytest
from flask import Flask

from tests.desks import Colleague, colleague
from tests.listings.desk.test_edit import LIST
from tests.listings.editors import office_that_keeps
from tests.listings.filling import filled

HERE = f"{LIST}/demo005"


@pytest.fixture
def contact(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "contact", "demo005")


def test_a_draft_says_what_it_lacks_and_once_sent_it_is_not_sent_again(
    fresh_house: Flask, contact: Colleague
) -> None:
    draft = contact.post(f"{HERE}/kopier").location.rsplit("/", 1)[0]
    with office_that_keeps(fresh_house) as office:
        listing = office.listing(draft.rsplit("/", 1)[1])
        listing.schedules, listing.by_appointment = [], False
    page = contact.post(f"{draft}/vis", expect=422)
    assert "Skriv når det er" in page.one("div.errors").text
    with office_that_keeps(fresh_house) as office:
        office.listing(draft.rsplit("/", 1)[1]).by_appointment = True
    page = contact.get(contact.post(f"{draft}/vis").location)
    assert "Sendt til godkjenning" in page.text
    assert "Noen andre ser på det før det vises." in contact.get(draft).text
    assert contact.post(f"{draft}/vis").status == 303
    assert len(contact.get(draft).select("section h3")) == 1  # sent once, however often it is pressed
    assert page.select(f'form[action="{draft}/vis"]') == []


def test_a_draft_can_be_thrown_away_and_nothing_else_can(fresh_house: Flask, contact: Colleague) -> None:
    draft = contact.post(f"{HERE}/kopier").location.rsplit("/", 1)[0]
    assert "Ingen har svart" not in contact.get(draft).text
    assert contact.get(f"{draft}/kast").heading == "Kast utkastet"
    page = contact.get(contact.post(f"{draft}/kast").location.split("#")[0])
    assert "Utkastet er kastet." in page.text
    contact.get(draft, expect=404)
    contact.post(f"{HERE}/kast", expect=404)
    assert contact.get(HERE).status == 200


def test_a_draft_that_is_thrown_away_is_in_no_file_and_nobody_keeps_it(
    fresh_house: Flask, contact: Colleague
) -> None:
    before = contact.standing()
    draft = contact.post(f"{HERE}/kopier").location.rsplit("/", 1)[0]
    secret = "Nøkkelen ligger under steinen"
    values = {**filled(contact.get(f"{draft}/endre")), "first_time": secret, "act": "save"}
    contact.post(f"{draft}/endre", values)
    assert files_with(fresh_house, secret)
    contact.post(f"{draft}/kast")
    assert files_with(fresh_house, secret) == []
    assert contact.standing() == before


def files_with(house: Flask, text: str) -> list[str]:
    """The files of the house that hold it."""
    folder = house.extensions["settings"].instance
    kept = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in kept if text.encode() in path.read_bytes()]


def test_the_number_of_evenings_is_chosen(fresh_house: Flask) -> None:
    point = colleague(fresh_house, "contact_point", "demopointaalesund")
    evenings = {
        "first_evening": "2027-02-01",
        "evening_starts": "18",
        "evening_count": "4",
        "act": "evenings",
    }
    page = point.post(f"{LIST}/ny/course", {**filled(point.get(f"{LIST}/ny/course")), **evenings}, expect=200)
    rows = page.select("input[name^=sessions-]")
    days = [each["value"] for each in rows if each["name"].endswith("-on")]
    assert days == ["2027-02-01", "2027-02-08", "2027-02-15", "2027-02-22"]


def test_fewer_and_more_evenings_than_the_programme_has_are_chosen_too(fresh_house: Flask) -> None:
    """Each of its themes once, in order; an evening beyond them has none."""
    point = colleague(fresh_house, "contact_point", "demopointaalesund")
    course = f"{LIST}/ny/course?program=ta-tak"
    evenings = {"first_evening": "2027-02-01", "evening_starts": "18", "act": "evenings"}
    told = []
    for count in ("4", "8"):
        sent = {**filled(point.get(course)), **evenings, "evening_count": count}
        rows = point.post(course, sent, expect=200).select("input[name^=sessions-]")
        told.append([each.get("value") for each in rows if each["name"].endswith("-theme")])
    fewer, more = told
    assert (len(fewer), len(more)) == (4, 8)
    assert all(more[:6]) and more[:4] == fewer and not any(more[6:])


def test_what_everybody_has_seen_once_is_thrown_away_no_more(fresh_house: Flask) -> None:
    point = colleague(fresh_house, "contact_point", "demopointaalesund")
    draft = point.post(f"{HERE}/kopier").location.rsplit("/", 1)[0]
    point.post(f"{draft}/vis")
    point.post(point.get(f"{draft}/historikk").select(".desk-list form")[0]["action"])
    page = point.get(draft)
    assert "Dette er et utkast." in page.text and "Kast utkastet" not in page.text
    point.post(f"{draft}/kast", expect=404)
