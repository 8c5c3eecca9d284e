"""Twenty groups in a table: each fault by its row and column, nothing kept before somebody says yes."""

from collections.abc import Mapping

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory import db
from directory.listings.records.models import Listing
from tests.desks import Colleague, colleague

PASTE = "/skrivebord/lim-inn"
HEAD = "Navn\tGjelder\tKommune\tAdresse\tUkedag\tTid\tTelefon\tOrganisasjon"
GOOD = "Torsdagsgruppa (eksempel)\tangst\tÅlesund\tGata 1\ttorsdag\t19–20.30\t70161800\tAngstringen"


@pytest.fixture
def editor(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "national_editor")


def table(*rows: str) -> Mapping[str, str]:
    return {"table": "\n".join((HEAD, *rows))}


def count(app: Flask) -> int:
    with app.app_context(), db.of_app().reading() as session:
        return session.scalar(select(func.count(Listing.id))) or 0


def test_what_it_would_be_is_shown_and_nothing_is_kept(fresh_house: Flask, editor: Colleague) -> None:
    before = count(fresh_house)
    page = editor.post(PASTE, table(GOOD), expect=200).text
    assert "Torsdagsgruppa (eksempel)" in page and "Hver torsdag kl. 19–20.30" in page
    assert count(fresh_house) == before


def test_each_fault_is_named_by_row_and_column(fresh_house: Flask, editor: Colleague) -> None:
    before = count(fresh_house)
    wrong = "\tsorg\tNarnia\tGata 1\ttorsdag\tsent\t12\tIngen som finnes"
    page = editor.post(PASTE, table(GOOD, wrong), expect=422)
    said = " ".join(part.text for part in page.select("div.errors li"))
    for column in ("Navn", "Kommune", "Tid", "Telefon", "Organisasjon"):
        assert f"Rad 3, {column}:" in said
    assert "Rad 2" not in said and "Narnia" in page.one("textarea").text
    editor.post(f"{PASTE}/lagre", {**table(GOOD, wrong), "act": "show"}, expect=422)
    assert count(fresh_house) == before


def test_an_unknown_column_is_named(editor: Colleague) -> None:
    page = editor.post(PASTE, {"table": "Navn\tFarge\nGruppa\tblå"}, expect=422)
    assert "Rad 1, Farge:" in page.text and "Rad 1, Gjelder:" in page.text


def test_twenty_are_kept_and_shown_until_a_day_is_full(fresh_house: Flask, editor: Colleague) -> None:
    rows = [GOOD.replace("Torsdagsgruppa", f"Gruppe nummer {number}") for number in range(20)]
    page = editor.post(f"{PASTE}/lagre", {**table(*rows), "act": "show"}, expect=200).text
    assert (page.count("Vises for alle."), page.count("Venter på et par øyne til.")) == (12, 8)


def test_what_lacks_a_contact_stays_a_draft(editor: Colleague) -> None:
    page = editor.post(f"{PASTE}/lagre", {"table": "Navn;Gjelder\nGruppa;sorg", "act": "show"}, expect=200)
    assert "Det mangler tid eller noen å kontakte" in page.text
