"""Two at the same listing at once: both are shown, one chooses field by field, and nothing of either is lost unseen."""

from typing import Any

import pytest
from flask import Flask

from tests.desks import Colleague, colleague
from tests.inspecting import Page
from tests.listings.desk.test_edit import EDIT, send, stands
from tests.listings.filling import filled

pytestmark = pytest.mark.both_databases

Two = tuple[Colleague, Colleague]


@pytest.fixture
def two(fresh_house: Flask) -> Two:
    return colleague(fresh_house, "contact", "demo005"), colleague(fresh_house, "contact", "demo005")


def clash(two: Two, **mine: Any) -> Page:
    """One opens the form; the other saves; then the first one does."""
    one, other = two
    form = filled(one.get(EDIT)) | mine
    send(other, EDIT, summary="Deres tekst.", cost="50 kroner")
    return one.post(EDIT, {**form, "act": "save"}, expect=409)


def test_both_are_shown_and_nothing_is_changed_yet(fresh_house: Flask, two: Two) -> None:
    page = clash(two, summary="Min tekst.", first_time="Min første gang.")
    assert "Deres tekst." in page.text
    assert "Min tekst." in page.text
    assert len(page.select("fieldset")) == 1
    assert "Slik er første gang: Min første gang." in page.text
    assert stands(fresh_house)["summary"] == "Deres tekst."


@pytest.mark.parametrize(("keep", "stays"), [("mine", "Min tekst."), ("theirs", "Deres tekst.")])
def test_one_chooses_field_by_field(fresh_house: Flask, two: Two, keep: str, stays: str) -> None:
    page = clash(two, summary="Min tekst.", first_time="Min første gang.")
    two[0].post(EDIT, {**filled(page, "main form"), "keep-summary": keep, "act": "save"})
    after = stands(fresh_house)
    assert after["summary"] == stays
    assert after["first_time"] == "Min første gang."
    assert after["cost"] == "50 kroner"  # what only the other one changed stays


def test_somebody_who_comes_between_once_more_is_shown_too(fresh_house: Flask, two: Two) -> None:
    page = clash(two, summary="Min tekst.")
    send(two[1], EDIT, summary="Enda en tekst.")
    again = two[0].post(EDIT, {**filled(page, "main form"), "act": "save"}, expect=409)
    assert "Enda en tekst." in again.text
    two[0].post(EDIT, {**filled(again, "main form"), "act": "save"})
    assert stands(fresh_house)["summary"] == "Min tekst."
    assert stands(fresh_house)["cost"] == "50 kroner"
