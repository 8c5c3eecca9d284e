"""What goes into the index? Documents: an id, words, a point and facets. The index knows nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One searchable thing.

    `latitude` and `longitude` are degrees, or None for something without a place. `facets` maps a facet's name to the
    set of codes that hold for the document.
    """

    id: str
    name: str
    text: str
    latitude: float | None
    longitude: float | None
    facets: Mapping[str, frozenset[str]]
