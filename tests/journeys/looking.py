"""What is wrong with a page as it stands? What a program can find, on narrow and wide screens, in light and dark."""

from collections.abc import Callable, Sequence
from itertools import product
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.browsing import screen

WIDTHS = (320, 360, 1280)
Screen = tuple[int, Literal["light", "dark"]]
ALL: tuple[Screen, ...] = tuple(product(WIDTHS, ("light", "dark")))
FARTHEST: tuple[Screen, ...] = ((320, "light"), (1280, "dark"))  # what differs most; the drills see all
Faults = list[tuple[str, ...]]
_HERE = "window.axe !== undefined"
# Whether words stand out from their ground is most of the work. An element that looks as one that had no fault has none:
# the same names, classes and other attributes from the root down, on the same screen, in the same clothes. The page says
# how its elements look, once each, and is told which looks are new: all that is known was much to carry.
_UNLIKE = "axe.configure({rules: [{id: 'color-contrast', selector: '[data-unlike]'}]})"
_LOOKS = """() => { const first = window.unlike = new Map();
  const like = media => matchMedia(`(${media})`).matches;
  const about = [innerWidth, like('prefers-color-scheme: dark'), like('prefers-contrast: more'), like('forced-colors: active'),
                 document.documentElement.dir, ...[...document.styleSheets].map(sheet => sheet.href)].join();
  const plain = new Set(['href', 'id', 'for', 'value', 'd', 'x', 'y', 'transform', 'content', 'title', 'action', 'lang', 'datetime', 'name',
                         'aria-label', 'aria-labelledby', 'aria-describedby', 'data-unlike']);
  const looks = e => e.tagName + [...e.attributes].filter(each => !plain.has(each.name)).map(each => each.name + '=' + each.value).sort();
  const sum = (text, from) => { for (let at = 0; at < text.length; at++) from = (from * 31 + text.charCodeAt(at)) % 9007199254740; return from; };
  const walk = (e, above) => { const path = sum('>' + looks(e), above), name = path.toString(36);
    e.removeAttribute('data-unlike');
    if (!first.has(name)) first.set(name, e);
    for (const inner of e.children) walk(inner, path); };
  walk(document.documentElement, sum(about, 7)); return [...first.keys()].join(' '); }"""
_known: set[str] = set()
# Only what is wrong comes back: all that is right is much to carry.
_CHECK = """looks => { for (const each of looks.split(' ')) window.unlike.get(each)?.setAttribute('data-unlike', '');
  return axe.run({resultTypes: ["violations"]}).then(({violations}) =>
    violations.flatMap(rule => rule.nodes.map(node => [rule.id, node.html.slice(0, 120)]))); }"""


def violations(page: Page) -> Faults:
    """What the checker finds, by rule and element."""
    if not page.evaluate(_HERE):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(_UNLIKE)
    new = set(page.evaluate(_LOOKS).split()) - _known
    found = [tuple(each) for each in page.evaluate(_CHECK, " ".join(new))]
    _known.update(() if found else new)
    return found


def too_wide(page: Page) -> Faults:
    """That the page must be moved sideways to be read."""
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [("wider than the screen", page.url)] if wide else []


def faults(page: Page) -> Faults:
    """Both."""
    return violations(page) + too_wide(page)


def turn(page: Page, to: Screen) -> None:
    """The page as it stands, on another screen."""
    width, scheme = to
    page.set_viewport_size(screen(width))
    page.emulate_media(color_scheme=scheme)
    if (
        page.evaluate("innerWidth") != width
    ):  # a screen that is not there yet is waited for, which costs a picture
        page.wait_for_function("width => innerWidth === width", arg=width)


def on_screens(page: Page, screens: Sequence[Screen], check: Callable[[Page], Faults] = faults) -> Faults:
    """What `check` finds on the page as it stands, on each screen in turn, and on which. A page is opened once: its
    server and its scripts know nothing of screens."""
    found: Faults = []
    for width, scheme in screens:
        turn(page, (width, scheme))
        found += [(f"{width} {scheme}", *fault) for fault in check(page)]
    return found
