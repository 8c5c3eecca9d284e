"""Does the file of arrays give back what was put in?"""

import numpy as np
import pytest

from search_index import storage

ARRAYS = {
    "numbers": np.arange(5, dtype=np.int32),
    "table": np.arange(6, dtype=np.float64).reshape(2, 3),
    "words": np.array([b"aa", b"b"]),
    "nothing": np.zeros((2, 0), dtype=np.uint16),
}


def test_arrays_and_facts_come_back_as_they_were() -> None:
    arrays, facts = storage.unpack(storage.pack(ARRAYS, {"number": 7, "sets": [[0, ["å"]]]}))
    assert facts == {"number": 7, "sets": [[0, ["å"]]]}
    assert arrays.keys() == ARRAYS.keys()
    for name, array in arrays.items():
        assert array.dtype == ARRAYS[name].dtype
        assert array.tolist() == ARRAYS[name].tolist()


def test_what_was_read_cannot_be_changed() -> None:
    arrays, _facts = storage.unpack(storage.pack(ARRAYS, {}))
    with pytest.raises(ValueError, match="read-only"):
        arrays["numbers"][0] = 1


def test_another_file_is_not_taken_for_one() -> None:
    with pytest.raises(ValueError, match="no file of arrays"):
        storage.unpack(b"something else")
