"""How far is a replica behind? Asked of both by what they have come to, never by the clock of either.

A database that nobody writes in stands still: its replica, which has all of it, is not behind however old the last change is.
"""

from collections import deque
from dataclasses import dataclass, field

from sqlalchemy import Connection

from directory.db.counter import state_of

_KEPT = 600  # looks at the primary
_WAL = """
SELECT pg_is_in_recovery(), pg_wal_lsn_diff(
    CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END, '0/0'
), extract(epoch FROM now() - pg_last_xact_replay_timestamp())
"""


@dataclass(frozen=True, slots=True)
class Position:
    """How far a database has come: its change number, and on PostgreSQL bytes of its write-ahead log.

    `replays` marks a standby, and `replayed_ago` the seconds since the last change that it has replayed was made.
    """

    changes: int
    wal: int = 0
    replays: bool = False
    replayed_ago: float | None = None

    def has_all_of(self, primary: "Position") -> bool:
        """Whether a replica that stands here lacks nothing of the primary. One that replays no log goes by the number."""
        return self.wal >= primary.wal if self.replays else self.changes >= primary.changes


def position(connection: Connection) -> Position:
    """How far the database of `connection` has come."""
    changes = state_of(connection).number
    if connection.dialect.name != "postgresql":
        return Position(changes)
    replays, wal, ago = connection.exec_driver_sql(_WAL).one()
    return Position(changes, int(wal or 0), replays, float(ago) if ago is not None else None)


@dataclass
class Lag:
    """What the primary had come to, look by look, so that a replica's place among them says how old its state is."""

    _seen: deque[tuple[float, Position]] = field(default_factory=lambda: deque(maxlen=_KEPT))

    def measure(self, primary: Position, replica: Position, moment: float) -> float | None:
        """Seconds by which `replica` is behind at most; None where it is behind and nobody knows how far.

        `primary` must have been asked before `replica`; `moment` counts seconds and never goes back.
        """
        self._seen.append((moment, primary))
        had_all = [when for when, seen in self._seen if replica.has_all_of(seen)]
        if had_all:
            while self._seen[0][0] < had_all[-1]:
                self._seen.popleft()
            return moment - had_all[-1]
        if replica.replays and replica.replayed_ago is not None:  # the first look at one that is behind
            return max(replica.replayed_ago, moment - self._seen[0][0])
        return None
