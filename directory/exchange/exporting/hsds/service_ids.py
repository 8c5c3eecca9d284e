"""Which UUID stands for what? Made of what it is called here, so that it is the same for ever, and found back by trying all."""

import uuid
from collections.abc import Iterable
from functools import lru_cache

from flask import current_app

from directory.matching.suggesting.context import SearchContext
from search_index.columns import Columns

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://varde.invalid/hsds")


def id_of(kind: str, key: str) -> str:
    """The UUID of the thing `key` of a kind, such as a listing as `service`."""
    return str(uuid.uuid5(_SPACE, f"{kind}:{key}"))


@lru_cache(maxsize=2_000)
def known_id(kind: str, key: str) -> str:
    """As `id_of`, kept: for organisations, terms and other things that many have in common."""
    return id_of(kind, key)


def which(kind: str, wanted: str, keys: Iterable[str]) -> str | None:
    """The one of a few `keys` that a UUID stands for."""
    return next((key for key in keys if known_id(kind, key) == wanted), None)


def listing_of(kind: str, wanted: str, context: SearchContext) -> str | None:
    """The listing that a UUID of `kind` stands for."""
    try:
        number = uuid.UUID(wanted).int
    except ValueError:
        return None
    return _numbers(kind, context.columns).get(number)


def _numbers(kind: str, columns: Columns) -> dict[int, str]:
    """Every listing by its number: reckoned once for each state of the index."""
    held: dict[str, tuple[Columns, dict[int, str]]] = current_app.extensions.setdefault("hsds_numbers", {})
    if kind not in held or held[kind][0] is not columns:
        ids = (columns.ids[row] for row in range(len(columns)))
        held[kind] = (columns, {uuid.uuid5(_SPACE, f"{kind}:{id_}").int: id_ for id_ in ids})
    return held[kind][1]
