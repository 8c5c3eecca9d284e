"""A change that waits is seen by those who may decide: before and after, what is odd, and yes or no with a reason."""

import pytest
from flask import Flask
from sqlalchemy import select

from directory.listings.editing.apply import change
from directory.listings.editing.changes import Change
from directory.listings.editing.lifecycle import create, publish
from directory.listings.records.models import Listing
from tests.desks import Colleague, colleague, signed_in
from tests.inspecting import Page
from tests.listings.editors import AALESUND, office_that_keeps

LIST = "/skrivebord/ventende"
NEW = {"contacts": [{"role": "Gruppas telefon", "phone": "22 22 22 22", "email": None}]}


@pytest.fixture
def held(fresh_house: Flask) -> str:
    """The address of a held change: an editor new here changed the phone of a trusted listing."""
    return made_by(fresh_house, "ny@eksempel.no")


def made_by(app: Flask, email: str, **values: object) -> str:
    """An organisation's editor changes a listing; the change is held."""
    with office_that_keeps(app) as office:
        person = office.person("organisation_editor", office.listing().organisations[0])
        person.email = email
        (made,) = change(office.as_(person), office.listing(), values or NEW, reason="Ny telefon")
        assert made.state == "held"
        return f"{LIST}/{made.id}"


def state(app: Flask, address: str) -> str:
    with office_that_keeps(app) as office:
        return office.session.get_one(Change, int(address.rsplit("/", 1)[1])).state


def phone(app: Flask) -> str | None:
    with office_that_keeps(app) as office:
        return office.session.get_one(Listing, "demo005").contacts[0].phone


def decide(somebody: Colleague, address: str, how: str, reason: str = "", expect: int = 303) -> Page:
    version = somebody.get(address).one("input[name=version]")["value"]
    return somebody.post(f"{address}/{how}", {"reason": reason, "version": version}, expect=expect)


@pytest.mark.parametrize(("role", "scope"), [("national_editor", None), ("contact_point", AALESUND)])
def test_before_and_after_are_seen_and_accepted(
    fresh_house: Flask, held: str, role: str, scope: str | None
) -> None:
    somebody = colleague(fresh_house, role, scope)
    assert held in [part["href"] for part in somebody.get(LIST).select("ul.desk-list a")]
    page = somebody.get(held)
    assert ("00 00 00 00" in page.text, "22 22 22 22" in page.text, "Ny telefon" in page.text) == (True,) * 3
    decide(somebody, held, "godta")
    assert (state(fresh_house, held), phone(fresh_house)) == ("applied", "22 22 22 22")
    assert "Det er godtatt" in somebody.get(held).text


def test_a_no_needs_a_reason_and_changes_nothing(fresh_house: Flask, held: str) -> None:
    somebody = colleague(fresh_house, "national_editor")
    assert "Skriv hvorfor du sier nei" in decide(somebody, held, "avvis", expect=422).text
    decide(somebody, held, "avvis", "Vi ringte, og det stemmer ikke.")
    assert (state(fresh_house, held), phone(fresh_house)) == ("refused", "00 00 00 00")


def test_whoever_made_it_reads_the_answer(fresh_house: Flask, held: str) -> None:
    decide(colleague(fresh_house, "national_editor"), held, "avvis", "Vi ringte, og det stemmer ikke.")
    assert "Vi ringte, og det stemmer ikke." in signed_in(fresh_house, "ny@eksempel.no").get(LIST).text


def test_nobody_accepts_their_own(fresh_house: Flask, held: str) -> None:
    maker = signed_in(fresh_house, "ny@eksempel.no")
    page = maker.get(held)
    assert page.select("main form") == []
    assert "En annen må se på den" in page.text
    maker.post(f"{held}/godta", {"version": "1"}, expect=403)
    maker.post(f"{held}/avvis", {"reason": "x"}, expect=403)
    assert state(fresh_house, held) == "held"


@pytest.mark.parametrize(
    ("role", "scope"),
    [("contact", "demo001"), ("organisation_editor", "aa"), ("contact_point", "demopointbergen")],
)
def test_what_one_does_not_reach_is_not_there(fresh_house: Flask, held: str, role: str, scope: str) -> None:
    somebody = colleague(fresh_house, role, scope)
    assert somebody.get(LIST).select("ul.desk-list a") == []
    somebody.get(held, expect=404)
    somebody.post(f"{held}/godta", {"version": "1"}, expect=404)
    assert state(fresh_house, held) == "held"


def test_the_second_to_decide_is_told(fresh_house: Flask, held: str) -> None:
    first, second = (colleague(fresh_house, "national_editor") for _one in range(2))
    version = second.get(held).one("input[name=version]")["value"]
    decide(first, held, "godta")
    page = second.post(f"{held}/avvis", {"reason": "Nei", "version": version}, expect=409)
    assert "Noen andre avgjorde det" in page.text


def test_what_was_changed_meanwhile_is_looked_at_again(fresh_house: Flask, held: str) -> None:
    somebody = colleague(fresh_house, "national_editor")
    version = somebody.get(held).one("input[name=version]")["value"]
    with office_that_keeps(fresh_house) as office:
        change(office.as_(office.known("national_editor")), office.listing(), {"cost": "20 kroner"})
    page = somebody.post(f"{held}/godta", {"version": version, "reason": "Ringt"}, expect=409)
    assert "er endret siden" in page.text
    assert page.one("textarea").text == "Ringt"
    assert state(fresh_house, held) == "held"
    decide(somebody, held, "godta")


def test_what_looks_like_something_else_is_said_in_words(fresh_house: Flask) -> None:
    address = made_by(fresh_house, "x@eksempel.no", name="Аl-Anon")  # the first letter is Cyrillic
    text = colleague(fresh_house, "national_editor").get(address).text
    assert "ikke fra vårt alfabet" in text


def test_the_page_shows_the_listing_as_everybody_will_see_it(fresh_house: Flask, held: str) -> None:
    page = colleague(fresh_house, "national_editor").get(held)
    shown = page.one("section[aria-labelledby=slik-blir-det]").text
    assert "22 22 22 22" in shown
    assert "Slik er første gang" in shown
    assert page.texts(".change-kind") == ["– endret"]
    assert phone(fresh_house) == "00 00 00 00"  # nothing of it is kept


def test_a_draft_is_shown_whole_with_what_is_odd_about_it(fresh_house: Flask) -> None:
    values = {
        "name": "Ny gruppe",
        "organisations": ["lms"],
        "municipality_number": "1508",
        "summary": "Ring Kari på 00 00 66 66",
        "by_appointment": True,
        "url": "https://gruppa.example/",
        "source_url": "https://kilden.example/",
    }
    with office_that_keeps(fresh_house) as office:
        editor = office.as_(office.person("organisation_editor", "lms"))
        draft = create(editor, values)
        (made,) = publish(editor, draft)
        address = f"{LIST}/{made.id}"
    page = colleague(fresh_house, "national_editor").get(address)
    odd = page.one("section[aria-labelledby=ligner]").text
    assert "«Kari»" in odd
    assert "00006666" in odd
    assert "Alt dette er nytt" in page.text
    assert "gruppa.example" in page.select("dl.changes")[-1].text
    assert "Åpne kilden" in page.texts("a")
    editor = colleague(fresh_house, "national_editor")
    assert editor.get(f"{address}/kilde", expect=303).location == "https://kilden.example/"


def test_those_who_oversee_the_house_see_whose_change_it_is(fresh_house: Flask, held: str) -> None:
    """They are told of somebody who changes much, and must be able to ask. Others see the role alone."""
    page = colleague(fresh_house, "national_editor").get(held)
    (link,) = [each for each in page.select("main a[href]") if each.text == "ny@eksempel.no"]
    assert "/folk/" in link["href"]
    assert "ny@eksempel.no" not in colleague(fresh_house, "contact_point", AALESUND).get(held).text


def test_what_the_public_page_says_is_read_there_and_the_rest_stands_open(fresh_house: Flask) -> None:
    contact = colleague(fresh_house, "contact", "demo005")
    contact.post("/skrivebord/oppforinger/demo005/kopier")
    with office_that_keeps(fresh_house) as office:
        (draft,) = office.session.scalars(select(Listing).where(Listing.status == "draft"))
    contact.post(f"/skrivebord/oppforinger/{draft.id}/vis")
    with office_that_keeps(fresh_house) as office:
        (made,) = office.session.scalars(select(Change).where(Change.state == "held"))
    page = colleague(fresh_house, "contact_point", AALESUND).get(f"{LIST}/{made.id}")
    beside, everything = ([part.text for part in each.select("dt")] for each in page.select("dl.changes"))
    assert {"Hva det handler om", "Hvem det er for"} <= set(beside) < set(everything)
    assert {"Navn", "Kontakt"} <= set(everything) - set(beside)
    assert f"felt for felt ({len(everything)})" in page.text
    assert "invited" not in made.held_for  # nobody invited them: they made it
