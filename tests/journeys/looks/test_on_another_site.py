"""Does another site show what is near it, under a strict policy of its own, and is nobody traced?"""

from collections.abc import Callable

from playwright.sync_api import Page, Route

from tests.journeys.browsing import Site

_PAGE = """<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Kommunen</title></head><body><h1>Kommunen</h1>
<script src="{site}/innebygd.js" async></script>
<varde-tilbud place="alesund" limit="3" lang="nn"><a href="{site}/sted/alesund">Varde</a></varde-tilbud>
<iframe src="{site}/innebygd?place=alesund&amp;limit=2" title="Tilbud" width="400" height="300"></iframe></body></html>"""
_ROWS = "() => document.querySelector('varde-tilbud').shadowRoot?.querySelectorAll('li').length ?? 0"
_KEPT = "() => [localStorage.length, sessionStorage.length, document.cookie]"


def municipality(page: Page, site: Site) -> list[str]:
    """Opens a page of somebody else's with a strict policy, which holds the element and the frame. What went wrong is told."""
    policy = (
        f"default-src 'none'; script-src {site.address}; connect-src {site.address}; frame-src {site.address}"
    )
    headers = {"Content-Security-Policy": policy, "Content-Type": "text/html"}

    def answer(route: Route) -> None:
        route.fulfill(body=_PAGE.format(site=site.address), headers=headers)

    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.route(f"{site.neighbour}kommunen", answer)
    page.goto(f"{site.neighbour}kommunen")
    page.wait_for_function(_ROWS)
    return faults


def test_the_element_and_the_frame_show_what_is_near_and_keep_nothing(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page()
    assert municipality(page, site) == []
    assert page.evaluate(_ROWS) == 3
    assert page.get_by_role("link", name="Sjå meir hos Varde").count() == 1
    assert page.frame_locator("iframe").get_by_role("listitem").count() == 2
    assert page.evaluate(_KEPT) == [0, 0, ""]


def test_the_page_that_makes_the_line_shows_how_it_looks(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/for-nettsider?place=alesund&limit=3")
    page.wait_for_function(_ROWS)
    assert page.evaluate(_ROWS) == 3
