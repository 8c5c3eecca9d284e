"""Do the columns answer as a plain look at every document would?"""

import math
from collections import Counter
from collections.abc import Iterable

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from search_index.columns import Columns, Mask, great_circle_km
from search_index.schema import Document
from tests.search_index.documents import FACETS, MANY

FACET = st.sampled_from(sorted(FACETS))
VALUES = st.frozensets(
    st.sampled_from([value for values in FACETS.values() for value in values] + ["unknown"])
)
NORWAY = st.tuples(st.floats(57.9, 71.3), st.floats(4.0, 31.3))


def ids(columns: Columns, mask: Mask) -> list[str]:
    """The ids that a mask lets through."""
    return [id_ for id_, kept in zip(columns.ids, mask, strict=True) if kept]


def fitting(documents: Iterable[Document], facet: str, values: frozenset[str]) -> list[str]:
    """The same, by looking at every document."""
    return sorted(document.id for document in documents if document.facets[facet] & values)


@given(MANY, FACET, VALUES)
def test_a_facet_lets_the_right_ones_through(
    documents: list[Document], facet: str, values: frozenset[str]
) -> None:
    columns = Columns.of(documents)
    assert ids(columns, columns.having(facet, values)) == fitting(documents, facet, values)


@given(MANY, FACET, VALUES, FACET)
def test_counts_are_those_of_the_chosen_alone(
    documents: list[Document], facet: str, values: frozenset[str], counted: str
) -> None:
    columns = Columns.of(documents)
    chosen = [document for document in documents if document.facets[facet] & values]
    wanted = Counter(value for document in chosen for value in document.facets[counted])
    assert columns.counts(columns.having(facet, values), counted) == dict(wanted)


@given(MANY, st.randoms())
def test_the_order_of_the_documents_changes_nothing(
    documents: list[Document], chance: "np.random.Generator"
) -> None:
    shuffled = documents.copy()
    chance.shuffle(shuffled)  # type: ignore[arg-type]
    assert Columns.of(shuffled).ids == Columns.of(documents).ids == tuple(sorted(d.id for d in documents))


@given(MANY, st.frozensets(st.text("abcXYZ019?", min_size=1, max_size=4)))
def test_ids_are_found_and_unknown_ones_passed_over(
    documents: list[Document], wanted: frozenset[str]
) -> None:
    columns = Columns.of(documents)
    assert ids(columns, columns.named(wanted)) == sorted(wanted & {document.id for document in documents})


@given(MANY)
def test_everything_is_everything(documents: list[Document]) -> None:
    columns = Columns.of(documents)
    assert ids(columns, columns.everything()) == list(columns.ids)
    assert len(columns) == len(documents)


@given(MANY, NORWAY)
def test_what_has_no_point_has_no_distance(documents: list[Document], place: tuple[float, float]) -> None:
    columns = Columns.of(documents)
    known = {document.id for document in documents if document.latitude is not None}
    distances = columns.distances(*place)
    assert {id_ for id_, km in zip(columns.ids, distances, strict=True) if not math.isnan(km)} == known


@given(NORWAY, NORWAY)
def test_a_distance_is_within_six_in_a_thousand_of_the_ellipsoid(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    (ours,) = great_circle_km(*start, np.array([end[0]]), np.array([end[1]]))
    assert ours == pytest.approx(geodesic(start, end).km, rel=0.006, abs=0.001)


@pytest.mark.parametrize(("there", "km"), [((60.0, 5.0), 0.0), ((-60.0, -175.0), math.pi * 6371.0088)])
def test_the_nearest_and_the_farthest_point_do_not_break_it(there: tuple[float, float], km: float) -> None:
    (ours,) = great_circle_km(60.0, 5.0, np.array([there[0]]), np.array([there[1]]))
    assert ours == pytest.approx(km, abs=0.01)
