"""Are the kilometres true?"""

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from directory.places.distance import great_circle, kilometres

POINTS = st.tuples(st.floats(57.5, 81.5), st.floats(-9.5, 33.5))
LARGEST_ERROR = 0.006


@given(POINTS, st.lists(POINTS, min_size=1, max_size=5))
def test_the_fast_distance_is_within_its_stated_error(here, there):
    found = great_circle(*here, *map(np.array, zip(*there, strict=True)))
    assert found.shape == (len(there),)
    for distance, point in zip(found, there, strict=True):
        assert distance == pytest.approx(geodesic(here, point).kilometers, rel=LARGEST_ERROR, abs=1e-4)


@given(POINTS)
def test_a_place_is_no_distance_from_itself(point):
    assert great_circle(*point, [point[0]], [point[1]])[0] == 0
    assert kilometres(point, point) == 0


@given(POINTS, POINTS)
def test_the_way_there_is_as_long_as_the_way_back(here, there):
    assert kilometres(here, there) == pytest.approx(kilometres(there, here))


def test_known_distances_are_right(gazetteer):
    point = {name: gazetteer.find(name).place.point for name in ("Ålesund", "Molde", "Oslo", "Trondheim")}
    assert kilometres(point["Ålesund"], point["Molde"]) == pytest.approx(59, abs=2)
    assert kilometres(point["Oslo"], point["Trondheim"]) == pytest.approx(392, abs=3)
