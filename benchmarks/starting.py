"""How soon does a worker answer after its start?"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import questions
from benchmarks.engines.ours import Ours
from benchmarks.engines.whoosh_plain import PlainWhoosh
from benchmarks.measuring import at
from benchmarks.questions import Question
from benchmarks.results import Result, judged
from search_index import folder as disk
from search_index.language import understood
from search_index.schema import Document

_FROM = 50_000  # listings from which on the bar is meant


def cold_starts(generation: Path, whoosh: Path, documents: Sequence[Document], count: int) -> list[Result]:
    """From files on the disk to the first answer; ours are checked byte by byte first."""
    starts: dict[str, Callable[[Question], set[str]]] = {
        "ours": lambda question: Ours(disk.open_generation(generation)).worded(question),
        "plain Whoosh": lambda question: PlainWhoosh(whoosh).worded(question),
    }
    taken: dict[str, list[float]] = {name: [] for name in starts}
    for question in questions.worded(count, documents):
        answers = []
        for name, start in starts.items():
            understood.cache_clear()
            began = time.process_time()
            answers.append(start(question))
            taken[name].append(time.process_time() - began)
        if answers[0] != answers[1]:
            raise RuntimeError(f"two first answers differ about {question}")
    size = len(documents)
    ours, peer = (1000 * sum(values) / len(values) for values in taken.values())
    slow, slow_peer = (1000 * at(values, 0.95) for values in taken.values())
    what, bar = "cold start and first question", judged(1.0, size, _FROM)
    return [
        Result(f"{what}, mean CPU, plain Whoosh", ours, peer, bar, "ms", size),
        Result(f"{what}, p95 CPU, plain Whoosh", slow, slow_peer, None, "ms", size),
    ]
