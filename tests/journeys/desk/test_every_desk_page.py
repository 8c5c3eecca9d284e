"""What holds for every page of the desk? A program finds no fault on it, it is never wider than a phone, and no list is
longer than six screens."""

import re
from collections.abc import Iterator, Sequence

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from directory import db
from directory.accounts.sessions import COOKIE
from directory.wishes.models import PlannedGroup
from tests.courses.holding import LAST, ROTA, hold_last
from tests.desks import add_person, colleague, letters, text_of
from tests.houses import NOW, Builder
from tests.journeys.browsing import follow, new_context, screen, serving, unfold
from tests.journeys.looking import ALL, Faults, Screen, faults, on_screens
from tests.rounds.conftest import CONTACT, links_of, open_round
from tests.wishes.wishing_people import NUMBER, people_wish, wishes

pytestmark = pytest.mark.browser

_DESK, _MINE = "/skrivebord", "/skrivebord/oppforinger"
GROUP, LANGUAGES = "planlagt", ("", "/nn", "/en")
ADMINISTRATOR = (
    *(
        f"{_DESK}/{name}"
        for name in ("", "oversikt", "klar", "folk", "bekreft-forst", "ubekreftet", "mangler")
    ),
    *(f"{_DESK}/{name}" for name in ("kontakter", "kontakter/ny", "kontakter/demopointaalesund", "numre")),
    *(f"{_DESK}/{name}" for name in ("organisasjoner", "organisasjoner/ny", "organisasjoner/lms", "lim-inn")),
    *(f"{_DESK}/{name}" for name in ("lister", "kilder", "registeret", "brev", "kartlegging")),
    *(f"{_DESK}/kurs{name}" for name in ("", "/konsept/ta-tak", "/konsept/ny", "/konsept/ta-tak/pa-omgang")),
    *(f"{_DESK}/kurs/demo007{name}" for name in ("", "/moter", "/kvelder", "/tall", "/evaluering")),
    f"/nn{_DESK}/konto",
    f"/en{_DESK}/folk",
)
CONTACT_POINT = (
    *(f"{_DESK}/{name}" for name in ("", "kontaktpunkt", "onsker", "ventende", "meldinger")),
    *(f"{_DESK}/{name}" for name in ("endringer", "hjelp", "konto")),
    *(f"{_MINE}/demo005/{name}" for name in ("historikk", "kontakter", "privat")),
    *(f"{_MINE}/ny/{kind}" for kind in ("service", "course")),
)
ALONE = (("administrator", None, ADMINISTRATOR), ("contact_point", "demopointaalesund", CONTACT_POINT))
_PROGRAMME, _RUN = f"{_DESK}/kurs/konsept/ta-tak", f"{_DESK}/kurs/{LAST}"
# Where people wait: looked at with wishes, a planned group, a turn and a round in them, by who does each.
WAITING: tuple[tuple[str, str | None, tuple[str, ...]], ...] = (
    (
        "national_editor",
        None,
        (
            f"{_DESK}/runder",
            f"{_DESK}/runder/1",
            f"{_DESK}/kurs",
            f"{_DESK}/kurs/erfaringer",
            _PROGRAMME,
            f"{_DESK}/kurs/konsept/ny",
            f"{_PROGRAMME}/endre",
            f"{_PROGRAMME}/pa-omgang",
            f"{_PROGRAMME}/pa-omgang/{ROTA}",
        ),
    ),
    (
        "contact_point",
        "demopointaalesund",
        (f"{_DESK}/", f"{_DESK}/venter", f"{_DESK}/venter/grupper/{GROUP}"),
    ),
    ("contact", LAST, (_RUN, *(f"{_RUN}/{name}" for name in ("moter", "kvelder", "tall", "evaluering")))),
    ("contact", "demo081", (f"{_DESK}/", f"{_DESK}/kurs", f"{_DESK}/kurs/tur/{LAST}")),
    ("organisation_editor", "lms", (f"{_DESK}/svar-for-alle",)),
)
_SCREENS = 6
# Of a page where somebody says yes or no: what comes out of the printer, and what does not.
PRINTED = {
    ".desk-shown-page": True,
    "dl.changes": True,
    ".link-button": False,
    ".bar": False,
    "main form": False,
}


@pytest.fixture(scope="module")
def app(sqlite_builder: Builder) -> Iterator[Flask]:
    """A house for those who only look, and for the drafts that are looked at last."""
    app = sqlite_builder.furnished()
    yield app
    sqlite_builder.close(app)


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """Where its pages are."""
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}"


def test_no_page_of_the_desk_has_a_fault_that_a_program_can_find(
    app: Flask, address: str, browser: Browser, screens: Sequence[Screen]
) -> None:
    found = {}
    with new_context(browser) as context:
        page = context.new_page()
        for role, scope, paths in ALONE:
            come_in(app, page, address, role, scope)
            found |= {f"{role} {path}": looked_at(page, address + path, screens) for path in paths}
    assert {path: told for path, told in found.items() if told} == {}


def test_no_page_where_people_wait_has_one(
    sqlite_builder: Builder, browser: Browser, screens: Sequence[Screen]
) -> None:
    """Without the house's scripts; in all three languages where all screens are looked at."""
    app, found = sqlite_builder.furnished(), {}
    let_wait(app)
    languages = LANGUAGES if screens == ALL else ("",)
    with serving(app) as port, new_context(browser) as context:
        context.route("**/static/*.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page, address = context.new_page(), f"http://127.0.0.1:{port}"
        for role, scope, paths in WAITING:
            come_in(app, page, address, role, scope)
            for path in (language + path for language in languages for path in paths):
                found[f"{role} {path}"] = looked_at(page, address + path, screens)
        presses(app, page, address, screens, found)
        looks_at_answers(app, page, address, screens, found)
    sqlite_builder.close(app)
    assert {path: told for path, told in found.items() if told} == {}


@pytest.fixture(scope="module")
def drafts(app: Flask) -> None:
    """The longest ones wait for a yes: a course with all its evenings, and a service with steps and ways onward."""
    for listing_id in (LAST, "viwatqpf"):
        contact = colleague(app, "contact", listing_id)
        contact.post(f"{_MINE}/{listing_id}/kopier")
        (draft,) = {each["href"] for each in contact.get(f"{_MINE}?vis=utkast").select(".desk-row-name a")}
        contact.post(f"{draft}/vis")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_draft_is_read_whole_on_six_screens_before_somebody_says_yes(
    app: Flask, address: str, drafts: None, browser: Browser, scripts: bool
) -> None:
    with new_context(browser, javascript=scripts) as context:
        page = context.new_page()
        come_in(app, page, address, "national_editor", None)
        page.goto(f"{address}{_DESK}/ventende")
        links = page.locator("main .desk-list a").evaluate_all("all => all.map(each => each.href)")
        tall = {}
        for link in links:
            page.goto(link)
            box = page.locator("html").bounding_box()
            tall[link] = box and box["height"] / screen(360)["height"]
        page.locator("main details").evaluate_all("all => all.forEach(each => { each.open = true })")
        found = faults(page) if scripts else []
        page.emulate_media(media="print")
        on_paper = {name: page.locator(name).first.is_visible() for name in PRINTED}
    assert found == []
    assert on_paper == PRINTED
    assert len(tall) == 2
    assert all(height and height <= _SCREENS for height in tall.values()), tall


def let_wait(app: Flask) -> None:
    """Wishes and those who were asked, a run that is held and a turn that waits, words to be read, and a round."""
    hold_last(app)
    people_wish(app, 4, reach="x")
    people_wish(app, 2, need="alcohol")
    point, host = colleague(app, "contact_point", "demopointaalesund"), colleague(app, "contact", LAST)
    with app.app_context(), db.of_app().writing() as session:
        what = {"need": "grief", "audience": "relative", "municipality_number": NUMBER}
        session.add(PlannedGroup(id=GROUP, contact_id="demopointaalesund", made_on=NOW.date(), **what))
    point.post(f"{_DESK}/venter/grupper/{GROUP}/inviter")
    point.post(f"{_DESK}/venter/{wishes(app)[0].id}/les", expect=200)
    host.post(f"{_RUN}/tall", {"enrolled": "12", "waiting": "2", "planning_professionals": "40"})
    host.post(f"{_RUN}/evaluering/erfaring", {"text": "Start med kaffen. Da snakker folk sammen."})
    host.post(f"{_RUN}/gi-videre")
    for listing_id in ("demo001", "demo005"):
        add_person(app, "contact", listing_id, CONTACT)
    open_round(app)


def presses(
    app: Flask, page: Page, address: str, screens: Sequence[Screen], found: dict[str, Faults]
) -> None:
    """The pages that only a press leads to: how somebody is reached, and forms with faults to be mended."""
    come_in(app, page, address, "contact_point", "demopointaalesund")
    page.goto(f"{address}{_DESK}/venter")
    unfold(page.locator("main summary").first)
    follow(page.get_by_role("button", name="Vis nummer 1").first)
    found["a way to be reached"] = on_screens(page, screens, faults)
    come_in(app, page, address, "national_editor", None)
    for path in (f"{_DESK}/runder", f"{_DESK}/kurs/konsept/ny", f"{_PROGRAMME}/pa-omgang"):
        page.goto(address + path)
        follow(page.locator("main .button-main"))
        found[f"{path} with faults"] = on_screens(page, screens, faults)


def looks_at_answers(
    app: Flask, page: Page, address: str, screens: Sequence[Screen], found: dict[str, Faults]
) -> None:
    """The pages behind links of letters: of who is asked about listings, and of who waits."""
    (link,) = links_of(app, CONTACT)
    invited = [each for each in letters(app) if "/onske/svar/" in text_of(each)]
    reply = re.search(r"/onske/svar/[\w-]+", text_of(invited[0]))
    assert reply
    for path in (link, reply.group()):
        found[path] = looked_at(page, address + path, screens)


def come_in(app: Flask, page: Page, address: str, role: str, scope: str | None) -> None:
    """Whoever uses the page is at the desk now."""
    cookie = colleague(app, role, scope).client.get_cookie(COOKIE, "127.0.0.1")
    assert cookie
    page.context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": address}])


def looked_at(page: Page, address: str, screens: Sequence[Screen]) -> Faults:
    """What is wrong with one page, with all that is folded open; and how long it is with that folded."""
    page.set_viewport_size(screen(360))
    answer = page.goto(address)
    assert answer and answer.status == 200, address
    long = page.evaluate("document.documentElement.scrollHeight / innerHeight")
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
    return on_screens(page, screens, faults) + ([("too long", f"{long:.1f}")] if long > _SCREENS else [])
