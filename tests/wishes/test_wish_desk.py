"""A contact point sees how many wait in its area, reads how one is reached when it must, and every reading is kept."""

import pytest
from flask import Flask
from sqlalchemy import select

from directory import db
from directory.backups import making
from directory.listings.records.models import Listing
from directory.wishes.models import PlannedGroup, WishReading
from tests.desks import Colleague, add_person, colleague, letters, text_of
from tests.houses import NOW
from tests.inspecting import Page, Visitor
from tests.wishes.test_wish import files_holding
from tests.wishes.wishing_people import NUMBER, Stranger, people_wish, wish, wishes

DESK = "/skrivebord/venter"
PLAN = {"need": "grief", "audience": "relative", "number": NUMBER}
READY = {
    "has_room": "y",
    "has_initiator": "y",
    "first": "2026-12-01",
    "second": "8.12.2026",  # where a browser has no calendar
    "third": "2026-12-15",
    "lets_go_on": "2027-01-12",
}


@pytest.fixture
def point(fresh_house: Flask) -> Colleague:
    """Somebody at the contact point in Ålesund."""
    return colleague(fresh_house, "contact_point", "demopointaalesund")


def planned(point: Colleague) -> str:
    """The page of a new planned group for grief."""
    return point.post(f"{DESK}/planlegg", PLAN).location


def asked(app: Flask, group: str, point: Colleague) -> list[str]:
    """The links in the letters that go out."""
    point.post(f"{group}/inviter")
    lines = (line for each in letters(app) for line in text_of(each).splitlines())
    return [line[line.index("/onske/svar") :] for line in lines if "/onske/svar" in line]


def outcome(page: Page, visit: Visitor) -> str:
    return visit.get(page.location).text


def test_the_contact_point_sees_exact_numbers_and_nobody_else_does(
    fresh_house: Flask, point: Colleague
) -> None:
    people_wish(fresh_house, 2)
    wish(Stranger(fresh_house), path="/onske/oslo")
    page = point.get(DESK)
    assert "Sorg, pårørende" in page.text
    assert "2 venter." in page.text
    assert "Oslo" not in page.one("main").text
    for role in ("national_editor", "administrator", "organisation_editor", "contact"):
        scope = {"organisation_editor": "lms", "contact": "demo005"}.get(role)
        somebody = colleague(fresh_house, role, scope)
        assert DESK not in [link["href"] for link in somebody.get("/skrivebord/").select("a[href]")]
        somebody.post(f"{DESK}/planlegg", PLAN, expect=403)


@pytest.mark.both_databases
def test_four_who_wait_for_the_same_stand_on_the_first_page(fresh_house: Flask, point: Colleague) -> None:
    people_wish(fresh_house, 3)
    assert "venter på den samme gruppa" not in point.get("/skrivebord/").text
    people_wish(fresh_house, 1)
    assert "Fire eller flere venter på den samme gruppa" in point.get("/skrivebord/").text
    planned(point)
    assert "venter på den samme gruppa" not in point.get("/skrivebord/").text


def test_every_reading_is_written_down(fresh_house: Flask, point: Colleague) -> None:
    wish(Stranger(fresh_house), reach="venter@eksempel.no")
    (row,) = wishes(fresh_house)
    assert "venter@eksempel.no" not in point.get(DESK).text
    assert "venter@eksempel.no" in point.post(f"{DESK}/{row.id}/les", expect=200).text
    assert point.email in point.get(DESK).text
    with fresh_house.app_context(), db.of_app().reading() as session:
        (reading,) = session.scalars(select(WishReading))
        assert (reading.need, reading.municipality_number) == ("grief", NUMBER)
    assert files_holding(fresh_house, "venter@eksempel.no") == []


def test_who_answers_for_another_place_reads_nothing(fresh_house: Flask) -> None:
    wish(Stranger(fresh_house), path="/onske/oslo", need="grief")
    with fresh_house.app_context(), db.of_app().writing() as session:
        group = PlannedGroup(
            id="elsewhere", contact_id="demopointaalesund", need="grief", audience="self",
            municipality_number=NUMBER, made_on=NOW.date(), state="planned",
        )  # fmt: skip
        session.add(group)
    (row,) = wishes(fresh_house)
    point = colleague(fresh_house, "contact_point", "demopointaalesund")
    for act in ("les", "slett"):
        point.post(f"{DESK}/{row.id}/{act}", expect=404)
    point.post(f"{DESK}/planlegg", {**PLAN, "number": "0301"}, expect=404)
    assert len(wishes(fresh_house)) == 1


def test_after_use_it_is_erased_to_the_last_byte(fresh_house: Flask, point: Colleague) -> None:
    people_wish(fresh_house, 3, reach="x")
    row = wishes(fresh_house)[0]
    point.post(f"{DESK}/{row.id}/slett")
    assert len(wishes(fresh_house)) == 2
    assert files_holding(fresh_house, row.reach or "") == []
    with fresh_house.app_context():
        archive = making.archive(db.of_app().engine, NOW)
    assert (row.reach or "").encode() not in archive


def test_those_who_wait_are_asked_once_by_a_letter_that_says_nothing(
    fresh_house: Flask, point: Colleague
) -> None:
    people_wish(fresh_house, 2, reach="x")
    wish(Stranger(fresh_house), reach="70 12 34 56")
    group = planned(point)
    with fresh_house.app_context(), db.of_app().reading() as session:
        assert session.scalars(select(PlannedGroup.need)).all() == ["grief"]
    links = asked(fresh_house, group, point)
    assert len(links) == 2
    assert len(asked(fresh_house, group, point)) == 2
    for each in letters(fresh_house):
        assert not {"sorg", "gruppe", "pårørende"} & set((each["Subject"] + text_of(each)).lower().split())


def test_a_letter_that_waits_stands_sealed_in_the_queue(fresh_house: Flask, point: Colleague) -> None:
    wish(Stranger(fresh_house), reach="venter@eksempel.no")
    group = planned(point)
    point.post(f"{group}/inviter")
    assert files_holding(fresh_house, "venter@eksempel.no") == []
    assert "venter@eksempel.no" in [each["To"] for each in letters(fresh_house)]


def test_a_link_answers_yes_or_no_and_looking_answers_nothing(fresh_house: Flask, point: Colleague) -> None:
    people_wish(fresh_house, 2, reach="x")
    group = planned(point)
    first, second = asked(fresh_house, group, point)
    visit = Visitor(fresh_house)
    assert "hver sin gruppe" in visit.get(first).text
    assert "2 har ikke svart." in point.get(group).text
    assert "Du har svart ja" in outcome(visit.post(first, {"answer": "yes"}, expect=303), visit)
    visit.post(second, {"answer": "no"}, expect=303)
    page = point.get(group)
    assert "1 har sagt ja. 1 har sagt nei. 0 har ikke svart." in page.text
    visit.post(f"{second}/trekk", expect=303)
    assert len(wishes(fresh_house)) == 1
    visit.get(second, expect=410)


def test_a_planned_group_is_shown_without_how_many_said_yes(fresh_house: Flask, point: Colleague) -> None:
    people_wish(fresh_house, 2, reach="x")
    group = planned(point)
    for link in asked(fresh_house, group, point):
        Visitor(fresh_house).post(link, {"answer": "yes"}, expect=303)
    for path in ("/sted/alesund", "/sted/alesund/grief", "/onske/alesund"):
        assert (
            "Sorg, pårørende, i Ålesund. Starter når fire har meldt seg."
            in Visitor(fresh_house).get(path).text
        )
    assert "Starter når fire" not in Visitor(fresh_house).get("/sted/alesund/alcohol").text


def test_the_ninth_yes_waits_for_the_next_group(fresh_house: Flask, point: Colleague) -> None:
    people_wish(fresh_house, 1, reach="x")
    group = planned(point)
    point.post(group, {"by_hand": "8"})
    (link,) = asked(fresh_house, group, point)
    page = Visitor(fresh_house).post(link, {"answer": "yes"}, expect=200)
    assert "Nå er gruppa full" in page.text
    assert "1 har ikke svart." in point.get(group).text


def test_a_start_is_ticked_off_and_becomes_a_draft(fresh_house: Flask, point: Colleague) -> None:
    people_wish(fresh_house, 2, reach="x")
    group = planned(point)
    for link in asked(fresh_house, group, point):
        Visitor(fresh_house).post(link, {"answer": "yes"}, expect=303)
    sealed = [row.reach or "" for row in wishes(fresh_house)]
    point.post(group, {**READY, "by_hand": "1"})
    assert "fire ha sagt ja" in point.post(f"{group}/start", expect=422).text
    point.post(group, {**READY, "by_hand": "2"})
    draft = point.get(point.post(f"{group}/start").location.partition("?")[0])
    assert "Sorg: Ålesund" in draft.heading
    with fresh_house.app_context(), db.of_app().reading() as session:
        (listing,) = session.scalars(select(Listing).where(Listing.name == "Sorg: Ålesund"))
        assert (listing.status, listing.kind, listing.needs) == ("draft", "group", ["grief"])
    assert wishes(fresh_house) == []
    assert [name for each in sealed for name in files_holding(fresh_house, each)] == []
    assert "Igangsetteren slipper taket" in point.get(DESK).text
    point.get(group, expect=404)


def test_the_training_of_initiators_is_one_listing_away(fresh_house: Flask, point: Colleague) -> None:
    group, training = planned(point), "Kurs for igangsettere (eksempel)"
    assert "Ingen har lagt inn en opplæring ennå." in point.get(group).text
    with fresh_house.app_context(), db.of_app().writing() as session:
        course = Listing.kind == "course", Listing.status == "active", Listing.municipality_number != NUMBER
        session.scalars(select(Listing).where(*course).order_by(Listing.id).limit(1)).one().name = training
        session.get_one(Listing, "demo005").name = "Gruppe for igangsettere (eksempel)"
    (way,) = point.get(group).select("section[aria-labelledby=opplaring] a")
    assert way.text == training
    assert training in Visitor(fresh_house).get(way["href"]).heading


def test_bad_input_is_said_in_words_and_stays(fresh_house: Flask, point: Colleague) -> None:
    group = planned(point)
    page = point.post(group, {**READY, "by_hand": "mange", "second": "i morgen"}, expect=422)
    assert "Skriv et tall fra 0 til 8." in page.text
    assert "Velg en dato." in page.text
    assert page.one("input#by_hand")["value"] == "mange"
    late = point.post(group, {**READY, "third": "2026-12-02"}, expect=422)
    assert "Datoene må komme etter hverandre." in late.text


def test_a_plan_that_is_given_up_leaves_people_waiting(fresh_house: Flask, point: Colleague) -> None:
    people_wish(fresh_house, 1, reach="x")
    group = planned(point)
    asked(fresh_house, group, point)
    point.post(f"{group}/avlys")
    assert len(wishes(fresh_house)) == 1
    assert "Starter når fire" not in Visitor(fresh_house).get("/sted/alesund").text


def test_an_access_that_ended_reads_nothing(fresh_house: Flask) -> None:
    add_person(fresh_house, "contact_point", "demopointaalesund")
    Visitor(fresh_house).get(DESK, expect=303)
