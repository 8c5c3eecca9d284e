"""Does the page about what goes out show what really goes out?"""

from flask import Flask

from tests.exchange.examples import MADE, PAGE, with_examples


def test_the_examples_are_what_the_code_makes(house: Flask) -> None:
    page = PAGE.read_text("utf-8")
    assert all(f"<!-- example: {name} -->" in page for name in MADE)
    assert with_examples(house, page) == page, "python -m tests.exchange.examples"
