"""Is a language that is written from the right at home here? The pages turn round, and nothing falls off the side."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.houses import Builder, Sqlite
from tests.journeys.browsing import new_context, serving
from tests.journeys.looking import FARTHEST, WIDTHS, Screen, on_screens
from tests.journeys.pages import RESULTS
from tests.pseudo import spoken

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    RESULTS,
    "/tilbud/demo007",
    "/sted/alesund",
    "/kart",
    "/meld-fra",
    "/om",
    "/organisasjon/al-anon",
]
# What stands first in its line, and what comes after it.
_ORDER = [
    (".brand", ".top-language"),
    (".line-who", ".line .number"),
    (".understood .part", ".understood .icon"),
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A house that speaks a language of other letters, from the right."""
    app = (builder := Builder(tmp_path_factory.mktemp("mirror"), Sqlite())).furnished()
    with spoken(app, Path(tmp_path_factory.mktemp("words"))) as prefix, serving(app) as port:
        yield f"http://127.0.0.1:{port}{prefix}"
    builder.close(app)


@pytest.fixture(scope="module", params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A browser of each width, for all who only look."""
    context = new_context(browser, width=request.param)
    yield context.new_page()
    context.close()


def test_nothing_is_wider_than_the_screen_and_no_fault_is_found(
    browser: Browser, base: str, screens: Sequence[Screen]
) -> None:
    page, found = (context := new_context(browser)).new_page(), {}
    for path in PAGES:
        page.goto(base + path)
        assert page.evaluate("document.documentElement.dir") == "rtl"
        found[path] = on_screens(page, screens[:1] if screens == FARTHEST else screens)
    context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_what_stands_first_stands_at_the_right(page: Page, base: str) -> None:
    page.goto(base + RESULTS)
    for first, after in _ORDER:
        one, other = (page.locator(each).first.bounding_box() for each in (first, after))
        assert one and other
        assert one["x"] + one["width"] > other["x"] + other["width"], first


def test_arrows_point_the_way_that_is_read(page: Page, base: str) -> None:
    page.goto(base + "/")
    assert page.locator(".icon-chevron").first.evaluate("e => getComputedStyle(e).scale") == "-1 1"
    chevron, row = (
        page.locator(".icon-chevron").first.bounding_box(),
        page.locator(".way").first.bounding_box(),
    )
    assert chevron and row and chevron["x"] < row["x"] + row["width"] / 2


def test_the_map_is_not_turned_round(page: Page, base: str) -> None:
    page.goto(base + "/kart")
    at = {
        name: page.locator("a.map-mark", has_text=name).locator("circle").bounding_box()
        for name in ("Vestland", "Innlandet")
    }
    assert at["Vestland"] and at["Innlandet"] and at["Vestland"]["x"] < at["Innlandet"]["x"]
