"""What does a visit cost on the wire? Each is a first one, with all that belongs to the page, as the browser counts it."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.journeys.browsing import Site

MOST_BYTES = 60_000
MOST_REQUESTS = (
    8  # the page, its stylesheet, its icon, its scripts; the front page too where the way leads over it
)


class Wire:
    """Counts what comes to one page, and lets the browser forget all that it has before each visit."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._wire = page.context.new_cdp_session(page)
        self._sizes: list[int] = []
        self._asked: list[str] = []
        self._wire.on("Network.loadingFinished", lambda event: self._sizes.append(event["encodedDataLength"]))
        page.on("request", lambda request: self._asked.append(urlsplit(request.url).path))
        self._wire.send("Network.enable")

    def visit(self, go: Callable[[Page, Site], None], site: Site) -> None:
        """A first visit. Where the way to a page leads over the front page, both are counted: that is what it costs."""
        self._wire.send("Network.clearBrowserCache")
        self._sizes.clear()
        self._asked.clear()
        go(self._page, site)

    def counted(self) -> tuple[int, int]:
        """How many bytes came, and how much was asked for, once the page is at rest."""
        self._page.wait_for_load_state("networkidle")
        return sum(self._sizes), len(self._asked)

    def faults(self) -> Iterator[str]:
        """What was too much."""
        size, _asked = self.counted()
        last = len(self._asked) - 1 - self._asked[::-1].index(urlsplit(self._page.url).path)
        if not 0 < size <= MOST_BYTES:
            yield f"{size} bytes"
        if not 0 < len([size for size in self._sizes if size]) <= MOST_REQUESTS:  # what is kept costs nothing
            yield f"{self._sizes} came"
        if len(self._asked[last:]) > MOST_REQUESTS:  # of the page alone, from wherever they come
            yield f"{self._asked[last:]}"
