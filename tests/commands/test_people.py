"""Can the first people be let in from the command line, and the letters sent that wait?"""

import pytest
from flask import Flask

from tests.desks import letters
from tests.houses import run
from tests.mail.test_outbox import queue_letter


def test_the_command_line_sends_what_waits(fresh_house: Flask) -> None:
    queue_letter(fresh_house, count=2)
    assert "2 letters in" in run(fresh_house, "letters", "send")
    assert run(fresh_house, "letters", "send") == ""


def test_whoever_gets_a_role_on_the_command_line_gets_a_letter(fresh_house: Flask) -> None:
    told = run(
        fresh_house,
        "people",
        "add",
        "Ny@Eksempel.no",
        "--role",
        "contact",
        "--listing",
        "demo005",
        "--language",
        "nn",
    )
    assert told.startswith("ny@eksempel.no is contact of demo005.")
    (letter,) = letters(fresh_house)
    assert (letter["To"], letter["Content-Language"]) == ("ny@eksempel.no", "nn")


def test_a_first_administrator_gets_ten_codes(fresh_house: Flask) -> None:
    told = run(fresh_house, "people", "add", "sjef@eksempel.no", "--role", "administrator")
    assert len([line for line in told.splitlines() if line.startswith("  ")]) == 10
    again = run(fresh_house, "people", "add", "sjef@eksempel.no", "--role", "administrator")
    assert "codes" not in again


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["kari", "--role", "administrator"], "not an e-mail address"),
        (["a@b.no", "--role", "contact"], "needs --listing"),
        (["a@b.no", "--role", "contact", "--listing", "finnesikke"], "none with this id"),
        (["a@b.no", "--role", "contact_point", "--organisation", "aa"], "does not go with"),
        (["a@b.no", "--role", "dronning"], "is not one of"),
    ],
)
def test_a_role_that_cannot_be_given_is_refused_in_words(
    fresh_house: Flask, words: list[str], told: str
) -> None:
    result = fresh_house.test_cli_runner().invoke(args=["people", "add", *words])
    assert result.exit_code != 0
    assert told in result.output
    assert letters(fresh_house) == []
