"""Do the pictures of the report hold on paper, in colours of one's own, and without any colour?"""

import pytest
from playwright.sync_api import Page

from tests.journeys.browsing import Site
from tests.journeys.conftest import NewPage
from tests.journeys.looking import violations
from tests.journeys.pages import PAGES

pytestmark = pytest.mark.browser

# What the eye tells apart: bars and marks against the page, and a full bar against an empty one.
_FILLS = """selector => { const e = document.querySelector(selector), own = getComputedStyle(e);
  return [own.fill, own.stroke, getComputedStyle(document.body).backgroundColor] }"""


@pytest.mark.parametrize("media", [{"forced_colors": "active"}, {"media": "print"}])
def test_pictures_have_no_fault_on_paper_or_in_colours_of_ones_own(
    new_page: NewPage, site: Site, media: dict[str, str]
) -> None:
    page = new_page(width=1280)
    page.emulate_media(**media)  # type: ignore[arg-type]
    PAGES["field of a county"](page, site)
    assert violations(page) == []
    assert page.locator(".field-panel svg").count() == page.locator(".field-panel svg:visible").count() > 10
    full, empty = (page.evaluate(_FILLS, f"rect.{kind}") for kind in ("fp-fill", "fp-rest"))
    assert full[0] != full[2] and empty[1] != empty[2] and empty[0] == "none"


def test_paper_has_no_links_to_files(page: Page, site: Site) -> None:
    page.emulate_media(media="print")
    PAGES["field of a county"](page, site)
    assert not page.locator(".field-links").first.is_visible()
    assert page.locator(".field-table").first.is_visible()
