"""How does a municipality go live? The way of docs/going-live.md, walked in a browser; `python -m tests.journeys.opening.going_live` pictures it."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from directory.accounts.sessions import COOKIE
from tests.desks import add_person, signed_in
from tests.house.tree import ROOT
from tests.houses import Builder, Sqlite, run
from tests.journeys.browsing import follow, found_browser, new_context, open_browser, serving

Seen = Callable[[Page, str], None]
HEAD = "Navn\tGjelder\tKommune\tAdresse\tUkedag\tTid"
ROWS = [
    f"Gruppa nummer {number} (eksempel)\tangst\tRøros\tEksempelgata {number}\ttirsdag\t19–20.30"
    for number in range(1, 11)
]


@contextmanager
def new_house(builder: Builder) -> Iterator[Flask]:
    """A house without anything made up."""
    app = builder.bare()
    run(app, "init", "--no-demo")
    yield app
    builder.close(app)


def admit(app: Flask, address: str, context: BrowserContext, role: str) -> Page:
    """A page of somebody new, who is signed in already."""
    cookie = signed_in(app, add_person(app, role)).client.get_cookie(COOKIE, "127.0.0.1")
    assert cookie
    context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": address}])
    return context.new_page()


def press(page: Page, name: str, role: str = "button") -> None:
    follow(page.get_by_role(role, name=name, exact=True).last)  # type: ignore[arg-type]


def go_live(page: Page, second: Page, address: str, seen: Seen) -> None:
    """A contact point, seen by two; its keeper; ten groups from a table; and what is still missing."""
    page.goto(f"{address}/skrivebord/klar")
    seen(page, "1-ready")
    _make_contact_point(page, address, seen)
    second.goto(f"{address}/skrivebord/numre")
    seen(second, "3-seen-by-two")
    follow(second.get_by_role("button", name="Det stemmer, vis det").first)
    _invite(page, address)
    page.goto(f"{address}/skrivebord/lim-inn")
    page.get_by_label("Tabellen", exact=True).fill("\n".join((HEAD, *ROWS)))
    press(page, "Se hvordan det blir")
    seen(page, "4-paste")
    press(page, "Lagre og vis dem for alle")
    page.goto(f"{address}/skrivebord/mangler")
    seen(page, "5-missing")


def _make_contact_point(page: Page, address: str, seen: Seen) -> None:
    page.goto(f"{address}/skrivebord/kontakter/ny")
    for label, words in (
        ("Navn", "Kontaktpunktet på Røros (eksempel)"),
        ("Hvilke steder de svarer for", "Røros"),
        ("Telefon", "72 41 00 00"),
        ("Mandag", "10–14"),
    ):
        page.get_by_label(label, exact=True).fill(words)
    seen(page, "2-contact-point")
    press(page, "Lagre")


def _invite(page: Page, address: str) -> None:
    page.goto(f"{address}/skrivebord/folk")
    page.get_by_label("E-postadresse", exact=True).fill("roros@eksempel.no")
    page.get_by_label("Kontaktpunkt", exact=True).first.check()
    page.locator("select[name=contact_point]").select_option(label="Kontaktpunktet på Røros (eksempel)")
    press(page, "Gi rollen")


def take_pictures(browser: Browser, folder: Path) -> None:
    """Each step, as a phone shows it."""

    def picture(page: Page, name: str) -> None:
        for width, scheme in ((360, "light"),):
            page.set_viewport_size({"width": width, "height": 740})
            tall = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size(
                {"width": width, "height": tall}
            )  # what stays at the edge is not in the middle
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)

    with (
        tempfile.TemporaryDirectory() as place,
        new_house(Builder(Path(place), Sqlite())) as app,
        serving(app) as port,
    ):
        address = f"http://127.0.0.1:{port}"
        first, second = new_context(browser), new_context(browser)
        page = admit(app, address, first, "national_editor")
        go_live(page, admit(app, address, second, "administrator"), address, picture)
        page.goto(_listing_of(page, address))
        picture(page, "6-listing")
        press(page, "Er dette gruppa di? Be om å få holde siden oppdatert", "link")
        picture(page, "7-claim")
        first.close()
        second.close()


def _listing_of(page: Page, address: str) -> str:
    """The page of one of the new groups."""
    page.goto(f"{address}/sted/roros")
    found = page.locator("main a[href*='/tilbud/']").first.get_attribute("href")
    return f"{address}{found}"


if __name__ == "__main__":
    path = found_browser()
    if path is None:
        raise SystemExit("No Chromium on this machine: no pictures.")
    to = ROOT / "docs" / "going-live"
    to.mkdir(exist_ok=True)
    with open_browser(path) as opened:
        take_pictures(opened, to)
