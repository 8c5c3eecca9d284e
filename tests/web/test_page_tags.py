"""Which pages have a tag, when does it change, and what may a proxy keep?"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from directory import db
from directory.listings.records.models import Listing, ListingContact
from directory.web.wire.page_tags import may_be_kept
from tests.desks import colleague
from tests.houses import NOW

RESULTS = "/finn?need=alcohol&place=alesund"
LISTING = "/tilbud/demo005-lms-alesund"
PAGES = ["/", RESULTS, LISTING, "/sted/alesund", "/kart", "/hva-er-selvhjelp"]


def get(house: Flask, path: str, **headers: str) -> TestResponse:
    """What a visitor without anything gets."""
    return house.test_client(use_cookies=False).get(path, headers=headers)


def tag_of(house: Flask, path: str) -> str:
    """The tag of a page that has one."""
    return get(house, path).headers["ETag"]


@pytest.fixture
def keeping(fresh_house: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A house whose proxy may keep what may be kept for five seconds."""
    settings = fresh_house.extensions["settings"]
    monkeypatch.setitem(fresh_house.extensions, "settings", replace(settings, keep_seconds=5))
    return fresh_house


@pytest.mark.parametrize("path", PAGES)
def test_who_has_the_page_is_not_sent_it_again_and_browsers_keep_nothing(house: Flask, path: str) -> None:
    answer = get(house, path)
    assert answer.status_code == 200
    again = get(house, path, If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == answer.headers["ETag"]
    for each in (answer, again):
        assert each.headers["Cache-Control"] == "no-store"
        assert "X-Accel-Expires" not in each.headers


def test_packed_or_not_the_tag_is_the_same(house: Flask) -> None:
    packed = get(house, RESULTS, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] == tag_of(house, RESULTS)
    assert packed.headers["ETag"].startswith('W/"')


def test_a_page_of_another_language_has_another_tag(house: Flask) -> None:
    tags = {tag_of(house, path) for path in ("/nb/kart", "/nn/kart", "/en/kart")}
    assert len(tags) == 3
    chosen_by_the_browser = get(house, "/", Accept_Language="en").headers["ETag"]
    assert get(house, "/", Accept_Language="nn", If_None_Match=chosen_by_the_browser).status_code == 200


def test_another_minute_or_another_change_is_another_page(fresh_house: Flask) -> None:
    first = tag_of(fresh_house, RESULTS)
    with fresh_house.app_context(), fresh_house.extensions["database"].writing() as session:
        session.get_one(Listing, "demo005").status = "hidden"
    changed = get(fresh_house, RESULTS, If_None_Match=first)
    assert (changed.status_code, "demo005" in changed.text) == (200, False)
    assert get(fresh_house, LISTING, If_None_Match=changed.headers["ETag"]).status_code in (304, 404, 410)
    fresh_house.config["NOW"] = NOW + timedelta(minutes=1)
    assert get(fresh_house, RESULTS, If_None_Match=changed.headers["ETag"]).status_code == 200


def test_a_tag_tells_no_number(house: Flask) -> None:
    with house.app_context():
        state = db.of_app().state()
    tag = tag_of(house, RESULTS)
    assert state.mark not in tag
    assert len(tag) == len('W/""') + 24


def test_a_change_while_the_page_is_made_leaves_the_older_tag(
    fresh_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the next who asks is sent it anew, though it may say the same."""
    before = tag_of(fresh_house, "/kart")
    view = fresh_house.view_functions["map.show"].__wrapped__  # type: ignore[attr-defined]

    def change_meanwhile() -> Any:
        with fresh_house.extensions["database"].writing() as session:
            session.get_one(Listing, "demo005").status = "hidden"
        return view()

    monkeypatch.setitem(fresh_house.view_functions, "map.show", may_be_kept(change_meanwhile))
    assert tag_of(fresh_house, "/kart") == before
    monkeypatch.undo()
    assert tag_of(fresh_house, "/kart") != before


@pytest.mark.parametrize("path", PAGES)
def test_a_proxy_that_may_is_told_for_how_long(keeping: Flask, path: str) -> None:
    answer = get(keeping, path)
    assert answer.headers["X-Accel-Expires"] in ("1", "2", "3")  # whole seconds, less what it took to make it
    again = get(keeping, path, If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.headers["X-Accel-Expires"]) == (304, "3")
    assert answer.headers["Cache-Control"] == "no-store"


def of_one_visitor(keeping: Flask) -> dict[str, tuple[FlaskClient, str]]:
    """Pages that hold something of one visitor, or something that is counted, by what that is."""
    stranger = keeping.test_client(use_cookies=False)
    editor = colleague(keeping, "national_editor").client
    return {
        "a list": (stranger, f"{RESULTS}&kept=demo005"),
        "the list itself": (stranger, "/liste?listing=demo005"),
        "the desk": (editor, "/skrivebord/oppforinger"),
        "signing in": (stranger, "/logg-inn"),
        "a form to tell us": (stranger, "/tilbud/demo005/si-fra"),
        "nothing": (stranger, "/finnes-ikke"),
    }


def test_what_is_one_visitors_own_is_never_kept(keeping: Flask) -> None:
    tag = tag_of(keeping, RESULTS)
    for what, (client, path) in of_one_visitor(keeping).items():
        for headers in ({}, {"If-None-Match": tag}):
            answer = client.get(path, headers=headers)
            assert answer.status_code != 304, what
            assert not {"ETag", "X-Accel-Expires"} & set(answer.headers.keys()), what


def test_whoever_brings_a_cookie_or_a_password_is_shown_a_page_of_their_own(keeping: Flask) -> None:
    for headers in ({"Cookie": "varde_desk=x"}, {"Authorization": "Basic eDp4"}):
        answer = get(keeping, RESULTS, **headers)
        assert answer.status_code == 200
        assert not {"ETag", "X-Accel-Expires"} & set(answer.headers.keys())


def test_a_private_contact_is_never_kept(keeping: Flask) -> None:
    assert "X-Accel-Expires" in get(keeping, LISTING).headers
    one = {"role": "Kontaktperson", "phone": "00 00 00 00", "consent_until": NOW.date()}
    with keeping.app_context(), keeping.extensions["database"].writing() as session:
        session.get_one(Listing, "demo005").contacts = [ListingContact(private=True, **one)]
    answer = get(keeping, LISTING)
    assert "Kontaktperson" in answer.text
    assert not {"ETag", "X-Accel-Expires"} & set(answer.headers.keys())
