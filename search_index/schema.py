"""What goes into the index? Documents: an id, words, a point, facets, and a payload that it keeps and does not read."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Document:
    """One searchable thing.

    `latitude` and `longitude` are degrees, or None for something without a place. `facets` maps a facet's name to the
    set of codes that hold for the document. `payload` is given back as it came.
    """

    id: str
    name: str
    text: str
    latitude: float | None
    longitude: float | None
    facets: Mapping[str, frozenset[str]]
    payload: bytes = b""


State = tuple[int, str]
"""A state of the source: the number of its changes, which grows, and a mark that no other state has."""


class Changes(NamedTuple):
    """What has changed up to `state`: documents that are new or not as they were, and ids of those that may be gone.

    `left` are those that were not read, because they may come later; they are there still.
    """

    state: State
    documents: Sequence[Document]
    gone: Collection[str]
    left: Set[str] = frozenset()

    @property
    def size(self) -> int:
        return len(self.documents) + len(self.gone)


Leave = Callable[[Set[str]], Set[str]]
"""Which of the ids that were touched need not be read now."""


def leave_nothing(_ids: Set[str]) -> Set[str]:
    """All that was touched is read."""
    return frozenset()


class Source(Protocol):
    """Where documents come from."""

    def state(self) -> State:
        """The state now. It must be cheap."""
        ...

    def documents(self) -> tuple[State, Iterable[Document]]:
        """All there are, as of a state or later."""
        ...

    def changes(self, since: State, leave: Leave = leave_nothing) -> Changes | None:
        """What has changed since a state, but for what `leave` leaves; None where the source cannot tell."""
        ...
