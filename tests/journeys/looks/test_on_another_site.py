"""Does another site show what is near it, under a strict policy of its own, and is nobody traced?"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect
from werkzeug import Request, Response

from tests.journeys.browsing import Site, serving

_PAGE = """<!doctype html><html lang="nb"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Kommunen</title></head><body><h1>Kommunen</h1>
<script src="{site}/innebygd.js" async></script>
<varde-tilbud place="alesund" limit="3" lang="nn"><a href="{site}/sted/alesund">Varde</a></varde-tilbud>
<iframe src="{site}/innebygd?place=alesund&amp;limit=2" title="Tilbud" width="400" height="300"></iframe></body></html>"""
_ROWS = "() => document.querySelector('varde-tilbud').shadowRoot?.querySelectorAll('li').length ?? 0"
_KEPT = "() => [localStorage.length, sessionStorage.length, document.cookie]"


@contextmanager
def municipality(page: Page, site: Site) -> Iterator[list[str]]:
    """A page of somebody else's with a strict policy, which holds the element and the frame. What went wrong is told."""
    policy = f"default-src 'none'; script-src {site.address}; connect-src {site.address}; frame-src {site.address}; img-src data:"

    @Request.application
    def answer(_request: Request) -> Response:
        headers = {"Content-Security-Policy": policy}
        return Response(_PAGE.format(site=site.address), mimetype="text/html", headers=headers)

    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    with serving(answer) as port:
        page.goto(f"http://localhost:{port}/")
        page.wait_for_function(_ROWS)
        yield faults


def test_the_element_and_the_frame_show_what_is_near_and_keep_nothing(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    with municipality(page, site) as faults:
        assert page.evaluate(_ROWS) == 3
        assert page.get_by_role("link", name="Sjå meir hos Varde").count() == 1
        expect(page.frame_locator("iframe").get_by_role("listitem")).to_have_count(2)
        assert page.evaluate(_KEPT) == [0, 0, ""]
        assert faults == []


def test_the_page_that_makes_the_line_shows_how_it_looks(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/for-nettsider?place=alesund&limit=3")
    page.wait_for_function(_ROWS)
    assert page.evaluate(_ROWS) == 3
