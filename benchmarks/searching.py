"""How long does a question take? Every engine first shows that it gives the same answers; then they answer in turn."""

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks import questions
from benchmarks.measuring import Taken, in_turn
from benchmarks.questions import Question
from benchmarks.results import Result, judged

Engines = Sequence[Any]
Bars = Mapping[
    str, tuple[float, int]
]  # by peer: the most that ours may take of its time, and from how many listings on
_NEAR_BARS: Bars = {"PostgreSQL + PostGIS": (1 / 75, 500_000), "bare numpy": (2.0, 500_000)}
_COUNT_BARS: Bars = {"PostgreSQL + PostGIS": (1 / 100, 500_000)}
_WORD_BARS: Bars = {"plain Whoosh": (1.0, 50_000)}


class DifferentAnswers(Exception):
    """Two engines do not agree; nothing is timed."""


def agree(question: Question, engines: Engines, answer: str) -> None:
    """See that all engines give one answer.

    Raises:
        DifferentAnswers: they do not.
    """
    first, *others = engines
    wanted = getattr(first, answer)(question)
    for engine in others:
        given = getattr(engine, answer)(question)
        if given != wanted:
            raise DifferentAnswers(f"{engine.name} and {first.name} differ about {question}: {answer}")


def near(engines: Engines, count: int, rounds: int, size: int) -> list[Result]:
    """A need within 50 km: how many."""
    asked = questions.near(count)
    for question in asked:
        agree(question, [engine for engine in engines if hasattr(engine, "all_near")], "all_near")
        agree(question, engines, "near")
    return _against(_timed(engines, "near", asked, rounds), "need + 50 km", size, _NEAR_BARS)


def counted(engines: Engines, count: int, rounds: int, size: int) -> list[Result]:
    """Exact counts of the facets that pages count, among what has a need, in a county or for an audience."""
    asked = questions.counted(count)
    engines = [engine for engine in engines if hasattr(engine, "counts")]
    for question in asked:
        agree(question, engines, "counts")
    return _against(
        _timed(engines, "counts", asked, rounds), "exact counts of four facets", size, _COUNT_BARS
    )


def worded(engines: Engines, count: int, rounds: int, size: int, documents: Sequence[Any]) -> list[Result]:
    """Words that stand in a name."""
    asked = questions.worded(count, documents)
    for question in asked:
        agree(question, engines, "worded")
    return _against(_timed(engines, "worded", asked, rounds), "words of a name", size, _WORD_BARS)


def _timed(engines: Engines, answer: str, asked: Sequence[Question], rounds: int) -> dict[str, Taken]:
    quick = {engine.name: (getattr(engine, answer), engine.clock) for engine in engines}
    return in_turn(quick, asked, rounds)


def _against(taken: Mapping[str, Taken], what: str, size: int, bars: Bars) -> list[Result]:
    """Ours beside every peer: what 95 of 100 questions do not exceed is judged, the middle one is told."""
    ours, peers = taken["ours"], {name: took for name, took in taken.items() if name != "ours"}
    bar = {name: judged(bars[name][0], size, bars[name][1]) if name in bars else None for name in peers}
    slow = [
        Result(f"{what}, p95 CPU, {name}", 1000 * ours.slow, 1000 * took.slow, bar[name], "ms", size)
        for name, took in peers.items()
    ]
    middle = [
        Result(f"{what}, median CPU, {name}", 1000 * ours.middle, 1000 * took.middle, None, "ms", size)
        for name, took in peers.items()
    ]
    return [*slow, *middle]
