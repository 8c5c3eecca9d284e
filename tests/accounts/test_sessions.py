"""Does being signed in end when it should, and is nothing typed lost when it does?"""

import pytest
from flask import Flask

from tests.desks import colleague, later, signed_in

KONTO = "/skrivebord/konto"


@pytest.mark.parametrize(("minutes", "status"), [(119, 200), (120, 303)])
def test_a_session_ends_when_nothing_was_done_for_two_hours(
    fresh_house: Flask, minutes: int, status: int
) -> None:
    somebody = colleague(fresh_house, "contact", "demo005")
    later(fresh_house, minutes=minutes)
    assert somebody.get(KONTO, expect=status).status == status


def test_a_session_lives_while_it_is_used_but_twelve_hours_at_most(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, "contact", "demo005")
    for _time in range(11):
        later(fresh_house, hours=1)
        assert somebody.get(KONTO).status == 200
    later(fresh_house, hours=1)
    assert somebody.get(KONTO, expect=303).location == "/logg-inn"


def test_signing_out_ends_this_device_alone(fresh_house: Flask) -> None:
    here = colleague(fresh_house, "contact", "demo005")
    there = signed_in(fresh_house, here.email)
    page = here.post("/skrivebord/logg-ut")
    assert page.location == "/logg-inn"
    assert "varde_desk=;" in page.headers["Set-Cookie"]
    assert here.get(KONTO, expect=303)
    assert there.get(KONTO).status == 200


@pytest.mark.both_databases
def test_signing_out_everywhere_ends_every_device_of_this_person(fresh_house: Flask) -> None:
    here = colleague(fresh_house, "contact", "demo005")
    there = signed_in(fresh_house, here.email)
    another = colleague(fresh_house, "contact", "demo005")
    here.post("/skrivebord/logg-ut-overalt")
    assert there.get(KONTO, expect=303).location == "/logg-inn"
    assert another.get(KONTO).status == 200


def test_a_cookie_that_was_signed_out_opens_nothing(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, "contact", "demo005")
    kept = somebody.client.get_cookie("varde_desk", "127.0.0.1")
    somebody.post("/skrivebord/logg-ut")
    assert kept
    somebody.client.set_cookie("varde_desk", kept.value, domain="127.0.0.1")
    assert somebody.get(KONTO, expect=303).location == "/logg-inn"


TYPED = {"listing": "demo005", "address": "ny@eksempel.no & «flere»"}
HAND_OVER = "/skrivebord/folk/overlat"


def carried(page: object) -> dict[str, str]:
    """What a page's form carries along, without its token."""
    fields = page.select("main input[type=hidden]")  # type: ignore[attr-defined]
    return {part["name"]: part["value"] for part in fields if part["name"] != "csrf_token"}


@pytest.mark.parametrize("token", [None, "", "x", "another's"])
def test_a_form_without_its_own_token_is_refused_in_words_and_kept(
    fresh_house: Flask, token: str | None
) -> None:
    admin = colleague(fresh_house, "administrator")
    if token == "another's":
        token = colleague(fresh_house, "administrator").token()
    sent = TYPED if token is None else {**TYPED, "csrf_token": token}
    page = admin.post(HAND_OVER, sent, expect=400, token=False)
    assert page.heading == "Trykk én gang til"
    assert carried(page) == TYPED
    assert page.select("main form")[0]["action"] == HAND_OVER
    again = page.select("main input[name=csrf_token]")[0]["value"]
    page = admin.post(HAND_OVER, {**carried(page), "csrf_token": again}, expect=422, token=False)
    assert page.one("#address").get("value") == TYPED["address"]


@pytest.mark.both_databases
def test_a_form_sent_after_signing_out_is_kept_until_one_is_in_again(fresh_house: Flask) -> None:
    admin = colleague(fresh_house, "administrator")
    admin.token()
    later(fresh_house, hours=3)
    page = admin.post(HAND_OVER, TYPED, expect=401)
    assert carried(page) == TYPED
    back = signed_in(fresh_house, admin.email)
    page = back.post(HAND_OVER, carried(page), expect=400, token=False)
    assert carried(page) == TYPED


def test_a_form_from_another_site_is_refused(fresh_house: Flask) -> None:
    admin = colleague(fresh_house, "administrator")
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        admin.post("/skrivebord/logg-ut", expect=403, headers=headers)
    assert admin.get(KONTO).status == 200
