"""A contact point keeps its own page true: hours, phone, e-mail, and that somebody is still there."""

from datetime import date, time

import pytest
from flask import Flask

from directory.contact_points.forms import spans_of
from directory.contact_points.models import ContactPoint
from tests.accounts.matrix import HOME
from tests.desks import Colleague, colleague, letters
from tests.houses import NOW
from tests.inspecting import Visitor

POINT = "demopointaalesund"
DESK = f"/skrivebord/kontaktpunkt/{POINT}"


@pytest.fixture
def point(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "contact_point", POINT)


def kept(app: Flask) -> ContactPoint:
    """The contact point as it is kept."""
    with app.app_context(), app.extensions["database"].reading() as session:
        contact = session.get_one(ContactPoint, POINT)
        session.expunge_all()
        return contact


def filled(somebody: Colleague) -> dict[str, str]:
    """The form as it is shown."""
    inputs = somebody.get(DESK).select("main form input[name]")
    return {part["name"]: part.get("value") or "" for part in inputs if part["name"] != "csrf_token"}


def test_the_only_one_opens_at_once(point: Colleague) -> None:
    assert point.get("/skrivebord/kontaktpunkt", expect=303).location == DESK


def test_one_press_says_that_somebody_is_there(fresh_house: Flask, point: Colleague) -> None:
    with fresh_house.extensions["database"].writing() as session:
        session.get_one(ContactPoint, POINT).silent_since = date(2026, 9, 1)
    assert "ikke har svart siden september 2026" in point.get(DESK).text
    point.post(DESK + "/her")
    contact = kept(fresh_house)
    assert (contact.last_confirmed_on, contact.silent_since) == (NOW.date(), None)
    assert "Bekreftet 22. november" in point.get(DESK).text.replace("\u00a0", " ")


@pytest.mark.both_databases
def test_what_is_changed_stands_on_the_page_at_once(fresh_house: Flask, point: Colleague) -> None:
    week = {"monday": "10.30–12, 13-15", "tuesday": "", "saturday": "kl. 11 til 13"}
    point.post(DESK, {**filled(point), **week, "phone": "70161800", "email": "Post@Eksempel.no"})
    page = (
        Visitor(fresh_house)
        .get("/kontaktpunkt/kontaktpunktet-i-alesund-eksempel")
        .text.replace("\u00a0", " ")
    )
    for words in ("Mandag kl. 10.30–12, kl. 13–15", "Lørdag kl. 11–13", "70 16 18 00", "post@eksempel.no"):
        assert words in page
    assert "Tirsdag" not in page


def test_saving_what_stands_there_changes_nothing_but_the_day(fresh_house: Flask, point: Colleague) -> None:
    before = kept(fresh_house)
    point.post(DESK, filled(point))
    after = kept(fresh_house)
    for name in ("phone", "email", "hours", "name", "about"):
        assert getattr(after, name) == getattr(before, name)
    hours = [[(row.weekday, row.opens, row.closes) for row in contact.opening] for contact in (before, after)]
    assert hours[0] == hours[1]
    assert after.last_confirmed_on == NOW.date()
    assert [letter for letter in letters(fresh_house) if "endret" in letter["Subject"]] == []


def test_a_new_phone_is_told_to_the_old_address_and_the_national_editor(
    fresh_house: Flask, point: Colleague
) -> None:
    editor = colleague(fresh_house, "national_editor").email
    point.post(DESK, {**filled(point), "email": "gammel@eksempel.no"})
    point.post(DESK, {**filled(point), "email": "ny@eksempel.no"})
    told = [letter["To"] for letter in letters(fresh_house) if letter["Subject"] == "Varde: noe er endret"]
    people = ["gammel@eksempel.no", point.email, editor]
    assert sorted(to for to in told if to in people) == sorted(2 * people)
    assert told.count("ny@eksempel.no") == 1


def test_a_form_with_an_error_loses_nothing(fresh_house: Flask, point: Colleague) -> None:
    wrong = {**filled(point), "phone": "12", "email": "x", "friday": "ti til tre", "hours": "Ring først"}
    page = point.post(DESK, wrong, expect=422)
    assert len(page.select("div.errors li")) == 3
    values = {part["name"]: part.get("value") for part in page.select("main form input[name]")}
    assert {name: values[name] for name in wrong} == wrong
    assert kept(fresh_house).phone == "00 00 00 00"


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", []),
        ("10-14", [(time(10), time(14))]),
        ("10.30 – 14:15", [(time(10, 30), time(14, 15))]),
        ("13–15 og 10–12", [(time(10), time(12)), (time(13), time(15))]),
        ("18-24", [(time(18), time(0))]),
        ("10", None),
        ("10-14-15", None),
        ("25-26", None),
        ("10-14, 12-16", None),
        ("10-10", None),
        ("stengt", None),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, spans: list[tuple[time, time]] | None) -> None:
    assert spans_of(typed) == spans


def test_only_ones_own_can_be_changed(fresh_house: Flask) -> None:
    other = colleague(fresh_house, "contact_point", "demopointbergen")
    other.get(DESK, expect=404)
    other.post(DESK, {"phone": "70161800"}, expect=404)
    other.post(DESK + "/her", expect=404)
    contact = colleague(fresh_house, "contact", "demo005").client
    assert contact.get(DESK, base_url=HOME).status_code == 403
    assert kept(fresh_house).phone == "00 00 00 00"


def test_the_national_editor_can_help(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    assert "Du står ikke som kontaktpunkt" in editor.get("/skrivebord/kontaktpunkt").text
    editor.post(DESK + "/her")
    assert kept(fresh_house).last_confirmed_on == NOW.date()
