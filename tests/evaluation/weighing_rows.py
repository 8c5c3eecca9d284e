"""From which sentences is it learnt what danger sounds like? Never from those that measure."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.evaluation.carrying import carries

HERE = Path(__file__).parent
_VIOLENT = frozenset(("violence", "sexual-abuse"))


def examples() -> Iterator[dict[str, Any]]:
    """Each row of our own examples that teaches: dangers, what only looks like one, and ordinary sentences."""
    yield from rows_of("danger_examples.jsonl")
    for name in ("danger.jsonl", "harmless.jsonl"):
        yield from (row for row in rows_of(name) if "family" not in row or row.get("taught"))
    ordinary = [*rows_of("sentences.jsonl"), *(row for row in rows_of("letters.jsonl") if not carries(row))]
    yield from (row for row in ordinary if not row.get("urgent") and "urgent" not in row.get("free", ()))
    yield from ({"situation": each["t"]} for each in _told_calmly())


def _told_calmly() -> Iterator[dict[str, Any]]:
    """The sentences that teach what a letter is about, but for those that tell of violence: they may be of today."""
    letters = [row for row in rows_of("taught_letters.jsonl") if not row.get("urgent")]
    told = [*(each for row in letters for each in _parts(row)), *rows_of("need_examples.jsonl")]
    return (each for each in told if _VIOLENT.isdisjoint(each["n"]))


def _parts(letter: dict[str, Any]) -> list[dict[str, Any]]:
    """The sentences of a letter, each with its needs; the whole, where nobody said what each tells."""
    return letter.get("sentences", [{"t": letter.get("situation"), "n": letter.get("needs", ())}])


def rows_of(name: str) -> list[dict[str, Any]]:
    """The lines of one file beside this one."""
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]
