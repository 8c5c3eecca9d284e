"""How long do visitors wait who come at a steady pace, whatever becomes of those before them?"""

import http.client
import random
import ssl
import threading
import time
from contextlib import closing
from typing import NamedTuple
from urllib.parse import urlsplit

PAGES = ("/finn?need=alcohol&place=alesund", "/api/v1/listings?need=alcohol&place=oslo", "/sted/bergen", "/")
A_SECOND = 10  # visits, about a fifth of what the service can bear
_PATIENCE = 15  # seconds after which somebody goes elsewhere


class Door(NamedTuple):
    """Where visitors come in, with the authority that vouches for it."""

    address: str
    authority: str | None = None


class Visits(NamedTuple):
    """How long visits took, in order, in seconds; and what failed."""

    took: list[float]
    failed: list[str]

    def part(self, share: float) -> float:
        """What so many were done in."""
        return self.took[int(len(self.took) * share)]

    def __str__(self) -> str:
        middle, most = self.part(0.5) * 1000, self.part(0.99) * 1000
        return f"{len(self.took)} visits, p50 {middle:.0f} ms, p99 {most:.0f} ms, {len(self.failed)} failed"


def visit(door: Door, path: str, visits: Visits) -> None:
    """One page, on a connection of its own."""
    place, began = urlsplit(door.address).netloc, time.monotonic()
    trust = ssl.create_default_context(cafile=door.authority) if door.authority else None
    made = (
        http.client.HTTPSConnection(place, timeout=_PATIENCE, context=trust)
        if trust
        else http.client.HTTPConnection(place, timeout=_PATIENCE)
    )
    try:
        with closing(made) as connection:
            connection.request("GET", path, headers={"Connection": "close"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                visits.failed.append(str(answer.status))
    except (OSError, http.client.HTTPException) as fault:
        visits.failed.append(type(fault).__name__)
    visits.took.append(time.monotonic() - began)


def visits_for(door: Door, seconds: float) -> Visits:
    """Visitors who come at a steady pace, whatever becomes of those before them."""
    visits, chance, coming = Visits([], []), random.Random(3), []
    began = time.monotonic()
    for number in range(int(seconds * A_SECOND)):
        time.sleep(max(0.0, began + number / A_SECOND - time.monotonic()))
        coming.append(threading.Thread(target=visit, args=(door, chance.choice(PAGES), visits)))
        coming[-1].start()
    for each in coming:
        each.join()
    visits.took.sort()
    return visits
