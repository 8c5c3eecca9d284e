"""Does nothing move by itself, and does everything stay in sight in colours of one's own?"""

import pytest

from tests.journeys.browsing import Site
from tests.journeys.conftest import NewPage
from tests.journeys.looking import faults, violations
from tests.journeys.pages import PAGES, RESULTS

pytestmark = pytest.mark.browser


def test_a_mark_on_a_phones_map_is_no_target(new_page: NewPage, site: Site) -> None:
    page = new_page(width=360)
    page.goto(site.address + "/kart")
    assert page.locator("svg circle").first.is_visible()
    page.locator(".map-remote").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('svg')") is None


def test_nothing_shifts_while_a_page_loads(new_page: NewPage, site: Site) -> None:
    page = new_page()
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) moved += e.value; })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for path in ("/", RESULTS, "/tilbud/demo007", "/kart"):
        page.goto(site.address + path, wait_until="networkidle")
        assert page.evaluate("moved") == 0, path


@pytest.mark.parametrize("media", [{"forced_colors": "active"}, {"contrast": "more"}])
def test_colours_of_ones_own_leave_everything_in_sight(
    new_page: NewPage, site: Site, media: dict[str, str]
) -> None:
    page = new_page()
    page.emulate_media(**media)  # type: ignore[arg-type]
    page.goto(site.address + RESULTS)
    assert page.locator(".card .slab").first.bounding_box()["width"] > 10  # type: ignore[index]
    assert violations(page) == []


def test_plain_clothes_have_no_fault_either(
    new_page: NewPage, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that could not fetch the design system shows pages that are whole."""
    from directory.web import styles

    monkeypatch.setattr(styles, "BUILT", styles.STATIC / "nowhere")
    page, found = new_page(width=320), {}
    for name in ("home", "results", "listing", "something is wrong", "organisation", "error at the field"):
        PAGES[name](page, site)
        found[name] = faults(page)
    assert {name: told for name, told in found.items() if told} == {}
