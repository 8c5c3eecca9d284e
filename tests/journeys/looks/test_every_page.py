"""What holds for every page, and for every state that a script brings it into? Each is opened once, and looked at in many
ways: by a program, by a thumb, by an eye, with large text, and by somebody who wants stillness."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.browsing import Site, screen
from tests.journeys.conftest import NewPage
from tests.journeys.looking import FARTHEST, on_screens, too_wide
from tests.journeys.pages import PAGES, STATES

pytestmark = [pytest.mark.browser, pytest.mark.whole]

THUMB = 44  # CSS pixels, with a pixel's rounding
# A link that stands inside a sentence is as high as the sentence: WCAG 2.2 (2.5.8) leaves it out, and so do we.
_SMALL = """() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && getComputedStyle(e).pointerEvents != 'none')
  .filter(e => !e.closest('.only-heard, .ds-skip-link, svg, label'))
  .filter(e => { const alone = [...e.parentNode.childNodes].every(n => n == e || !n.textContent.trim()); return e.tagName != 'A' || alone; })
  .map(e => { const box = e.getBoundingClientRect(), after = getComputedStyle(e, '::after'), row = e.closest('.row, .map-row, .choice-row');
              return [e.innerText || e.name, row ? row.getBoundingClientRect().height : box.height, row ? 99 : box.width]; })
  .filter(([, height, width]) => height < 43.5 || width < 43.5)"""
_LONG = """() => [...document.querySelectorAll('main p, main li, main dd')]
  .filter(e => e.checkVisibility() && !e.querySelector('p, li') && e.innerText.length > 150)
  .map(e => { const range = document.createRange(); range.selectNodeContents(e); const lines = new Set();
              for (const box of range.getClientRects()) lines.add(Math.round(box.top / 8));
              return [e.innerText.slice(0, 60), e.innerText.length / lines.size]; })
  .filter(([, signs]) => signs > 80)"""
_MOVING = """() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
  return (s.transitionDuration + ',' + s.animationDuration).split(',').some(t => parseFloat(t) > 0) })
  .map(e => e.outerHTML.slice(0, 100)).concat(document.getAnimations().map(String))"""
Look = Callable[[Page], list[Any]]
Found = dict[str, dict[str, list[Any]]]


def wide(width: int, script: str) -> Look:
    """What a script finds on a screen so wide."""

    def look(page: Page) -> list[Any]:
        page.set_viewport_size(screen(width))
        found: list[Any] = page.evaluate(script)
        return found

    return look


def large_text(page: Page) -> list[Any]:
    """What is too wide on a phone once text is twice as large; what looks after this one sees it so."""
    page.set_viewport_size(screen(360))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    return too_wide(page)


ON_PAGES: dict[str, Look] = {
    "thumb 320": wide(320, _SMALL),
    "thumb 360": wide(360, _SMALL),
    "lines": wide(1280, _LONG),
}
EVERYWHERE: dict[str, Look] = {
    "still": wide(360, _MOVING),
    "program": lambda page: on_screens(page, FARTHEST),
    "large text": large_text,
}


@pytest.fixture(scope="module")
def found(any_page: NewPage, site: Site) -> Found:
    """What each way of looking finds, by page."""
    page, told = any_page(), defaultdict[str, dict[str, list[Any]]](dict)
    for name, go in (PAGES | STATES).items():
        page.set_viewport_size(screen(360))
        page.emulate_media(color_scheme="light")
        go(page, site)
        for way, look in ((ON_PAGES if name in PAGES else {}) | EVERYWHERE).items():
            if faults := look(page):
                told[way][name] = faults
    return told


def test_no_page_has_a_fault_that_a_program_can_find(found: Found) -> None:
    assert found["program"] == {}


def test_everything_that_stands_alone_is_large_enough_for_a_thumb(found: Found) -> None:
    assert (found["thumb 320"], found["thumb 360"]) == ({}, {})


def test_lines_are_not_too_long_to_follow(found: Found) -> None:
    assert found["lines"] == {}


def test_text_twice_as_large_still_fits(found: Found) -> None:
    assert found["large text"] == {}


def test_nothing_moves_for_those_who_want_stillness(found: Found) -> None:
    assert found["still"] == {}


@pytest.mark.parametrize(
    ("way", "planted"),
    [
        ("program", "document.querySelector('label').remove()"),
        (
            "program",
            "document.querySelector('main p').style.cssText = 'color: rgb(119 119 119); background: rgb(136 136 136)'",
        ),
        (
            "program",
            "document.querySelector('main h1').className = 'only-here'; const sheet = new CSSStyleSheet();"
            "sheet.replaceSync('.only-here { color: rgb(119 119 119) !important; background: rgb(136 136 136) }'); document.adoptedStyleSheets = [sheet]",
        ),
        (
            "thumb 320",
            "document.querySelector('main button').style.cssText = 'height: 20px; min-height: 0; padding: 0'",
        ),
        (
            "lines",
            "document.querySelector('main').innerHTML = '<p>' + 'ord '.repeat(200);"
            "document.querySelector('main p').style.cssText = 'max-width: none; width: 1200px'",
        ),
        ("large text", "document.querySelector('main').style.minWidth = '400px'"),
        ("still", "document.querySelector('main').style.cssText = 'transition: color 1s !important'"),
    ],
)
def test_a_planted_fault_is_seen(page: Page, site: Site, way: str, planted: str) -> None:
    page.goto(site.address)
    assert (ON_PAGES | EVERYWHERE)[way](page) == []
    page.evaluate(planted)
    assert (ON_PAGES | EVERYWHERE)[way](page) != []
