"""Who may read the figures? Whoever sits at this machine, and whoever has the token; nobody who only seems to."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from app import create_app
from tests.houses import NOW

TOKEN = "a token of twenty signs or more"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
OTHERS = {"REMOTE_ADDR": "192.0.2.7"}
FORWARDING = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via", "X-Forwarded-Host")


@pytest.fixture
def watched(house: Flask) -> Iterator[Flask]:
    """Another worker of the house, with a token for those who watch it from elsewhere."""
    app = create_app(replace(house.extensions["settings"], metrics_token=TOKEN, trusted_proxies=1))
    app.config["NOW"] = NOW
    yield app
    app.extensions["database"].close()


def test_whoever_sits_elsewhere_needs_the_token(watched: Flask) -> None:
    client = watched.test_client()

    def code(environ: dict[str, str] | None = None, **headers: Any) -> int:
        return client.get("/metrics", environ_overrides=environ or {}, **headers).status_code

    assert code() == 200
    assert code(OTHERS) == 404
    assert code(OTHERS, headers=BEARER) == 200
    for wrong in ("Bearer x", f"Basic {TOKEN}", TOKEN, "Bearer", "Bearer æ"):
        assert code(OTHERS, headers={"Authorization": wrong}) == 404
    assert code(headers={"Authorization": "Bearer x"}) == 404


@pytest.mark.parametrize("name", FORWARDING)
def test_behind_a_proxy_this_machine_is_not_this_machine(watched: Flask, house: Flask, name: str) -> None:
    for app in (watched, house):
        for said in ("127.0.0.1", "192.0.2.7", "for=127.0.0.1", ""):
            assert app.test_client().get("/metrics", headers={name: said}).status_code == 404
    assert watched.test_client().get("/metrics", headers=BEARER | {name: "192.0.2.7"}).status_code == 200


def test_without_a_token_nobody_comes_in_from_elsewhere(house: Flask) -> None:
    for given in ("", "Bearer ", "Bearer None", "Bearer"):
        answer = house.test_client().get(
            "/metrics", headers={"Authorization": given}, environ_overrides=OTHERS
        )
        assert answer.status_code == 404
