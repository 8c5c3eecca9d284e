"""What becomes of a sentence inside a letter? Each danger, and each that only looks like one, is put into harmless letters.

The letters are half of those in `letters.jsonl` that are not urgent; the other half teaches (`weighing.py`). Letters and places are
drawn with a seed, so that everybody measures the same.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

from tests.evaluation.expecting import Expectation

LETTERS = Path(__file__).parent / "letters.jsonl"
LETTERS_EACH = 5  # letters that each sentence is put into
_SEED = 11
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")


def carries(row: Mapping[str, Any]) -> bool:
    """Whether a letter carries, or else teaches; told by its own text, so that no order of lines matters."""
    return crc32(row["situation"].encode()) % 2 == 1


def carriers() -> list[str]:
    """The letters that carry: those of their half in which nobody is in danger."""
    rows = [json.loads(line) for line in LETTERS.read_text(encoding="utf-8").splitlines()]
    harmless = [row for row in rows if not row.get("urgent") and "urgent" not in row.get("free", ())]
    return [row["situation"] for row in harmless if carries(row)]


def inside_letters(sentences: Sequence[Expectation], letters: Sequence[str]) -> list[Expectation]:
    """Each sentence within five letters, somewhere after their first sentence and before their last."""
    drawn = Random(_SEED)
    return [
        replace(each, situation=_inside(each.situation, letter, drawn))
        for each in sentences
        for letter in drawn.sample(letters, LETTERS_EACH)
    ]


def _inside(said: str, letter: str, drawn: Random) -> str:
    parts = _SENTENCE_ENDS.split(letter.strip())
    at = drawn.randrange(1, len(parts)) if len(parts) > 1 else 1
    ended = said.strip() if said.strip()[-1] in ".!?" else said.strip() + "."
    before = parts[:at] if at < len(parts) or parts[-1][-1] in ".!?" else [*parts[:-1], parts[-1] + "."]
    return " ".join([*before, ended, *parts[at:]])
