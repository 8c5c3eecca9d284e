"""The national editor opens a round, sees how far it has come, lays years side by side, and closes it."""

from flask import Flask

from tests.desks import colleague
from tests.inspecting import Visitor
from tests.rounds.conftest import CONTACT, asked_rows, links_of, round_id
from tests.rounds.test_answer import filled_in

ROUNDS = "/skrivebord/runder"


def test_a_round_is_opened_once_a_year_with_time_to_answer(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    typed = {"year": "2026", "deadline": "1.12.2026", "nb": "Hei <b>du</b>."}
    page = editor.post(ROUNDS, {**typed, "deadline": "25.11.2026"}, expect=422)
    assert "minst en uke" in page.text and "Hei &lt;b&gt;du" in page.body
    answer = editor.post(ROUNDS, typed)
    assert "Svart for 0 av" in editor.get(answer.location).text
    assert "for dette året" in editor.post(ROUNDS, typed, expect=422).text


def test_progress_is_told_by_organisation_county_and_class_of_those_asked(asked_house: Flask) -> None:
    editor, reader = colleague(asked_house, "national_editor"), Visitor(asked_house, links=False)
    (link,) = links_of(asked_house, CONTACT)
    reader.post(link, filled_in(reader.get(link)) | {"demo005-comment": "Til redaktøren."}, expect=303)
    page = editor.get(f"{ROUNDS}/{round_id(asked_house)}")
    assert "Svart for 1 av" in page.text and "Til redaktøren." in page.text
    assert page.texts("caption") == ["Etter organisasjon", "Etter fylke", "Etter klasse"]
    assert "1 av" in editor.get(ROUNDS).one("tbody").text


def test_a_round_that_is_closed_takes_no_answer_and_forgets_addresses(asked_house: Flask) -> None:
    editor, reader = colleague(asked_house, "national_editor"), Visitor(asked_house, links=False)
    (link,) = links_of(asked_house, CONTACT)
    editor.post(f"{ROUNDS}/{round_id(asked_house)}/lukk")
    reader.get(link, expect=410)
    assert [each.address for each in asked_rows(asked_house) if each.address] == []
    editor.post(f"{ROUNDS}/{round_id(asked_house)}/sporr")
    editor.get(f"{ROUNDS}/99", expect=404)


def test_the_report_of_the_field_says_how_many_of_those_asked_answered(asked_house: Flask) -> None:
    tables = asked_house.test_client().get("/kartlegging/tall/NO/alt.json").json["tables"]
    (table,) = [each for each in tables if each["table"] == "svar-organisasjon"]
    assert table["total"]["asked"] == sum(row["asked"] for row in table["rows"])
    assert all(row["asked"] >= 5 or row["code"] == "others" for row in table["rows"])
