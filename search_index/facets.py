"""How are the facets held? A document has a few small numbers; each stands for all that it has in some facets.

Facets that take few forms together share a number, so that one pass over it counts them all.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search_index.schema import Document
from search_index.splicing import Splice
from search_index.storage import Arrays

_MOST_FORMS = 4096  # of one number: the counters stay in the processor's nearest memory
_MOST_PAIRS = 1 << 22  # looked at to see how many forms two facets have together
_AT_ONCE = 1 << 16  # rows counted in one go, so that no pass needs much memory

Rows = NDArray[Any]
Form = tuple[tuple[str, ...], ...]


class Membership(NamedTuple):
    """A facet's values, and pairs (two rows): a form's number, and the place of a value that it has."""

    values: tuple[str, ...]
    pairs: NDArray[np.int64]


class Forms:
    """All that documents have in some facets, together: each form has a number, and in each facet a set of values.

    Known by its `memberships`, as it is kept, or by the forms' `numbers`, as it is changed; either is made of the other
    when it is first wanted.
    """

    def __init__(
        self,
        names: Sequence[str],
        size: int,
        memberships: Mapping[str, Membership] | None = None,
        numbers: Mapping[Form, int] | None = None,
    ) -> None:
        self.names = tuple(names)
        self._size = size
        self._memberships = dict(memberships or {})
        self._numbers = numbers

    def __len__(self) -> int:
        return self._size

    @property
    def numbers(self) -> Mapping[Form, int]:
        if self._numbers is None:
            columns = [_values_by_form(self.membership(name), self._size) for name in self.names]
            self._numbers = {form: number for number, form in enumerate(zip(*columns, strict=True))}
        return self._numbers

    def membership(self, facet: str) -> Membership:
        """Which form has which values."""
        if facet not in self._memberships:
            at = self.names.index(facet)
            values = tuple(sorted({value for form in self.numbers for value in form[at]}))
            place = {value: number for number, value in enumerate(values)}
            pairs = [(number, place[value]) for form, number in self.numbers.items() for value in form[at]]
            table = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
            self._memberships[facet] = Membership(values, np.ascontiguousarray(table))
        return self._memberships[facet]

    def of(self, documents: Sequence[Document]) -> tuple["Forms", NDArray[Any]]:
        """These forms and those of `documents`; and the number of each document's form."""
        met = [tuple(_sort_values(document, name) for name in self.names) for document in documents]
        numbers = self.numbers
        new = dict.fromkeys(form for form in met if form not in numbers)
        numbers = {**numbers, **dict(zip(new, count(len(self)), strict=False))} if new else numbers
        forms = Forms(self.names, len(numbers), numbers=numbers) if new else self
        width = np.uint16 if len(forms) <= 1 << 16 else np.uint32
        return forms, np.array([numbers[form] for form in met], dtype=width)


def _values_by_form(membership: Membership, size: int) -> list[tuple[str, ...]]:
    values: list[list[str]] = [[] for _form in range(size)]
    for form, place in membership.pairs.T.tolist():
        values[form].append(membership.values[place])
    return list(map(tuple, values))


class Group:
    """Facets that share a number: `codes` gives for each row the number of its form."""

    def __init__(self, forms: Forms, codes: Rows) -> None:
        self.forms = forms
        self.codes = codes
        self._rows: dict[tuple[str, str], Rows] = {}
        self._with: dict[tuple[str, str], Rows] = {}

    @classmethod
    def of(cls, names: Sequence[str], documents: Sequence[Document]) -> "Group":
        """The group of some facets of documents; row by row in their order."""
        return cls(*Forms(names, 0, numbers={}).of(documents))

    @property
    def names(self) -> tuple[str, ...]:
        return self.forms.names

    def with_changes(self, rows: Splice, documents: Sequence[Document]) -> "Group":
        """The group after `rows` have changed; `documents` are the new ones in their order."""
        forms, added = self.forms.of(documents)
        return Group(forms, rows.apply(self.codes.astype(added.dtype, copy=False), added))

    def fits(self, facet: str, values: Collection[str]) -> NDArray[np.bool_]:
        """For each form whether it has one of `values`."""
        fits = np.zeros(max(len(self.forms), 1), dtype=np.bool_)
        for value in values:
            fits[self._forms_with(facet, value)] = True
        return fits

    def _forms_with(self, facet: str, value: str) -> Rows:
        """The numbers of the forms that have `value`; looked up once for each value there is."""
        if (facet, value) not in self._with:
            known, (forms, places) = self.forms.membership(facet)
            if value not in known:
                return forms[:0]
            self._with[facet, value] = forms[places == known.index(value)]
        return self._with[facet, value]

    def rows(self, facet: str, value: str) -> Rows:
        """The rows that have `value`, ascending; looked up once."""
        if (facet, value) not in self._rows:
            found = np.flatnonzero(self.fits(facet, (value,)).take(self.codes))
            self._rows[facet, value] = found.astype(np.int32)
        return self._rows[facet, value]

    def counts(self, rows: Rows, *facets: str) -> dict[str, dict[str, int]]:
        """For each facet, or those named, how many of `rows` have each value; values with none are left out."""
        found = np.zeros(len(self.forms), dtype=np.int64)
        for start in range(0, len(rows), _AT_ONCE):
            found += np.bincount(self.codes[rows[start : start + _AT_ONCE]], minlength=len(self.forms))
        return {facet: self._by_value(facet, found) for facet in facets or self.names}

    def _by_value(self, facet: str, found: NDArray[np.int64]) -> dict[str, int]:
        values, (forms, places) = self.forms.membership(facet)
        totals = np.bincount(places, weights=found[forms], minlength=len(values)).astype(np.int64).tolist()
        return {value: total for value, total in zip(values, totals, strict=True) if total}


class Facets:
    """All facets of all documents, in groups."""

    def __init__(self, groups: Iterable[Group], size: int) -> None:
        self.groups = tuple(groups)
        self._size = size
        self._group = {name: group for group in self.groups for name in group.names}
        self._nothing = _nothing("", size)

    @classmethod
    def of(cls, documents: Sequence[Document]) -> "Facets":
        """The facets of documents; row by row in their order."""
        names = sorted({name for document in documents for name in document.facets})
        single = [Group.of([name], documents) for name in names]
        return cls((Group.of(names, documents) for names in _together(single)), len(documents))

    @classmethod
    def restore(cls, facts: Sequence[Any], arrays: Arrays, size: int) -> "Facets":
        """The facets whose `facts` and `arrays` were kept."""
        groups = []
        for number, (forms, names) in enumerate(facts):
            kept = {
                name: Membership(tuple(values), arrays[f"values_{name}"]) for name, values in names.items()
            }
            groups.append(Group(Forms(list(names), forms, kept), arrays[f"codes_{number}"]))
        return cls(groups, size)

    def arrays(self) -> Arrays:
        """What must be kept, with `facts`, to have these facets again."""
        codes: Arrays = {f"codes_{number}": group.codes for number, group in enumerate(self.groups)}
        pairs: Arrays = {
            f"values_{name}": group.forms.membership(name).pairs for name, group in self._group.items()
        }
        return {**codes, **pairs}

    def facts(self) -> list[Any]:
        return [
            (len(group.forms), {name: group.forms.membership(name).values for name in group.names})
            for group in self.groups
        ]

    def with_changes(self, rows: Splice, documents: Sequence[Document]) -> "Facets":
        """The facets after `rows` have changed; `documents` are the new ones in their order."""
        new = sorted({name for document in documents for name in document.facets} - self._group.keys())
        groups = (*self.groups, *(_nothing(name, self._size) for name in new))
        size = self._size - len(rows.gone) + len(documents)
        return Facets((group.with_changes(rows, documents) for group in groups), size)

    def holder(self, facet: str) -> tuple[Group, str]:
        """The group that holds `facet`, and its name there; one in which nobody has anything for an unknown facet."""
        return (self._group[facet], facet) if facet in self._group else (self._nothing, "")

    def test(self, facet: str, values: Collection[str]) -> Callable[[Rows | slice], NDArray[np.bool_]]:
        """A test of rows: has it one of `values`?"""
        group, name = self.holder(facet)
        fits, codes = group.fits(name, values), group.codes
        return lambda rows: fits.take(codes[rows])

    def counts(self, rows: Rows) -> dict[str, dict[str, int]]:
        """For each facet how many of `rows` have each value; values with none are left out."""
        return {facet: values for group in self.groups for facet, values in group.counts(rows).items()}


def _nothing(facet: str, size: int) -> Group:
    """A facet in which no document has anything."""
    return Group(Forms((facet,), 1, numbers={((),): 0}), np.zeros(size, dtype=np.uint16))


def _sort_values(document: Document, facet: str) -> tuple[str, ...]:
    return tuple(sorted(document.facets.get(facet, ())))


def _together(single: Sequence[Group]) -> list[list[str]]:
    """Names of facets that are to share a number: those of many forms first, each into the first group it does not burst."""
    groups: list[tuple[list[str], NDArray[np.int64], int]] = []
    for facet in sorted(single, key=lambda group: (-len(group.forms), group.names)):
        for at, (names, codes, forms) in enumerate(groups):
            if forms * len(facet.forms) <= _MOST_PAIRS:
                joint = np.bincount(pairs := codes * len(facet.forms) + facet.codes)
                if np.count_nonzero(joint) <= _MOST_FORMS:
                    numbers = np.cumsum(joint > 0) - 1
                    groups[at] = ([*names, *facet.names], numbers[pairs], int(numbers[-1]) + 1)
                    break
        else:
            groups.append(([*facet.names], facet.codes.astype(np.int64), len(facet.forms)))
    return [names for names, _codes, _forms in groups]
