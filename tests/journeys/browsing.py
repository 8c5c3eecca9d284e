"""How do tests look through a real browser? A Chromium of this machine, and a site with a neighbour to leave to."""

import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    TimeoutError,
    ViewportSize,
    expect,
    sync_playwright,
)
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response
from werkzeug.wsgi import ClosingIterator

from app import create_app
from tests.houses import NOW, Builder, Sqlite

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SENTENCE = "Mannen min drikker for mye. Jeg bor i Ålesund."
WEATHER = "<!doctype html><html lang=nb><title>Været</title><h1>Sol og vind</h1></html>"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 30_000  # milliseconds for a busy machine: what comes sooner is not waited for
_MANNERS = ["--no-sandbox", "--disable-background-networking"]


@dataclass(frozen=True)
class Site:
    """A running site, and the neighbour that its way out leads to. Another host name, the same machine."""

    address: str
    neighbour: str


@Request.application
def _weather(_request: Request) -> Response:
    return Response(WEATHER, mimetype="text/html")


def _closed(app: "WSGIApplication") -> "WSGIApplication":
    """`app`, whose answers are closed here: the server leaves a file open when a browser goes before its answer ends."""

    def answered(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with closing(ClosingIterator(app(environ, start_response))) as parts:
            return [b"".join(parts)]

    return answered


@contextmanager
def serving(app: "WSGIApplication") -> Iterator[int]:
    """The application on a free port of this machine."""
    server = make_server("127.0.0.1", 0, _closed(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def open_site(folder: Path) -> Iterator[Site]:
    """A furnished house at `houses.NOW`, open to a browser."""
    furnished = Builder(folder, Sqlite()).furnished()
    furnished.extensions["database"].close()
    with ExitStack() as stack:
        neighbour = f"http://localhost:{stack.enter_context(serving(_weather))}/"
        app = create_app(replace(furnished.extensions["settings"], leave_url=neighbour))
        app.config["NOW"] = NOW
        stack.callback(app.extensions["database"].close)
        yield Site(f"http://127.0.0.1:{stack.enter_context(serving(app))}", neighbour)


def found_browser() -> str | None:
    """The path of a Chromium, on the search path or fetched by Playwright; None where there is none."""
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@contextmanager
def open_browser(path: str) -> Iterator[Browser]:
    """A browser without a window."""
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_MANNERS)
        yield browser
        browser.close()


@contextmanager
def remembering(browser: Browser, path: str) -> Iterator[Browser]:
    """Another browser that keeps pages in memory for the back button, as people's own do."""
    opened = browser.browser_type.launch(
        executable_path=path,
        args=_MANNERS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield opened
    opened.close()


def screen(width: int) -> ViewportSize:
    """A screen so wide, and as high as such screens are."""
    return {"width": width, "height": 740 if width < 600 else 900}


def new_context(
    browser: Browser, width: int = 360, scheme: Literal["light", "dark"] = "light", javascript: bool = True
) -> BrowserContext:
    """A browser that has never been here."""
    return browser.new_context(
        viewport=screen(width),
        color_scheme=scheme,
        java_script_enabled=javascript,
        locale="nb-NO",
        reduced_motion="reduce",
    )


def write(page: Page, site: Site, sentence: str, prefix: str = "/") -> None:
    """Open the site, write a sentence, and send it."""
    page.goto(site.address + prefix)
    page.locator("textarea").fill(sentence)
    follow(page.locator("form button").first)


def follow(pressed: Locator, key: str = "") -> None:
    """Press what leads to another page, with a key or without, and be there. A press alone waits for no page; what a
    script changes on the page itself is waited for with `expect`."""
    with pressed.page.expect_navigation():
        pressed.press(key) if key else pressed.click()


def comes(page: Page, expression: str, value: object) -> None:
    """What a script works at comes, in the end, to be `value`."""
    with suppress(TimeoutError):
        page.wait_for_function(
            f"async (value) => JSON.stringify(await {expression}) === value",
            arg=dumps(value, separators=(",", ":")),
        )
    assert page.evaluate(expression) == value


def put_on_the_list(star: Locator) -> None:
    """Press a star: a script changes the page, or the same page comes anew."""
    star.click()
    expect(star).to_contain_text("På lista")
    star.page.wait_for_load_state()  # the page with the words is the new one, if there is one


def unfold(summary: Locator, key: str = "") -> None:
    """Press what unfolds, with a key or without, and see it unfolded."""
    summary.press(key) if key else summary.click()
    expect(summary.locator("xpath=ancestor::details[1]")).to_have_attribute("open", "")
