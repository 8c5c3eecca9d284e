"""The form: it knows the kind, checks what is written, loses nothing, shows how it will be, and says what waits."""

from typing import Any

import pytest
from flask import Flask

from directory import db
from directory.listings.editing.apply import change
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing
from directory.places.loading import load
from tests.desks import Colleague, colleague
from tests.inspecting import Page
from tests.listings.editors import office_that_keeps
from tests.listings.filling import field, filled

LIST = "/skrivebord/oppforinger"
EDIT = f"{LIST}/demo005/endre"


def stands(house: Flask, listing_id: str = "demo005") -> dict[str, Any]:
    """A listing as it stands, in the API's own form."""
    with house.app_context():
        return document_of(db.primary_session().get_one(Listing, listing_id), load(), public=False)


def send(somebody: Colleague, path: str, expect: int = 303, act: str = "save", **values: Any) -> Page:
    """The form of `path` as it stands, with other values in some fields."""
    form = filled(somebody.get(path)) | values
    return somebody.post(path, {**form, "act": act}, expect=expect)


@pytest.fixture
def contact(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "contact", "demo005")


@pytest.mark.parametrize("listing_id", ["demo001", "demo005", "demo007", "demo019", "lwnwee5n", "q7r77w34"])
def test_a_form_that_nobody_changed_changes_nothing(fresh_house: Flask, listing_id: str) -> None:
    before = stands(fresh_house, listing_id)
    somebody = colleague(fresh_house, "national_editor")
    assert send(somebody, f"{LIST}/{listing_id}/endre").location.endswith("gjort=uendret")
    assert stands(fresh_house, listing_id) == before


def test_what_is_written_is_kept(fresh_house: Flask, contact: Colleague) -> None:
    new = {
        "name": "Ivareta i Ålesund (eksempel)",
        "meetings-0-starts": "kl 19",
        "meetings-0-ends": "2030",
        "contacts-0-phone": "22400040",
        "contacts-0-email": "Post@Eksempel.no",
        "url": "www.eksempel.no/ivareta",
        "needs": ["drugs"],
        "leading": "professional",
        "wheelchair": "yes",
        "age_from": "18",
    }
    assert send(contact, EDIT, **new).location.endswith("gjort=lagret")
    after = stands(fresh_house)
    assert after["name"] == "Ivareta i Ålesund (eksempel)"
    assert (after["meetings"][0]["starts"], after["meetings"][0]["ends"]) == ("19:00", "20:30")
    reach = {"role": "Gruppas telefon", "phone": "22 40 00 40", "email": "post@eksempel.no"}
    assert after["contacts"] == [reach]
    assert after["url"] == "https://www.eksempel.no/ivareta"
    assert (after["needs"], after["leader"], after["wheelchair"]) == (["drugs"], "professional", True)
    assert after["age_from"] == 18


FAULTY = {
    "name": "",
    "meetings-0-starts": "kveld",
    "meetings-0-ends": "25.00",
    "contacts-0-phone": "12 34",
    "contacts-0-email": "post hos eksempel",
    "url": "eksempel",
    "age_from": "atten",
    "place_text": "Ingensteds",
    "starts_on": "i morgen",
    "summary": "En tekst som ikke skal bort.",
}


def test_a_form_with_errors_comes_back_filled_with_words_by_each_field(
    fresh_house: Flask, contact: Colleague
) -> None:
    before = stands(fresh_house)
    page = send(contact, EDIT, expect=422, **FAULTY)
    assert {name: field(page, name) for name in FAULTY} == FAULTY
    linked = {part["href"].removeprefix("#") for part in page.select(".errors a")}
    assert linked == set(FAULTY) - {"summary"}
    assert all(page.one(f"[id={name}-error]").text for name in linked)
    assert page.one("#feil").get("autofocus") is not None
    assert page.title.startswith("Feil:")
    assert stands(fresh_house) == before


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"meetings-0-starts": "19", "meetings-0-ends": "18"}, "meetings-0-ends"),
        ({"meetings-0-starts": "19", "meetings-0-ends": "19"}, "meetings-0-ends"),
        ({"meetings-0-rhythm": "2"}, "meetings-0-from_date"),
        ({"meetings-0-weekday": ""}, "meetings-0-weekday"),
        ({"age_from": "50", "age_to": "20"}, "age_to"),
        ({"contacts-0-phone": ""}, "contacts-0-phone"),
        ({"place_text": ""}, "place_text"),
        ({"needs": []}, "needs"),
        ({"summary": "x" * 4001}, "summary"),
        ({"url": "mailto:post@eksempel.no"}, "url"),
        ({"url": "http:eksempel.no"}, "url"),
    ],
)
def test_what_does_not_fit_together_is_said_by_the_field(
    contact: Colleague, values: dict[str, Any], where: str
) -> None:
    page = send(contact, EDIT, expect=422, **values)
    assert [part["href"] for part in page.select(".errors a")] == [f"#{where}"]


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        ({"every": 12, "from": "2026-11-23"}, "Hver 12. uke"),
        ({"every": 5, "from": "2026-11-23"}, "Hver 5. uke"),
        ({"every": 52, "from": "2026-11-23"}, "Hver 52. uke"),
        ({"every": 2, "nth": -1, "from": "2026-11-23"}, "Den siste i måneden"),
    ],
)
def test_a_rhythm_from_elsewhere_is_said_in_words_and_kept(
    fresh_house: Flask, contact: Colleague, rhythm: dict[str, Any], words: str
) -> None:
    monday = {"weekday": "monday", "starts": "18:30", "note": "Inngang bak"}
    with office_that_keeps(fresh_house) as office:
        change(office.contact(), office.listing(), {"meetings": [{**monday, **rhythm}]})
    before = stands(fresh_house)
    (chosen,) = contact.get(EDIT).texts("#meetings-0-rhythm option[selected]")
    assert chosen == words
    assert send(contact, EDIT).location.endswith("gjort=uendret")
    send(contact, EDIT, summary="Noe annet.")
    assert stands(fresh_house) == before | {"summary": "Noe annet."}


def test_a_rhythm_that_cannot_be_is_refused(contact: Colleague) -> None:
    assert send(contact, EDIT, expect=422, **{"meetings-0-rhythm": "53"}).select("#meetings-0-rhythm-error")


def test_a_meeting_may_end_after_midnight(fresh_house: Flask, contact: Colleague) -> None:
    send(contact, EDIT, **{"meetings-0-starts": "22", "meetings-0-ends": "00.30"})
    assert stands(fresh_house)["meetings"][0]["ends"] == "00:30"


def test_one_more_time_is_added_without_a_script_and_one_is_taken_away(
    fresh_house: Flask, contact: Colleague
) -> None:
    page = send(contact, EDIT, expect=200, act="more-meetings", name="Nytt navn (eksempel)")
    assert field(page, "name") == "Nytt navn (eksempel)"
    new = {"meetings-1-weekday": "friday", "meetings-1-starts": "18", "meetings-0-remove": "y"}
    contact.post(EDIT, {**filled(page), **new, "act": "save"})
    after = stands(fresh_house)
    assert [(each["weekday"], each["starts"]) for each in after["meetings"]] == [("friday", "18:00")]
    assert after["name"] == "Nytt navn (eksempel)"


def test_a_row_that_is_left_empty_is_no_row(fresh_house: Flask, contact: Colleague) -> None:
    before = stands(fresh_house)
    page = send(contact, EDIT, expect=200, act="more-contacts")
    contact.post(EDIT, {**filled(page), "act": "save"})
    assert stands(fresh_house) == before


def test_a_name_of_several_places_is_asked_about(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    page = send(editor, f"{LIST}/demo001/endre", expect=422, place_text="Herøy")
    labels = page.texts("#place_choice label")
    assert "Herøy (Nordland)" in labels
    chosen = filled(page) | {"place_choice": "1818", "act": "save"}
    editor.post(f"{LIST}/demo001/endre", chosen)
    page = editor.get(f"{LIST}/demo001")
    told = page.text
    assert "Herøy (Nordland)" in told or stands(fresh_house, "demo001")["municipality_number"] == "1818"


def test_a_single_date_that_was_cancelled_stays_so_when_the_clock_is_changed(
    fresh_house: Flask, contact: Colleague
) -> None:
    contact.post(f"{LIST}/demo005/avlys", {"on": "2026-11-30"})
    send(contact, EDIT, **{"meetings-0-starts": "19"})
    (meeting,) = stands(fresh_house)["meetings"]
    assert (meeting["starts"], [each["on"] for each in meeting["changed_dates"]]) == ("19:00", ["2026-11-30"])


def test_a_preview_is_the_public_page_and_keeps_nothing(fresh_house: Flask, contact: Colleague) -> None:
    before = stands(fresh_house)
    page = send(
        contact, EDIT, expect=200, act="preview", summary="Slik skal det bli.", **{"meetings-0-starts": "17"}
    )
    assert "Ingenting er lagret ennå." in page.text
    assert page.one(".summary").text == "Slik skal det bli."
    assert "kl. 17" in page.one(".next-when").text.replace("\u00a0", " ")
    assert stands(fresh_house) == before
    back = contact.post(EDIT, {**filled(page, ".desk-preview form"), "act": "back"}, expect=200)
    assert field(back, "summary") == "Slik skal det bli."
    contact.post(EDIT, {**filled(page, ".desk-preview form"), "act": "save"})
    assert stands(fresh_house)["summary"] == "Slik skal det bli."


def test_a_change_that_begins_later_is_said_beforehand_and_can_be_taken_back(
    fresh_house: Flask, contact: Colleague
) -> None:
    answer = send(contact, EDIT, starts_on="1.2.2027", area_only=[], address="Eksempelgata 9")
    assert answer.location.endswith("gjort=senere")
    page = contact.get(answer.location)
    assert "Fra 1. februar 2027" in page.text.replace("\u00a0", " ")
    assert stands(fresh_house)["address"] is None
    contact.post(page.one("form[action^=/skrivebord/oppforinger/demo005/endringer]")["action"])
    assert "Dette venter" not in contact.get(f"{LIST}/demo005").text


def test_what_is_held_says_so_and_why_in_words(fresh_house: Flask) -> None:
    colleague(fresh_house, "contact", "demo005")
    editor = colleague(fresh_house, "organisation_editor", "lms")
    answer = send(
        editor, EDIT, **{"contacts-0-phone": "22 40 00 40", "name": "Ivareta-gruppa i Ålesund\u200b"}
    )
    assert answer.location.endswith("gjort=venter")
    page = editor.get(answer.location)
    assert "Venter på et par øyne til:" in page.text
    assert "Du endrer hvordan folk når fram." in page.text
    assert "et tegn som ikke synes" in page.text
    assert stands(fresh_house)["contacts"][0]["phone"] == "00 00 00 00"


def test_moving_from_a_day_keeps_today_as_it_is(fresh_house: Flask, contact: Colleague) -> None:
    path = f"{LIST}/demo005/flytt"
    send(contact, path, expect=422, address="Eksempelgata 9")
    send(contact, path, starts_on="2027-01-01", address="Eksempelgata 9", **{"meetings-0-starts": "20"})
    after = stands(fresh_house)
    assert after["address"] is None
    assert [(each["starts"], each["from"], each["until"]) for each in after["meetings"]] == [
        ("18:30", None, "2026-12-31"),
        ("20:00", "2027-01-04", None),
    ]


@pytest.mark.parametrize(
    ("path", "act"),
    [
        ("demo005/endre", "more-sessions"),
        ("demo005/endre", "evenings"),
        ("demo005/flytt", "more-contacts"),
        ("demo005/flytt", "evenings"),
        ("q7r77w34/endre", "more-meetings"),
        ("ny/course", "more-meetings"),
        ("ny/group", "more-sessions"),
        ("demo005/endre", "more-name"),
        ("demo005/endre", "more-"),
    ],
)
def test_a_button_that_the_form_has_not_gives_the_form_again(own_house: Flask, path: str, act: str) -> None:
    page = f"{LIST}/{path}"
    assert send(colleague(own_house, "national_editor"), page, expect=200, act=act).select("form#skjema")


def test_what_few_need_is_folded_until_there_is_a_fault_in_it_and_nobody_signs_out_by_mistake(
    fresh_house: Flask,
) -> None:
    somebody = colleague(fresh_house, "contact", "demo005")
    page = somebody.get(EDIT)
    folded, opened = (page.select(f"main details{state}") for state in ("", "[open]"))
    assert len(opened) < len(folded)
    assert page.one("nav.bar") and not page.select("nav.bar button")
    assert not page.select("main details[open] #age_from")
    page = send(somebody, EDIT, expect=422, age_from="gammel")
    assert page.select("main details[open] #age_from")
