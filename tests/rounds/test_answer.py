"""Everything is filled in as it is known; what is answered otherwise goes by the desk's rules, and nothing is lost."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing
from directory.rounds.models import RoundAnswer
from tests.inspecting import Page, Visitor
from tests.listings.editors import office_that_keeps
from tests.rounds.conftest import CONTACT, POINT, asked_rows, links_of, open_round


def filled_in(page: Page) -> dict[str, Any]:
    """What the form would send as it stands."""
    sent: dict[str, Any] = {}
    for part in page.select("main form.desk-form input"):
        if part.get("type") in ("radio", "checkbox"):
            if part.get("checked") is not None:
                sent.setdefault(part["name"], []).append(part["value"])
        else:
            sent[part["name"]] = part.get("value") or ""
    return sent


def answer_of(app: Flask, listing_id: str = "demo005") -> tuple[Listing, RoundAnswer, list[Change]]:
    with office_that_keeps(app) as office:
        row = office.session.scalars(select(RoundAnswer).where(RoundAnswer.listing_id == listing_id)).one()
        changes = select(Change).where(Change.listing_id == listing_id).order_by(Change.id)
        return office.listing(listing_id), row, list(office.session.scalars(changes))


def test_one_press_confirms_all_that_is_known(asked_house: Flask) -> None:
    (link,), reader = links_of(asked_house, CONTACT), Visitor(asked_house, links=False)
    page = reader.get(link)
    answer = reader.post(link + "?side=1", filled_in(page), expect=303)
    assert "Alle svarene er lagret" in reader.get(answer.location.partition("#")[0]).text
    listing, row, changes = answer_of(asked_house)
    assert str(listing.last_confirmed_on) == "2026-11-22" and listing.confirmed_by == "contact"
    assert row.answered_at and row.answers["still"] == "yes"
    assert set(changes[-1].fields) <= {"last_confirmed_on", "confirmed_by", "confirmed_how"}
    (asked,) = [each for each in asked_rows(asked_house) if each.asked_as == "contact" and each.person_id]
    assert asked.opened_at and asked.answered_at


def test_what_is_answered_otherwise_is_changed_and_stands_in_the_next_round(asked_house: Flask) -> None:
    (link,), reader = links_of(asked_house, CONTACT), Visitor(asked_house, links=False)
    sent = filled_in(reader.get(link))
    sent |= {"demo005-openness": "closed", "demo005-attendance": "5_to_8", "demo005-comment": "Bare til deg."}
    reader.post(link, sent, expect=303)
    listing, row, changes = answer_of(asked_house)
    assert listing.openness == "closed" or any("openness" in each.fields for each in changes)
    assert (row.answers["attendance"], row.comment) == ("5_to_8", "Bare til deg.")
    public = Visitor(asked_house).get("/tilbud/demo005", expect=301).location
    assert "Bare til deg." not in Visitor(asked_house).get(public).text
    again = reader.get(link)
    (chosen,) = [
        part for part in again.select("input[name=demo005-attendance]") if part.get("checked") is not None
    ]
    assert chosen["value"] == "5_to_8"


def test_a_fault_is_said_in_words_and_nothing_is_lost_or_kept(asked_house: Flask) -> None:
    (link,), reader = links_of(asked_house, CONTACT), Visitor(asked_house, links=False)
    sent = filled_in(reader.get(link)) | {"demo005-openness": "ajar", "demo005-comment": "Skrevet ord."}
    page = reader.post(link, sent, expect=422)
    assert "Velg ett av svarene." in page.text and "Skrevet ord." in page.body
    assert answer_of(asked_house)[1].answered_at is None


def test_what_somebody_changed_meanwhile_is_not_written_over(asked_house: Flask) -> None:
    (link,), reader = links_of(asked_house, CONTACT), Visitor(asked_house, links=False)
    sent = filled_in(reader.get(link)) | {"demo005-leader": "professional", "demo005-leadership": "unled"}
    with office_that_keeps(asked_house) as office:
        office.listing("demo005").version += 1
    assert "imens" in reader.post(link, sent, expect=422).text
    assert answer_of(asked_house)[1].answered_at is None


def test_one_page_holds_ten_of_those_that_somebody_answers_for(asked_house: Flask) -> None:
    (link,), reader = links_of(asked_house, POINT), Visitor(asked_house, links=False)
    assert len(reader.get(link).select("main form.desk-form section")) <= 10
    for language in ("/nn", "/en"):
        assert reader.get(language + link).select("main form.desk-form")


def test_who_wants_to_be_asked_no_more_is_known_only_by_a_mark(asked_house: Flask) -> None:
    (link,), reader = links_of(asked_house, CONTACT), Visitor(asked_house, links=False)
    answer = reader.post(link + "/aldri", {}, expect=303)
    assert "spør deg ikke" in reader.get(answer.location.partition("#")[0]).text
    open_round(asked_house, 2027)
    assert len(links_of(asked_house, CONTACT)) == 1


def test_a_link_ends_with_the_round_or_the_role(asked_house: Flask) -> None:
    reader = Visitor(asked_house, links=False)
    reader.get("/spurt/" + "x" * 43, expect=410)
    reader.post("/spurt/" + "x" * 43, {}, expect=410)
    reader.post("/spurt/" + "x" * 43 + "/aldri", {}, expect=410)
