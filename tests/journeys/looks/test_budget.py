"""How much does a first visit cost? Every page with all that belongs to it, as the browser counts it on the wire."""

from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Site, new_context
from tests.journeys.pages import PAGES, at

pytestmark = [pytest.mark.browser, pytest.mark.whole]

MOST_BYTES = 60_000
MOST_REQUESTS = (
    8  # the page, its stylesheet, its icon, its scripts; the front page too where the way leads over it
)
ALL = PAGES | {"map": at("/kart"), "map of a county": at("/kart?place=nordland")}
_AT_ONCE = 4  # while one page comes to rest, the next are opened


class Counter:
    """A browser that counts what comes over the wire, and forgets all that it has before each visit."""

    def __init__(self, browser: Browser) -> None:
        self._context = new_context(browser)
        self.page = self._context.new_page()
        self._wire = self._context.new_cdp_session(self.page)
        self._sizes: list[int] = []
        self._asked: list[str] = []
        self.visiting = ""
        self._wire.on("Network.loadingFinished", lambda event: self._sizes.append(event["encodedDataLength"]))
        self.page.on("request", lambda request: self._asked.append(urlsplit(request.url).path))
        self._wire.send("Network.enable")

    def visit(self, name: str, site: Site) -> None:
        """A first visit begins."""
        self.page.goto("about:blank")
        self._wire.send("Network.clearBrowserCache")
        self._sizes.clear()
        self._asked.clear()
        self.visiting = name
        ALL[name](self.page, site)

    def faults(self) -> Iterator[str]:
        """What was too much, once the page is at rest."""
        self.page.wait_for_load_state("networkidle")
        last = len(self._asked) - 1 - self._asked[::-1].index(urlsplit(self.page.url).path)
        if not 0 < sum(self._sizes) <= MOST_BYTES:
            yield f"{self.visiting}: {sum(self._sizes)} bytes"
        if not 0 < len([size for size in self._sizes if size]) <= MOST_REQUESTS:  # what is kept costs nothing
            yield f"{self.visiting}: {self._sizes} came"
        if len(self._asked[last:]) > MOST_REQUESTS:  # of the page alone, from wherever they come
            yield f"{self.visiting}: {self._asked[last:]}"

    def close(self) -> None:
        self._context.close()


def test_a_first_visit_is_light(browser: Browser, site: Site) -> None:
    """Where the way to a page leads over the front page, both are counted: that is what it costs."""
    counters = [Counter(browser) for _each in range(_AT_ONCE)]
    found: list[str] = []
    for name, counter in zip(ALL, cycle(counters), strict=False):
        found += counter.faults() if counter.visiting else ()
        counter.visit(name, site)
    for counter in counters:
        found += counter.faults()
        counter.close()
    assert found == []


def test_each_visit_is_counted_as_a_first_one(browser: Browser, site: Site) -> None:
    with closing(Counter(browser)) as counter:
        counts = []
        for name in ("home", "about", "home"):
            counter.visit(name, site)
            counter.page.wait_for_load_state("networkidle")
            counts.append((sum(counter._sizes), len(counter._asked)))
        assert counts[0] == counts[2]
        assert counts[0][1] > 2
