"""What does an answer stand on? The snapshot, the listings and the moment, the same for a whole request."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from directory.matching.suggesting.distances import Distances
from directory.matching.suggesting.listing_cache import CachedListing, ListingCache
from directory.matching.suggesting.steps import Choice
from directory.matching.understanding.need import Need
from directory.places.models import Place
from search_index.columns import Columns
from search_index.masks import Rows
from search_index.snapshot import Snapshot

Reader = Callable[[Rows], dict[int, CachedListing]]


@dataclass(frozen=True, slots=True)
class SearchContext:
    """Whatever the snapshot says, only listings that are public in the database now are given."""

    snapshot: Snapshot
    listing_cache: ListingCache
    session: Session
    now: datetime
    _asked: dict[int, CachedListing] = field(default_factory=dict)
    _asked_for: set[str] = field(default_factory=set)
    _hidden: set[str] = field(default_factory=set)
    _distances: dict[str, Distances] = field(default_factory=dict)
    _choices: dict[Need, Choice] = field(default_factory=dict)

    @property
    def columns(self) -> Columns:
        return self.snapshot.columns

    def public(self, ids: Iterable[str]) -> dict[str, CachedListing]:
        """Those of `ids` that are public now, by id, in their order."""
        rows = np.array(self.columns.ids.rows(dict.fromkeys(ids)), dtype=np.int64)
        return {cached.id: cached for cached in self.public_listings(rows).values()}

    def public_listings(self, rows: Rows) -> dict[int, CachedListing]:
        """As `listings`, and public in the database now, whatever the snapshot says: only these are shown."""
        found = self.listings(rows)
        unasked = {cached.id for cached in found.values()}.difference(self._asked_for)
        if unasked:
            self._asked_for.update(unasked)
            self._hidden.update(unasked - self.listing_cache.public_ids(self.session, list(unasked)))
        if not self._hidden:
            return found
        return {row: cached for row, cached in found.items() if cached.id not in self._hidden}

    def listings(self, rows: Rows) -> dict[int, CachedListing]:
        """The listings of `rows`, by row, as the snapshot has them: enough to count them."""
        return self._reader()(rows)

    def _reader(self) -> Reader:
        """What reads listings, once each. It knows nothing of the context: whatever holds both is rubbish that lies about
        until it is looked for, with megabytes of masks."""
        asked, cache, snapshot, session = self._asked, self.listing_cache, self.snapshot, self.session

        def read(rows: Rows) -> dict[int, CachedListing]:
            wanted = rows.tolist()
            unasked = [row for row in wanted if row not in asked]
            if unasked:
                asked.update(cache.listings(snapshot, np.array(unasked, dtype=np.int64), session))
            return {row: asked[row] for row in wanted if row in asked}

        return read

    def ids(self, rows: Rows) -> list[str]:
        """The listings of these rows of the columns."""
        return [self.columns.ids[row] for row in rows.tolist()]

    def choice(self, need: Need) -> Choice:
        """Which rows belong to which step for `need`: a page suggests and counts with the same one."""
        choice = self._choices.get(need)
        if choice is None:
            self._choices[need] = choice = Choice(need, self.columns, self.distances(need.place))
        return choice

    def distances(self, place: Place | None) -> Distances:
        """How far everything is from `place`. Geodesic kilometres count; infinite where there is no point."""

        read = self._reader()

        def measured(rows: Rows) -> NDArray[np.float64]:
            found = read(rows)
            far = (found[row].kilometres(place) if row in found else None for row in rows.tolist())
            return np.array([np.inf if km is None else km for km in far])

        key = place.id if place else ""
        if key not in self._distances:
            self._distances[key] = Distances(place, self.columns, measured)
        return self._distances[key]
