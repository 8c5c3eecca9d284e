"""Which documents fit, and how far are they? An immutable snapshot of points and facets in memory."""

from collections.abc import Collection, Iterable, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from search_index.schema import Document

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
Mask = NDArray[np.bool_]


def great_circle_km(
    latitude: float, longitude: float, latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Haversine kilometres from one point to many (degrees, WGS 84). Up to 0.56% off the ellipsoid; NaN stays NaN."""
    phi, lam = np.radians(latitude), np.radians(longitude)
    phis, lams = np.radians(latitudes), np.radians(longitudes)
    h = np.sin((phis - phi) / 2) ** 2 + np.cos(phi) * np.cos(phis) * np.sin((lams - lam) / 2) ** 2
    distances: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(h, 1.0)))
    return distances


class Columns:
    """Points and facets of all documents, in order of id, so that every worker breaks ties alike."""

    def __init__(
        self,
        ids: Sequence[str],
        latitudes: NDArray[np.float64],
        longitudes: NDArray[np.float64],
        rows: dict[str, dict[str, NDArray[np.int64]]],
    ) -> None:
        self.ids = tuple(ids)
        self._latitudes = latitudes
        self._longitudes = longitudes
        self._rows = rows
        self._row_of = {id_: row for row, id_ in enumerate(self.ids)}

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Self:
        """Columns of `documents`, whatever order they come in."""
        ordered = sorted(documents, key=lambda document: document.id)
        lists: dict[str, dict[str, list[int]]] = {}
        for row, document in enumerate(ordered):
            for facet, values in document.facets.items():
                for value in values:
                    lists.setdefault(facet, {}).setdefault(value, []).append(row)
        rows = {
            facet: {value: np.array(found, dtype=np.int64) for value, found in values.items()}
            for facet, values in lists.items()
        }
        nan = float("nan")
        return cls(
            [document.id for document in ordered],
            np.array([nan if d.latitude is None else d.latitude for d in ordered], dtype=np.float64),
            np.array([nan if d.longitude is None else d.longitude for d in ordered], dtype=np.float64),
            rows,
        )

    def __len__(self) -> int:
        return len(self.ids)

    def everything(self) -> Mask:
        return np.ones(len(self.ids), dtype=np.bool_)

    def having(self, facet: str, values: Collection[str]) -> Mask:
        """Documents with at least one of `values` in `facet`."""
        mask = np.zeros(len(self.ids), dtype=np.bool_)
        for value in values:
            found = self._rows.get(facet, {}).get(value)
            if found is not None:
                mask[found] = True
        return mask

    def known(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of `ids` that are documents here."""
        return tuple(id_ for id_ in ids if id_ in self._row_of)

    def named(self, ids: Iterable[str]) -> Mask:
        """Documents by id; unknown ids are passed over."""
        mask = np.zeros(len(self.ids), dtype=np.bool_)
        mask[[self._row_of[id_] for id_ in self.known(ids)]] = True
        return mask

    def distances(self, latitude: float, longitude: float) -> NDArray[np.float64]:
        """Kilometres from a point to every document; NaN where the document has no point."""
        return great_circle_km(latitude, longitude, self._latitudes, self._longitudes)

    def counts(self, mask: Mask, facet: str) -> dict[str, int]:
        """How many documents of `mask` have each value of `facet`; values with none are left out."""
        counted = {value: int(mask[rows].sum()) for value, rows in self._rows.get(facet, {}).items()}
        return {value: count for value, count in counted.items() if count}
