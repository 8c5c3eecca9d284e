"""The turn goes from host to host: passed on with one press and a letter, taken, or let go by; and the rota says who is next."""

from datetime import date
from itertools import pairwise

import pytest
from flask import Flask
from holidays.countries.norway import Norway
from sqlalchemy import select

from directory import db
from directory.accounts.models import Actor
from directory.courses.turns import first_proposed, pass_on, take
from directory.listings.editing.apply import Editing
from directory.listings.records.courses import Rota
from directory.listings.records.models import Listing
from directory.listings.records.rota import next_host
from directory.places.loading import load
from tests.courses.holding import (
    DESK,
    LAST,
    NEXT,
    ROTA,
    RUN,
    course_of,
    held_before,
    hold_last,
    organiser,
    turns,
)
from tests.desks import add_person, colleague, letters, signed_in, text_of
from tests.houses import NOW

TURN = f"{DESK}/tur/{LAST}"


def letters_to(app: Flask, email: str) -> list[str]:
    return [text_of(each) for each in letters(app) if each["To"] == email and "turen" in text_of(each)]


@pytest.mark.both_databases
def test_one_press_and_one_letter_and_the_next_host_has_a_draft(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    keeps = held_before(fresh_house)
    mine = organiser(fresh_house)
    assert "Gi turen videre til Hareid" in mine.get(RUN).text
    for _press in range(2):
        mine.post(f"{RUN}/gi-videre")
    assert [each.municipality_number for each in turns(fresh_house)] == [NEXT]
    (letter,) = letters_to(fresh_house, keeps)
    assert not [words for words in ("TA TAK", "Hareid", "Ørsta", "pårørende", "/kurs") if words in letter]
    assert "Turen er gitt videre til Hareid" in mine.get(RUN).text

    following = signed_in(fresh_house, keeps)
    assert "Det er deres tur til å holde et kurs" in following.get("/skrivebord/").text
    page = following.get(TURN)
    assert page.one("input#first")["value"] == "2028-03-15"
    draft = following.post(TURN, {"first": "2028-03-15"}).location
    new = course_of(fresh_house, draft.split("/")[-1].partition("?")[0])
    assert (new.name, new.municipality_number, new.status) == ("TA TAK i Hareid (eksempel)", NEXT, "draft")
    assert (new.address, new.contacts) == (None, [])
    assert new.course is not None
    assert [each.on.weekday() for each in new.course.sessions] == [2] * 6
    assert "deres tur" not in following.get("/skrivebord/").text
    following.get(TURN, expect=404)


def test_what_is_planned_without_days_gets_them(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    organiser(fresh_house).post(f"{RUN}/gi-videre")
    following = colleague(fresh_house, "contact", "demo081")
    page = following.get(following.post(TURN, {"first": "2028-03-15"}).location)
    assert "har fått dagene" in page.text
    assert len(page.select("form .choice-row label")) == 12
    assert course_of(fresh_house, "demo081").status == "planned"
    assert [each.listing_id for each in turns(fresh_house)] == ["demo081"]


def test_a_turn_that_does_not_suit_goes_on(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    organiser(fresh_house).post(f"{RUN}/gi-videre")
    hareid, sande = (add_person(fresh_house, "contact", each) for each in ("demo081", "demo076"))
    with fresh_house.app_context(), db.of_app().writing() as session:
        session.get_one(Listing, "demo076").municipality_number = "1514"  # the last in the order
    signed_in(fresh_house, hareid).post(f"{TURN}/la-ga")
    assert [each.municipality_number for each in turns(fresh_house)] == ["1514"]
    signed_in(fresh_house, hareid).get(TURN, expect=404)
    signed_in(fresh_house, sande).get(TURN)
    assert len(letters_to(fresh_house, sande)) == 1


def test_where_nobody_answers_who_oversees_the_house_is_told(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    editor = add_person(fresh_house, "national_editor")
    with fresh_house.app_context(), db.of_app().writing() as session:
        session.get_one(Rota, ROTA).municipalities = ["1520", "5636"]
    organiser(fresh_house).post(f"{RUN}/gi-videre")
    assert len(letters_to(fresh_house, editor)) == 1


def test_only_the_last_host_passes_the_turn_on(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    before = organiser(fresh_house, "demo079")
    assert "Gi turen videre" not in before.get(f"{DESK}/demo079").text
    before.post(f"{DESK}/demo079/gi-videre")
    assert turns(fresh_house) == []


def test_a_turn_is_for_those_whose_it_is(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    organiser(fresh_house).post(f"{RUN}/gi-videre")
    for role, scope in (("contact", "demo076"), ("contact_point", "demopointoslo"), ("contact", LAST)):
        somebody = colleague(fresh_house, role, scope)
        somebody.get(TURN, expect=404)
        somebody.post(TURN, {"first": "2028-03-15"}, expect=404)
        somebody.post(f"{TURN}/la-ga", expect=404)
    assert [each.listing_id for each in turns(fresh_house)] == [None]


def test_a_draft_that_is_thrown_away_opens_the_turn_again(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    organiser(fresh_house).post(f"{RUN}/gi-videre")
    following = signed_in(fresh_house, held_before(fresh_house))
    draft = following.post(TURN, {"first": "15.3.2028"}).location.split("/")[-1].partition("?")[0]
    following.post(f"/skrivebord/oppforinger/{draft}/kast")
    following.get(TURN)


def test_a_day_that_is_none_comes_back_in_words(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    organiser(fresh_house).post(f"{RUN}/gi-videre")
    following = colleague(fresh_house, "contact", "demo081")
    page = following.post(TURN, {"first": "til våren"}, expect=422)
    assert "Skriv den første kvelden slik: 1.12.2026." in page.text
    assert page.one("input#first")["value"] == "til våren"


@pytest.mark.both_databases
def test_two_rounds_of_seven_give_the_right_hosts_and_days(fresh_house: Flask) -> None:
    hold_last(fresh_house, date(2026, 9, 17))  # a Thursday: Maundy Thursday and Ascension Day are
    with fresh_house.test_request_context(), db.of_app().writing() as session:
        rota, listing = session.get_one(Rota, ROTA), session.get_one(Listing, LAST)
        editing = Editing(session, load(), Actor(None, "house"), NOW)
        hosts, began = [], [date(2026, 9, 17)]
        for _turn in range(14):
            turn, first = pass_on(editing, listing), first_proposed(listing, rota)
            assert turn is not None
            assert first is not None
            assert pass_on(editing, listing) is None
            listing = take(editing, turn, first)
            listing.status = "closed"
            session.flush()
            days = [each.on for each in listing.course.sessions] if listing.course else []
            assert [day for day in days if day.weekday() != 3 or day in Norway(years=day.year)] == []
            hosts.append(listing.municipality_number)
            began.append(days[0])
        order = ["1517", "1514", "1516", "1577", "1515", "1511", "1520"]
        assert hosts == order * 2
        assert all(470 < (after - before).days < 620 for before, after in pairwise(began))
        following = next_host(session, rota, began[-1].replace(year=began[-1].year + 1))
        assert following is not None
        assert following.municipality_number == "1517"
        assert len(session.scalars(select(Listing).where(Listing.name.like("TA TAK i %"))).all()) >= 14
