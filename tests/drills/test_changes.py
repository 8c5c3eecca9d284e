"""Does every worker say what was committed, from the commit on? Each is asked by itself, through every page and interface."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

import pytest
from flask import Flask

from directory.listings.editing import lifecycle
from directory.listings.records.models import Listing
from tests.drills.desk import Desk
from tests.drills.truth import Truth, house_over
from tests.drills.visiting import Asked, all_workers, ask, ask_worker, command, running, work, workers
from tests.listings.editors import office_that_keeps
from tests.serving import Service

WITHIN = 1.0  # second
LISTING = "demo005"
FINN = Asked("/finn?need=alcohol&place=alesund")
COMPLETE = (
    Asked("/api/v1/listings?need=alcohol&place=alesund&limit=200"),
    Asked("/api/v1/match", {"place": "Ålesund", "needs": ["alcohol"], "audience": "relative", "limit": 200}),
    Asked("/sitemap.xml"),
)
EXCERPTS = (  # the beginning of much, or how much there is
    FINN,
    Asked("/sted/alesund"),
    Asked("/sted/alesund/alcohol"),
    Asked("/kart?need=alcohol"),
    Asked("/kart?need=alcohol&place=more-og-romsdal"),
)
SHORT = (FINN, *COMPLETE[:2])  # in a small house all of them name it, and quickly
ITS_PAGE = "/tilbud/{}-lms-alesund"
ITS_OTHERS = ("/tilbud/{}", "/tilbud/{}-lms-alesund.ics", "/api/v1/listings/{}")


class First(NamedTuple):
    """The first answer of a worker after a change: seconds on the clock, and of the processor."""

    seconds: float
    work: float


def look(service: Service, instance: Path, listing: str, shown: bool) -> list[First]:
    """Ask every worker for everything. Returns what it took each to say what was committed."""
    its_page = Asked(ITS_PAGE.format(listing))
    right = Truth(instance, (*COMPLETE, *EXCERPTS, its_page))
    firsts = []
    for worker in workers(service):
        before, first = work(worker), None
        for page in (*COMPLETE, *EXCERPTS, its_page):
            answer = ask_worker(service, worker, page)
            assert right.fits(page, answer), (worker, page, answer.status)
            assert (listing in answer.text) is shown or (shown and page in EXCERPTS), (worker, page)
            first = first or First(answer.seconds, work(worker) - before)
        for path in ITS_OTHERS:
            answer = ask_worker(service, worker, Asked(path.format(listing)))
            assert (answer.status != 404) is shown, (worker, path, answer.status)
        firsts.append(first)
    return firsts


def from_elsewhere(app: Flask, listing: str, act: Callable[..., object]) -> None:
    """A verb in another process than those that answer."""
    with office_that_keeps(app) as office:
        act(office.as_(office.person("national_editor")), office.listing(listing))


def remove(app: Flask, listing: str) -> None:
    """As when demonstration data is taken away."""
    with app.extensions["database"].writing() as session:
        session.delete(session.get_one(Listing, listing))


def followed(instance: Path, rounds: int) -> list[First]:
    """Ways of changing something, each seen by every worker. Returns what the first answer after each took."""
    took: list[First] = []
    with house_over(instance) as app, running(instance) as service:
        editor = Desk.of_editor(app, service)
        all_workers(service)
        for number in range(rounds):
            assert editor.edit(LISTING, name=f"Lykta nummer {number}").status == 303
            took += look(service, instance, LISTING, shown=True)
            assert editor.act(LISTING, "legg-ned").status == 303
            took += look(service, instance, LISTING, shown=False)
            from_elsewhere(app, LISTING, lifecycle.reopen)
            took += look(service, instance, LISTING, shown=True)
            new = editor.make(LISTING, name=f"Fyret nummer {number}")
            took += look(service, instance, new, shown=True)
            remove(app, new)
            took += look(service, instance, new, shown=False)
    return took


@pytest.mark.long
def test_every_worker_says_what_was_committed(instance: Path) -> None:
    followed(instance, 1)


def test_what_is_closed_at_the_desk_is_gone_in_every_worker(instance: Path) -> None:
    with house_over(instance) as app, running(instance) as service:
        editor = Desk.of_editor(app, service)
        all_workers(service)
        assert editor.act(LISTING, "legg-ned").status == 303
        look(service, instance, LISTING, shown=False)


@pytest.mark.long
def test_every_worker_says_what_was_committed_within_a_second_at_the_promised_size(large: Path) -> None:
    took = followed(large, 3)
    seconds, worked = (sorted(each) for each in zip(*took, strict=True))
    print(
        f"{len(took)} changes seen by a worker: in the middle {median(seconds):.2f} s, work {median(worked):.2f} s"
    )
    print(f"longest {seconds[-1]:.2f} s, most work {worked[-1]:.2f} s")
    assert worked[-1] < WITHIN


def hammered(service: Service, right: Truth, times: int) -> int:
    """Eight visitors at once, who ask for everything in any order. Returns how many answers were wrong."""

    def visit(number: int) -> int:
        chance = Random(number)
        pages = [chance.choice((*COMPLETE, *EXCERPTS)) for _time in range(times)]
        return sum(not right.fits(page, ask(service, page)) for page in pages)

    with ThreadPoolExecutor(8) as visitors:
        return sum(visitors.map(visit, range(8)))


@pytest.mark.parametrize("times", [3, pytest.param(100, marks=pytest.mark.long)])
def test_eight_at_once_get_what_one_gets_in_the_same_order_after_a_rebuild(
    instance: Path, times: int
) -> None:
    right = Truth(instance, (*COMPLETE, *EXCERPTS))
    with running(instance) as service:
        all_workers(service)
        assert hammered(service, right, times) == 0
        command(instance, "index", "rebuild")
        assert hammered(service, right, times) == 0


class Moment(NamedTuple):
    """From when to when something was true, or asked; and whether the listing stood there."""

    began: float
    ended: float
    shown: bool


def watch(service: Service, seen: list[Moment], over: threading.Event) -> None:
    """A visitor who asks until it is over."""
    chance = Random()
    while not over.is_set():
        page, began = chance.choice(SHORT), time.monotonic()
        answer = ask(service, page)
        assert answer.status == 200
        seen.append(Moment(began, time.monotonic(), LISTING in answer.text))


def wait_for(seen: list[Moment], more: int, asking: "list[Future[None]]") -> None:
    """Until so many more answers have come; whoever stopped `asking` says why."""
    enough, end = len(seen) + more, time.monotonic() + 60
    while len(seen) < enough:
        for gone in (each for each in asking if each.done()):
            gone.result()
        assert time.monotonic() < end, "nobody is answered"
        time.sleep(0.01)


def closed_and_opened(
    editor: Desk, seen: list[Moment], asking: "list[Future[None]]", times: int
) -> list[Moment]:
    """Close the listing and open it again, with time to look in between. Returns what was true when."""
    states = []
    for number in range(2 * times):
        shown = bool(number % 2)
        assert editor.act(LISTING, "apne" if shown else "legg-ned").status == 303
        began = time.monotonic()
        wait_for(seen, 24, asking)
        states.append(Moment(began, time.monotonic(), shown))
    return states


@pytest.mark.parametrize("times", [1, pytest.param(50, marks=pytest.mark.long)])
def test_eight_who_ask_all_the_while_never_see_what_is_closed(instance: Path, times: int) -> None:
    over, seen = threading.Event(), list[Moment]()
    with house_over(instance) as app, running(instance) as service, ThreadPoolExecutor(8) as visitors:
        editor = Desk.of_editor(app, service)
        all_workers(service)
        asking = [visitors.submit(watch, service, seen, over) for _each in range(8)]
        try:
            states = closed_and_opened(editor, seen, asking, times)
        finally:
            over.set()
        assert [each.result() for each in asking] == [None] * 8
    sure = [(one, true) for one in seen for true in states if true.began < one.began < one.ended < true.ended]
    print(f"{len(seen)} answers, {len(sure)} of them between two changes")
    assert len(sure) >= 8 * times
    assert [one for one, true in sure if one.shown is not true.shown] == []
