"""What does an answer stand on? The columns, the listings and the moment, the same for a whole request."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from directory.matching.suggesting.distances import Distances, Rows
from directory.matching.suggesting.listing_cache import CachedListing, ListingCache
from directory.places.models import Place
from search_index.columns import Columns


@dataclass(frozen=True, slots=True)
class SearchContext:
    """Whatever the columns say, only public listings that the database has now are given."""

    columns: Columns
    listing_cache: ListingCache
    session: Session
    now: datetime
    _asked: dict[str, CachedListing | None] = field(default_factory=dict)
    _distances: dict[str, Distances] = field(default_factory=dict)

    def public(self, ids: Iterable[str]) -> dict[str, CachedListing]:
        """Those of `ids` that are public now, by id. Within one request each is asked for once."""
        wanted = list(dict.fromkeys(ids))
        unasked = [id_ for id_ in wanted if id_ not in self._asked]
        if unasked:
            found = self.listing_cache.public(self.session, unasked)
            self._asked.update((id_, found.get(id_)) for id_ in unasked)
        known = ((id_, self._asked[id_]) for id_ in wanted)
        return {id_: cached for id_, cached in known if cached is not None}

    def ids(self, rows: Rows) -> list[str]:
        """The listings of these rows of the columns."""
        return [self.columns.ids[row] for row in rows.tolist()]

    def distances(self, place: Place | None) -> Distances:
        """How far everything is from `place`. Geodesic kilometres count; infinite where there is no point."""

        def measured(rows: Rows) -> NDArray[np.float64]:
            ids = self.ids(rows)
            found = self.public(ids)
            far = (found[id_].kilometres(place) if id_ in found else None for id_ in ids)
            return np.array([np.inf if km is None else km for km in far])

        key = place.id if place else ""
        if key not in self._distances:
            self._distances[key] = Distances(place, self.columns, measured)
        return self._distances[key]
