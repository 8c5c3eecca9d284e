"""How many of eighty private contacts does a script get from the service as it runs, all its workers together, and with what work?"""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from directory.listings.public.contact_limit import FOR_NETWORK
from tests.drills.truth import house_over
from tests.drills.visiting import Answer, Asked, ask, running
from tests.listings.public.test_contact_limit import number_of, with_numbers
from tests.serving import Service

pytestmark = pytest.mark.long

_AT_ONCE = 8
_TURNS = 16.0  # seconds: long enough for the turns at 0, 5 and 15


def open_page(service: Service, asked: Asked) -> Answer:
    """An answer, after what it leads to."""
    answer = ask(service, asked)
    return open_page(service, Asked(answer.location.partition("#")[0])) if answer.location else answer


def numbers_in(answers: list[Answer]) -> set[int]:
    """Which numbers stand on the pages of the eighty."""
    return {nth for nth, answer in enumerate(answers) if number_of(nth) in answer.text.replace("\u00a0", " ")}


def way_of(service: Service, id_: str) -> str:
    """Press: the address that shows the number when its turn has come."""
    return ask(service, Asked(f"/tilbud/{id_}/kontakt", form={})).location.partition("#")[0]


def test_a_script_that_reads_eight_pages_at_once_gets_the_days_number(instance: Path) -> None:
    with house_over(instance) as app:
        ids = with_numbers(app)
    with running(instance) as service, ThreadPoolExecutor(_AT_ONCE) as pool:
        pages = list(pool.map(lambda id_: open_page(service, Asked(f"/tilbud/{id_}")), ids))
        assert {page.status for page in pages} == {200}
        assert len(numbers_in(pages)) == FOR_NETWORK

        begun = time.monotonic()
        ways = list(pool.map(lambda id_: way_of(service, id_), ids))
        assert all(re.search(r"[?&]kontakt=", way) for way in ways)
        time.sleep(max(0.0, begun + _TURNS - time.monotonic()))
        earned = numbers_in(list(pool.map(lambda way: open_page(service, Asked(way)), ways)))
        seconds = time.monotonic() - begun
    print(f"{FOR_NETWORK} at once; {len(earned)} more by {len(ways)} presses in {seconds:.0f} s")
    assert len(earned) <= 1 + sum(5 * n * (n + 1) / 2 <= seconds for n in range(1, 80))
