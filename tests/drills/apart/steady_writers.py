"""Who writes at several machines, whatever happens to the database behind them? People at the desk who try again, and remember when
they were told that something is stored."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from flask import Flask

from tests.desks import add_person
from tests.drills.desk import Desk, NotNow
from tests.drills.writers import Writer
from tests.listings.editors import AALESUND
from tests.serving import Service

_PATIENCE = 120  # seconds
_BREATH = 0.1  # seconds before one tries again


@dataclass
class Steady(Writer):
    """Somebody who is refused and tries again. `told`: when each thing was said to be stored. `fault`: what nobody may meet."""

    told: list[float] = field(default_factory=list)
    fault: BaseException | None = None

    def _one(self, chance: Random) -> None:
        try:
            super()._one(chance)
        except NotNow:
            time.sleep(_BREATH)
            raise
        self.told.append(time.monotonic())


def steady_writers(app: Flask, services: list[Service], count: int) -> list[Steady]:
    """So many people, in turn at each of the `services`; `app` is a house on the same database. They answer for Ålesund: what
    others show so many of in a day waits."""
    made = [Steady(number, Desk(app, add_person(app, "contact_point", AALESUND))) for number in range(count)]
    for writer in made:
        writer.desk.service = services[writer.number % len(services)]
    return made


@contextmanager
def all_writing(writers: list[Steady]) -> Iterator[None]:
    """All of them write meanwhile."""
    over = threading.Event()

    def write(writer: Steady) -> None:
        try:
            writer.write(over)
        except BaseException as fault:
            writer.fault = fault

    threads = [threading.Thread(target=write, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert not faults_of(writers), faults_of(writers)


def faults_of(writers: list[Steady]) -> list[BaseException]:
    """What those met who write no more."""
    return [writer.fault for writer in writers if writer.fault is not None]


def stored(writers: list[Steady]) -> int:
    """How much was said to be stored so far."""
    return sum(writer.done for writer in writers)


def wait_for_everybody(writers: list[Steady], more: int) -> None:
    """Until each of them was told so often more that something is stored."""
    enough, end = {writer.number: writer.done + more for writer in writers}, time.monotonic() + _PATIENCE
    while any(writer.done < enough[writer.number] for writer in writers):
        assert not faults_of(writers), faults_of(writers)
        assert time.monotonic() < end, "nothing is stored"
        time.sleep(0.02)


def stood_still(writers: list[Steady], since: float) -> float:
    """The longest time after `since` in which nobody was told that something is stored, in seconds."""
    told = sorted(moment for writer in writers for moment in writer.told)
    return max(later - max(earlier, since) for earlier, later in pairwise(told) if later > since)
