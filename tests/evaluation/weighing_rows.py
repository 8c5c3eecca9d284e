"""From which sentences is it learnt what danger sounds like? Never from those that measure."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.evaluation.carrying import carries

HERE = Path(__file__).parent


def examples() -> Iterator[dict[str, Any]]:
    """Each row of our own examples that teaches: dangers, what only looks like one, and ordinary sentences."""
    yield from _rows("danger_examples.jsonl")
    for name in ("danger.jsonl", "harmless.jsonl"):
        yield from (row for row in _rows(name) if "family" not in row or row.get("taught"))
    ordinary = [*_rows("sentences.jsonl"), *(row for row in _rows("letters.jsonl") if not carries(row))]
    yield from (row for row in ordinary if not row.get("urgent") and "urgent" not in row.get("free", ()))


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]
