"""Which pages are there to look at, and how does one come to each? Also those that a page becomes by a script."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browsing import Site, follow, put_on_the_list, write

RESULTS = "/finn?audience=relative&need=alcohol&place=alesund"


def at(path: str) -> Callable[[Page, Site], None]:
    """A page by its address."""
    return lambda page, site: page.goto(site.address + path) and None


def saying(sentence: str) -> Callable[[Page, Site], None]:
    """The page that a sentence leads to."""
    return lambda page, site: write(page, site, sentence)


def first_listing(page: Page, site: Site) -> None:
    page.goto(site.address + RESULTS)
    follow(page.locator(".card-name a").first)


PAGES: dict[str, Callable[[Page, Site], None]] = {
    "home": at("/"),
    "home in English": at("/en/"),
    "home in nynorsk": at("/nn/"),
    "results": at(RESULTS),
    "results in English": at("/en" + RESULTS),
    "results of nothing": at("/finn"),
    "listing": first_listing,
    "course": at("/tilbud/demo007"),
    "place": at("/sted/alesund"),
    "organisation": at("/organisasjon/al-anon"),
    "contact point": at("/kontaktpunkt/demopointaalesund"),
    "what self-help is": at("/hva-er-selvhjelp"),
    "the first time": at("/forste-gang"),
    "hosting": at("/for-arrangorer"),
    "for websites": at("/for-nettsider?place=alesund&limit=3"),
    "for developers": at("/for-utviklere"),
    "worried": at("/bekymret"),
    "something is wrong": at("/tilbud/demo005/si-fra"),
    "thanks": at("/tilbud/demo005/si-fra/takk"),
    "something is missing": at("/meld-fra"),
    "a wish": at("/onske/alesund"),
    "what is taken in": at("/retningslinjer"),
    "confirmed": at("/bekreft/takk"),
    "second page": at("/finn?need=alcohol&place=oslo&page=2"),
    "which place": at("/finn?need=alcohol&place=heroy-nordland&place=heroy-more-og-romsdal"),
    "which organisation": saying("LMS Steinkjer"),
    "nothing near": saying("Angst, Utsira"),
    "urgent": saying("Jeg orker ikke leve lenger. Jeg bor i Ålesund."),
    "violence": saying("Mannen min slår meg"),
    "error at the field": saying(" "),
    "list": at("/liste?listing=demo005,demo007,demo001"),
    "empty list": at("/liste"),
    "list of what is gone": at("/liste?listing=demo005,finnesikke"),
    "results with a list": at(RESULTS + "&kept=demo005,demo007"),
    "on the phone": at("/pa-telefonen"),
    "slip": at("/lapp/demo007-demo001--demo005-b0a524"),
    "slip that was misread": at("/lapp/demo007"),
    "for professionals": at("/for-fagfolk?need=alcohol&place=alesund&whom=both"),
    "for professionals, how": at("/for-fagfolk/slik"),
    "without network": at("/uten-nett"),
    "map": at("/kart"),
    "map of a county": at("/kart?place=nordland"),
    "map of a need": at("/kart?need=grief&audience=relative"),
    "map of a county in English": at("/en/kart?place=oslo"),
    "place and need": at("/sted/alesund/alcohol"),
    "place and need, nothing near": at("/sted/utsira/gambling"),
    "where one lives": at("/finn?audience=relative&need=alcohol"),
    "field of a county": at("/kartlegging/more-og-romsdal"),
    "blank spots": at("/kartlegging/hvite-flekker?need=alcohol&place=nes"),
    "the field through time": at("/kartlegging/over-tid"),
    "how it was counted": at("/kartlegging/metode"),
    "about": at("/om"),
    "privacy": at("/personvern"),
    "accessibility": at("/tilgjengelighet"),
    "not found": at("/finnes-ikke"),
}


# Made of the same parts as the page of a county, and long: looked at in the drills.
FIELD: dict[str, Callable[[Page, Site], None]] = {
    "state of the field": at("/kartlegging"),
    "field of a municipality": at("/nn/kartlegging/kommune/alesund"),
    "field of an organisation": at("/en/kartlegging/organisasjon/al-anon"),
}


def suggesting(page: Page, site: Site) -> None:
    page.goto(site.address + "/finn?audience=relative&need=alcohol")
    page.get_by_role("combobox").fill("sand")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")


def everything_open(page: Page, site: Site) -> None:
    page.goto(site.address + RESULTS)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def chosen(page: Page, site: Site) -> None:
    everything_open(page, site)
    page.locator("main a.part", has_text="Tirsdag").first.click()
    page.wait_for_url("**weekday=tuesday")


def starred(page: Page, site: Site) -> None:
    page.goto(site.address + RESULTS)
    if "På lista" not in page.locator("[data-star]").first.inner_text():
        put_on_the_list(page.locator("[data-star]").first)


def remembered(page: Page, site: Site) -> None:
    starred(page, site)
    follow(page.locator("[data-list]"))
    page.get_by_role("button", name="Husk lista på denne enheten").click()
    expect(page.get_by_role("button", name="Ikke husk lista lenger")).to_be_visible()


# States that a page has only with a script.
STATES: dict[str, Callable[[Page, Site], None]] = {
    "places suggested": suggesting,
    "everything open": everything_open,
    "chosen in place": chosen,
    "on the list": starred,
    "list remembered": remembered,
}
