"""How well are sentences understood? What the site itself would understand, compared with what people meant."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from time import thread_time
from typing import Any

from tests.evaluation.expecting import FIELDS, Expectation, Miss
from tests.evaluation.misspelling import misspelt

Understanding = Callable[[str], Mapping[str, Any]]  # a sentence -> `understood` as the interface gives it


@dataclass(frozen=True, slots=True)
class Score:
    """How many were right, of how many."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """0 to 1; nothing asked is nothing wrong."""
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence as it was put, what was wrong in the answer, and how long it took."""

    said: str
    expected: Expectation
    misses: tuple[Miss, ...]
    milliseconds: float
    slip: str = "none"


@dataclass(frozen=True)
class Understood:
    """All sentences of a file, judged."""

    sentences: Sequence[Judged]

    @property
    def wrong(self) -> list[Judged]:
        return [judged for judged in self.sentences if judged.misses]

    @property
    def right(self) -> Score:
        """Sentences where every field is right."""
        return _score(not judged.misses for judged in self.sentences)

    @property
    def milliseconds(self) -> float:
        """The median."""
        return median(judged.milliseconds for judged in self.sentences) if self.sentences else 0.0

    @cached_property
    def by_field(self) -> dict[str, tuple[Score, Score]]:
        """For each field: where something was to be understood, and everywhere it is compared."""
        compared = {name for judged in self.sentences for name in judged.expected.compared}
        return {
            name: (self._field(name, True), self._field(name, False)) for name in FIELDS if name in compared
        }

    def _field(self, name: str, wanted: bool) -> Score:
        compared = [judged for judged in self.sentences if name in judged.expected.compared]
        asked = [judged for judged in compared if not wanted or judged.expected.wanted.get(name) is not None]
        return _score(all(miss.field != name for miss in judged.misses) for judged in asked)

    def by(self, group: Callable[[Judged], str | None]) -> dict[str, Score]:
        """Sentences entirely right in each group, groups in order of name."""
        names = Counter(group(judged) for judged in self.sentences)
        return {
            name: _score(not judged.misses for judged in self.sentences if group(judged) == name)
            for name in sorted(filter(None, names))
        }


def _score(answers: Any) -> Score:
    listed = list(answers)
    return Score(sum(listed), len(listed))


def sentences(expected: Sequence[Expectation], understand: Understanding) -> Understood:
    """Every sentence as it is written."""
    return Understood([_judged(each.situation, each, understand) for each in expected])


def misspelt_sentences(expected: Sequence[Expectation], understand: Understanding) -> Understood:
    """Every sentence with one slip of the fingers; it means the same."""
    judged = []
    for each in expected:
        said, slip = misspelt(each.situation)
        judged.append(_judged(said, each, understand, slip))
    return Understood(judged)


def _judged(said: str, expected: Expectation, understand: Understanding, slip: str = "none") -> Judged:
    begun = thread_time()
    understood = understand(said)
    taken = (thread_time() - begun) * 1000
    return Judged(said, expected, tuple(expected.misses(understood)), taken, slip)
