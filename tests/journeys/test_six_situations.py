"""Six people with six situations: each has something that fits open on the screen within three presses."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Site, follow
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.browser

MOST_PRESSES = 3


class Situation(NamedTuple):
    """What somebody writes, and what a fitting page says of whom and what it is for."""

    sentence: str
    fits: str


SITUATIONS = {
    "a wife": Situation("Mannen min drikker for mye. Jeg bor i Ålesund.", "pårørende"),
    "a mother": Situation("Sønnen min røyker hasj hver dag, vi bor på Hamar", "pårørende"),
    "a widower": Situation("Kona mi døde i vår. Bor i Tromsø", "sorg"),
    "a gambler": Situation("Jeg har spilt bort alt på nett. Oslo", "spill"),
    "somebody lonely": Situation("jeg er ensom og vil treffe folk, stavanger", ""),
    "somebody anxious": Situation("Eg slit med angst og bur i Volda", ""),
}


_EVERY_TIME = ("a wife", "somebody anxious")  # without scripts; the drills have all


def _people() -> Iterator[Any]:
    for who in SITUATIONS:
        yield pytest.param(who, True, id=f"{who}-with-script")
        marks = () if who in _EVERY_TIME else pytest.mark.long
        yield pytest.param(who, False, id=f"{who}-without-script", marks=marks)


@pytest.mark.parametrize(("who", "javascript"), list(_people()))
def test_something_that_fits_is_open_within_three_presses(
    new_page: NewPage, site: Site, who: str, javascript: bool
) -> None:
    page = new_page(javascript=javascript)
    presses = 0
    page.goto(site.address)
    page.locator("textarea").fill(SITUATIONS[who].sentence)
    follow(page.get_by_role("button", name="Finn hjelp"))
    presses += 1
    if page.locator("a.option").count():  # which place?
        follow(page.locator("a.option").first)
        presses += 1
    expect(page.locator(".card-name").first).to_be_visible()
    follow(page.locator(".card-name a").first)
    presses += 1
    page.wait_for_url("**/tilbud/**")
    assert presses <= MOST_PRESSES
    assert SITUATIONS[who].fits in told(page)


def told(page: Page) -> str:
    """What a listing's page says."""
    return page.locator("main").inner_text().lower()
