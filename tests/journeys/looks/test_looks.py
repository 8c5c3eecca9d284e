"""Can everybody use every page? No fault that a program can find, in light and dark, on narrow and wide screens."""

from collections.abc import Sequence

import pytest

from tests.journeys.browsing import Site
from tests.journeys.conftest import NewPage
from tests.journeys.looking import ALL, FARTHEST, Faults, Screen, on_screens
from tests.journeys.pages import FIELD, PAGES, STATES

pytestmark = pytest.mark.browser


@pytest.mark.long
def test_no_page_has_a_fault_that_a_program_can_find_on_any_screen(new_page: NewPage, site: Site) -> None:
    page = new_page()
    found = {}
    for name, go in (PAGES | STATES | FIELD).items():
        go(page, site)
        found[name] = on_screens(page, ALL)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_nor_has_it_without_javascript(new_page: NewPage, site: Site, screens: Sequence[Screen]) -> None:
    """Every third page, and all of them in the drills: what a script adds is little, and seen with it on each."""
    page = new_page(scripts=False)
    found: dict[str, Faults] = {}
    for name in list(PAGES)[:: 3 if screens == FARTHEST else 1]:
        PAGES[name](page, site)
        assert page.evaluate("window.varde === undefined")
        found[name] = on_screens(page, screens[:1] if screens == FARTHEST else FARTHEST)
    assert {name: faults for name, faults in found.items() if faults} == {}
