"""What does the help at the desk picture? `python -m tests.journeys.opening.desk_pictures` takes it anew, of made-up listings."""

import io
import tempfile
from datetime import datetime
from pathlib import Path

from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from directory.accounts.sessions import COOKIE
from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing
from directory.listings.upkeep.reports import report
from directory.web.clock import OSLO
from directory.web.styles import STATIC
from tests.desks import add_person, signed_in
from tests.houses import Builder, Sqlite
from tests.journeys.browsing import follow, found_browser, open_browser, screen, serving
from tests.listings.editors import AALESUND, office_that_keeps

_SPRING = datetime(2027, 6, 10, 9, 0, tzinfo=OSLO)
_LISTING = "/skrivebord/oppforinger/demo005"
_WIDE, _TALLEST = 360, 420  # twice as many dots
_COLOURS = 48
# How tall a picture may be that begins at `top`, so that its lower edge cuts through no line, field or button.
_UNCUT = """([top, tall]) => { const boxes = [...document.querySelectorAll('main *')]
  .filter(e => !e.querySelector('p, li, dd, dt, h2, h3, label, input, button, a')).map(e => e.getBoundingClientRect());
  for (let cut = top + tall; ;) { const through = boxes.filter(b => b.height && b.top < cut - 1 && b.bottom > cut + 1);
    if (!through.length) return cut - top; cut = Math.min(...through.map(b => b.top)) - 1; } }"""
# Not every browser that takes pictures writes a day as people here do.
_DAYS = """() => document.querySelectorAll('input[type=date]').forEach(e => {
  const day = e.value.split('-').reverse().join('.'); e.type = 'text'; e.value = day; })"""


def take_pictures(browser: Browser, app: Flask, address: str, folder: Path) -> None:
    """One of each task, as a phone shows it."""
    editor = _admit(browser, app, address, "national_editor", None)
    editor.goto(f"{address}/skrivebord/ventende")
    follow(editor.locator("main a[href*='/ventende/']").first)
    _picture(editor.locator("main h2").first, folder / "approve.png")
    editor.goto(f"{address}/skrivebord/folk")
    _picture(editor.locator("section:has(input[name=email])").first, folder / "invite.png")
    point = _admit(browser, app, address, "contact_point", AALESUND)
    for name, path, shown in (
        ("confirm", "/skrivebord/oppforinger", ".desk-row"),
        ("correct", _LISTING, "section:has(> .ways)"),
        ("cancel", _LISTING, "#datoer"),
        ("new", "/skrivebord/oppforinger/ny", "main .ways"),
        ("report", "/skrivebord/meldinger", ".reports > li"),
        ("keeper", f"{_LISTING}/kontakter", "section:has(input[name=email])"),
    ):
        point.goto(address + path)
        _picture(point.locator(shown).first, folder / f"{name}.png")
    point.goto(address + _LISTING)
    follow(point.locator(".desk-date a").first)
    _picture(point.locator("main form").first, folder / "move.png")


def _admit(browser: Browser, app: Flask, address: str, role: str, scope: str | None) -> Page:
    """A phone of somebody new, who is signed in already."""
    context = browser.new_context(
        viewport=screen(_WIDE), device_scale_factor=2, java_script_enabled=False, locale="nb-NO"
    )
    cookie = signed_in(app, add_person(app, role, scope)).client.get_cookie(COOKIE, "127.0.0.1")
    assert cookie
    context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": address}])
    return context.new_page()


def _picture(shown: Locator, file: Path) -> None:
    """What stands there, and what comes after it; in few colours, so that it is small."""
    page = shown.page
    page.set_viewport_size({"width": _WIDE, "height": 6000})  # what stays at the edge is not in the middle
    page.evaluate(_DAYS)
    box = shown.bounding_box()
    assert box
    tall = box["height"] + 16 if shown.evaluate("e => e.tagName != 'H2'") else _TALLEST
    top = box["y"] - 8
    clip = {"x": 0, "y": top, "width": _WIDE, "height": page.evaluate(_UNCUT, [top, min(tall, _TALLEST)])}
    seen = Image.open(io.BytesIO(page.screenshot(clip=clip, full_page=True)))  # type: ignore[arg-type]
    seen.convert("RGB").quantize(_COLOURS).save(file, optimize=True)


def furnish(app: Flask) -> None:
    """Something to answer, and something to approve."""
    app.config["NOW"] = _SPRING
    with office_that_keeps(app) as office:
        listing = office.listing()
        report(office.session, "wrong", "Døra er låst.", _SPRING.date(), listing=listing)
        office.session.add(_held(listing))


def _held(listing: Listing) -> Change:
    """A change of the name, which waits."""
    return Change(
        listing_id=listing.id,
        fields={"name": {"before": listing.name, "after": "Ivareta i Ålesund (eksempel)"}},
        made_as="contact",
        made_at=_SPRING,
        state="held",
        held_for=["reach"],
    )


def main() -> None:
    """Take them, or say why not."""
    path = found_browser()
    if path is None:
        raise SystemExit("No Chromium on this machine: no pictures.")
    folder = STATIC / "help"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        builder = Builder(Path(place), Sqlite())
        app = builder.furnished()
        furnish(app)
        with serving(app) as port, open_browser(path) as browser:
            take_pictures(browser, app, f"http://127.0.0.1:{port}", folder)
        builder.close(app)


if __name__ == "__main__":
    main()
