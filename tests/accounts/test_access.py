"""Does every address let in exactly those whom the house says it lets in?"""

import json
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.accounts.access import Access, desk, refuse_unguarded
from tests.accounts.matrix import FORGED, HOME, differences, everybody
from tests.desks import ROLE_SCOPES, colleague, signed_in
from tests.houses import Builder, run


@pytest.fixture(scope="module")
def staffed(sqlite_builder: Builder) -> Iterator[tuple[Flask, dict[str, FlaskClient]]]:
    """A house with somebody in every role. On SQLite alone: the guard asks either database the same."""
    app = sqlite_builder.furnished()
    yield app, everybody(app)
    sqlite_builder.close(app)


@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.long)])
def test_every_rule_method_and_role_is_as_the_house_tells(
    staffed: tuple[Flask, dict[str, FlaskClient]], whole: bool
) -> None:
    app, clients = staffed
    assert differences(app, clients, json.loads(run(app, "rules", "--json")), whole=whole) == []


def test_a_rule_that_lets_in_somebody_else_is_seen(staffed: tuple[Flask, dict[str, FlaskClient]]) -> None:
    app, clients = staffed
    rules = json.loads(run(app, "rules", "--json"))
    row = next(row for row in rules if row["rule"] == "/skrivebord/folk")
    row["access"] = ["administrator", "contact"]
    found = differences(app, clients, rules, only="/skrivebord/folk")
    assert {line.split(":")[0] for line in found if "forged" not in line} == {
        f"GET /skrivebord/folk as {who}" for who in ("contact", "national_editor")
    }


def test_a_public_rule_that_is_told_to_be_closed_is_seen(
    staffed: tuple[Flask, dict[str, FlaskClient]],
) -> None:
    app, clients = staffed
    rules = json.loads(run(app, "rules", "--json"))
    next(row for row in rules if row["rule"] == "/om")["access"] = ["administrator"]
    found = differences(app, clients, rules, only="/om")
    assert {line.split(":")[0] for line in found} >= {
        "GET /om as nobody",
        "GET /om as nobody with forged headers",
    }


def test_nothing_at_the_desk_is_public(staffed: tuple[Flask, dict[str, FlaskClient]]) -> None:
    rules = json.loads(run(staffed[0], "rules", "--json"))
    at_desk = [row for row in rules if row["rule"].startswith("/skrivebord")]
    assert len(at_desk) > 10
    assert [row["rule"] for row in at_desk if row["access"] == "public" or not row["access"]] == []
    assert {row["access"] for row in rules if row not in at_desk} == {"public"}


def test_no_role_and_no_forged_header_opens_the_figures(
    staffed: tuple[Flask, dict[str, FlaskClient]],
) -> None:
    """They are public in the rules, since no role opens them: this machine does, or a token (`tests/web/watching/`)."""
    app, clients = staffed
    told = [row for row in json.loads(run(app, "rules", "--json")) if row["rule"] == "/metrics"]
    assert [(row["methods"], row["access"]) for row in told] == [(["GET"], "public")]
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    for headers in ({}, FORGED):
        for client in clients.values():
            answer = client.get("/metrics", headers=headers, base_url=HOME, environ_overrides=elsewhere)
            assert answer.status_code == 404


def test_the_house_does_not_open_with_a_desk_route_that_says_nothing(fresh_house: Flask) -> None:
    fresh_house.add_url_rule("/skrivebord/ny", "new", lambda: "inside")
    with pytest.raises(RuntimeError, match="/skrivebord/ny"):
        refuse_unguarded(fresh_house)
    admin = colleague(fresh_house, "administrator")
    assert admin.client.get("/skrivebord/ny", base_url=HOME).status_code == 403


def test_a_route_can_only_name_roles_that_exist() -> None:
    for roles in ((), ("admin",), ("contact", "everyone")):
        with pytest.raises(ValueError, match="not roles"):
            desk(*roles)
    assert desk("contact")(lambda: "").access == Access(("contact",), True)  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/", "/finn?place=alesund", "/tilbud/demo005", "/logg-inn", "/logg-inn/x"])
def test_a_public_page_is_the_same_for_somebody_signed_in(fresh_house: Flask, path: str) -> None:
    somebody = colleague(fresh_house, "national_editor").client.get(path, base_url=HOME)
    nobody = fresh_house.test_client().get(path, base_url=HOME)
    assert somebody.data == nobody.data
    assert "Set-Cookie" not in somebody.headers
    assert "Cookie" not in somebody.headers.get("Vary", "")


def test_an_administrator_gets_nowhere_without_the_second_step(fresh_house: Flask) -> None:
    rules = json.loads(run(fresh_house, "rules", "--json"))
    admin = colleague(fresh_house, "administrator", second_step=False).client
    reached = []
    for row in rules:
        if "administrator" in row["access"] and "GET" in row["methods"] and "<" not in row["rule"]:
            answer = admin.get(row["rule"], base_url=HOME)
            if answer.headers.get("Location", "").partition("?")[0] != "/skrivebord/bekreft":
                reached.append(row["rule"])
    assert reached == ["/skrivebord/bekreft"]


@pytest.mark.parametrize("role", ROLE_SCOPES)
def test_a_role_that_ends_ends_at_once(fresh_house: Flask, role: str) -> None:
    somebody = colleague(fresh_house, role, ROLE_SCOPES[role])
    assert somebody.get("/skrivebord/").status == 200
    admin = colleague(fresh_house, "administrator")
    person = next(
        part["href"]
        for part in admin.get("/skrivebord/folk").select("a[href]")
        if part.text == somebody.email
    )
    end = admin.get(person).one("form[action^=/skrivebord/folk/rolle]")["action"]
    admin.post(end)
    assert somebody.get("/skrivebord/", expect=303).location == "/logg-inn"


@pytest.mark.parametrize("forged", ["", "x", "x" * 5000, "../..", "\u00e6", "1", "None"])
def test_a_forged_cookie_opens_nothing(fresh_house: Flask, forged: str) -> None:
    colleague(fresh_house, "administrator")
    client = fresh_house.test_client()
    answer = client.get("/skrivebord/", headers={"Cookie": f"varde_desk={forged}"}, base_url=HOME)
    assert answer.location == "/logg-inn"


def test_the_hash_that_the_database_holds_is_no_cookie(fresh_house: Flask) -> None:
    colleague(fresh_house, "administrator")
    with fresh_house.extensions["database"].engine.connect() as connection:
        held = connection.exec_driver_sql("SELECT token_hash FROM desk_session").scalars().all()
    client = fresh_house.test_client()
    client.set_cookie("varde_desk", held[0], domain="127.0.0.1")
    assert client.get("/skrivebord/", base_url=HOME).location == "/logg-inn"


def test_the_desk_stands_in_three_languages(fresh_house: Flask) -> None:
    email = colleague(fresh_house, "administrator").email
    for prefix in ("", "/nn", "/en"):
        somebody = signed_in(fresh_house, email)
        for page in ("/skrivebord/", "/skrivebord/konto", "/skrivebord/folk", "/skrivebord/brev"):
            assert somebody.get(prefix + page).status == 200
