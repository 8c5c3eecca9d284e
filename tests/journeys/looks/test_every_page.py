"""What holds for every page, and for every state that a script brings it into? Each is opened once, and looked at in many
ways: by a program, by a thumb, by an eye, with large text, by somebody who wants stillness, and on the wire."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from tests.journeys.browsing import Site
from tests.journeys.conftest import NewPage
from tests.journeys.looking import FARTHEST, Screen, faults, too_wide, turn
from tests.journeys.pages import PAGES, STATES
from tests.journeys.wire import Wire

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
# What is pressed inside a sentence is small, but a target all the same.
_TINY = """() => [...document.querySelectorAll('button, a.way, a.bar-item, a.part, a.option')]
  .filter(e => e.checkVisibility({visibilityProperty: true}))
  .map(e => { const box = e.getBoundingClientRect(); return [e.innerText, box.width, box.height]; })
  .filter(([, width, height]) => width < 24 || height < 24)"""
_LONG = """() => [...document.querySelectorAll('main p, main li, main dd')]
  .filter(e => e.checkVisibility() && !e.querySelector('p, li') && e.innerText.length > 150)
  .map(e => { const range = document.createRange(); range.selectNodeContents(e); const lines = new Set();
              for (const box of range.getClientRects()) lines.add(Math.round(box.top / 8));
              return [e.innerText.slice(0, 60), e.innerText.length / lines.size]; })
  .filter(([, signs]) => signs > 80)"""
_MOVING = """() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
  return (s.transitionDuration + ',' + s.animationDuration).split(',').some(t => parseFloat(t) > 0) })
  .map(e => e.outerHTML.slice(0, 100)).concat(document.getAnimations().map(String))"""
Found = dict[str, dict[str, list[Any]]]
PHONE: Screen = (360, "light")
NARROW, WIDE = FARTHEST


class Look(NamedTuple):
    """A way of looking, on which screen, what it finds, and whether states that a script makes are looked at so too."""

    way: str
    on: Screen
    find: Callable[[Page], Sequence[Any]]
    states: bool = True


def by_script(script: str) -> Callable[[Page], list[Any]]:
    """What a script of ours finds."""

    def find(page: Page) -> list[Any]:
        found: list[Any] = page.evaluate(script)
        return found

    return find


def large_text(page: Page) -> Sequence[Any]:
    """What is too wide once text is twice as large; whoever looks after this sees it so."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    return too_wide(page)


# In this order: the page is turned from one screen to the next, and loaded once.
LOOKS = (
    Look("thumb", PHONE, by_script(_SMALL), states=False),
    Look("pressed", PHONE, by_script(_TINY)),
    Look("still", PHONE, by_script(_MOVING)),
    Look("thumb", NARROW, by_script(_SMALL), states=False),
    Look("program", NARROW, faults),
    Look("lines", WIDE, by_script(_LONG), states=False),
    Look("program", WIDE, faults),
    Look("large text", PHONE, large_text),
)


def look_at(page: Page, looks: Sequence[Look]) -> dict[str, list[Any]]:
    """What is found, by way of looking."""
    told = defaultdict[str, list[Any]](list)
    for place, look in enumerate(looks):
        if not place or looks[place - 1].on != look.on:
            turn(page, look.on)
        if wrong := look.find(page):
            told[look.way] += [look.on, wrong]
    return told


@pytest.fixture(scope="module")
def found(any_page: NewPage, site: Site) -> Found:
    """What each way of looking finds, by page."""
    page, told = any_page(), defaultdict[str, dict[str, list[Any]]](dict)
    wire, on_states = Wire(page), [look for look in LOOKS if look.states]
    for name, go in (PAGES | STATES).items():
        turn(page, PHONE)
        wire.visit(go, site)
        for way, wrong in look_at(page, LOOKS if name in PAGES else on_states).items():
            told[way][name] = wrong
        if name in PAGES and (dear := [*wire.faults()]):
            told["wire"][name] = dear
    return told


def test_no_page_has_a_fault_that_a_program_can_find(found: Found) -> None:
    assert found["program"] == {}


def test_everything_that_stands_alone_is_large_enough_for_a_thumb(found: Found) -> None:
    assert found["thumb"] == {}


def test_what_can_be_pressed_is_large_enough(found: Found) -> None:
    assert found["pressed"] == {}


def test_lines_are_not_too_long_to_follow(found: Found) -> None:
    assert found["lines"] == {}


def test_text_twice_as_large_still_fits(found: Found) -> None:
    assert found["large text"] == {}


def test_nothing_moves_for_those_who_want_stillness(found: Found) -> None:
    assert found["still"] == {}


def test_a_first_visit_is_light(found: Found) -> None:
    assert found["wire"] == {}


FAULTS = (
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
    ("program", "document.querySelector('main').style.minWidth = '400px'"),
    (
        "thumb",
        "document.querySelector('main button').style.cssText = 'height: 40px; min-height: 0; padding: 0'",
    ),
    (
        "pressed",
        "document.querySelector('main button').style.cssText = 'height: 20px; min-height: 0; padding: 0'",
    ),
    (
        "lines",
        "document.querySelector('main').innerHTML = '<p>' + 'ord '.repeat(200);"
        "document.querySelector('main p').style.cssText = 'max-width: none; width: 1200px'",
    ),
    ("large text", "document.querySelector('main').style.minWidth = '400px'"),
    ("still", "document.querySelector('main').style.cssText = 'transition: color 1s !important'"),
)


def test_planted_faults_are_seen(page: Page, site: Site) -> None:
    page.goto(site.address)
    assert look_at(page, LOOKS) == {}
    unseen = []
    for way, planted in FAULTS:
        page.goto(site.address)
        page.evaluate(planted)
        if way not in look_at(page, [look for look in LOOKS if look.way == way]):
            unseen.append(planted)
    assert unseen == []
