"""Do the columns answer as a plain look at every document would?"""

import math
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from search_index.columns import Circle, Columns, Mask
from search_index.grid import great_circle_km
from search_index.schema import Document
from tests.search_index.documents import FACETS, MANY

FACET = st.sampled_from(sorted(FACETS))
VALUES = st.frozensets(
    st.sampled_from([value for values in FACETS.values() for value in values] + ["unknown"])
)
EVERYWHERE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
KILOMETRES = st.one_of(
    st.floats(0, 300), st.floats(0, 20_100), st.sampled_from([0.0, 5.0, 10.0, 25.0, 50.0, 100.0])
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
    assert ids(columns, columns.mask_of(wanted)) == sorted(wanted & {document.id for document in documents})


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


def by_looking(columns: Columns, place: tuple[float, float], kilometres: float) -> list[int]:
    """Rows within a radius, by looking at every document."""
    return np.flatnonzero(np.nan_to_num(columns.distances(*place), nan=np.inf) <= kilometres).tolist()


@given(MANY, EVERYWHERE, KILOMETRES)
def test_a_radius_holds_what_a_look_at_every_point_finds(
    documents: list[Document], place: tuple[float, float], kilometres: float
) -> None:
    columns = Columns.of(documents)
    assert columns.rows(circle=Circle(*place, kilometres)).tolist() == by_looking(columns, place, kilometres)


@given(st.lists(NORWAY, max_size=40), NORWAY, st.floats(0, 400))
def test_a_radius_in_norway_holds_what_a_look_at_every_point_finds(
    points: list[tuple[float, float]], place: tuple[float, float], kilometres: float
) -> None:
    columns = Columns.of(Document(f"{row:02}", "", "", *point, {}) for row, point in enumerate(points))
    assert columns.rows(circle=Circle(*place, kilometres)).tolist() == by_looking(columns, place, kilometres)


@given(st.lists(NORWAY, min_size=1, max_size=20), NORWAY, st.data())
def test_a_point_exactly_on_the_border_is_inside_and_a_hair_beyond_it_is_not(
    points: list[tuple[float, float]], place: tuple[float, float], data: st.DataObject
) -> None:
    columns = Columns.of(Document(f"{row:02}", "", "", *point, {}) for row, point in enumerate(points))
    row = data.draw(st.integers(0, len(points) - 1))
    border = float(columns.distances(*place)[row])
    assert row in columns.rows(circle=Circle(*place, border))
    assert row not in columns.rows(circle=Circle(*place, math.nextafter(border, -1.0)))


@pytest.mark.parametrize("place", [(89.9, 10.0), (-90.0, 0.0), (60.0, 180.0), (60.0, -179.99), (0.0, 0.0)])
@pytest.mark.parametrize("kilometres", [1.0, 50.0, 1500.0, 12_000.0, 20_020.0])
def test_poles_and_the_date_line_are_places_like_others(
    place: tuple[float, float], kilometres: float
) -> None:
    chance = np.random.default_rng(1)
    around = [(place[0] + chance.normal() / 5, place[1] + chance.normal()) for _point in range(60)]
    far = [(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _point in range(60)]
    points = [(max(-90.0, min(90.0, latitude)), longitude) for latitude, longitude in (*around, *far)]
    columns = Columns.of(Document(f"{row:03}", "", "", *point, {}) for row, point in enumerate(points))
    assert columns.rows(circle=Circle(*place, kilometres)).tolist() == by_looking(columns, place, kilometres)


@given(MANY, FACET, VALUES, EVERYWHERE, KILOMETRES)
def test_facets_and_radius_together_are_both(
    documents: list[Document],
    facet: str,
    values: frozenset[str],
    place: tuple[float, float],
    kilometres: float,
) -> None:
    columns = Columns.of(documents)
    both = columns.having(facet, values) & columns.within(*place, kilometres)
    assert columns.rows({facet: values}, Circle(*place, kilometres)).tolist() == np.flatnonzero(both).tolist()
    assert columns.rows({facet: values}).tolist() == np.flatnonzero(columns.having(facet, values)).tolist()


@given(MANY, EVERYWHERE, st.integers(0, 6), FACET, VALUES)
def test_the_nearest_are_the_first_by_distance_and_id(
    documents: list[Document], place: tuple[float, float], count: int, facet: str, values: frozenset[str]
) -> None:
    columns = Columns.of(documents)
    among = columns.having(facet, values)
    distances = columns.distances(*place)
    wanted = sorted(
        (km, row) for row, km in enumerate(distances.tolist()) if among[row] and not math.isnan(km)
    )
    assert columns.nearest(*place, count, among).tolist() == [row for _km, row in wanted[:count]]


@given(MANY)
def test_a_tally_counts_every_facet(documents: list[Document]) -> None:
    columns = Columns.of(documents)
    every = columns.everything()
    tally = columns.tally(np.arange(len(columns)))
    assert tally == {facet: counts for facet in FACETS if (counts := columns.counts(every, facet))}


@given(
    st.lists(st.frozensets(st.dates(date(2026, 11, 1), date(2026, 12, 31))), max_size=8),
    st.dates(date(2026, 10, 25), date(2027, 1, 5)),
)
def test_days_on_which_something_meets_are_known(meetings: list[frozenset[date]], today: date) -> None:
    columns = Columns.of(
        Document(str(row), "", "", None, None, {}, days) for row, days in enumerate(meetings)
    )
    week = [today + timedelta(days=number) for number in range(7)]
    assert columns.meeting([today]).tolist() == [today in days for days in meetings]
    assert columns.meeting(week).tolist() == [not days.isdisjoint(week) for days in meetings]
    for row, days in enumerate(meetings):
        assert columns.next_day(row, today) == min((day for day in days if day >= today), default=None)
