"""From which sentences is it learnt what danger sounds like? Never from those that measure."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.evaluation.carrying import carries

HERE = Path(__file__).parent


def examples() -> Iterator[dict[str, Any]]:
    """Each row of our own examples that teaches: dangers, what only looks like one, and ordinary sentences."""
    yield from rows_of("danger_examples.jsonl")
    for name in ("danger.jsonl", "harmless.jsonl"):
        yield from (row for row in rows_of(name) if "family" not in row or row.get("taught"))
    ordinary = [*rows_of("sentences.jsonl"), *(row for row in rows_of("letters.jsonl") if not carries(row))]
    yield from (row for row in ordinary if not row.get("urgent") and "urgent" not in row.get("free", ()))


def rows_of(name: str) -> list[dict[str, Any]]:
    """The lines of one file beside this one."""
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]
