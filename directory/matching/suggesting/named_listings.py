"""Which listings are meant by words? Those of that name, and those whose description has the words where no code says it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from directory.matching.suggesting.context import SearchContext
from directory.matching.suggesting.steps import Choice, near_km
from directory.matching.understanding.mending.misspelt_words import mending
from directory.matching.understanding.need import Need
from search_index.language import fold
from search_index.masks import Mask, Rows
from search_index.snapshot import Snapshot

MOST_NAMED = 20
_MOST_WORDS, _LEAST_WORDS = 12, 2
MOST_WORDED = 3  # what more than these have in their texts tells nothing
_WIDE = frozenset(("any", "mental-health", "loneliness"))  # a code that does not say closely what it is about
_TELLING_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class Named:
    """Public ids. `described`: the words stand in no name, but in what is written about each."""

    listings: tuple[str, ...] = ()
    described: bool = False


def named_by(words: Sequence[str], need: Need, snapshot: Snapshot, context: SearchContext) -> Named:
    """What has all of `words` in its name; else in its name but for a slip in a word that nobody writes; else in its
    description, or most of them, as far as it is for whoever has `need`."""
    slips = [word for word in words if not mending().is_right(word)]
    for forgiven in ((), slips):
        rows = snapshot.text.search(words, "name", forgiven)
        if len(rows):
            return Named(_nearest(_mask(rows, snapshot, context), need, context))
    fits = Choice(need, context.columns, context.distances(need.place)).suitable()
    rows = snapshot.text.search(words, "text")
    if not len(rows):
        rows = _having_most(words, snapshot)
    return Named(_nearest(_mask(rows, snapshot, context) & fits, need, context), described=True)


def worded_like(typed: object, need: Need, snapshot: Snapshot, context: SearchContext) -> tuple[str, ...]:
    """What is near and suits, and has most of the telling words of a short text in its own; nothing where a code says closely
    what it is about. A word that many have tells nothing."""
    if need.place is None or need.unaddressed or need.organisations or not _WIDE.issuperset(need.needs):
        return ()
    words = [
        word for word in dict.fromkeys(_TELLING_WORD.findall(str(typed or ""))) if not _names(word, need)
    ]
    if not 0 < len(words) <= _MOST_WORDS:
        return ()
    far = context.distances(need.place)
    near = Choice(need.but(needs=()), context.columns, far).suitable() & far.within(near_km(need))
    found = (_mask(snapshot.text.search([word], "text"), snapshot, context) & near for word in words)
    counts = Counter(row for each in found for row in each.rows().tolist() if len(each.rows()) <= MOST_WORDED)
    most = max(counts.values(), default=0)
    best = [row for row, count in counts.items() if count == most]
    return tuple(context.ids(np.array(sorted(best), dtype=np.int64))) if len(best) <= MOST_WORDED else ()


def _names(word: str, need: Need) -> bool:
    """Whether it is the place that was asked for."""
    return need.place is not None and fold(word) in fold(f"{need.place.name} {need.place.municipality}")


def _having_most(words: Sequence[str], snapshot: Snapshot) -> Rows:
    """The descriptions that have most of the words: two at least, and half of them."""
    found = (snapshot.text.search([word], "text").tolist() for word in words[:_MOST_WORDS])
    counts = Counter(row for rows in found for row in rows)
    most = max(counts.values(), default=0)
    enough = most >= max(_LEAST_WORDS, len(words) / 2)
    rows = sorted(row for row, count in counts.items() if count == most) if enough else []
    return np.array(rows, dtype=np.int64)


def _mask(rows: Rows, snapshot: Snapshot, context: SearchContext) -> Mask:
    """The same documents in the columns of this request, which may be of a moment before."""
    return context.columns.mask_of(snapshot.columns.ids[row] for row in rows.tolist())


def _nearest(mask: Mask, need: Need, context: SearchContext) -> tuple[str, ...]:
    """All of them; the nearest where they are more than an address holds, and none where nobody knows what is near."""
    rows = mask.rows()
    if len(rows) > MOST_NAMED:
        far = context.distances(need.place).kilometres(rows)
        rows = rows[np.argsort(far, kind="stable")][: MOST_NAMED if need.place else 0]
    return tuple(context.ids(rows))
