"""From a public page or a letter one comes to the desk's page of that thing, also where one must sign in on the way."""

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask

from directory.accounts import codes, roles
from tests.desks import Colleague, add_person, letters, signed_in, text_of
from tests.inspecting import Visitor
from tests.listings.editors import office_that_keeps

PAGE = "/skrivebord/oppforinger/demo005"
HOME = "http://127.0.0.1:8000"


def whole_link(house: Flask) -> str:
    """The path and query of the link in the newest letter."""
    (address,) = re.findall(r"^http\S+$", text_of(letters(house)[-1]), re.MULTILINE)
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_every_page_has_a_door_to_the_desk(own_house: Flask, prefix: str) -> None:
    visit = Visitor(own_house)
    for path in ("/om", "/logg-inn", "/finn?place=alesund"):
        assert f"{prefix}/skrivebord/" in [
            link["href"] for link in visit.get(prefix + path).select(".foot a")
        ]


def test_a_listings_page_leads_to_its_page_at_the_desk_and_back(fresh_house: Flask) -> None:
    somebody = signed_in(fresh_house, add_person(fresh_house, "contact", "demo005"))
    public = somebody.get(somebody.get("/tilbud/demo005", expect=301).location)
    (there,) = [link["href"] for link in public.select("main a") if link["href"].startswith("/skrivebord")]
    assert there == PAGE
    desk = somebody.get(there)
    assert any(link["href"].startswith("/tilbud/demo005") for link in desk.select("main a"))


def test_who_must_sign_in_first_comes_on_there(fresh_house: Flask) -> None:
    email = add_person(fresh_house, "contact", "demo005")
    visit = Visitor(fresh_house)
    asked = visit.get(PAGE, expect=303).location
    assert asked == f"/logg-inn?videre={PAGE}"
    letters(fresh_house)
    visit.post(visit.get(asked).one("main form")["action"], {"email": email}, expect=303)
    link = whole_link(fresh_house)
    client = fresh_house.test_client()
    action = visit.get(link).one("main form")["action"]
    answer = client.post(action, base_url=HOME)
    assert answer.location == PAGE
    assert "Ivareta" in Colleague(fresh_house, email, client).get(PAGE).heading


def test_the_language_and_the_second_step_lose_it_not(fresh_house: Flask) -> None:
    visit = Visitor(fresh_house)
    page = visit.get(f"/logg-inn?videre={PAGE}")
    assert f"/nn/logg-inn?videre={PAGE}" in [
        link["href"].replace("%2F", "/") for link in page.select("#sprak a")
    ]
    email = add_person(fresh_house, "administrator")
    with office_that_keeps(fresh_house) as office:
        person = roles.find(office.session, email)
        assert person is not None
        made = codes.make(office.session, person.id)
    somebody = signed_in(fresh_house, email, second_step=False)
    step = somebody.get(PAGE, expect=303).location
    form = somebody.get(step).one("form.small-form")
    token = form.select("input[name=csrf_token]")[0]["value"]
    answer = somebody.post(form["action"], {"code": made[0], "csrf_token": token}, token=False)
    assert answer.location == PAGE


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://borte.example/",
        "//borte.example/",
        "/skrivebord/oppforinger/../../tilbud",
        "/skrivebord/oppforinger//borte.example",
        "/skrivebord/konto",
        "/skrivebord/oppforinger/demo005/bekreft",
        "/skrivebord/oppforinger?sok=ord",
        "/skrivebord/oppforinger\\borte",
    ],
)
def test_nobody_is_led_elsewhere(own_house: Flask, elsewhere: str) -> None:
    page = Visitor(own_house).get("/logg-inn?videre=" + elsewhere.replace("?", "%3F"))
    assert page.one("main form")["action"] == "/logg-inn"
