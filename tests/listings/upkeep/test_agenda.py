"""The first page says all that waits for whoever asks, the oldest first; the menu says how much; letters do, once a day."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, update

from directory.accounts.models import Person
from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing
from directory.listings.upkeep.agenda import agenda
from directory.listings.upkeep.daily_letters import write
from directory.listings.upkeep.reports import report
from directory.mail.models import Letter
from tests.courses.holding import LAST, hold_last
from tests.desks import add_person, colleague, letters, signed_in, text_of
from tests.houses import NOW, run
from tests.listings.editors import AALESUND, Office, office_that_keeps
from tests.query_limits import counted
from tests.rounds.conftest import open_round
from tests.wishes.wishing_people import people_wish

MONTHS = 6
HELD = {"name": {"before": "Håp", "after": "Varde"}}


def let_wait(office: Office, person: Person) -> None:
    """One of each kind, in Ålesund: the change for twenty days, the report for ten."""
    office.session.execute(update(Listing).values(last_confirmed_on=NOW.date()))
    office.listing("demo001").last_confirmed_on = NOW.date() - timedelta(days=200)
    office.listing("demo002").status = "draft"
    for made_by, made_at in ((None, NOW - timedelta(days=20)), (person.id, NOW)):
        office.session.add(
            Change(
                listing_id="demo005",
                fields=HELD,
                made_by=made_by,
                made_as="contact",
                made_at=made_at,
                state="held",
                held_for=["reach"],
            )
        )
    report(office.session, "wrong", "Døra", NOW.date() - timedelta(days=10), listing=office.listing())
    office.session.add(
        Letter(
            id="l1",
            recipient="borte@eksempel.no",
            language="nb",
            kind="welcome",
            subject="Hei",
            text="Hei",
            state="failed",
            made_at=NOW - timedelta(days=2),
            due_at=NOW,
        )
    )
    office.session.flush()


@pytest.fixture
def waiting(fresh_house: Flask) -> Flask:
    """A house where one of each kind waits in Ålesund."""
    with office_that_keeps(fresh_house) as office:
        let_wait(office, office.person("contact", "demo005"))
    return fresh_house


@pytest.mark.both_databases
def test_everything_that_waits_is_found_the_oldest_first(office: Office) -> None:
    point = office.person("contact_point", AALESUND)
    drafts = office.session.query(Listing).where(Listing.status == "draft").delete()
    let_wait(office, point)
    found = [(each.kind, each.count) for each in agenda(office.session, point, NOW.date(), MONTHS)]
    assert drafts == 0
    assert found == [("drafts", 1), ("confirm", 1), ("held", 1), ("reports", 1)]


def test_what_somebody_changed_themselves_does_not_wait_for_them(office: Office) -> None:
    contact = office.person("contact", "demo005")
    let_wait(office, contact)
    kinds = {each.kind: each.count for each in agenda(office.session, contact, NOW.date(), MONTHS)}
    assert kinds == {"held": 1}  # not the own one; reports are read by others


def test_everything_is_asked_for_at_once(office: Office) -> None:
    editor = office.person("national_editor")
    let_wait(office, editor)
    with counted() as statements:
        found = agenda(office.session, editor, NOW.date(), MONTHS)
    assert {each.kind for each in found} == {"drafts", "confirm", "held", "reports", "letters"}
    assert len(statements) == 1


def test_the_first_page_and_the_menu_say_how_much(waiting: Flask) -> None:
    page = colleague(waiting, "contact_point", AALESUND).get("/skrivebord/")
    ways = page.texts(".way")
    assert [way.split()[:2] for way in ways[:4]] == [
        ["1", "utkast"],
        ["1", "tilbud"],
        ["2", "endringer"],
        ["1", "ny"],
    ]
    assert "Det eldste er fra 2. november." in page.text.replace("\u00a0", " ")
    menu = {link.text for link in page.select(".desk-nav a")}
    assert {"Skrivebordet5 (5 venter)", "Det som venter2 (2 venter)", "Meldinger1 (1 venter)"} <= menu


def test_where_nothing_waits_the_first_page_says_so(waiting: Flask) -> None:
    page = colleague(waiting, "contact", "demo019").get("/skrivebord/")
    assert "Ingenting venter på deg nå." in page.text
    assert not page.select(".waits")


def test_a_letter_says_what_waits_once_a_day(waiting: Flask) -> None:
    email = add_person(waiting, "contact_point", AALESUND)
    run(waiting, "remind")
    run(waiting, "remind")
    (letter,) = [
        each for each in letters(waiting) if each["To"] == email and "venter på deg" in each["Subject"]
    ]
    text = text_of(letter)
    assert "– 2 endringer venter på et par øyne til\n– 1 ny melding fra folk\n" in text
    assert "/skrivebord/\n" in text and "Ivareta" not in text
    assert letter["To"] == email


def test_wishes_stand_in_the_letter_and_what_has_no_hurry_waits_for_monday(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    email = add_person(fresh_house, "contact_point", AALESUND)
    add_person(fresh_house, "contact", LAST, email)
    open_round(fresh_house)
    with office_that_keeps(fresh_house) as office:
        office.session.execute(update(Listing).values(last_confirmed_on=NOW.date()))
        office.session.execute(delete(Listing).where(Listing.status == "draft"))
    told = {}
    for wished in (0, 4):
        people_wish(fresh_house, wished)
        for day in range(8):
            with office_that_keeps(fresh_house) as office:
                write(office.session, NOW + timedelta(days=day), MONTHS)
        told[wished] = [
            text_of(each)
            for each in letters(fresh_house)
            if "venter på deg" in each["Subject"] and each["To"] == email
        ]
    (monday,) = told[0]
    assert "– Et kurs har et møte på kalenderen\n" in monday
    assert "– Det årlige spørsmålet: " in monday
    assert len(told[4]) == 8
    assert "– Fire eller flere venter på den samme gruppa\n" in told[4][-1]


def test_who_wants_no_daily_letter_gets_none(waiting: Flask) -> None:
    email = add_person(waiting, "contact_point", AALESUND)
    somebody = signed_in(waiting, email)
    assert somebody.get("/skrivebord/konto").one("input[name=daily_letter]").get("checked") is not None
    somebody.post("/skrivebord/konto/brev", {"report_letters": "y"})
    assert somebody.get("/skrivebord/konto").one("input[name=daily_letter]").get("checked") is None
    run(waiting, "remind")
    assert not [
        each for each in letters(waiting) if each["To"] == email and "venter på deg" in each["Subject"]
    ]


def test_what_is_only_to_be_confirmed_is_told_on_mondays(office: Office) -> None:
    contact = office.person("contact", "demo001")
    office.listing("demo001").last_confirmed_on = NOW.date() - timedelta(days=200)
    office.session.flush()
    days = [NOW + timedelta(days=days) for days in range(8)]
    written = [day.strftime("%a") for day in days if write(office.session, day, MONTHS)]
    assert written == ["Mon"]
    contact.daily_letter = False
    office.session.flush()
    assert write(office.session, NOW + timedelta(days=8), MONTHS) == 0


def test_who_was_asked_to_confirm_this_day_gets_no_second_letter_of_it(office: Office) -> None:
    contact = office.person("contact", "demo001")
    office.listing("demo001").last_confirmed_on = NOW.date() - timedelta(days=200)
    monday = NOW + timedelta(days=1)
    office.session.add(
        Letter(
            id="l2",
            recipient=contact.email,
            language="nb",
            kind="remind_contact",
            subject="Hei",
            text="Hei",
            state="queued",
            made_at=monday,
            due_at=monday,
        )
    )
    office.session.flush()
    assert write(office.session, monday + timedelta(hours=1), MONTHS) == 0
    assert write(office.session, monday + timedelta(days=7), MONTHS) == 1
