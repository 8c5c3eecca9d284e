"""What does the site look like? `python -m tests.journeys.screenshots [FOLDER]` writes pictures to docs/pages."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.house.tree import ROOT
from tests.journeys.browsing import Site, found_browser, new_context, open_browser, open_site
from tests.journeys.pages import PAGES

SHOWN = (
    "home",
    "results",
    "listing",
    "course",
    "place",
    "contact point",
    "which place",
    "urgent",
    "nothing near",
)
FIRST_SCREENS = ("home", "results")  # what a phone shows before anybody scrolls; the README has these
WIDTHS = (360, 1280)


def take(browser: Browser, site: Site, folder: Path) -> int:
    """One picture of each page, width and scheme. Returns how many."""
    count = 0
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            context = new_context(browser, width, scheme)  # type: ignore[arg-type]
            for name in SHOWN:
                page = context.new_page()
                PAGES[name](page, site)
                file = f"{name.replace(' ', '-')}-{width}-{scheme}.png"
                if name in FIRST_SCREENS and width == min(WIDTHS):
                    page.screenshot(path=folder / f"first-screen-{file}")
                    count += 1
                _grow(page, width)
                page.screenshot(path=folder / file, full_page=True)
                count += 1
            context.close()
    return count


def _grow(page: Page, width: int) -> None:
    """A screen as tall as the page, so that what stays at its edge is not pictured in the middle."""
    page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})


def main() -> None:
    """Take the pictures, or say why not."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pages"
    path = found_browser()
    if path is None:
        sys.exit("No Chromium on this machine: no pictures.")
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as house,
        open_site(Path(house)) as site,
        open_browser(path) as browser,
    ):
        print(f"{take(browser, site, folder)} pictures in {folder}")


if __name__ == "__main__":
    main()
