"""Is it known where a fjord lies between?"""

import pytest

from directory.places.loading import load
from directory.places.water import lies_between


@pytest.mark.parametrize(
    ("one", "other", "between"),
    [
        ("moss", "horten", True),
        ("tonsberg", "fredrikstad", True),
        ("moss", "fredrikstad", False),
        ("moss", "oslo", False),
        ("drammen", "oslo", False),
        ("hamar", "lillehammer", False),
    ],
)
def test_a_fjord_between_two_counties_is_known(one: str, other: str, between: bool) -> None:
    here, there = load().by_slug(one), load().by_slug(other)
    assert here and there
    assert lies_between(here, there) == between
