"""What lies close to a need? The neighbours of each, in order, from `data/neighbours.csv`, and what a question is about above all."""

import csv
from functools import cache

from directory.listings.records.listing_record import ListingRecord
from directory.matching.understanding.need import Need
from directory.settings import DATA

LOSSES = frozenset(("grief", "suicide-loss", "overdose-loss"))
_USING = frozenset(("alcohol", "drugs", "medicines"))
# Who says the first speaks of the others as its story: those then are no aims of their own.
_TOLD_BY = {
    "growing-up": _USING | {"violence", "gambling"},
    "overdose-loss": _USING | {"grief"},
    "suicide-loss": frozenset(("grief",)),
}


def neighbours(need: Need) -> tuple[str, ...]:
    """The needs close to those of `need`, for whoever asks, nearest first; none of its own."""
    found = [code for each in need.needs for code in _neighbours(each, need.audience)]
    return tuple(code for code in dict.fromkeys(found) if code not in need.needs)


def aimed(need: Need) -> Need:
    """`need` without what only tells how it came to be: who grew up with drinking does not ask about his own."""
    told = frozenset[str]().union(*(_TOLD_BY.get(code, ()) for code in need.needs))
    if not told or need.organisations:
        return need
    return need.but(needs=tuple(code for code in need.needs if code not in told))


def main_need(listing: ListingRecord) -> str | None:
    """What is spoken of there above all: of a fellowship what it is for, else what its listing names first."""
    known = _of_organisations()
    whose = next((known[code] for code in listing.organisations if code in known), None)
    return whose if whose in listing.needs else next(iter(listing.needs), None)


@cache
def _of_organisations() -> dict[str, str]:
    with (DATA / "organisations.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["needs"].split("|")[0] for row in csv.DictReader(file)}


@cache
def _neighbours(code: str, audience: str | None) -> tuple[str, ...]:
    return tuple(
        row["neighbour"]
        for row in _rows()
        if row["need"] == code
        and (not row["audience"] or audience in (None, "professional", row["audience"]))
    )


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (DATA / "neighbours.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
