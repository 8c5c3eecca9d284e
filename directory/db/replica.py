"""May pages be read from the replica? Not while it is away or too far behind: then the primary is read, until it is well again.

Each worker looks every two seconds, by a thread of its own that begins with the first reading. Whoever is refused by the
replica in between says so, and the others need not try.
"""

import threading
import time
from collections.abc import Callable
from typing import Literal

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from directory.db.lag import Lag, Position, position

EVERY = 2.0  # seconds
State = Literal["well", "behind", "away"]
Tell = Callable[[State], None]


class Replica:
    """A worker's view of the replica. `lag`: seconds behind at the last look, None where that is not known."""

    def __init__(self, engine: Engine, primary: Engine, most_lag: float) -> None:
        self.engine = engine
        self.state: State = "well"
        self.lag: float | None = None
        self.tell: Tell = lambda _state: None
        self._primary = primary
        self._most_lag = most_lag
        self._history = Lag()
        self._looking = threading.Lock()
        self._beginning = threading.Lock()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def engines(self) -> tuple[Engine, Engine]:
        """Whom to ask, and whom if that one is away: an old page is better than none."""
        self._watch()
        both = (self.engine, self._primary)
        return both if self.state == "well" else (both[1], both[0])

    def lose(self) -> None:
        """The replica has just failed somebody."""
        self.lag = None
        self._turn("away")

    def look(self) -> None:
        """Look at both, and decide."""
        with self._looking:
            primary, replica, self.lag = _ask(self._primary), _ask(self.engine), None
            if primary is not None and replica is not None:
                self.lag = self._history.measure(primary, replica, time.monotonic())
            self._turn(self._judge(primary, replica))

    def close(self) -> None:
        """Stop looking."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join(timeout=2 * EVERY)
            self._thread = None

    def _judge(self, primary: Position | None, replica: Position | None) -> State:
        """What is behind must be half as far behind to be well again, so that nobody goes back and forth."""
        if replica is None:
            return "away"
        if primary is None:  # there is nobody else to ask
            return "well"
        most = self._most_lag if self.state == "well" else self._most_lag / 2
        return "well" if self.lag is not None and self.lag <= most else "behind"

    def _turn(self, state: State) -> None:
        before, self.state = self.state, state
        if before != state:
            self.tell(state)

    def _watch(self) -> None:
        """Begin to look, where this process does not yet. Everybody waits for the first look."""
        if self._is_watched():
            return
        with self._beginning:
            if not self._is_watched():
                self.look()
                self._closing = threading.Event()
                self._thread = threading.Thread(target=self._go_on_looking, name="replica", daemon=True)
                self._thread.start()

    def _is_watched(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _go_on_looking(self) -> None:
        closing = self._closing
        while not closing.wait(EVERY):
            self.look()


def _ask(engine: Engine) -> Position | None:
    """How far a database has come; None where it does not answer."""
    try:
        with engine.connect() as connection:
            return position(connection)
    except SQLAlchemyError:
        return None
