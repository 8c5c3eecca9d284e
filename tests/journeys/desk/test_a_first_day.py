"""How many presses is a contact point's first day? A telephone without JavaScript: eleven confirmed, one moved, a course, a
report; and then, uncounted, what else such a day brings."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from directory.listings.upkeep.reports import report
from directory.web.clock import OSLO
from tests.accounts.test_sign_in import link_in
from tests.desks import add_person, letters
from tests.houses import Builder
from tests.journeys.browsing import follow, new_context, serving, unfold
from tests.journeys.desk import test_a_contact_points_day as day
from tests.listings.editors import office_that_keeps

pytestmark = pytest.mark.browser

SPRING = datetime(2027, 6, 10, 9, 0, tzinfo=OSLO)  # everything waits for an answer
MOST = 40


class Thumb:
    """What a thumb does on a telephone: each press is counted, also that into a field."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, name: str, role: str = "button") -> None:
        """Press what leads to a new page."""
        self.presses += 1
        follow(self.page.get_by_role(role, name=re.compile(f"^{name}")).last)  # type: ignore[arg-type]

    def unfold(self, words: str) -> None:
        """Press what is folded."""
        self.presses += 1
        unfold(self.page.locator("summary").get_by_text(words, exact=True))

    def tick(self, label: str) -> None:
        """Press a box."""
        self.presses += 1
        self.page.get_by_label(label, exact=True).check()

    def write(self, label: str, words: str) -> None:
        """Press into a field, and write."""
        self.presses += 1
        self.page.get_by_label(label, exact=True).first.fill(words)

    @property
    def told(self) -> str:
        """What the page says."""
        return self.page.inner_text("main").replace("\u00a0", " ")


@pytest.fixture
def app(sqlite_builder: Builder) -> Iterator[Flask]:
    """A furnished house in spring."""
    app = sqlite_builder.furnished()
    app.config["NOW"] = SPRING
    yield app
    sqlite_builder.close(app)


@pytest.fixture
def thumb(browser: Browser) -> Iterator[Thumb]:
    """Of somebody with a small telephone."""
    context = new_context(browser, javascript=False)
    context.set_default_timeout(10_000)
    yield Thumb(context.new_page())
    context.close()


def test_the_first_day_takes_forty_presses_at_most(app: Flask, thumb: Thumb) -> None:
    email = add_person(app, "contact_point", "demopointhamar")
    with office_that_keeps(app) as office:
        report(office.session, "wrong", "Døra er låst.", SPRING.date(), listing=office.listing("demo052"))
    letters(app)
    with serving(app) as port:
        comes_in(app, thumb, address := f"http://127.0.0.1:{port}", email)
        confirms_eleven(thumb)
        moves_one(thumb)
        makes_a_course_of_four_evenings(thumb)
        answers_the_report(thumb)
        print(f"{thumb.presses} presses")
        assert thumb.presses <= MOST
        day.holds_one_date_on_another_day(thumb.page, address)
        day.pauses_one_for_july(thumb.page, address)
        day.signs_out(thumb.page, address)


def comes_in(app: Flask, thumb: Thumb, address: str, email: str) -> None:
    thumb.page.goto(f"{address}/logg-inn")
    thumb.write("E-postadressen din", email)
    thumb.press("Send meg en lenke")
    thumb.presses += 1  # the link in the letter
    thumb.page.goto(address + link_in([each for each in letters(app) if each["To"] == email][-1]))
    thumb.press("Logg inn")


def confirms_eleven(thumb: Thumb) -> None:
    thumb.press("11 tilbud trenger svar", "link")
    for _each in range(11):
        thumb.press("Stemmer fortsatt")
    assert "Nå er det ingenting igjen å bekrefte." in thumb.told


def moves_one(thumb: Thumb) -> None:
    thumb.unfold("Finn i lista")
    thumb.write("Navn, gate eller sted", "AA Hamar tirsdag")
    thumb.press("Vis$")
    thumb.press(r"AA på Hamar, tirsdag \(eksempel\)", "link")
    thumb.press("Flytt til et nytt sted", "link")
    thumb.write("Fra og med", "2027-07-01")
    thumb.write("Adresse", "Biblioteket, Eksempelgata 1")
    thumb.press("Lagre")
    assert "Fra 1. juli: nytt sted" in thumb.told


def makes_a_course_of_four_evenings(thumb: Thumb) -> None:
    thumb.press("Tilbudene", "link")
    thumb.press("Legg til et tilbud", "link")
    thumb.press("TA TAK", "link")
    thumb.write("Første kveld", "2027-09-07")
    thumb.write("Hvor mange kvelder?", "4")
    thumb.write("Fra klokka", "18")
    thumb.press("Fyll ut kveldene")
    thumb.write("Kommune eller sted", "Hamar")
    thumb.write("Adresse", "Biblioteket, Eksempelgata 1")
    thumb.tick("Alkohol")
    thumb.press("Se hvordan det blir")
    assert "Ingenting er lagret ennå." in thumb.told
    thumb.press("Lagre$")
    thumb.press("Vis det for alle")
    assert "4 kvelder, tirsdag 7. september til tirsdag 28. september" in thumb.told


def answers_the_report(thumb: Thumb) -> None:
    thumb.press("Meldinger", "link")
    thumb.presses += 1
    thumb.page.locator("input[name=decision]").first.fill("Ringt: Nøkkelen er på plass.")
    thumb.press("Ordnet")
    assert "Ingen nye meldinger." in thumb.told
