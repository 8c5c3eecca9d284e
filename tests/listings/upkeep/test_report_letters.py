"""Who can answer hears within the hour that the public told us something: once an hour, and nothing of what was written."""

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select

from directory.mail.models import Letter
from tests.desks import add_person, later, letters, signed_in, text_of
from tests.houses import NOW
from tests.inspecting import Visitor
from tests.listings.editors import AALESUND, office_that_keeps
from tests.listings.telling import MISSING, sent

PLACE = {"what": "group", "need": "grief", "place": "Ålesund", "text": "En gruppe på Moa"}


def due(house: Flask) -> list[tuple[str | None, datetime]]:
    """Who hears of a report, and when."""
    with office_that_keeps(house) as office:
        rows = office.session.scalars(
            select(Letter).where(Letter.kind == "reported").order_by(Letter.recipient)
        )
        return [(row.recipient, row.due_at) for row in rows]


def test_the_organisation_and_the_contact_point_hear_at_the_next_hour(
    fresh_house: Flask, fresh_visit: Visitor
) -> None:
    point = add_person(fresh_house, "contact_point", AALESUND)
    add_person(fresh_house, "national_editor")
    later(fresh_house, minutes=20)
    sent(fresh_visit, kind="wrong", text="Hemmelige ord")
    sent(fresh_visit, kind="nobody_answered")
    assert due(fresh_house) == [(point, NOW + timedelta(hours=1))]
    before = len(letters(fresh_house))
    later(fresh_house, minutes=40)
    letter = letters(fresh_house)[before]
    assert "Hemmelige" not in letter.as_string() and "Ivareta" not in letter.as_string()
    assert "/skrivebord/meldinger\n" in text_of(letter)


def test_the_national_editor_hears_where_nobody_is_nearer(fresh_house: Flask, fresh_visit: Visitor) -> None:
    editor = add_person(fresh_house, "national_editor")
    sent(fresh_visit, kind="nobody_answered")
    assert [to for to, _when in due(fresh_house)] == [editor]


def test_who_does_not_want_to_hear_at_once_is_not_written_to(
    fresh_house: Flask, fresh_visit: Visitor
) -> None:
    email = add_person(fresh_house, "contact_point", AALESUND)
    signed_in(fresh_house, email).post("/skrivebord/konto/brev", {"daily_letter": "y"})
    sent(fresh_visit, kind="nobody_answered")
    assert due(fresh_house) == []


def test_what_is_missing_at_a_place_is_told_to_its_contact_point(
    fresh_house: Flask, fresh_visit: Visitor
) -> None:
    point = add_person(fresh_house, "contact_point", AALESUND)
    sent(fresh_visit, MISSING, **PLACE)
    assert [to for to, _when in due(fresh_house)] == [point]
