"""Documents of all sorts, for tests that compare the index with a plain look at every document."""

from collections.abc import Iterable

from hypothesis import strategies as st

from search_index.builder import build
from search_index.columns import Columns
from search_index.schema import Document

FACETS = {"need": ("alcohol", "grief", "any"), "audience": ("self", "relative"), "kind": ("group", "course")}
WORDS = (
    "gruppe",
    "grupper",
    "sorg",
    "Ålesund",
    "alesund",
    "søndag",
    "møte",
    "møter",
    "Tromsø",
    "kveld",
    "og",
    "for",
)


def document(id_: str, name: str = "", text: str = "", **facets: str) -> Document:
    """One document without a point."""
    return Document(
        id_,
        name,
        text,
        None,
        None,
        {facet: frozenset((value,)) for facet, value in facets.items()},
        id_.encode(),
    )


def columns_of(documents: Iterable[Document]) -> Columns:
    """The columns of a snapshot of `documents`."""
    return build((1, ""), documents).columns


def _documents(ids: list[str]) -> st.SearchStrategy[list[Document]]:
    words = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
    points = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
    facets = st.fixed_dictionaries(
        {facet: st.frozensets(st.sampled_from(values)) for facet, values in FACETS.items()}
    )
    return st.tuples(*(st.builds(_of, st.just(id_), words, words, points, facets) for id_ in ids)).map(list)


def _of(
    id_: str, name: str, text: str, point: tuple[float, float] | None, facets: dict[str, frozenset[str]]
) -> Document:
    latitude, longitude = point or (None, None)
    return Document(id_, name, text, latitude, longitude, facets, name.encode())


MANY = st.lists(st.text("abcXYZ019", min_size=1, max_size=4), unique=True, max_size=12).flatmap(_documents)
