"""What does every journey start from? An open site, a browser, and a record of whom the browser asked."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.browsing import Site, found_browser, new_context, open_browser, open_site, screen
from tests.journeys.looking import ALL, FARTHEST, Screen

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, open for the whole journey."""
    with open_site(tmp_path_factory.mktemp("site")) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; journeys are skipped where there is none."""
    path = found_browser()
    if path is None:
        pytest.skip("no Chromium on this machine")
    with open_browser(path) as opened:
        yield opened


@pytest.fixture(
    params=[pytest.param(FARTHEST, id="two"), pytest.param(ALL, id="all", marks=pytest.mark.long)]
)
def screens(request: pytest.FixtureRequest) -> Sequence[Screen]:
    """The screens that a page is checked on: the two that differ most every time, all of them in the drills."""
    chosen: Sequence[Screen] = request.param
    return chosen


@contextmanager
def _opening(browser: Browser, site: Site) -> Iterator[NewPage]:
    """Opens pages in browsers that have never been here; at the end, nobody else was asked and nothing was kept."""
    contexts: list[BrowserContext] = []
    asked: set[str] = set()

    def opened(scripts: bool = True, **values: object) -> Page:
        context = new_context(browser, **values)  # type: ignore[arg-type]
        if not scripts:  # the page as it is without JavaScript, where a checker's script still runs
            context.route(
                "**/static/*.js*", lambda route: route.fulfill(body="", content_type="text/javascript")
            )
        context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        contexts.append(context)
        return context.new_page()

    yield opened
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert cookies == []
    assert asked <= {urlsplit(site.address).netloc, urlsplit(site.neighbour).netloc}


@pytest.fixture
def new_page(browser: Browser, site: Site) -> Iterator[NewPage]:
    """Opens pages for one test."""
    with _opening(browser, site) as opened:
        yield opened


@pytest.fixture(scope="module")
def any_page(browser: Browser, site: Site) -> Iterator[NewPage]:
    """Opens pages for all tests of one file."""
    with _opening(browser, site) as opened:
        yield opened


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page on a phone that has never been here."""
    return new_page()


@pytest.fixture(scope="module")
def _known_pages(any_page: NewPage) -> Callable[[bool], Page]:
    return cache(lambda javascript: any_page(javascript=javascript))


@pytest.fixture
def known_page(request: pytest.FixtureRequest, _known_pages: Callable[[bool], Page]) -> Iterator[Page]:
    """The page of the test before, on a phone again, which keeps nothing: a new browser costs as much as three pages. For
    tests that ask neither what lies on the device nor what lies behind the back button."""
    page = _known_pages(getattr(request, "param", True))
    page.set_viewport_size(screen(360))
    yield page
    page.unroute_all()
    page.context.clear_permissions()
    page.emulate_media(media="null", color_scheme="light", forced_colors="null", contrast="null")
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
