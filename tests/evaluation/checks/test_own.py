"""Is Varde as good as it was? Our own examples are measured, and no share may sink below its floor."""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from types import FrameType

import pytest
from flask import Flask

from directory.settings import DATA
from tests.evaluation.expecting import expectation
from tests.evaluation.house import new_house, understanding
from tests.evaluation.lines import read
from tests.evaluation.measuring import Score, Understanding, sentences
from tests.evaluation.own import HERE, Results, below, floor, raised, ranked, results
from tests.evaluation.page import PAGE, page
from tests.evaluation.ranking import scene

SENTENCES = read(HERE / "sentences.jsonl", expectation)
SCENES = read(HERE / "pairs.jsonl", scene)


@pytest.fixture(scope="module")
def house() -> Iterator[Flask]:
    with new_house() as app:
        yield app


@pytest.fixture(scope="module")
def found(house: Flask) -> Results:
    return results(house)


def test_nothing_has_become_worse(found: Results) -> None:
    assert below(found.scores, floor()) == []


def test_there_is_a_floor_under_everything(found: Results) -> None:
    assert floor().keys() == found.scores.keys()


def test_the_page_says_what_is_measured(found: Results) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(found), "make evaluate KEEP=1 writes it anew"


def test_a_worse_understanding_is_seen(house: Flask, found: Results) -> None:
    with understanding(house) as understand:
        worse = sentences(SENTENCES, lambda said: {**understand(said), "place": None})
    assert below(replace(found, plain=worse).scores, floor())


def test_a_worse_order_is_seen(house: Flask, found: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "directory.matching.suggesting.suggest.order",
        lambda _need: lambda _step: lambda cached, *_rest: ((False, 0, 0, (cached.id,)), (), False),
    )
    worse = ranked(house, SCENES)
    assert below(replace(found, ranked=worse).scores, floor())


def test_the_floor_is_raised_and_never_lowered() -> None:
    scores = {"better": Score(9, 10), "worse": Score(1, 3)}
    assert raised(scores, {"better": 0.5, "worse": 0.5}) == {"better": 0.9, "worse": 0.5}
    assert below(scores, {"better": 0.9, "worse": 0.5}) == ["worse: 33.3% is below the floor of 50.0%"]


def test_a_sentence_is_understood_as_the_interface_understands_it(house: Flask) -> None:
    for each in SENTENCES[::15]:
        answer = house.test_client().post("/api/v1/match", json={"situation": each.situation}).get_json()
        with understanding(house) as understand:
            assert understand(each.situation) == answer["understood"]


def test_a_sentence_is_understood_with_little_work(house: Flask) -> None:
    """Counted in calls, which are the same on every machine. What they take stands in docs/evaluation.md."""
    with understanding(house) as understand:
        understand(SENTENCES[0].situation)  # reads the tables
        work = [calls(understand, each.situation) for each in SENTENCES[::5]]
    assert median(work) < 6000  # it was 3664


def calls(understand: Understanding, situation: str) -> int:
    """How many functions are called to understand a sentence."""
    count = 0

    def one_more(_frame: FrameType, event: str, _value: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(one_more)
    try:
        understand(situation)
    finally:
        sys.setprofile(None)
    return count


def test_there_are_examples_enough_in_every_register() -> None:
    registers = Counter(each.register for each in SENTENCES)
    assert len(SENTENCES) >= 300
    assert len(registers) >= 11
    assert min(registers.values()) >= 30
    assert sum(len(each.before) for each in SCENES) >= 100


def test_no_example_is_written_twice() -> None:
    written = Counter(_plain(each.situation) for each in SENTENCES)
    written += Counter(_plain(row["situation"]) for row in _alarms())
    assert [said for said, times in written.items() if times > 1] == []


def test_no_example_stands_in_the_tables_that_understand() -> None:
    tables = [_plain(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*.toml"))]
    examples = [each.situation for each in SENTENCES] + [row["situation"] for row in _alarms()]
    longer = [words for words in map(_plain, examples) if words.count(" ") >= 4]
    assert len(longer) > 300
    assert [words for words in longer if any(words in table for table in tables)] == []


def _alarms() -> list[dict[str, str]]:
    names = ("danger.jsonl", "harmless.jsonl")
    return [
        json.loads(line) for name in names for line in (HERE / name).read_text(encoding="utf-8").splitlines()
    ]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
