"""Is what was said to be stored there, and found, when every process is killed at any moment while four people write?"""

import json
import time
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

import pytest

from tests.drills.truth import house_over
from tests.drills.visiting import Asked, ask, kill, running, work, workers
from tests.drills.writers import Writer, four_writers, wait_for, writing
from tests.serving import Service

WITHIN = 5.0  # seconds after starting
_MOST_NAMED = 5


def first_answer(service: Service) -> None:
    """Until the service answers with a page of suggestions."""
    while True:
        try:
            assert ask(service, Asked("/finn?need=alcohol&place=alesund")).status == 200
            return
        except OSError:
            time.sleep(0.01)


def listed(service: Service) -> dict[str, str]:
    """Name by id of all that is listed around the place."""
    found, page = {}, 1
    while True:
        asked = Asked(f"/api/v1/listings?need=alcohol&place=alesund&limit=200&page={page}")
        answer = json.loads(ask(service, asked).text)
        found |= {item["id"]: item["name"] for item in answer["items"]}
        if page >= answer["pages"]:
            return found
        page += 1


def check(service: Service, writers: list[Writer], chance: Random) -> int:
    """All that was said to be stored stands there and is found by its name. Returns how much there is."""
    stands, kept = listed(service), {id_: name for writer in writers for id_, name in writer.kept.items()}
    assert {id_: stands.get(id_) for id_ in kept} == kept
    named = [(id_, name) for id_, name in kept.items() if name]
    latest = named[-_MOST_NAMED:]
    for id_, name in (*latest, *chance.sample(named, min(_MOST_NAMED, len(named)))):
        answer = ask(service, Asked("/finn", form={"situation": name}))
        assert (answer.status, f"/tilbud/{id_}" in answer.location) == (303, True), (name, answer)
    return len(kept)


def killed_while_starting(instance: Path, chance: Random) -> None:
    """Nobody is asked: it is only begun, and killed."""
    with running(instance) as service:
        time.sleep(chance.uniform(0, 2))
        kill(service)


class Took(NamedTuple):
    """Until the first page came: on the clock, and of the processors; and until all was looked at, on the clock."""

    first: float
    work: float
    all: float


def killed(instance: Path, rounds: int) -> tuple[list[Took], int]:
    """Start, look, write and kill, again and again. Returns what each start took, and how much was kept."""
    chance, took, count = Random(7), list[Took](), 0
    with house_over(instance) as app:
        writers = four_writers(app)
    for number in range(rounds + 1):
        began = time.monotonic()
        with running(instance) as service:
            first_answer(service)
            first, used = time.monotonic() - began, work(service.process.pid, *workers(service))
            count = check(service, writers, chance)
            took.append(Took(first, used, time.monotonic() - began))
            print(number, *(f"{part:.1f} s" for part in took[-1]), flush=True)
            if number == rounds:
                return took, count
            with writing(writers, service):
                wait_for(writers, chance.randrange(1, 9))
                time.sleep(chance.uniform(0, 0.3))
        if number % 5 == 4:
            killed_while_starting(instance, chance)
    raise AssertionError("the last start is looked at, and not killed")


def test_what_was_acknowledged_is_there_after_a_kill(instance: Path) -> None:
    killed(instance, 1)


@pytest.mark.long
def test_fifty_kills_at_any_moment_lose_nothing(large: Path) -> None:
    """What is held to its time is work: on a machine where others work too, the clock says something of them."""
    took, count = killed(large, 50)
    middle = Took(*(median(parts) for parts in zip(*took, strict=True)))
    print(
        f"{count} listings kept; in the middle: first page {middle.first:.1f} s, of which work {middle.work:.1f} s;"
    )
    print(f"all looked at {middle.all:.1f} s. Most work: {max(each.work for each in took):.1f} s")
    assert max(each.work for each in took) < WITHIN
