"""Do the columns answer as a plain look at every document would?"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from search_index import grid
from search_index.columns import Columns
from search_index.grid import EARTH_RADIUS_KM, great_circle_km
from search_index.masks import Mask
from search_index.schema import Document
from tests.search_index.documents import FACETS, MANY, columns_of


@pytest.fixture(autouse=True, scope="module")
def _bands_for_few_too() -> Iterator[None]:
    """Few points are looked at one by one; here the bands are to be looked up for them too."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(grid, "_FEW", 0)
        yield


FACET = st.sampled_from(sorted(FACETS))
VALUES = st.frozensets(
    st.sampled_from([value for values in FACETS.values() for value in values] + ["unknown"])
)
EVERYWHERE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
KILOMETRES = st.one_of(
    st.floats(0, 300), st.floats(0, 20_100), st.sampled_from([0.0, 5.0, 10.0, 25.0, 50.0, 100.0])
)
_DECIMETRE = 2e-4  # kilometres, and a little more
NORWAY = st.tuples(st.floats(57.9, 71.3), st.floats(4.0, 31.3))


def ids(columns: Columns, mask: Mask) -> list[str]:
    """The ids that a mask lets through."""
    return [id_ for id_, kept in zip(columns.ids, mask.flags(), strict=True) if kept]


def fitting(documents: Iterable[Document], facet: str, values: frozenset[str]) -> list[str]:
    """The same, by looking at every document."""
    return sorted(document.id for document in documents if document.facets[facet] & values)


@given(MANY, FACET, VALUES)
def test_a_facet_lets_the_right_ones_through(
    documents: list[Document], facet: str, values: frozenset[str]
) -> None:
    columns = columns_of(documents)
    assert ids(columns, columns.having(facet, values)) == fitting(documents, facet, values)


@given(MANY, FACET, VALUES, FACET)
def test_counts_are_those_of_the_chosen_alone(
    documents: list[Document], facet: str, values: frozenset[str], counted: str
) -> None:
    columns = columns_of(documents)
    chosen = [document for document in documents if document.facets[facet] & values]
    wanted = Counter(value for document in chosen for value in document.facets[counted])
    rows = columns.having(facet, values).rows()
    assert columns.counts(rows, counted) == dict(wanted)


@given(MANY, st.randoms())
def test_the_order_of_the_documents_changes_nothing(
    documents: list[Document], chance: "np.random.Generator"
) -> None:
    shuffled = documents.copy()
    chance.shuffle(shuffled)  # type: ignore[arg-type]
    assert columns_of(shuffled).ids == columns_of(documents).ids == tuple(sorted(d.id for d in documents))


@given(MANY, st.frozensets(st.text("abcXYZ019?", min_size=1, max_size=4)))
def test_ids_are_found_and_unknown_ones_passed_over(
    documents: list[Document], wanted: frozenset[str]
) -> None:
    columns = columns_of(documents)
    assert ids(columns, columns.mask_of(wanted)) == sorted(wanted & {document.id for document in documents})


@given(MANY)
def test_everything_is_everything(documents: list[Document]) -> None:
    columns = columns_of(documents)
    assert ids(columns, columns.everything()) == list(columns.ids)
    assert len(columns) == len(documents)


@given(MANY, NORWAY)
def test_what_has_no_point_has_no_distance(documents: list[Document], place: tuple[float, float]) -> None:
    columns = columns_of(documents)
    known = {document.id for document in documents if document.latitude is not None}
    distances = columns.distances(*place, np.arange(len(columns)))
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


def by_looking(columns: Columns, place: tuple[float, float], kilometres: float) -> list[int]:
    """Rows within a radius, by looking at every document."""
    far = columns.distances(*place, np.arange(len(columns)))
    return np.flatnonzero(np.nan_to_num(far, nan=np.inf) <= kilometres).tolist()


def near(columns: Columns, place: tuple[float, float], kilometres: float) -> list[int]:
    """Rows within a radius, as the columns say; each as far away as a plain look finds."""
    rows, cosines = columns.near(*place, kilometres)
    far = EARTH_RADIUS_KM * np.arccos(np.minimum(cosines, 1.0))
    assert far.tolist() == pytest.approx(columns.distances(*place, rows).tolist(), abs=_DECIMETRE)
    assert columns.within(*place, kilometres).rows().tolist() == sorted(rows.tolist())
    return sorted(rows.tolist())


def is_within(columns: Columns, place: tuple[float, float], kilometres: float) -> bool:
    """Whether the columns find what a look at every document finds, but for what lies on the very border."""
    found = set(near(columns, place, kilometres))
    surely = by_looking(columns, place, kilometres - _DECIMETRE)
    return found.issuperset(surely) and found.issubset(by_looking(columns, place, kilometres + _DECIMETRE))


@given(MANY, EVERYWHERE, KILOMETRES)
def test_a_radius_holds_what_a_look_at_every_point_finds(
    documents: list[Document], place: tuple[float, float], kilometres: float
) -> None:
    columns = columns_of(documents)
    assert is_within(columns, place, kilometres)


@given(st.lists(NORWAY, max_size=40), NORWAY, st.floats(0, 400))
def test_a_radius_in_norway_holds_what_a_look_at_every_point_finds(
    points: list[tuple[float, float]], place: tuple[float, float], kilometres: float
) -> None:
    columns = columns_of(Document(f"{row:02}", "", "", *point, {}) for row, point in enumerate(points))
    assert is_within(columns, place, kilometres)


@given(st.lists(NORWAY, min_size=1, max_size=20), NORWAY, st.data())
def test_a_point_just_inside_is_found_and_one_just_beyond_is_not(
    points: list[tuple[float, float]], place: tuple[float, float], data: st.DataObject
) -> None:
    columns = columns_of(Document(f"{row:02}", "", "", *point, {}) for row, point in enumerate(points))
    row = data.draw(st.integers(0, len(points) - 1))
    border = float(columns.distances(*place, np.array([row]))[0])
    assert row in near(columns, place, border + _DECIMETRE)
    assert border < _DECIMETRE or row not in near(columns, place, border - _DECIMETRE)


@pytest.mark.parametrize("place", [(89.9, 10.0), (-90.0, 0.0), (60.0, 180.0), (60.0, -179.99), (0.0, 0.0)])
@pytest.mark.parametrize("kilometres", [1.0, 50.0, 1500.0, 12_000.0, 20_020.0])
def test_poles_and_the_date_line_are_places_like_others(
    place: tuple[float, float], kilometres: float
) -> None:
    chance = np.random.default_rng(1)
    around = [(place[0] + chance.normal() / 5, place[1] + chance.normal()) for _point in range(60)]
    far = [(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _point in range(60)]
    points = [(max(-90.0, min(90.0, latitude)), longitude) for latitude, longitude in (*around, *far)]
    columns = columns_of(Document(f"{row:03}", "", "", *point, {}) for row, point in enumerate(points))
    assert is_within(columns, place, kilometres)
