"""Somebody lives where the network comes and goes. What is kept on the phone, when they asked for it, and how does it go?"""

import json

import pytest
from playwright.sync_api import Error, Page, expect

from tests.journeys.browsing import Site, comes, follow, put_on_the_list
from tests.journeys.conftest import NewPage
from tests.journeys.test_leaving import gone, shift

pytestmark = pytest.mark.browser

RESULTS = "/finn?audience=relative&need=alcohol&place=alesund"
_KEPT = """caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(c => c.keys()))))
  .then(all => all.flat().map(request => new URL(request.url).pathname))"""
_WORKERS = "navigator.serviceWorker.getRegistrations().then(all => all.length)"


def she_asks_for_it(page: Page, site: Site) -> None:
    page.goto(site.address + "/pa-telefonen")
    page.get_by_role("button", name="Ha numrene uten nett").click()
    expect(page.get_by_text("Numrene ligger på denne enheten.")).to_be_visible()


def cut(page: Page) -> None:
    """The network is gone."""
    page.context.set_offline(True)


def the_numbers_are_there(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er uten nett")
    expect(page.locator("a[href='tel:116123']")).to_be_visible()
    expect(page.locator("a[href='tel:113']")).to_be_visible()


def test_nothing_is_kept_and_no_worker_runs_before_she_asks(page: Page, site: Site) -> None:
    for path in ("/", RESULTS, "/pa-telefonen"):
        page.goto(site.address + path)
    page.wait_for_load_state("networkidle")  # what one of them keeps, or lets run, is there still
    assert page.evaluate(_WORKERS) == 0
    assert page.evaluate(_KEPT) == []


def test_without_network_the_numbers_to_call_are_there(page: Page, site: Site) -> None:
    she_asks_for_it(page, site)
    page.goto(site.address + RESULTS)
    cut(page)
    for path in ("/", RESULTS, "/tilbud/demo005", "/en/om"):
        page.goto(site.address + path)
        expect(page.locator("a[href='tel:116123']")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
    page.goto(site.address + "/sted/alesund")
    the_numbers_are_there(page)
    background = page.evaluate("getComputedStyle(document.querySelector('.people')).backgroundColor")
    assert background != "rgba(0, 0, 0, 0)"


def test_what_was_searched_for_is_never_kept(page: Page, site: Site) -> None:
    she_asks_for_it(page, site)
    for path in (RESULTS, "/sted/alesund/alcohol", "/tilbud/demo005", "/kart?need=alcohol"):
        page.goto(site.address + path)
    page.wait_for_load_state("networkidle")
    kept = page.evaluate(_KEPT)
    assert {path for path in kept if "/static/" not in path} == {
        "/uten-nett",
        "/nn/uten-nett",
        "/en/uten-nett",
    }


def test_a_search_without_network_is_answered_with_the_numbers(page: Page, site: Site) -> None:
    she_asks_for_it(page, site)
    page.goto(site.address)
    cut(page)
    page.locator("textarea").fill("Mannen min drikker for mye.")
    follow(page.get_by_role("button", name="Finn hjelp"))
    the_numbers_are_there(page)


def test_the_list_comes_along_only_when_that_is_chosen_too(page: Page, site: Site) -> None:
    she_asks_for_it(page, site)
    page.goto(site.address + RESULTS)
    name = page.locator(".card-name").first.inner_text()
    put_on_the_list(page.locator("[data-star]").first)
    follow(page.locator("[data-list]"))
    page.get_by_role("button", name="Ha lista uten nett").click()
    expect(page.get_by_text("Det som står på lista, kan leses uten nett.")).to_be_visible()
    cut(page)
    follow(page.locator(".card-name a").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    follow(page.locator("[data-list]"))
    expect(page.locator(".card-name")).to_have_text(name)
    page.goto(site.address + "/om")
    the_numbers_are_there(page)
    page.context.set_offline(False)
    follow(page.locator("[data-list]"))
    page.get_by_role("link", name="Tøm lista").click()
    page.wait_for_url(site.address + "/liste")
    comes(page, f"{_KEPT}.then(kept => kept.includes('/liste'))", False)


def test_one_press_takes_everything_away(page: Page, site: Site) -> None:
    she_asks_for_it(page, site)
    page.evaluate("localStorage.setItem('varde-list', 'demo005')")
    page.get_by_role("button", name="Ta bort alt fra enheten").click()
    expect(page.get_by_role("button", name="Ha numrene uten nett")).to_be_visible()
    comes(page, _KEPT, [])
    comes(page, _WORKERS, 0)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_leaving_takes_the_worker_along(page: Page, site: Site) -> None:
    she_asks_for_it(page, site)
    shift(page, 3)
    gone(page, site)
    page.goto(site.address + "/om")
    comes(page, _WORKERS, 0)
    comes(page, _KEPT, [])


def test_leaving_without_network_shows_nothing_of_ours(page: Page, site: Site) -> None:
    she_asks_for_it(page, site)
    page.goto(site.address + RESULTS)
    cut(page)
    page.locator("a[data-leave]").click()
    expect(page).to_have_title("Været")
    assert page.locator("body").inner_text() == ""


def test_the_desk_is_not_the_workers_business(page: Page, site: Site) -> None:
    she_asks_for_it(page, site)
    page.goto(site.address + "/logg-inn", wait_until="networkidle")
    assert not [path for path in page.evaluate(_KEPT) if "logg-inn" in path]
    cut(page)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()


def test_the_icon_on_the_phone_tells_a_name_and_nothing_else(page: Page, site: Site) -> None:
    page.goto(site.address + "/pa-telefonen")
    path = page.locator("link[rel=manifest]").get_attribute("href")
    told = json.loads(page.request.get(site.address + str(path)).text())
    assert told["name"] == told["short_name"] == "Varde"
    assert "description" not in told
    for icon in told["icons"]:
        assert page.request.get(site.address + icon["src"]).headers["content-type"] == "image/png"
    cdp = page.context.new_cdp_session(page)
    missing = {each["errorId"] for each in cdp.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert missing <= {"in-incognito"}


def test_without_a_script_the_page_says_so(new_page: NewPage, site: Site) -> None:
    page = new_page(javascript=False)
    page.goto(site.address + "/pa-telefonen")
    expect(page.get_by_text("Dette trenger JavaScript.")).to_be_visible()
    assert page.get_by_role("button").count() == 0
