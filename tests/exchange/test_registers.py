"""The open registers say whom to ask and who has closed down; roles and accounts are not read, small clubs' numbers not shown."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from directory import db
from directory.exchange.fetching.refused import Refused
from directory.exchange.registers.models import RegisterEntry
from directory.exchange.registers.read_register import entries_of, is_org_number
from tests.desks import colleague
from tests.houses import run
from tests.inspecting import Visitor


def unit(number: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "organisasjonsnummer": number,
        "navn": name,
        "forretningsadresse": {"kommunenummer": "1508"},
        **more,
    }


ROWS = [
    unit(
        "000000000",
        "OPPDIKTET SORGGRUPPE (EKSEMPEL)",
        telefon="00 00 00 00",
        kontonummer="12345678901",
        roller=[{"person": "x"}],
    ),
    unit(
        "100000008",
        "OPPDIKTET SJAKKLUBB (EKSEMPEL)",
        icnpoKategorier=[{"icnpoNummer": "1200", "navn": "Rekreasjon"}],
    ),
    unit("200000005", "ANGSTRINGEN", slettedato="2026-10-01"),
    unit("123456789", "FEIL NUMMER (EKSEMPEL)"),
]
PAGE = json.dumps({"_embedded": {"enheter": ROWS}}).encode()


def test_only_what_says_whom_to_ask_is_read() -> None:
    found = list(entries_of(PAGE))
    assert [(each["standing"], each["near"]) for each in found] == [
        ("active", True),
        ("active", False),
        ("deleted", True),
    ]
    assert "12345678901" not in str(found)
    assert found[1]["categories"] == ["1200 Rekreasjon"]
    assert not is_org_number("123456789")


@pytest.mark.parametrize("data", [b"[]", b"{}", b'[{"navn": "x"}]', b"x"])
def test_what_is_no_register_says_so(data: bytes) -> None:
    with pytest.raises(Refused):
        list(entries_of(data))


def test_whom_to_ask_is_seen_at_the_desk_alone_and_dealt_with(fresh_house: Flask, tmp_path: Path) -> None:
    path = tmp_path / "enheter.json"
    path.write_bytes(PAGE)
    said = run(fresh_house, "sources", "registers", str(path))
    assert "3 organisations" in said
    assert "Angstringen (200000005): deleted" in said
    editor = colleague(fresh_house, "national_editor")
    page = editor.get("/skrivebord/registeret?sted=Ålesund&ord=sorg")
    assert "1 å spørre" in page.text
    assert "Slettet i registeret" in page.text
    editor.post("/skrivebord/registeret/000000000", {"dealt": "asked"})
    run(fresh_house, "sources", "registers", str(path))
    assert "Ingen å spørre her ennå" in editor.get("/skrivebord/registeret?sted=Ålesund&ord=sorg").text
    assert "OPPDIKTET SORG" not in Visitor(fresh_house).get("/finn?need=grief&place=alesund").text.upper()
    with fresh_house.app_context(), db.of_app().reading() as session:
        assert len(session.scalars(select(RegisterEntry)).all()) == 3
