"""What is asked for and not found? Counted by month, county and need, on codes alone, where the house wants it (`VARDE_COUNT_ASKED`).

A worker gathers for a minute what it then adds to the sums, so that no moment is kept, and nobody waits for it.
"""

import time
from collections import Counter
from datetime import date
from threading import Lock

from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError

from directory import db
from directory.mapping.history.models import AskedMonth
from directory.mapping.history.monthly import month_of
from directory.matching.understanding.need import Need
from directory.settings import Settings
from directory.vocabulary import UNADDRESSED_NEEDS
from directory.web.clock import oslo_now
from directory.web.request_log import write_fault

_EVERY = 60.0  # seconds
Key = tuple[str, str, str]


class Gathered:
    """What one worker has counted and not added yet."""

    def __init__(self) -> None:
        self._counts: Counter[Key] = Counter()
        self._next = time.monotonic() + _EVERY
        self._lock = Lock()

    def count(self, keys: list[Key]) -> Counter[Key]:
        """Count, and give what it is time to add."""
        with self._lock:
            self._counts.update(keys)
            if time.monotonic() < self._next:
                return Counter()
            return self.take()

    def take(self) -> Counter[Key]:
        """All of it, which is then no longer here."""
        taken, self._counts = self._counts, Counter()
        self._next = time.monotonic() + _EVERY
        return taken


def install(app: Flask, settings: Settings) -> None:
    """Let the result page tell what was not found, where that is wanted."""
    if settings.count_asked:
        app.extensions["asked"] = Gathered()
        app.extensions["not_found"] = count_not_found


def count_not_found(need: Need) -> None:
    """A search found nothing near. Only where it names a need and a place in a county."""
    keys = keys_of(need, oslo_now().date())
    if keys:
        gathered: Gathered = current_app.extensions["asked"]
        add(gathered.count(keys))


def keys_of(need: Need, today: date) -> list[Key]:
    """What is counted of a search: never a need that stands in no address."""
    if need.place is None or not need.place.county_number:
        return []
    needs = [code for code in need.needs if code not in UNADDRESSED_NEEDS]
    return [(month_of(today), need.place.county_number, code) for code in needs]


def add(counts: Counter[Key]) -> None:
    """Add to the sums; where nothing can be stored just now, it is let go."""
    if not counts:
        return
    try:
        with db.of_app().writing_soon() as session:
            for (month, county, need), number in sorted(counts.items()):
                row = db.insert(session, AskedMonth).values(
                    month=month, county=county, need=need, count=number
                )
                session.execute(
                    row.on_conflict_do_update(
                        index_elements=["month", "county", "need"],
                        set_={"count": AskedMonth.count + number},
                    )
                )
    except DBAPIError as error:
        write_fault(current_app, error)
