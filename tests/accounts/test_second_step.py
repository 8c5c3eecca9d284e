"""Does a stolen mailbox stay outside where a second step is wanted? Codes on paper."""

import re

import pytest
from flask import Flask

from tests.desks import Colleague, colleague, later, signed_in
from tests.houses import run

STEP = "/skrivebord/bekreft"
KONTO = "/skrivebord/konto"


def codes_of(house: Flask, email: str) -> list[str]:
    """Ten new codes from the command line."""
    return re.findall(r"^  (\S+)$", run(house, "people", "codes", email), re.MULTILINE)


def outside(house: Flask) -> Colleague:
    """An administrator who has used the link, and has the second step before them."""
    return colleague(house, "administrator", second_step=False)


def try_code(somebody: Colleague, code: str, expect: int) -> object:
    """Type a code; its form stands on the only page that is open."""
    token = somebody.get(STEP).select("input[name=csrf_token]")[0]["value"]
    return somebody.post(STEP, {"code": code, "csrf_token": token}, expect=expect, token=False)


@pytest.mark.both_databases
def test_a_code_opens_the_desk_once(fresh_house: Flask) -> None:
    admin = outside(fresh_house)
    code, *_others = codes_of(fresh_house, admin.email)
    try_code(admin, code, 303)
    assert admin.get("/skrivebord/folk").status == 200
    again = signed_in(fresh_house, admin.email, second_step=False)
    page = try_code(again, code, 422)
    assert "brukt før" in page.one(".field-error").text  # type: ignore[attr-defined]


def test_a_code_is_read_however_it_is_written(fresh_house: Flask) -> None:
    admin = outside(fresh_house)
    code, *_others = codes_of(fresh_house, admin.email)
    try_code(admin, f"  {code.upper().replace('-', ' ')} ", 303)


@pytest.mark.parametrize("wrong", ["", "-", "aaaa-aaaa-aaaa", "æøå", "x" * 100])
def test_a_wrong_code_opens_nothing(fresh_house: Flask, wrong: str) -> None:
    admin = outside(fresh_house)
    codes_of(fresh_house, admin.email)
    try_code(admin, wrong, 422)
    assert admin.get(KONTO, expect=303).location == STEP


def test_anothers_code_opens_nothing(fresh_house: Flask) -> None:
    admin, other = outside(fresh_house), outside(fresh_house)
    codes_of(fresh_house, admin.email)
    try_code(admin, codes_of(fresh_house, other.email)[0], 422)


def test_new_codes_end_the_former_ones(fresh_house: Flask) -> None:
    admin = outside(fresh_house)
    former = codes_of(fresh_house, admin.email)
    codes_of(fresh_house, admin.email)
    try_code(admin, former[0], 422)


def test_guessing_is_held_back_and_the_right_code_works_later(fresh_house: Flask) -> None:
    admin = outside(fresh_house)
    code, *_others = codes_of(fresh_house, admin.email)
    for _guess in range(5):
        try_code(admin, "aaaa-aaaa-aaaa", 422)
    page = try_code(admin, code, 422)
    assert "Vent et kvarter" in page.one(".field-error").text  # type: ignore[attr-defined]
    later(fresh_house, minutes=15)
    try_code(admin, code, 303)


def test_an_editor_chooses_the_second_step_when_there_is_something_to_show(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "contact_point", "demopointaalesund", second_step=False)
    editor.post(f"{KONTO}/to-trinn")
    assert signed_in(fresh_house, editor.email, second_step=False).get(KONTO).status == 200
    codes = editor.post(f"{KONTO}/koder", expect=200).texts(".codes code")
    editor.post(f"{KONTO}/to-trinn")
    assert editor.get(KONTO).status == 200
    elsewhere = signed_in(fresh_house, editor.email, second_step=False)
    assert elsewhere.get(KONTO, expect=303).location == STEP
    try_code(elsewhere, codes[3], 303)


def test_the_database_holds_no_code(fresh_house: Flask) -> None:
    admin = outside(fresh_house)
    made = codes_of(fresh_house, admin.email)
    with fresh_house.extensions["database"].engine.connect() as connection:
        held = str(connection.exec_driver_sql("SELECT * FROM one_time_code").all())
    assert [code for code in made if code in held or code.replace("-", "") in held] == []


def test_a_national_editor_takes_the_second_step_too(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor", second_step=False)
    assert editor.get("/skrivebord/ventende", expect=303).location == f"{STEP}?videre=/skrivebord/ventende"
    code, *_others = codes_of(fresh_house, editor.email)
    try_code(editor, code, 303)
    assert editor.get("/skrivebord/ventende").status == 200


def test_a_new_national_editor_gets_codes_from_whoever_gave_the_role(fresh_house: Flask) -> None:
    admin = colleague(fresh_house, "administrator")
    page = admin.post("/skrivebord/folk", {"email": "ny@eksempel.no", "role": "national_editor"}, expect=200)
    assert len(set(page.texts(".codes code"))) == 10
