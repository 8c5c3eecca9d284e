"""Does a published address live? Slips are on paper: an address may move, but never die."""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

_PUBLISHED = Path(__file__).with_name("published_addresses.txt")
_NOT_PUBLISHED = ("/static/<path:filename>",)


def published() -> set[str]:
    """The committed list: one `METHOD rule` a line."""
    return set(_PUBLISHED.read_text(encoding="utf-8").splitlines())


def standing(app: Flask) -> set[str]:
    """What the house answers today, in the same form."""
    rules = (rule for rule in app.url_map.iter_rules() if rule.rule not in _NOT_PUBLISHED)
    return {
        f"{method} {rule.rule}"
        for rule in rules
        for method in rule.methods or ()
        if method in ("GET", "POST")
    }


def lost(addresses: set[str], app: Flask) -> list[str]:
    """The published addresses that neither stand nor lead on to another address."""
    gone = sorted(addresses - standing(app))
    return [address for address in gone if not _leads_on(app, *address.split(" ", 1))]


def _leads_on(app: Flask, method: str, rule: str) -> bool:
    return app.test_client(use_cookies=False).open(rule, method=method).status_code in (301, 308)


def test_no_published_address_is_lost(house: Flask) -> None:
    assert lost(published(), house) == []


def test_every_address_is_on_the_list(house: Flask) -> None:
    assert standing(house) - published() == set()


def test_the_list_is_in_order() -> None:
    lines = _PUBLISHED.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines, key=lambda line: line.split(" ", 1)[::-1])


def test_a_removed_address_is_seen(house: Flask) -> None:
    assert lost({*published(), "GET /gammel-side"}, house) == ["GET /gammel-side"]


def test_an_address_that_leads_on_is_not_lost(fresh_house: Flask) -> None:
    fresh_house.url_map.add(Rule("/gammel-side", endpoint="old", redirect_to="/om"))
    moved = {"GET /gammel-side"}
    assert lost(moved, fresh_house) == []


@pytest.mark.parametrize(
    "promised",
    [
        *(
            "/",
            "/finn",
            "/om",
            "/personvern",
            "/tilgjengelighet",
            "/forlat",
            "/healthz",
            "/bekymret",
            "/kart",
        ),
        *(
            "/forste-gang",
            "/hva-er-selvhjelp",
            "/for-fagfolk",
            "/for-arrangorer",
            "/for-nettsider",
            "/metrics",
        ),
        *("/lapp/<code>", "/lapp/<code>.pdf", "/lapp/<code>.txt", "/lapp/<code>.ics", "/api/v1/slips/<code>"),
        *("/kartlegging", "/kartlegging/<slug>", "/kartlegging/organisasjon/<slug>"),
        *(
            "/kartlegging/<int:year>.pdf",
            "/feeds/meeting-guide.json",
            "/feeds/changes.atom",
            "/fhir/metadata",
        ),
    ],
)
def test_the_contracts_addresses_stand(house: Flask, promised: str) -> None:
    assert f"GET {promised}" in standing(house)
