"""How do arrays lie in a file? First what they are called, then their numbers. Nothing in it can be executed.

The file is read whole and held in memory, never mapped: a mapped file that is cut short kills the process that reads it.
"""

import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
_MARK = b"VARDE 2\n"
_ALIGNED = 64


def pack(arrays: Arrays, facts: Mapping[str, Any]) -> bytes:
    """`arrays`, and `facts` that JSON can hold, as the content of a file."""
    places, start = {}, 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, array.shape, start)
        start += -(-array.nbytes // _ALIGNED) * _ALIGNED
    head = json.dumps({"facts": facts, "arrays": places}, ensure_ascii=False).encode()
    head += b" " * (-(len(_MARK) + 8 + len(head)) % _ALIGNED)
    parts = [_MARK, len(head).to_bytes(8, "little"), head]
    for array in arrays.values():
        parts += [np.ascontiguousarray(array).tobytes(), bytes(-array.nbytes % _ALIGNED)]
    return b"".join(parts)


def unpack(content: bytes) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """The arrays, read-only and without a copy, and the facts of a packed content whose checksum was right.

    Raises:
        ValueError: the content is none.
    """
    if not content.startswith(_MARK):
        raise ValueError("this is no file of arrays")
    body = len(_MARK) + 8
    length = int.from_bytes(content[len(_MARK) : body], "little")
    head = json.loads(content[body : body + length])
    arrays = {
        name: np.frombuffer(content, np.dtype(dtype), math.prod(shape), offset=body + length + start).reshape(
            shape
        )
        for name, (dtype, shape, start) in head["arrays"].items()
    }
    return arrays, head["facts"]
