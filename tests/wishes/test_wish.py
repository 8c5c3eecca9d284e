"""Anybody can wish for a group, without a word of their own and without a trace; and take it back."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from directory import db
from directory.accounts.models import Attempt, DailyKey
from directory.settings import Settings
from directory.wishes import sealing, wishing
from tests.desks import later
from tests.houses import NOW
from tests.inspecting import Visitor
from tests.wishes.wishing_people import FORM, NUMBER, Stranger, people_wish, wish, wishes

WAY = "venter-lenge@eksempel.no"


def settings_of(app: Flask) -> Settings:
    settings: Settings = app.extensions["settings"]
    return settings


def files_holding(app: Flask, words: str) -> list[str]:
    """The files of the instance in which the words stand."""
    found = settings_of(app).instance.rglob("*")
    return [path.name for path in found if path.is_file() and words.encode() in path.read_bytes()]


@pytest.mark.both_databases
def test_a_wish_is_codes_a_place_and_a_month(fresh_house: Flask, fresh_visit: Visitor) -> None:
    page = wish(fresh_visit)
    (row,) = wishes(fresh_house)
    assert (row.need, row.audience, row.municipality_number, row.month) == (
        "grief",
        "relative",
        NUMBER,
        "2026-11",
    )
    assert row.reach is None
    assert "grief" not in page.location
    thanks = fresh_visit.get(page.location)
    assert "Takk" in thanks.heading
    assert "180 dager" in thanks.text


@pytest.mark.parametrize("language", ["/nn", "/en"])
def test_the_form_speaks_every_language(visit: Visitor, language: str) -> None:
    asked = visit.get(language + FORM).select("form.open-form select")
    assert [each["name"] for each in asked] == ["need", "audience"]


def test_the_form_asks_for_nothing_in_ones_own_words(visit: Visitor) -> None:
    page = visit.get(FORM)
    assert not page.select("form.open-form textarea")
    asked = [part["name"] for part in page.select("form.open-form input[name]") if part.get("type") == "text"]
    assert asked == ["homepage", "reach"]


def test_pages_with_nothing_near_lead_there(visit: Visitor) -> None:
    ways = [link["href"] for link in visit.get("/sted/alesund").select("main a[href]")]
    assert FORM in ways
    nothing = visit.get("/finn?need=dementia&place=traena")
    assert "/onske/traena/dementia" in [link["href"] for link in nothing.select("main a[href]")]


def test_what_stands_in_no_address_is_wished_for_without_one(
    fresh_house: Flask, fresh_visit: Visitor
) -> None:
    fresh_visit.get(FORM + "/violence", expect=404)
    page = wish(fresh_visit, need="violence")
    assert "violence" not in page.location
    assert wishes(fresh_house)[0].need == "violence"


def test_a_form_with_a_fault_loses_nothing(fresh_house: Flask, fresh_visit: Visitor) -> None:
    page = wish(fresh_visit, expect=422, need="", audience="relative", reach="ikke en adresse")
    assert "Velg hva det gjelder." in page.text
    assert "Skriv en e-postadresse eller et telefonnummer" in page.text
    assert page.one("input#reach")["value"] == "ikke en adresse"
    again = wish(fresh_visit, expect=422, audience="alle")
    assert "Velg hvem gruppa er for." in again.text
    assert wishes(fresh_house) == []


def test_of_twenty_from_one_machine_the_later_are_counted_once_or_refused(fresh_house: Flask) -> None:
    machine = Stranger(fresh_house)
    for _time in range(wishing.FOR_NETWORK):
        wish(machine)
    assert len(wishes(fresh_house)) == 1
    for number in range(20 - wishing.FOR_NETWORK):
        page = wish(machine, expect=429, reach=f"venter-{number}@eksempel.no")
    assert "Prøv igjen i morgen" in page.text
    assert len(wishes(fresh_house)) == 1
    wish(Stranger(fresh_house))
    later(fresh_house, days=1)
    wish(machine)
    assert len(wishes(fresh_house)) == 3


def test_wishes_of_one_person_are_never_joined(fresh_house: Flask) -> None:
    person = Stranger(fresh_house)
    for need in ("grief", "alcohol"):
        wish(person, need=need, reach=WAY)
    first, second = wishes(fresh_house)
    for name in ("id", "reach", "token_hash"):
        assert getattr(first, name) != getattr(second, name)
    assert len(first.reach or "") == len(second.reach or "")
    later(fresh_house, days=1)
    wish(person, need="anxiety")  # what yesterday's counts were read by is thrown away
    with fresh_house.app_context(), db.of_app().reading() as session:
        assert session.scalars(select(DailyKey.day)).all() == [NOW.date().replace(day=NOW.day + 1)]
        assert all("10." not in row.key for row in session.scalars(select(Attempt)))


def test_a_way_is_nowhere_to_be_read_without_the_key(fresh_house: Flask, fresh_visit: Visitor) -> None:
    wish(fresh_visit, reach=WAY)
    assert files_holding(fresh_house, WAY) == []
    (row,) = wishes(fresh_house)
    settings, sealed = settings_of(fresh_house), row.reach or ""
    assert sealing.unseal(settings, sealed) == WAY
    assert (
        sealing.unseal(replace(settings, wish_key="another key of thirty-two signs or more"), sealed) is None
    )
    assert sealing.unseal(replace(settings, environment="production"), sealed) is None
    key: Path = settings.instance / "wish_key"
    assert key.stat().st_mode & 0o777 == 0o600


def test_without_a_key_production_only_counts(
    fresh_house: Flask, fresh_visit: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = replace(settings_of(fresh_house), environment="production")
    monkeypatch.setitem(fresh_house.extensions, "settings", production)
    assert not fresh_visit.get(FORM).select("input#reach")
    wish(fresh_visit, reach=WAY)
    assert [row.reach for row in wishes(fresh_house)] == [None]


def test_where_no_contact_point_answers_nobody_is_asked_how_they_are_reached(visit: Visitor) -> None:
    assert not visit.get("/onske/kautokeino").select("input#reach")


def test_the_link_takes_it_back_with_all_its_bytes(fresh_house: Flask, fresh_visit: Visitor) -> None:
    people_wish(fresh_house, 3, reach="x")
    page = wish(fresh_visit, reach=WAY)
    kept = {row.reach for row in wishes(fresh_house)}
    links = [each["href"] for each in fresh_visit.get(page.location).select("main a[href]")]
    (link,) = [each for each in links if each.startswith("/onske/trekk/")]
    fresh_visit.get(link)
    assert len(wishes(fresh_house)) == 4  # looking takes nothing back
    fresh_visit.post(link, expect=303)
    (gone,) = kept - {row.reach for row in wishes(fresh_house)}
    assert files_holding(fresh_house, gone or "") == []
    fresh_visit.post(link, expect=303)  # and says the same again
    assert len(wishes(fresh_house)) == 3


def test_it_goes_by_itself_when_its_time_is_over(fresh_house: Flask, fresh_visit: Visitor) -> None:
    wish(fresh_visit, reach=WAY)
    sealed = wishes(fresh_house)[0].reach or ""
    later(fresh_house, days=179)
    remind = fresh_house.test_cli_runner()
    remind.invoke(args=["remind"])
    assert len(wishes(fresh_house)) == 1
    later(fresh_house, days=1)
    said = remind.invoke(args=["remind"]).output
    assert "1 wishes erased" in said
    assert wishes(fresh_house) == []
    assert files_holding(fresh_house, sealed) == []


def test_bytes_that_are_there_are_seen(fresh_house: Flask, fresh_visit: Visitor) -> None:
    wish(fresh_visit, reach=WAY)
    assert files_holding(fresh_house, wishes(fresh_house)[0].reach or "") != []


def test_fewer_than_five_are_told_to_nobody(fresh_house: Flask) -> None:
    spots = "/kartlegging/hvite-flekker?need=grief&place=alesund"
    people_wish(fresh_house, 4)
    assert "ønsker seg et tilbud" not in Visitor(fresh_house).get(spots).text
    people_wish(fresh_house, 1)
    people_wish(fresh_house, 5, need="violence")
    looks = Visitor(fresh_house)
    assert "5 ønsker seg et tilbud" in looks.get(spots).text
    assert "ønsker seg et tilbud" not in looks.get(spots + "&audience=relative").text
    assert "ønsker seg et tilbud" not in looks.get("/kartlegging/hvite-flekker?place=alesund").text
