"""Who writes while a drill goes on? People at the desk who remember what they were told is stored."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count
from random import Random

from flask import Flask

from tests.desks import add_person
from tests.drills.desk import Desk, NotNow
from tests.drills.visiting import kill
from tests.listings.editors import AALESUND
from tests.serving import Service

_SOUNDS = ("qua", "zex", "wix", "qoz", "xav", "zyw", "wuq", "zoq", "xiz", "qew")
_NOBODY_THERE = (OSError, HTTPException)


def name_of(writer: int, number: int) -> str:
    """A name that nothing else has, and that is no word of any language here."""
    digits = f"{writer}{number:04}"
    return "".join(_SOUNDS[int(digit)] for digit in digits).capitalize()


@dataclass
class Writer:
    """Somebody who makes listings, renames and closes them. `kept`: id -> its name, None where it is closed."""

    number: int
    desk: Desk
    kept: dict[str, str | None] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)
    done: int = 0  # how often it was said that something is stored

    def write(self, over: threading.Event) -> None:
        """Write until it is over."""
        chance = Random(self.number)
        while not over.is_set():
            try:
                self._one(chance)
                self.done += 1
            except NotNow:  # somebody else wrote for too long
                continue
            except _NOBODY_THERE:
                if not over.is_set():
                    raise

    def _one(self, chance: Random) -> None:
        name = name_of(self.number, next(self.numbers))
        standing = [listing for listing, named in self.kept.items() if named]
        act = chance.choice(("make", "rename", "close")) if len(standing) > 2 else "make"
        if act == "make":
            self.kept[self.desk.make("demo005", name=name)] = name
            return
        listing = chance.choice(standing)
        del self.kept[listing]  # until it is answered, it may stand as before or as asked for
        answer = self.desk.edit(listing, name=name) if act == "rename" else self.desk.act(listing, "legg-ned")
        assert answer.status == 303, answer
        self.kept[listing] = name if act == "rename" else None


def four_writers(app: Flask) -> list[Writer]:
    """Four people at the desk; `app` is a house on the same database."""
    return [Writer(number, Desk(app, add_person(app, "contact_point", AALESUND))) for number in range(4)]


def wait_for(writers: list[Writer], more: int) -> None:
    """Until so much more is said to be stored."""
    enough, end = sum(writer.done for writer in writers) + more, time.monotonic() + 120
    while sum(writer.done for writer in writers) < enough:
        assert time.monotonic() < end, "nothing is stored"
        time.sleep(0.001)


@contextmanager
def writing(writers: list[Writer], service: Service) -> Iterator[None]:
    """All of them write at `service` meanwhile; at the end every process of it is killed."""
    over, threads, faults = threading.Event(), [], list[BaseException]()

    def write(writer: Writer) -> None:
        try:
            writer.write(over)
        except BaseException as fault:
            faults.append(fault)

    for writer in writers:
        writer.desk.service = service
        threads.append(threading.Thread(target=write, args=(writer,)))
        threads[-1].start()
    try:
        yield
    finally:
        over.set()
        kill(service)
        for thread in threads:
            thread.join()
    assert faults == []
