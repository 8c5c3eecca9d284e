"""Anybody can tell us that something is wrong or missing, without saying who they are."""

import pytest
from flask import Flask

from directory.listings.records.models import Listing
from tests.houses import NOW
from tests.inspecting import Visitor
from tests.listings.editors import office_that_keeps
from tests.listings.telling import MISSING, WRONG, opened, sent, told

GROUP = {"what": "Gruppe for etterlatte", "place": "Ålesund"}


@pytest.mark.both_databases
@pytest.mark.parametrize("kind", ["nobody_answered", "no_longer_meets"])
def test_one_tap_is_enough(fresh_house: Flask, fresh_visit: Visitor, kind: str) -> None:
    page = sent(fresh_visit, kind=kind)
    assert page.location == WRONG + "/takk"
    assert "Et menneske leser det" in fresh_visit.get(page.location).text
    (row,) = told(fresh_house)
    assert (row.kind, row.listing_id, row.text, row.made_on) == (kind, "demo005", None, NOW.date())


def test_nothing_changes_by_itself(fresh_house: Flask, fresh_visit: Visitor) -> None:
    before = fresh_visit.get("/tilbud/demo005-ivareta-alesund", expect=301).location
    page = fresh_visit.get(before).text
    for _time in range(3):
        sent(fresh_visit, kind="no_longer_meets")
    assert fresh_visit.get(before).text == page
    with office_that_keeps(fresh_house) as office:
        assert office.session.get_one(Listing, "demo005").status == "active"


def test_the_listings_page_leads_there(visit: Visitor) -> None:
    where = visit.get("/tilbud/demo005", expect=301).location
    assert visit.get(where).one("form.tell-us a")["href"] == WRONG


def test_something_else_needs_words(fresh_house: Flask, fresh_visit: Visitor) -> None:
    page = sent(fresh_visit, expect=422, kind="wrong", text=" ")
    assert "Skriv hva som er feil." in page.text
    sent(fresh_visit, kind="wrong", text="Døra var låst.")
    assert [row.text for row in told(fresh_house)] == ["Døra var låst."]


def test_a_form_with_an_error_loses_nothing(fresh_house: Flask, fresh_visit: Visitor) -> None:
    page = sent(
        fresh_visit, MISSING, expect=422, what="Sorggruppe", place="", name="Gruppa", link="x", text="Ring"
    )
    assert "Skriv et sted" in page.text
    values = {part["name"]: part.get("value") for part in page.select("form input[name]")}
    assert {values["what"], values["name"], values["link"]} == {"Sorggruppe", "Gruppa", "x"}
    assert page.one("textarea").text == "Ring"
    assert told(fresh_house) == []


def test_what_is_missing_is_kept_for_the_place(fresh_house: Flask, fresh_visit: Visitor) -> None:
    assert sent(fresh_visit, MISSING, **GROUP, name="Lyset").location == "/meld-fra/takk"
    (row,) = told(fresh_house)
    assert (row.kind, row.municipality_number, row.listing_id) == ("missing", "1508", None)
    assert row.text is not None and "Gruppe for etterlatte" in row.text and "Lyset" in row.text


def test_an_unsure_place_waits_for_the_national_editor(fresh_house: Flask, fresh_visit: Visitor) -> None:
    sent(fresh_visit, MISSING, what="Gruppe", place="Herøy")
    (row,) = told(fresh_house)
    assert row.municipality_number is None
    assert row.text is not None and "Herøy" in row.text


def test_another_site_cannot_send_the_form(fresh_house: Flask, fresh_visit: Visitor) -> None:
    data = {**opened(fresh_visit), "kind": "nobody_answered"}
    fresh_visit.post(WRONG, data, expect=403, headers={"Sec-Fetch-Site": "cross-site"})
    assert told(fresh_house) == []


def test_no_button_is_asked_for_again(fresh_visit: Visitor) -> None:
    for kind in ("", "missing", "closed"):
        assert "Trykk på en av knappene" in sent(fresh_visit, expect=422, kind=kind).text


def test_nothing_is_asked_about_who_tells(visit: Visitor) -> None:
    for path in (WRONG, MISSING):
        page = visit.get(path)
        assert page.select("input[type=email], input[type=tel]") == []
        assert "Set-Cookie" not in page.headers


def test_what_is_hidden_cannot_be_told_about(visit: Visitor) -> None:
    visit.get("/tilbud/finnesikke/si-fra", expect=404)


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_the_pages_stand_in_three_languages(visit: Visitor, prefix: str) -> None:
    for path in (WRONG, WRONG + "/takk", MISSING, MISSING + "/takk", "/retningslinjer"):
        assert visit.get(prefix + path).status == 200


def test_what_is_taken_in_can_be_read_from_the_foot_and_by_hosts(visit: Visitor) -> None:
    assert visit.get("/").select("footer a[href=/retningslinjer]")
    assert visit.get("/for-arrangorer").select("main a[href=/retningslinjer]")
    page = visit.get("/retningslinjer").text
    for words in ("kaller seg selvhjelp", "Navn og lenker som ligner", "Er du uenig?", "24 måneder"):
        assert words in page
