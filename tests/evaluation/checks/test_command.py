"""Does `make evaluate` say what it measured, and what it could not read?"""

import sys
from pathlib import Path

import pytest

from tests.evaluation.__main__ import main

LINES = """\
{"situation": "Kona mi drikker. Vi bor på Hamar", "audience": "relative", "relation": "partner", "needs": ["alcohol"], "place": "Hamar"}
{"situation": "gruppe på Hamar \\ud800", "place": "Moss", "free": ["kinds"]}
"""


def evaluate(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    monkeypatch.setattr(sys, "argv", ["evaluate", *words])
    main()


def test_a_file_is_measured_by_field_with_its_misses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(LINES, encoding="utf-8")
    evaluate(monkeypatch, str(path))
    told = capsys.readouterr().out
    assert "Sentences: entirely right 50.0% (1 of 2)" in told
    assert "place: got 'Hamar', wanted 'Moss'" in told
    assert "ms (median)" in told
    assert "Sentences with one slip" in told


def test_a_fault_is_told_in_words_and_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="cannot be read"):
        evaluate(monkeypatch, str(tmp_path / "nowhere.jsonl"))
