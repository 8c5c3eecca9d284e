"""Is a passkey of somebody's own device, for this site and this session, the only one that opens the desk?"""

import json
from dataclasses import replace

import pytest
from flask import Flask

from tests.accounts.keys import Key
from tests.desks import Colleague, colleague, signed_in

STEP = "/skrivebord/bekreft"
KONTO = "/skrivebord/konto"


def options(page: object) -> dict[str, object]:
    """What the page asks the device."""
    form = page.one("form[data-passkey]")  # type: ignore[attr-defined]
    return dict(json.loads(form["data-options"]))


@pytest.fixture
def named_house(fresh_house: Flask) -> Flask:
    """A house with a name: browsers know no passkeys for a bare number."""
    fresh_house.extensions["settings"] = replace(
        fresh_house.extensions["settings"], public_url="https://varde.example"
    )
    return fresh_house


def with_key(house: Flask) -> tuple[Colleague, Key]:
    """An administrator with a key in a device."""
    admin, key = at_home(colleague(house, "administrator")), Key("https://varde.example")
    admin.post(f"{KONTO}/nokkel", {"answer": key.made(options(admin.get(KONTO)))})
    return admin, key


def at_home(somebody: Colleague) -> Colleague:
    """Somebody whose cookie goes to the house's name."""
    cookie = somebody.client.get_cookie("varde_desk", "127.0.0.1")
    assert cookie
    somebody.client.set_cookie("varde_desk", cookie.value, domain="varde.example")
    return somebody


def try_key(somebody: Colleague, answer: str, expect: int) -> None:
    token = somebody.get(STEP).select("input[name=csrf_token]")[0]["value"]
    somebody.post(f"{STEP}/nokkel", {"answer": answer, "csrf_token": token}, expect=expect, token=False)


@pytest.mark.both_databases
def test_a_passkey_opens_the_desk(named_house: Flask) -> None:
    admin, key = with_key(named_house)
    assert "Nøkkel 1" in admin.get(KONTO).text
    other = at_home(signed_in(named_house, admin.email, second_step=False))
    try_key(other, key.signed(options(other.get(STEP))), 303)
    assert other.get("/skrivebord/folk").status == 200


def test_an_answer_for_another_session_site_or_key_is_refused(named_house: Flask) -> None:
    admin, key = with_key(named_house)
    first = at_home(signed_in(named_house, admin.email, second_step=False))
    second = at_home(signed_in(named_house, admin.email, second_step=False))
    asked = options(second.get(STEP))
    fake = Key("https://varde.example")
    fake.made(options(admin.get(KONTO)))
    elsewhere = Key("https://varde.example.net", key)
    for answer in (
        key.signed(options(first.get(STEP))),
        elsewhere.signed(asked),
        fake.signed(asked, as_id=key.id),
        fake.signed(asked),
        "",
        "{}",
        "[]",
        "x" * 50_000,
        "{" * 5_000,
        '{"id": "\\ud800"}',
    ):
        try_key(second, answer, 422)
    assert second.get(KONTO, expect=303).location == STEP
    try_key(second, key.signed(asked), 303)


def test_anothers_key_opens_nothing(named_house: Flask) -> None:
    _admin, key = with_key(named_house)
    other, _own = with_key(named_house)
    other = at_home(signed_in(named_house, other.email, second_step=False))
    try_key(other, key.signed(options(other.get(STEP))), 422)


def test_a_key_is_added_once_and_by_a_whole_answer(named_house: Flask) -> None:
    admin, key = with_key(named_house)
    for answer in (key.made(options(admin.get(KONTO))), "", "{}", "[1]", "x" * 50_000):
        admin.post(f"{KONTO}/nokkel", {"answer": answer}, expect=422)
    assert "Nøkkel 2" not in admin.get(KONTO).text


def test_the_last_way_in_is_kept(named_house: Flask) -> None:
    admin, _key = with_key(named_house)
    remove = admin.get(KONTO).one("form[action^=/skrivebord/konto/nokkel/]")["action"]
    assert admin.post(remove, expect=409).heading == "Du må ha en vei inn"
    admin.post(f"{KONTO}/koder", expect=200)
    admin.post(remove)
    assert "Du har ingen nøkler" in admin.get(KONTO).text


def test_nobody_removes_anothers_key(named_house: Flask) -> None:
    admin, _key = with_key(named_house)
    remove = admin.get(KONTO).one("form[action^=/skrivebord/konto/nokkel/]")["action"]
    other = at_home(colleague(named_house, "administrator"))
    other.post(remove, expect=404)
    assert "Nøkkel 1" in admin.get(KONTO).text


def test_where_no_passkey_can_be_the_page_offers_none(fresh_house: Flask) -> None:
    assert colleague(fresh_house, "contact", "demo005").get(KONTO).select("[data-passkey]") == []
