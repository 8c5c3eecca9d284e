"""The page of somebody who answers: is there anybody now, for whom, and who else?"""

from datetime import date, datetime, time

import pytest
from flask import Flask

from directory.contact_points.hours import now_in_words, week_in_words
from directory.contact_points.models import ContactPoint, CoveredArea, OpeningHours
from directory.contact_points.slugs import contact_with
from directory.web.clock import OSLO
from tests.inspecting import Visitor

MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=OSLO)
DAYS = ("monday", "tuesday", "wednesday", "thursday")


def opening(*days: str, opens: int = 10, closes: int = 15) -> list[OpeningHours]:
    return [OpeningHours(weekday=day, opens=time(opens), closes=time(closes)) for day in days]


def contact(id_: str, name: str, *covers: str, **more: object) -> ContactPoint:
    areas = [CoveredArea(area=area) for area in covers]
    return ContactPoint(
        id=id_, level="contact_point", name=name, areas=areas, source="Prøve", source_date="2026-11", **more
    )


@pytest.fixture
def town(fresh_house: Flask) -> Flask:
    """A house with a few contacts of its own. The clock stands at Monday noon."""
    with fresh_house.extensions["database"].writing() as session:
        session.add(contact("prove1", "Prøvepunktet", "1508", opening=opening(*DAYS), phone="00 00 00 00"))
        session.add(contact("prove2", "Stillepunktet", "1508", silent_since=date(2026, 9, 1)))
        session.add_all([contact("prove3", "Tvillingen", "1508"), contact("prove4", "Tvillingen", "15")])
    fresh_house.config["NOW"] = MONDAY_NOON
    return fresh_house


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 23, 12, tzinfo=OSLO), "Åpent nå til kl. 15"),
        (datetime(2026, 11, 23, 8, tzinfo=OSLO), "Åpner i dag kl. 10"),
        (datetime(2026, 11, 23, 15, tzinfo=OSLO), "Åpner i morgen kl. 10"),
        (datetime(2026, 11, 26, 16, tzinfo=OSLO), "Åpner mandag kl. 10"),
    ],
)
def test_hours_are_said_as_of_now(house: Flask, at: datetime, words: str) -> None:
    with house.test_request_context():
        assert str(now_in_words(opening(*DAYS), at)).replace("\u00a0", " ") == words


def test_a_night_that_is_not_over_is_open_the_day_after(house: Flask) -> None:
    night = opening("sunday", opens=20, closes=2)
    with house.test_request_context():
        assert "Åpent nå" in str(now_in_words(night, datetime(2026, 11, 23, 1, tzinfo=OSLO)))


def test_unknown_hours_are_not_guessed(house: Flask) -> None:
    with house.test_request_context():
        assert now_in_words([], MONDAY_NOON) is None


def test_days_in_a_row_with_the_same_hours_share_a_line(house: Flask) -> None:
    with house.test_request_context():
        lines = week_in_words([*opening(*DAYS), *opening("saturday", opens=12, closes=14)])
    assert [line.replace("\u00a0", " ") for line in lines] == [
        "Mandag til torsdag kl. 10–15",
        "Lørdag kl. 12–14",
    ]


def test_the_page_says_that_it_is_open_and_leads_to_the_place(town: Flask) -> None:
    page = Visitor(town).get("/kontaktpunkt/provepunktet")
    assert "Åpent nå til kl. 15" in page.text.replace("\u00a0", " ")
    assert "/sted/alesund" in [link["href"] for link in page.select("ul.rows a")]
    assert page.title == "Kontakt i Ålesund – Varde"


def test_where_nobody_answers_the_page_says_so_and_shows_who_does(town: Flask) -> None:
    page = Visitor(town).get("/kontaktpunkt/stillepunktet")
    assert "ikke fått svar herfra siden september 2026" in page.text
    panel = page.one("aside.people").text
    assert "Stillepunktet" not in panel
    assert "Prøvepunktet" in panel


def test_two_of_one_name_stand_at_their_ids(town: Flask) -> None:
    visit = Visitor(town)
    visit.get("/kontaktpunkt/tvillingen", expect=404)
    assert visit.get("/kontaktpunkt/prove3").heading == "Tvillingen"


def test_an_id_leads_to_the_name(town: Flask) -> None:
    assert Visitor(town).get("/kontaktpunkt/prove1", expect=301).location == "/kontaktpunkt/provepunktet"


def test_a_name_that_is_the_id_of_another_stays_that_others() -> None:
    assert contact_with("b", {"a": "x", "b": "y"}) == "b"
    assert contact_with("x", {"a": "x", "b": "y"}) == "a"


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_a_national_line_has_a_page_in_every_language(visit: Visitor, prefix: str) -> None:
    assert "116" in visit.get(f"{prefix}/kontaktpunkt/alarmtelefonen-for-barn-og-unge").text


def test_somebody_unknown_is_not_found_and_somebody_else_is(visit: Visitor) -> None:
    assert "113" in visit.get("/kontaktpunkt/finnes-ikke", expect=404).one("aside.people").text
