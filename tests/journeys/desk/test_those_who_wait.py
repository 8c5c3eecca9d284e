"""A contact point's day with those who wait, by real mail: two wish, a group is planned, both say yes, a course goes on to its next host."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.accounts.test_sign_in import link_in
from tests.courses.holding import LAST, held_before, hold_last
from tests.desks import add_person, text_of
from tests.houses import Builder
from tests.journeys.browsing import new_context, serving
from tests.journeys.desk.test_a_first_day import Thumb
from tests.listings.editors import AALESUND
from tests.mail.post_box import PostBox, arrived_at, receiving
from tests.wishes.wishing_people import people_wish

pytestmark = pytest.mark.browser

POINT, MOST = "punkt@eksempel.no", 20  # presses: at fifteen seconds each, five minutes


@pytest.fixture
def app(sqlite_builder: Builder) -> Iterator[Flask]:
    """A house where two wish for the same, and somebody at the contact point also keeps the last run of a rota."""
    app = sqlite_builder.furnished()
    hold_last(app)
    people_wish(app, 2, reach="x")
    for role, scope in (("contact_point", AALESUND), ("contact", LAST)):
        add_person(app, role, scope, POINT)
    yield app
    sqlite_builder.close(app)


@pytest.fixture
def thumbs(browser: Browser) -> Iterator[tuple[Thumb, Thumb]]:
    """Of somebody at the contact point, and of those who wait."""
    contexts = [new_context(browser, javascript=False) for _person in range(2)]
    yield Thumb(contexts[0].new_page()), Thumb(contexts[1].new_page())
    for context in contexts:
        context.close()


def test_a_day_with_those_who_wait_takes_twenty_presses(app: Flask, thumbs: tuple[Thumb, Thumb]) -> None:
    mine, theirs = thumbs
    keeps = held_before(app)
    with serving(app) as port, receiving(app) as box:
        address = f"http://127.0.0.1:{port}"
        comes_in(app, box, mine, address)
        plans_a_group_and_asks(mine)
        for link in invitations(app, box):
            theirs.page.goto(address + link)
            theirs.press("Ja, jeg vil være med")
            assert "Du har svart ja." in theirs.told
        mine.presses += 1  # the same page once more
        mine.page.reload()
        assert "2 har sagt ja. 0 har sagt nei. 0 har ikke svart." in mine.told
        hands_the_turn_over(mine)
        assert len([each for each in arrived_at(app, box, keeps) if "turen" in text_of(each)]) == 1
    print(f"{mine.presses} presses")
    assert mine.presses <= MOST


def comes_in(app: Flask, box: PostBox, thumb: Thumb, address: str) -> None:
    arrived_at(app, box, POINT)
    thumb.page.goto(f"{address}/logg-inn")
    thumb.write("E-postadressen din", POINT)
    thumb.press("Send meg en lenke")
    thumb.presses += 1  # the link in the letter
    thumb.page.goto(address + link_in(arrived_at(app, box, POINT)[-1]))
    thumb.press("Logg inn")
    assert "Et kurs har et møte på kalenderen" in thumb.told


def plans_a_group_and_asks(thumb: Thumb) -> None:
    thumb.press("De som venter på en gruppe", "link")
    assert "2 venter. 2 kan nås." in thumb.told
    thumb.press("Planlegg en gruppe")
    thumb.press("Spør dem som venter")
    assert "får et brev" in thumb.told


def invitations(app: Flask, box: PostBox) -> list[str]:
    """The links in the letters to those who wait, of which nobody but them has one."""
    arrived_at(app, box, POINT)
    waiting = {to for each in box.arrived for to in each.rcpt_tos if to.startswith("venter-")}
    letters = [text_of(each) for to in sorted(waiting) for each in arrived_at(app, box, to)]
    links = [link for text in letters for link in re.findall(r"/onske/svar/[\w-]+", text)]
    assert len(waiting) == len(letters) == len(set(links)) == 2
    return links


def hands_the_turn_over(thumb: Thumb) -> None:
    thumb.press("Skrivebordet", "link")
    thumb.press("Et kurs har et møte", "link")
    thumb.press("TA TAK i Ørsta", "link")
    thumb.press("Gi turen videre til Hareid")
    assert "Turen er gitt videre" in thumb.told
