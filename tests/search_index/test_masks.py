"""Do packed rows say the same as plain flags, whatever the number of rows?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search_index.masks import Mask

sizes = st.one_of(st.integers(0, 200), st.sampled_from([64, 128, 40_000, 40_001]))


@given(sizes, st.integers(0, 2**32), st.sampled_from([0.0, 0.001, 0.5, 1.0]))
def test_masks_say_what_flags_say(size: int, seed: int, share: float) -> None:
    chance = np.random.default_rng(seed)
    one, other = (chance.random(size) < share for _turn in range(2))
    masks = {
        "and": (Mask.of(one) & Mask.of(other), one & other),
        "or": (Mask.of(one) | Mask.of(other), one | other),
        "not": (~Mask.of(one), ~one),
        "rows": (Mask.of_rows(np.flatnonzero(one)[::-1], size), one),
    }
    asked = chance.permutation(size)
    for name, (mask, flags) in masks.items():
        assert mask.flags().tolist() == flags.tolist(), name
        assert mask.rows().tolist() == np.flatnonzero(flags).tolist(), name
        assert mask.holds(asked).tolist() == flags[asked].tolist(), name
        assert (bool(mask), mask.count()) == (flags.any(), np.count_nonzero(flags)), name
