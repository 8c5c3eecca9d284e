"""The central register fills telephone and web address where nobody at the desk has told; a file with a fault changes nothing."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from directory import db
from directory.contact_points.models import ContactPoint
from directory.listings.records.models import Organisation
from tests.inspecting import Visitor


def entity(number: str, name: str, form: str, **more: Any) -> dict[str, Any]:
    address = {"kommunenummer": more.pop("kommunenummer", "0301")}
    return {
        "organisasjonsnummer": number,
        "navn": name,
        "organisasjonsform": {"kode": form},
        "forretningsadresse": address,
        **more,
    }


ROWS = [
    entity(
        "000000001",
        "RØROS KOMMUNE",
        "KOMM",
        kommunenummer="5025",
        telefon="72 41 00 00",
        hjemmeside="www.eksempel.no",
    ),
    entity("000000002", "GAMMEL KOMMUNE", "KOMM", kommunenummer="1599", telefon="70161800"),
    entity(
        "000000003",
        "ANGSTRINGEN",
        "FLI",
        mobil="90 00 00 00",
        hjemmeside="angst.eksempel.no",
        epostadresse="en@person.no",
    ),
    entity("000000004", "ANONYME GAMBLERE", "FLI", telefon="70161800"),
    entity("000000005", "ANONYME GAMBLERE", "FLI", telefon="70161801"),
    entity("000000006", "SLETTET", "FLI", slettedato="2020-01-01"),
]


def written(folder: Path, form: str) -> Path:
    path = folder / "enheter"
    text = json.dumps({"_embedded": {"enheter": ROWS}} if form == "page" else ROWS, ensure_ascii=False)
    path.write_bytes(gzip.compress(text.encode()) if form == "packed" else text.encode())
    return path


@pytest.mark.parametrize("form", ["page", "list", "packed"])
def test_what_the_register_tells_is_filled_in(fresh_house: Flask, tmp_path: Path, form: str) -> None:
    path = written(tmp_path, form)
    for _twice in range(2):
        said = fresh_house.test_cli_runner().invoke(args=["registers", str(path)])
        assert said.output.startswith("1 municipalities and 1 organisations"), said.output
    assert "1 municipalities are not in our geography" in said.output
    with fresh_house.app_context(), db.of_app().reading() as session:
        contact = session.get_one(ContactPoint, "kommune5025")
        assert (contact.phone, contact.url) == ("72 41 00 00", "https://www.eksempel.no")
        found = session.get_one(Organisation, "angstringen")
        assert (found.phone, found.org_number, found.email) == ("90 00 00 00", "000000003", None)
        assert session.get_one(Organisation, "ga").phone is None  # two are called so
    page = Visitor(fresh_house).get("/sted/roros").text
    assert "72 41 00 00" in page


def test_what_the_desk_wrote_stays(fresh_house: Flask, tmp_path: Path) -> None:
    with fresh_house.app_context(), db.of_app().writing() as session:
        session.get_one(Organisation, "angstringen").phone = "70 16 18 00"
    fresh_house.test_cli_runner().invoke(args=["registers", str(written(tmp_path, "list"))])
    with fresh_house.app_context(), db.of_app().reading() as session:
        found = session.get_one(Organisation, "angstringen")
        assert (found.phone, found.url) == ("70 16 18 00", "https://angst.eksempel.no")


@pytest.mark.parametrize("cut", [b"{", b'[{"organisasjonsnummer": "0000', b"\x1f\x8b\x08", b"\xff\xfe"])
def test_a_file_with_a_fault_is_told_and_changes_nothing(
    fresh_house: Flask, tmp_path: Path, cut: bytes
) -> None:
    path = tmp_path / "enheter"
    path.write_bytes(cut)
    said = fresh_house.test_cli_runner().invoke(args=["registers", str(path)])
    assert said.exit_code == 1 and "Nothing was changed" in said.output
