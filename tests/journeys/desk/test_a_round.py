"""A national editor's round by real mail: asked once, two listings answered by keyboard, a table pasted, a reminder, and numbers."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from directory.accounts.sessions import COOKIE
from tests.desks import add_person, colleague, later, text_of
from tests.houses import Builder, run
from tests.journeys.browsing import follow, new_context, serving
from tests.mail.post_box import PostBox, arrived_at, receiving
from tests.rounds.conftest import CONTACT, POINT, asked_rows

pytestmark = pytest.mark.browser

TWO = ("demo001", "demo002")  # listings of one contact
MOST_KEYS = 60  # at two seconds each, two minutes
SEATS = "Hvor mange kommer"


@pytest.fixture
def app(sqlite_builder: Builder) -> Iterator[Flask]:
    """A house with a contact of two listings and a contact point."""
    app = sqlite_builder.furnished()
    for listing_id in TWO:
        add_person(app, "contact", listing_id, CONTACT)
    add_person(app, "contact_point", "demopointaalesund", POINT)
    yield app
    sqlite_builder.close(app)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = new_context(browser)
    yield context
    context.close()


def test_a_round_from_the_first_letter_to_the_numbers(app: Flask, context: BrowserContext) -> None:
    with serving(app) as port, receiving(app) as box:
        address, page = f"http://127.0.0.1:{port}", context.new_page()
        at_the_desk(app, page, address, "national_editor")
        opens(page, address)
        (link,) = links(app, box, CONTACT)
        assert set(asked(box).values()) == {1}
        assert len(asked(box)) == len(asked_rows(app))
        assert answers_by_keyboard(page, address + link) <= MOST_KEYS
        at_the_desk(app, page, address, "organisation_editor", "lms")
        answered = pastes_a_table(page, address)
        later(app, days=14)
        run(app, "remind")
        assert links(app, box, CONTACT) == [link]
        first, again = links(app, box, POINT)
        assert first == again
        at_the_desk(app, page, address, "national_editor")
        reads_the_numbers(page, address, answered)


def at_the_desk(app: Flask, page: Page, address: str, role: str, scope: str | None = None) -> None:
    """Whoever uses the page has come in."""
    cookie = colleague(app, role, scope).client.get_cookie(COOKIE, "127.0.0.1")
    assert cookie
    page.context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": address}])


def opens(page: Page, address: str) -> None:
    page.goto(f"{address}/skrivebord/runder")
    page.get_by_label("Svarfrist", exact=True).fill("2026-12-20")
    page.get_by_label("Dine ord i brevet, bokmål").fill("Hei fra redaktøren.")
    follow(page.get_by_role("button", name="Åpne runden og send brevene"))
    assert "Svart for 0 av" in page.inner_text("main")


def links(app: Flask, box: PostBox, email: str) -> list[str]:
    """The link in each letter of the round to an address."""
    texts = [text_of(each) for each in arrived_at(app, box, email)]
    return [link for text in texts for link in re.findall(r"/spurt/[\w-]+", text)]


def asked(box: PostBox) -> Counter[str]:
    """How often each address was written to about the round."""
    return Counter(to for each in box.arrived if b"/spurt/" in (each.content or b"") for to in each.rcpt_tos)


def answers_by_keyboard(page: Page, link: str) -> int:
    """Without a mouse: how many come, for both listings, and the button. Returns how many keys that were."""
    page.goto(link)
    assert page.locator("h2[id^=om-]").count() == len(TWO)
    keys = sum(tab_to(page, f"{listing_id}-attendance", "ArrowDown") for listing_id in TWO)
    keys += tab_to(page, "Send svarene")
    follow(page.locator(":focus"), "Enter")
    assert "Takk! Alle svarene er lagret." in page.inner_text("main")
    print(f"{keys + 1} keys")
    return keys + 1


def tab_to(page: Page, wanted: str, then: str = "") -> int:
    """Go on with the tabulator until what has that name, or says that, has the focus. Returns how many keys that were."""
    for number in range(1, MOST_KEYS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || document.activeElement.innerText") == wanted:
            if then:
                page.keyboard.press(then)
            return number + bool(then)
    raise AssertionError(f"no key leads to {wanted}")


def pastes_a_table(page: Page, address: str) -> int:
    """With one row that is wrong, and then mended. Returns how many listings are answered."""
    page.goto(f"{address}/skrivebord/svar-for-alle")
    rows = [line.split("\t") for line in page.locator("textarea").input_value().splitlines()]
    column = rows[0].index(SEATS)
    for said, told in (("mange", f"Rad 2, {SEATS}:"), ("5 til 8", "Slik blir det:")):
        rows[1][column] = said
        page.locator("textarea").fill("\n".join("\t".join(cells) for cells in rows))
        follow(page.get_by_role("button", name="Se hvordan det blir"))
        assert told in page.inner_text("main")
    follow(page.get_by_role("button", name="Lagre svarene"))
    assert "Takk. Svar for" in page.inner_text("main")
    return len(rows) - 1


def reads_the_numbers(page: Page, address: str, answered: int) -> None:
    page.goto(f"{address}/skrivebord/runder")
    follow(page.get_by_role("link", name="2026"))
    told = page.inner_text("main")
    assert f"Svart for {answered + len(TWO)} av " in told
    tables = {each.inner_text(): each for each in page.locator("caption").all()}
    assert {"Etter organisasjon", "Etter fylke"} <= set(tables)
    for name in ("Etter organisasjon", "Etter fylke"):
        rows = tables[name].locator("xpath=ancestor::table").locator("tbody tr").all()
        sums = [int(row.locator("td").nth(3).inner_text()) for row in rows]
        assert sum(sums) == answered + len(TWO)
