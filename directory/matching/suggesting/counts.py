"""How much is there in each municipality, for one need? Counted in the columns, so that the whole country is quick."""

import numpy as np

from directory.matching.suggesting.context import SearchContext
from directory.matching.suggesting.suggest import can_go
from directory.matching.understanding.need import Need


def count_by_municipality(need: Need, context: SearchContext) -> dict[str, int]:
    """Municipality number -> how many things that are met in person fit `need`; courses that are over left out."""
    columns = context.columns
    asked = need.but(formats=("in_person",), browsing=True)
    mask = context.choice(asked).fitting
    courses = (mask & columns.having("kind", ("course",))).rows()
    public = context.listings(courses)
    over = [
        row for row in courses.tolist() if row not in public or not can_go(public[row], asked, context.now)
    ]
    return columns.counts(
        np.setdiff1d(mask.rows(), np.array(over, dtype=np.int64), assume_unique=True), "municipality"
    )
