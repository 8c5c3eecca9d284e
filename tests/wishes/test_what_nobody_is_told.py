"""Wishes of fewer than five change nothing that anybody may see: no page, no interface, no export, no figure."""

import re
from collections.abc import Iterator

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from directory.accounts.access import is_desk
from tests.accounts.matrix import path_of
from tests.desks import colleague
from tests.wishes.wishing_people import FORM, NUMBER, people_wish, wishes

_TURNS = re.compile(r'<input name="opened"[^>]*>|DTSTAMP:\w+')  # what is another one each time
_PACKED = ("/metrics", "/data/listings.xlsx", "/data/varde.zip")
NAMED = (
    "/sted/alesund",
    "/sted/alesund/grief",
    "/finn?need=grief&place=alesund",
    "/kartlegging/hvite-flekker?need=grief&place=alesund",
    "/kartlegging/kommune/alesund",
    "/kartlegging/tall/1508/alt.json",
    "/kartlegging/tall/NO/alt.json",
    "/api/v1/listings?need=grief&place=alesund",
    FORM,
)


def public_paths(app: Flask) -> Iterator[str]:
    """An address of everything that anybody may ask for, and those that a wish in Ålesund could show on. Figures of what was
    asked are another each time, and so is what is packed, of the same rows as the rest."""
    rules: list[Rule] = list(app.url_map.iter_rules())
    paths = [path_of(rule) for rule in rules if "GET" in (rule.methods or ()) and not is_desk(rule)]
    yield from (path for path in (*paths, *NAMED) if path not in _PACKED)


def seen(app: Flask) -> dict[str, str]:
    """What stands there."""
    client = app.test_client()
    return {path: _asked(client, path) for path in public_paths(app)}


def _asked(client: FlaskClient, path: str) -> str:
    with client.get(path, base_url="http://127.0.0.1:8000") as answer:
        return f"{answer.status_code} {_TURNS.sub('', answer.get_data().decode(errors='replace'))}"


def differs(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {path for path, text in after.items() if before[path] != text}


def test_four_wishes_and_their_group_are_told_to_nobody(fresh_house: Flask) -> None:
    before = seen(fresh_house)
    people_wish(fresh_house, 4, reach="x")
    assert len(wishes(fresh_house)) == 4
    assert differs(before, seen(fresh_house)) == set()
    people_wish(fresh_house, 1)
    assert differs(before, seen(fresh_house)) == {"/kartlegging/hvite-flekker?need=grief&place=alesund"}


def test_how_many_said_yes_is_told_to_nobody(fresh_house: Flask) -> None:
    point = colleague(fresh_house, "contact_point", "demopointaalesund")
    what = {"need": "grief", "audience": "relative", "number": NUMBER}
    group = point.post("/skrivebord/venter/planlegg", what).location
    before = seen(fresh_house)
    point.post(group, {"by_hand": "3"})
    assert differs(before, seen(fresh_house)) == set()
