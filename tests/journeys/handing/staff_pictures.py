"""What does the page for health staff picture? `python -m tests.journeys.handing.staff_pictures` takes it anew, of made-up listings."""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from directory.web.styles import STATIC
from tests.journeys.browsing import Site, follow, found_browser, open_browser, open_site
from tests.journeys.handing.test_a_slip import SENTENCE

FOLDER = STATIC / "staff"
_PHONE, _SCREEN, _TALLEST = 360, 560, 400
_COLOURS = 12


def take_pictures(browser: Browser, site: Site, folder: Path) -> None:
    """The search, the results for two people, the slip, and the printed sheet."""
    phone, wide = _page(browser, _PHONE, 2), _page(browser, _SCREEN, 1)
    phone.goto(site.address + "/for-fagfolk")
    _keep(_seen(phone.locator(".staff-form"), _PHONE, _TALLEST), folder / "search.webp")
    wide.goto(site.address + "/for-fagfolk")
    wide.get_by_label("Én setning om personen").fill(SENTENCE)
    follow(wide.get_by_role("button", name="Vis hva som finnes"))
    for box in ("self", "relative"):
        wide.locator(f"input[name={box}]").first.check()
    wide.locator("input[name=relative]").nth(1).check()
    _keep(_both_lists(wide), folder / "results.webp")
    follow(wide.get_by_role("button", name="Lag en lapp"))
    phone.goto(wide.url)
    _keep(_seen(phone.locator("h1"), _PHONE, _TALLEST), folder / "slip.webp")
    sheet = wide.request.get(f"{wide.url}.pdf").body()
    _keep(_drawn(sheet), folder / "sheet.webp")


def _page(browser: Browser, width: int, dots: int) -> Page:
    """As high as a page may be: what stays at the edge is then not in the middle."""
    return browser.new_context(
        viewport={"width": width, "height": 6000},
        device_scale_factor=dots,
        java_script_enabled=False,
        locale="nb-NO",
    ).new_page()


def _seen(shown: Locator, width: int, height: int) -> bytes:
    """What stands there, and what comes after it."""
    box = shown.bounding_box()
    assert box
    clip = {"x": 0, "y": box["y"] - 8, "width": width, "height": height}
    return shown.page.screenshot(clip=clip, full_page=True)  # type: ignore[arg-type]


def _both_lists(page: Page) -> bytes:
    """How each of the two lists begins, one above the other."""
    headings = [page.locator(f"#til-{each}") for each in ("self", "relative")]
    parts = [Image.open(io.BytesIO(_seen(each, _SCREEN, 330))) for each in headings]
    both = Image.new("RGB", (parts[0].width, sum(part.height for part in parts)))
    for number, part in enumerate(parts):
        both.paste(part, (0, number * part.height))
    made = io.BytesIO()
    both.save(made, "PNG")
    return made.getvalue()


def _drawn(sheet: bytes) -> bytes:
    """A document as a picture, by a program of the machine."""
    command = [str(shutil.which("pdftoppm")), "-r", "87", "-png", "-singlefile", "-"]
    return subprocess.run(command, input=sheet, stdout=subprocess.PIPE, check=True).stdout


def _keep(picture: bytes, file: Path) -> None:
    """In few colours, so that it is small."""
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(_COLOURS)
    few.convert("RGB").save(file, lossless=True, quality=100, method=6)


def main() -> None:
    """Take them, or say why not."""
    path = found_browser()
    if path is None or shutil.which("pdftoppm") is None:
        raise SystemExit("No Chromium, or no pdftoppm (poppler-utils), on this machine: no pictures.")
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as house,
        open_site(Path(house)) as site,
        open_browser(path) as browser,
    ):
        take_pictures(browser, site, FOLDER)


if __name__ == "__main__":
    main()
