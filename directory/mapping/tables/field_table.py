"""What is a table of the report? Rows of numbers under named columns, what they mean, and what one may not conclude."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directory.mapping.counting.aggregate import ListingTally
from directory.web.catalogues import gettext as _

Number = int | float | None
EACH = 100_000  # inhabitants
_DEFINITIONS = {"rate": "rate", "fresh": "fresh", "fresh_share": "fresh"}


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """One column. `kind` says how its numbers are written: `count`, `rate` (one decimal), `share` (of one), `people` (an estimate)."""

    key: str
    header: str
    kind: str = "count"

    @property
    def definition(self) -> str | None:
        """What all tables mean alike; anything else is explained where its table is."""
        return _DEFINITIONS.get(self.key)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One row: a code of ours, its name, and a number for each column; None where nobody can say."""

    code: str
    name: str
    values: tuple[Number, ...]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class FieldTable:
    """One table. `definition` is where its numbers are explained; `whole` says that the rows add up to the total."""

    key: str
    title: str
    definition: str
    first: str
    columns: tuple[FieldColumn, ...]
    rows: tuple[FieldRow, ...]
    total: FieldRow | None
    notes: tuple[str, ...] = ()
    whole: bool = True
    demo: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is counted yet: then it says what will stand there, and no zeros."""
        keys = [column.key for column in self.columns]
        return self.total is not None and not self.total.values[keys.index("count") if "count" in keys else 0]


@dataclass(frozen=True, slots=True)
class RowTally:
    """What a row is made of. `inhabitants` are those that the number is set against."""

    code: str
    name: str
    tally: ListingTally
    inhabitants: int | None = None
    url: str | None = None


def standard_columns(what: str, rated: bool) -> tuple[FieldColumn, ...]:
    """How many, for how many inhabitants, and how many of them were confirmed within a year."""
    return (
        FieldColumn("count", what),
        *([FieldColumn("rate", _("Per 100\u00a0000 innbyggere"), "rate")] if rated else []),
        FieldColumn("fresh", _("Bekreftet siste år")),
        FieldColumn("fresh_share", _("Andel bekreftet"), "share"),
    )


def standard_rows(rows: Iterable[RowTally], rated: bool) -> tuple[FieldRow, ...]:
    """The rows under `standard_columns`."""
    return tuple(_row(each, rated) for each in rows)


def standard_total(tally: ListingTally, inhabitants: int | None, rated: bool) -> FieldRow:
    """The last row: each listing once."""
    return _row(RowTally("total", _("I alt"), tally, inhabitants), rated)


def crossed_row(code: str, name: str, tallies: Sequence[ListingTally], url: str | None = None) -> FieldRow:
    """A row of a table that crosses two things: a number for each, then their sum and what of it was confirmed."""
    total = ListingTally(sum(each.number for each in tallies), sum(each.fresh for each in tallies))
    return FieldRow(
        code, name, (*(each.number for each in tallies), total.number, total.fresh, share_of(total)), url
    )


def crossed_columns(headers: Iterable[tuple[str, str]]) -> tuple[FieldColumn, ...]:
    """The columns of `crossed_row`."""
    return (
        *(FieldColumn(key, header) for key, header in headers),
        FieldColumn("count", _("I alt")),
        FieldColumn("fresh", _("Bekreftet siste år")),
        FieldColumn("fresh_share", _("Andel bekreftet"), "share"),
    )


def share_of(tally: ListingTally) -> float | None:
    """Confirmed of all, three decimals; None of nothing."""
    return round(tally.fresh / tally.number, 3) if tally.number else None


def rate_of(count: int, inhabitants: int | None) -> float | None:
    """For each 100,000 inhabitants, two decimals."""
    return round(count * EACH / inhabitants, 2) if inhabitants else None


def _row(each: RowTally, rated: bool) -> FieldRow:
    count, fresh = each.tally
    rate = [rate_of(count, each.inhabitants)] if rated else []
    return FieldRow(each.code, each.name, (count, *rate, fresh, share_of(each.tally)), each.url)
