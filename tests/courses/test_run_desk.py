"""Those who hold a course have one page for it: its calendar with ticks, who does what, how many, and what comes next."""

from datetime import date

import pytest
from flask import Flask
from icalendar import Calendar

from directory import db
from directory.courses.models import CourseWork
from tests.courses.holding import DESK, LAST, RUN, course_of, hold_last, organiser
from tests.desks import Colleague, colleague, later

CALENDAR = [
    ("2026-12-09", "Planleggingsmøte 1"),
    ("2027-01-13", "Planleggingsmøte 2"),
    ("2027-02-03", "Planleggingsmøte 3"),
]


@pytest.fixture
def mine(fresh_house: Flask) -> Colleague:
    """Somebody who holds a run that begins in March 2027."""
    hold_last(fresh_house, date(2027, 3, 3))
    return organiser(fresh_house)


def test_the_calendar_is_counted_from_the_evenings(fresh_house: Flask, mine: Colleague) -> None:
    rows = [label.text for label in mine.get(RUN).select("form .choice-row label")]
    assert len(rows) == 12
    assert "Planleggingsmøte 1" in rows[0]
    assert "Onsdag 9. desember kl. 12" in rows[0]
    assert [row for row in rows if "midtveis" in row] == [
        "Deltakerne svarer skriftlig, midtveisOnsdag 17. mars 2027"
    ]
    assert "Deltakerne svarer skriftlig, til sluttOnsdag 7. april 2027" in rows
    assert "EvalueringsmøteOnsdag 21. april 2027 kl. 12" in rows


def test_what_is_done_is_ticked_and_stays(mine: Colleague) -> None:
    mine.post(RUN, {"done": ["planning-1", "planning-2", "x"]})
    mine.post(RUN, {"done": ["planning-2"]})
    ticked = [box["value"] for box in mine.get(RUN).select("input[type=checkbox][checked]")]
    assert ticked == ["planning-2"]


def test_a_meeting_that_is_moved_stays_where_the_others_follow_the_evenings(
    fresh_house: Flask, mine: Colleague
) -> None:
    page = mine.get(f"{RUN}/moter")
    said = {box["name"]: box["value"] for box in page.select("form.desk-form input.ds-input")}
    mine.post(f"{RUN}/moter", {**said, "planning-2-on": "2027-01-18", "planning-2-starts": "9.30"})
    hold_last(fresh_house, date(2027, 3, 10))
    text = mine.get(RUN).text
    assert "Mandag 18. januar 2027 kl. 9.30" in text
    assert "Onsdag 16. desember kl. 12" in text


def test_bad_input_comes_back_filled_in_and_in_words(mine: Colleague) -> None:
    page = mine.post(f"{RUN}/moter", {"planning-1-on": "i morgen", "planning-1-starts": "tidlig"}, expect=422)
    assert "Skriv datoen slik: 1.12.2026." in page.text
    assert page.one("input#planning-1-starts")["value"] == "tidlig"
    page = mine.post(f"{RUN}/tall", {"enrolled": "mange", "holding_users": "-3"}, expect=422)
    assert "Skriv et helt tall fra 0 til 1000." in page.text
    assert page.one("input#enrolled")["value"] == "mange"
    page = mine.post(f"{RUN}/kvelder", {"2-relative": "en far", "3-room": "x" * 5000}, expect=422)
    assert "Teksten er for lang" in page.text
    assert page.one("input#2-relative")["value"] == "en far"
    page = mine.post(f"{RUN}/evaluering", {"time": "Passe", "final_bad": "noen"}, expect=422)
    assert "Passe" in page.one("textarea#time").text
    assert "Skriv hva dere lærte." in mine.post(f"{RUN}/evaluering/erfaring", {"text": " "}, expect=422).text
    assert "Skriv en dag som kommer." in mine.post(f"{RUN}/ny", {"first": "2020-01-01"}, expect=422).text


def test_the_calendar_goes_along_in_ones_own_without_a_word_of_why(mine: Colleague) -> None:
    file = mine.client.get(f"{RUN}/kalender.ics", base_url="http://127.0.0.1:8000")
    calendar = Calendar.from_ical(file.data)
    events = calendar.walk("VEVENT")
    assert len(events) == 6 + 6 + 4
    assert len({str(each["uid"]) for each in events}) == len(events)
    planning = [each for each in events if str(each["summary"]).startswith("Planleggingsmøte")]
    assert [(each.end - each.start).seconds for each in planning] == [3 * 3600] * 3
    for words in ("TA TAK", "pårørende", "rus", "Ørsta"):
        assert words not in file.text


def test_few_are_told_of_early_and_a_full_course_names_the_next_host(
    fresh_house: Flask, mine: Colleague
) -> None:
    mine.post(f"{RUN}/tall", {"enrolled": "9", "waiting": "", "planning_professionals": "40"})
    page = mine.get(RUN).text
    assert "9 er påmeldt. Det bør være minst 15." in page
    assert "40 timer brukt" in page
    mine.post(f"{RUN}/tall", {"enrolled": "9", "fewest": "8"})
    assert "Det bør være minst" not in mine.get(RUN).text
    mine.post(f"{RUN}/tall", {"enrolled": "20", "waiting": "4"})
    page = mine.get(RUN).text
    assert "Kurset er fullt. Neste vertskommune er Hareid." in page
    assert "4 på venteliste" in page


def test_who_does_what_is_kept_for_a_year_after_the_last_evening(fresh_house: Flask, mine: Colleague) -> None:
    mine.post(f"{RUN}/kvelder", {"1-relative": "en mor", "2-food": "Frivilligsentralen"})
    page = mine.get(RUN).text
    assert "Pårørende som forteller: en mor" in page
    assert "Frivilligsentralen" in page
    remind = fresh_house.test_cli_runner()
    later(fresh_house, days=510)
    remind.invoke(args=["remind"])
    with fresh_house.app_context(), db.of_app().reading() as session:
        assert session.get_one(CourseWork, LAST).roles == {}


def test_a_new_run_is_a_draft_with_the_same_evenings_on_new_days(fresh_house: Flask, mine: Colleague) -> None:
    page = mine.post(f"{RUN}/ny", {"first": "1.12.2027"})
    new = course_of(fresh_house, page.location.split("/")[-1].partition("?")[0])
    before = course_of(fresh_house, LAST)
    assert new.course is not None
    assert before.course is not None
    assert (new.status, new.name, new.address) == ("draft", before.name, before.address)
    assert [each.theme for each in new.course.sessions] == [each.theme for each in before.course.sessions]
    days = [each.on.isoformat() for each in new.course.sessions]
    assert days == ["2027-12-01", "2027-12-08", "2027-12-15", "2028-01-12", "2028-01-19", "2028-01-26"]
    assert new.course.enrolled is None
    assert "som et utkast" in mine.get(page.location).text


def test_who_does_not_hold_the_course_sees_nothing_of_it(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    for somebody in (
        colleague(fresh_house, "contact", "demo005"),
        colleague(fresh_house, "organisation_editor", "lms"),
        colleague(fresh_house, "contact_point", "demopointoslo"),
    ):
        for path in ("", "/moter", "/kvelder", "/tall", "/evaluering", "/kalender.ics"):
            assert somebody.client.get(RUN + path, base_url="http://127.0.0.1:8000").status_code == 403
        somebody.post(f"{RUN}/gi-videre", expect=403)
        assert f"{DESK}/{LAST}" not in str(somebody.get(DESK).select("a[href]"))


def test_what_is_no_course_has_no_such_page(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, "contact", "demo005")
    for path in ("", "/moter", "/kvelder", "/tall", "/evaluering"):
        somebody.get(f"{DESK}/demo005{path}", expect=404)


def test_a_course_without_days_asks_for_nothing_that_needs_them(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, "contact", "demo081")
    page = somebody.get(f"{DESK}/demo081")
    assert "Kalenderen" not in page.text
    for path in ("/moter", "/kvelder"):
        assert "ingen kvelder ennå" in somebody.get(f"{DESK}/demo081{path}").text


@pytest.mark.parametrize("language", ["/nn", "/en"])
def test_every_page_speaks_every_language(fresh_house: Flask, language: str) -> None:
    hold_last(fresh_house)
    editor = colleague(fresh_house, "national_editor")
    for path in (
        DESK,
        RUN,
        *(f"{RUN}/{part}" for part in ("moter", "kvelder", "tall", "evaluering")),
        f"{DESK}/konsept/ta-tak",
        f"{DESK}/konsept/ny",
        f"{DESK}/konsept/ta-tak/pa-omgang",
        f"{DESK}/erfaringer",
    ):
        editor.get(language + path)
