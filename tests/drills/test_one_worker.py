"""What is lost when one worker is killed under load? At most the requests that it held."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from random import Random

import psutil
import pytest

from tests.drills.visiting import Asked, all_workers, ask, held, running, workers
from tests.serving import Service

PAGES = (
    Asked("/finn?need=alcohol&place=alesund"),
    Asked("/api/v1/listings?need=alcohol&place=oslo"),
    Asked("/sted/bergen"),
    Asked("/"),
)
VISITORS = 8


def visit(service: Service, over: threading.Event) -> tuple[int, int]:
    """Ask until it is over. Returns how many answers came and how many did not."""
    came = lost = 0
    chance = Random()
    while not over.is_set():
        try:
            assert ask(service, chance.choice(PAGES)).status == 200
            came += 1
        except (OSError, HTTPException):
            lost += 1
    return came, lost


def kill_one(service: Service, chance: Random) -> int:
    """Kill a worker. Returns how many connections it held then."""
    worker = chance.choice(workers(service))
    gone = psutil.Process(worker)
    os.kill(worker, signal.SIGSTOP)  # so that what it holds stays what was counted
    holds = len(held(worker))
    os.kill(worker, signal.SIGKILL)
    gone.wait(60)
    return holds


@pytest.mark.parametrize("kills", [1, pytest.param(30, marks=pytest.mark.long)])
def test_no_more_is_lost_than_the_worker_held(instance: Path, kills: int) -> None:
    over, chance, holds = threading.Event(), Random(5), 0
    with running(instance) as service, ThreadPoolExecutor(VISITORS) as visitors:
        all_workers(service)
        asking = [visitors.submit(visit, service, over) for _each in range(VISITORS)]
        try:
            for _kill in range(kills):
                time.sleep(
                    chance.uniform(0.3, 4)
                )  # another one has taken its place meanwhile, or just begins
                holds += kill_one(service, chance)
            time.sleep(1)
        finally:
            over.set()
        came, lost = (sum(each) for each in zip(*(one.result() for one in asking), strict=True))
    print(f"{kills} workers killed, which held {holds} requests: {lost} lost, {came} answered")
    assert lost <= holds
    assert came > 0
