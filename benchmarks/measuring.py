"""How is time taken on a machine that others use too? Processor time, engines in turn, medians of several rounds."""

import gc
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Answer = Callable[[Any], object]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds that one engine took for each question, of the processor and on the wall: medians of all rounds."""

    cpu: tuple[float, ...]
    wall: tuple[float, ...]

    @property
    def middle(self) -> float:
        return at(self.cpu, 0.5)

    @property
    def slow(self) -> float:
        """Processor seconds that 95 of 100 questions do not exceed."""
        return at(self.cpu, 0.95)


def at(values: Iterable[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def in_turn(
    engines: Mapping[str, tuple[Answer, Clock]], questions: Sequence[Any], rounds: int
) -> dict[str, Taken]:
    """Every engine answers every question, one engine after the other, `rounds` times; the first round only warms up."""
    cpu: dict[str, list[list[float]]] = {name: [[] for _question in questions] for name in engines}
    wall: dict[str, list[list[float]]] = {name: [[] for _question in questions] for name in engines}
    gc.collect()
    gc.disable()
    for turn in range(rounds + 1):
        for number, question in enumerate(questions):
            for name, (answer, clock) in engines.items():
                began, began_wall = clock(), time.perf_counter()
                answer(question)
                if turn:
                    cpu[name][number].append(clock() - began)
                    wall[name][number].append(time.perf_counter() - began_wall)
    gc.enable()
    return {name: Taken(tuple(map(median, cpu[name])), tuple(map(median, wall[name]))) for name in engines}
