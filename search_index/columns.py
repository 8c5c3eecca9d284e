"""Which documents fit, and how far are they? An immutable snapshot of numbers in memory."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from search_index.facets import Facet
from search_index.grid import Grid, great_circle_km
from search_index.ids import Ids, as_bytes
from search_index.masks import Mask, Rows
from search_index.schema import Document
from search_index.splicing import Splice
from search_index.storage import Arrays

_MOST_HELD = 1 << 25  # bytes of masks that are looked up once


class Columns:
    """Points and facets of all documents, in order of id, so that every worker breaks ties alike."""

    def __init__(
        self, ids: Ids, points: NDArray[np.float64], facets: Mapping[str, Facet], grid: Grid | None = None
    ) -> None:
        self.ids = ids
        self._points = points
        self._facets = facets
        self._grid = grid or Grid.of(points)
        self._having: dict[tuple[str, str], Mask] = {}
        self._made: dict[object, Mask] = {}

    @classmethod
    def restore(cls, arrays: Arrays, facts: Mapping[str, Any]) -> Self:
        """The columns whose `arrays` and `facts` were kept."""
        points, forms = arrays["points"], facts["facets"]
        facets = {name: Facet(forms[name], arrays[f"facet_{name}"]) for name in forms}
        return cls(Ids(arrays["ids"]), points, facets, Grid(points, arrays))

    def arrays(self) -> Arrays:
        """What must be kept to have these columns again, with `facts`."""
        codes = {f"facet_{name}": facet.codes for name, facet in self._facets.items()}
        return {"ids": self.ids.spelled, "points": self._points, **codes, **self._grid.arrays()}

    def facts(self) -> dict[str, Any]:
        return {"facets": {name: facet.forms for name, facet in self._facets.items()}}

    def with_changes(self, splice: Splice, documents: Sequence[Document]) -> "Columns":
        """The columns after a change; `documents` are those set in, in order of id."""
        spelled = as_bytes([document.id for document in documents])
        points = splice.apply(self._points, points_of(documents))
        names = {**self._facets, **{name: None for document in documents for name in document.facets}}
        facets = {name: self._facet(name).with_changes(name, splice, documents) for name in names}
        ids = Ids(splice.apply(self.ids.spelled, spelled))
        changed = Columns(ids, points, facets, self._grid.with_changes(points, splice))
        changed._having = {  # what was looked up in a facet that is as it was
            (name, value): mask
            for (name, value), mask in self._having.copy().items()
            if facets.get(name) is self._facets.get(name, self)
        }
        return changed

    def __len__(self) -> int:
        return len(self.ids)

    def everything(self) -> Mask:
        return self.once(_all)

    def once(self, make: Callable[["Columns"], Mask]) -> Mask:
        """What `make` finds in these columns, whatever the question: found once."""
        mask = self._made.get(make)
        if mask is None:
            self._made[make] = mask = make(self)
        return mask

    def having(self, facet: str, values: Collection[str]) -> Mask:
        """Documents with at least one of `values` in `facet`."""
        mask, *others = [self._with(facet, value) for value in values] or [~self.everything()]
        for other in others:
            mask = mask | other
        return mask

    def _with(self, facet: str, value: str) -> Mask:
        """Looked up once, as far as there is room."""
        mask = self._having.get((facet, value))
        if mask is None:
            if (len(self._having) + 1) * len(self) > _MOST_HELD * 8:
                self._having = {}
            self._having[facet, value] = mask = self._facet(facet).having((value,))
        return mask

    def _facet(self, name: str) -> Facet:
        return self._facets.get(name) or Facet.nothing(len(self))

    def values(self, facet: str) -> tuple[str, ...]:
        """All values of `facet` that documents have or had."""
        return self._facet(facet).values()

    def finds_alike(self, row: int, document: Document) -> bool:
        """Whether a row is found where, and by what, `document` would be."""
        names = {*self._facets, *document.facets}
        return np.array_equal(self._points[row], points_of([document])[0], equal_nan=True) and all(
            self._facet(name).is_at(row, document.facets.get(name, ())) for name in names
        )

    def keep_known(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of `ids` that are documents here."""
        return tuple(id_ for id_ in ids if self.ids.row(id_) is not None)

    def mask_of(self, ids: Iterable[str]) -> Mask:
        """Documents by id; unknown ids are passed over."""
        return Mask.of_rows(self.ids.rows(ids), len(self))

    def near(self, latitude: float, longitude: float, kilometres: float) -> tuple[Rows, NDArray[np.float64]]:
        """The rows that lie within a great-circle distance, in no order, right to a decimetre; and the cosine of how far each is."""
        return self._grid.near(latitude, longitude, kilometres)

    def within(self, latitude: float, longitude: float, kilometres: float) -> Mask:
        """As `near`, where only the rows are asked for."""
        return self._grid.within(latitude, longitude, kilometres)

    def distances(self, latitude: float, longitude: float, rows: Rows) -> NDArray[np.float64]:
        """Great-circle kilometres from a point to each of `rows`; NaN where the document has no point."""
        return great_circle_km(latitude, longitude, *self._points[rows].T)

    def counts(self, rows: Rows, facet: str) -> dict[str, int]:
        """How many of `rows` have each value of `facet`; values with none are left out."""
        return self._facet(facet).counts(rows)


def _all(columns: Columns) -> Mask:
    return Mask.of(np.ones(len(columns), dtype=np.bool_))


def points_of(documents: Sequence[Document]) -> NDArray[np.float64]:
    """Latitudes and longitudes; both NaN where one is missing."""
    known = [
        (d.latitude, d.longitude) if d.latitude is not None and d.longitude is not None else (np.nan, np.nan)
        for d in documents
    ]
    return np.array(known, dtype=np.float64).reshape(-1, 2)
