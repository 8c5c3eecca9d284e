"""An organisation answers for all its groups in one table; each fault is told by row and column, and nothing is kept before."""

from flask import Flask

from tests.desks import colleague
from tests.rounds.conftest import open_round
from tests.rounds.test_answer import answer_of

PATH = "/skrivebord/svar-for-alle"


def test_a_table_is_looked_at_and_kept(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "organisation_editor", "lms")
    assert "ikke noe du skal svare" in editor.get(PATH).text
    open_round(fresh_house)
    table = editor.get(PATH).one("textarea").text
    assert "Nummer\tNavn" in editor.get(PATH).body and "demo005" in table
    wrong = "Nummer\tHvor mange kommer\ndemo005\tmange\nfremmed\t\n"
    page = editor.post(PATH, {"table": wrong}, expect=422)
    assert "Rad 2, Hvor mange kommer:" in page.text and "Rad 3, Nummer:" in page.text
    assert "mange" in page.one("textarea").text
    right = {"table": "Nummer\tHvor mange kommer\ndemo005\t5 til 8\n"}
    assert "Bekreftes som det står" in editor.post(PATH, right, expect=200).text
    assert answer_of(fresh_house)[1].answered_at is None
    editor.post(PATH, {**right, "act": "keep"})
    listing, row, _changes = answer_of(fresh_house)
    assert row.answered_at and row.answers["attendance"] == "5_to_8"
    assert listing.confirmed_by == "organisation_editor"
