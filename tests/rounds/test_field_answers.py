"""Does the report of the field tell nothing of fewer than five, not even to somebody who subtracts?"""

from itertools import product

from flask import Flask

from directory.mapping.tables.field_table import FieldTable
from directory.rounds.field_answers import LEAST, table_of_answers
from directory.rounds.progress import AskedState

ASKED = AskedState(None, None, None, True, True, False, False, False, False, False)


def answered(organisation: str | None, asked: int, answers: int) -> list[AskedState]:
    """So many who were asked, the first of whom opened and answered."""
    return [
        ASKED._replace(organisation=organisation, opened=number < answers, answered=number < answers)
        for number in range(asked)
    ]


def table(app: Flask, *parts: list[AskedState]) -> FieldTable:
    """The table of these, by organisation."""
    with app.test_request_context("/"):
        states = [each for part in parts for each in part]
        return table_of_answers("svar", "Svar", "Organisasjon", states, lambda each: each.organisation, {})


def test_a_small_row_takes_the_next_smallest_with_it(house: Flask) -> None:
    made = table(house, answered("aa", 30, 20), answered("na", 10, 6), answered("oa", 7, 2))
    assert [(row.code, row.values[:3]) for row in made.rows] == [("aa", (30, 20, 20)), ("others", (17, 8, 8))]
    assert made.total is not None and made.total.values[:3] == (47, 28, 28)


def test_nothing_under_five_stands_anywhere(house: Flask) -> None:
    for one, other, third in product((0, 1, 4, 5, 9), repeat=3):
        made = table(house, answered("aa", 9, one), answered("na", 9, other), answered(None, 9, third))
        told = [number for row in (*made.rows, made.total) if row for number in row.values[:3]]
        assert all(number is None or number >= LEAST for number in told), (one, other, third)
        assert sum(row.values[0] or 0 for row in made.rows) == 27


def test_before_five_have_answered_only_those_who_were_asked_are_told(house: Flask) -> None:
    made = table(house, answered("aa", 30, 3), answered("na", 10, 1))
    assert [row.values for row in made.rows] == [(30, None, None, None), (10, None, None, None)]
