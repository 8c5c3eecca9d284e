"""How do drills let people read all the time, and see that not one of them is failed?"""

import threading
import time

from tests.drills.visiting import Asked, ask
from tests.serving import Service

READERS = 6
LETTER = {"situation": "Jeg drikker for mye og bor i Ålesund"}
VISITS = (
    Asked("/finn?need=alcohol&place=alesund"),
    Asked("/sted/alesund"),
    Asked("/tilbud/demo005-ivareta-alesund"),
    Asked("/api/v1/listings?place=alesund"),
    Asked("/finn", form=LETTER),
    Asked("/api/v1/match", sent=LETTER),
)
_PATIENCE = 60  # seconds


class Readers:
    """People who read all the time. Counts what each of them met."""

    def __init__(self, service: Service, people: int = READERS) -> None:
        self._service = service
        self._over = threading.Event()
        self.met: list[int] = []
        self.longest = 0.0
        self._threads = [threading.Thread(target=self._read, args=(number,)) for number in range(people)]

    def _read(self, number: int) -> None:
        while not self._over.is_set():
            answer = ask(self._service, VISITS[number % len(VISITS)])
            number += 1
            self.met.append(answer.status)
            self.longest = max(self.longest, answer.seconds)

    def __enter__(self) -> "Readers":
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        for each in self._threads:
            each.join()

    def wait_for(self, pages: int) -> None:
        """Until so many more have been read."""
        wanted, end = len(self.met) + pages, time.monotonic() + 3 * _PATIENCE
        while len(self.met) < wanted:
            assert time.monotonic() < end, "nobody reads any more"
            time.sleep(0.05)

    def tell(self, what: str) -> None:
        failed = [code for code in self.met if code >= 400]
        print(f"{what}: {len(self.met)} pages read, {len(failed)} failed, the longest {self.longest:.2f} s")
        assert failed == []
