"""Six people with six situations: each has something that fits open on the screen within three presses."""

from collections.abc import Iterable
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Site, follow, write
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


@pytest.mark.parametrize(
    ("people", "javascript"),
    [
        pytest.param(SITUATIONS, True, id="with-script"),
        pytest.param(_EVERY_TIME, False, id="without-script"),
        pytest.param(SITUATIONS, False, id="all-without-script", marks=pytest.mark.long),
    ],
)
def test_something_that_fits_is_open_within_three_presses(
    new_page: NewPage, site: Site, people: Iterable[str], javascript: bool
) -> None:
    page = new_page(javascript=javascript)
    for who in people:
        assert presses(page, site, SITUATIONS[who].sentence) <= MOST_PRESSES, who
        assert SITUATIONS[who].fits in told(page), who


def presses(page: Page, site: Site, sentence: str) -> int:
    """Opens the first thing that fits. Returns how many presses that was."""
    write(page, site, sentence)
    count = 2
    if page.locator("a.option").count():  # which place?
        follow(page.locator("a.option").first)
        count += 1
    expect(page.locator(".card-name").first).to_be_visible()
    follow(page.locator(".card-name a").first)
    page.wait_for_url("**/tilbud/**")
    return count


def told(page: Page) -> str:
    """What a listing's page says."""
    return page.locator("main").inner_text().lower()
