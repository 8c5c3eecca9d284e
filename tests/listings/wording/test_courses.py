"""Courses: seats and deadlines as text, who may join, and whose turn it is to host."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory import db
from directory.listings.records.courses import CourseRun, CourseSession, Rota
from directory.listings.records.models import Listing
from directory.listings.records.rota import next_host
from directory.listings.wording.course_words import catchment_names, next_host_in_words, seats_in_words
from directory.places.loading import load
from tests.houses import NOW
from tests.inspecting import Visitor

TODAY = NOW.date()
SEVEN = ["1515", "1516", "1517", "1514", "1511", "1577", "1520"]


@pytest.mark.parametrize(
    ("seats", "enrolled", "deadline", "words"),
    [
        (20, 12, date(2026, 11, 25), "8 av 20 plasser er ledige. Fristen for å melde seg på er om 3 dager."),
        (20, 19, date(2026, 11, 23), "Én av 20 plasser er ledig. Fristen for å melde seg på er i morgen."),
        (20, 20, None, "Kurset er fullt. Spør om venteliste."),
        (20, None, date(2026, 11, 22), "Det er plass til 20. Fristen for å melde seg på er i dag."),
        (None, None, date(2026, 11, 1), "Fristen for å melde seg på var 1.\u00a0november."),
        (None, None, None, ""),
    ],
)
def test_seats_and_deadline_are_said_in_words(
    house: Flask, seats: int | None, enrolled: int | None, deadline: date | None, words: str
) -> None:
    course = CourseRun(seats=seats, enrolled=enrolled, deadline=deadline)
    with house.test_request_context("/"):
        assert seats_in_words(course, "active", TODAY) == words


def test_a_course_with_twelve_of_twenty_says_so_on_its_page(visit: Visitor) -> None:
    page = visit.get("/tilbud/demo007-1531-sula", expect=301)
    text = visit.get(page.location).text
    assert "8 av 20 plasser er ledige. Fristen for å melde seg på er om 3 dager." in text


def test_what_one_needs_to_sign_up_stands_in_the_box_at_the_top(visit: Visitor) -> None:
    page = visit.get("/tilbud/demo007-kurs-sula-more-og-romsdal").body
    box = page.partition('class="next-time"')[2].partition("</section>")[0]
    for words in ("plasser er ledige", "Fristen", "Påmelding:", "For deg som bor i"):
        assert words in box
    assert "Mestring og verdighet" not in box  # each theme stands once, beside its day


def test_a_relative_in_the_catchment_is_offered_the_course(visit: Visitor) -> None:
    text = visit.get("/finn?audience=relative&need=alcohol&place=giske").text
    assert "TA TAK i Sula" in text


def test_a_relative_from_outside_is_told_why_not_and_what_else(visit: Visitor) -> None:
    page = visit.get("/finn?audience=relative&need=alcohol&place=molde")
    assert "TA TAK i Sula (eksempel) er bare for dem som bor i Sula, Ålesund og Giske." in page.text
    assert "Spør dem som svarer der du bor" in page.text
    assert page.select("li.card")


def a_run(session: Session, number: int, municipality: str, first: date, rota: str) -> None:
    course = CourseRun(rota_code=rota, programme_code="ta-tak")
    course.sessions = [CourseSession(number=1, on=first, starts=NOW.time(), ends=None)]
    session.add(
        Listing(
            id=f"run{number}", name=f"TA TAK {number}", kind="course", municipality_number=municipality,
            source="test", demo=True, course=course,
        )
    )  # fmt: skip


@pytest.mark.parametrize("held", range(8))
def test_a_rota_of_seven_eighteen_months_apart_shows_the_right_next_host(
    fresh_house: Flask, held: int
) -> None:
    with fresh_house.test_request_context("/"), db.of_app().writing() as session:
        rota = Rota(
            code="seven",
            name="Sju",
            programme_code="ta-tak",
            interval_months=18,
            municipalities=SEVEN,
            demo=True,
        )
        session.add(rota)
        session.flush()
        began = [date(2014 + (n * 18) // 12, 1 + (n * 18) % 12, 15) for n in range(held)]
        for number, first in enumerate(began):
            a_run(session, number, SEVEN[number % 7], first, "seven")
        session.flush()
        host = next_host(session, rota, TODAY)
        assert host is not None
        assert host.municipality_number == SEVEN[held % 7]
        if held:
            months = (host.around.year - began[-1].year) * 12 + host.around.month - began[-1].month
            assert months == 18
        name = load().by_number(SEVEN[held % 7]).name
        assert name in next_host_in_words(host, load(), TODAY)


@pytest.mark.both_databases
def test_a_run_that_is_planned_is_the_next_whoever_hosts_it(fresh_house: Flask) -> None:
    with fresh_house.app_context(), db.of_app().writing() as session:
        rota = Rota(
            code="two",
            name="To",
            programme_code="ta-tak",
            interval_months=18,
            municipalities=SEVEN,
            demo=True,
        )
        session.add(rota)
        session.flush()
        a_run(session, 1, "1515", date(2025, 1, 10), "two")
        a_run(session, 2, "1520", date(2027, 2, 10), "two")
        session.flush()
        host = next_host(session, rota, TODAY)
        assert host is not None
        assert host.listing is not None
        assert (host.municipality_number, host.around) == ("1520", date(2027, 2, 10))


def test_the_catchment_is_said_by_name(house: Flask) -> None:
    with house.test_request_context("/"):
        assert (
            catchment_names(Listing(catchment=["1531", "1508", "1532"]), load()) == "Sula, Ålesund og Giske"
        )
