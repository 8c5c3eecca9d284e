"""What does a list of others say? Entries in the words of our document, and each place where we had to stop and ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.refused import Refused
from directory.places.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Fellowship:
    """An organisation, as far as it says what its listings are."""

    code: str
    name: str
    audiences: list[str]
    needs: list[str]


@dataclass(frozen=True, slots=True)
class ReaderFacts:
    """What a reader is told before it begins."""

    gazetteer: Gazetteer
    today: date
    fellowships: Mapping[str, Fellowship]
    organisation: str | None = None
    """Whose list it is; None where the list itself must say so."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Heading -> field, as somebody matched them before."""
    home: str = ""
    """Our own public address: what leads there is ours."""
    most_rows: int = 100_000

    def allow(self, rows: int) -> None:
        """Raises:
        Refused: a list of so many is not looked at.
        """
        if rows > self.most_rows:
            raise too_many_rows()


def too_many_rows() -> Refused:
    """It is more than is read in at once."""
    return Refused(_("Lista har for mange rader. Del den i flere filer."))


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that could not be read, or must be looked at. `row` counts from 1, as whoever has the list counts."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One listing of theirs. `key` is what they call it and go on calling it; `values` are as in a document."""

    key: str
    row: int
    values: dict[str, Any]
    listing_id: str | None = None
    """Ours, where the list names it."""
    ours: bool = False
    """It was given out by this very house, so that nothing in it is news."""
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Listed:
    """All that a list says. Every row is an entry, unreadable, or one more time of another row's entry: `rows` is their
    sum."""

    entries: list[Entry] = field(default_factory=list)
    unreadable: list[Remark] = field(default_factory=list)
    joined: int = 0
    name: str | None = None
    organisation: str | None = None

    @property
    def rows(self) -> int:
        """How many rows the list has."""
        return len(self.entries) + len(self.unreadable) + self.joined

    @property
    def remarks(self) -> list[Remark]:
        """What must be looked at, in order of rows."""
        return sorted((each for entry in self.entries for each in entry.remarks), key=lambda each: each.row)
