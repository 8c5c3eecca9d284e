"""Does a page say the right thing when the clock of the machine is put forwards or back under it? Much is kept for a minute or a day."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from directory.web.clock import OSLO
from tests.houses import NOW

PAGES = (
    "/finn?need=alcohol&place=alesund",
    "/finn?audience=relative&need=alcohol&place=oslo",
    "/sted/alesund",
)
# A day too far and back again; past the end of summer time, where an hour comes twice; a year before anything was confirmed.
JUMPS = (
    NOW,
    NOW + timedelta(days=3, hours=7),
    NOW,
    datetime(2027, 10, 31, 2, 30, tzinfo=OSLO),
    datetime(2027, 10, 31, 2, 30, fold=1, tzinfo=OSLO),
    NOW - timedelta(days=365),
    NOW + timedelta(seconds=1),
)


@pytest.mark.parametrize("path", PAGES)
def test_a_clock_that_jumps_leaves_nothing_of_another_moment(fresh_house: Flask, path: str) -> None:
    said = []
    for moment in JUMPS:
        fresh_house.config["NOW"] = moment
        said.append(fresh_house.test_client().get(path).text)
    matching = fresh_house.extensions["matching"]
    for moment, text in zip(JUMPS, said, strict=True):
        matching.listing_cache._held.clear()  # as a worker that has just begun
        fresh_house.extensions["database"].cached_reads.clear()
        fresh_house.config["NOW"] = moment
        assert fresh_house.test_client().get(path).text == text
    assert said[0] == said[2] != said[1]
