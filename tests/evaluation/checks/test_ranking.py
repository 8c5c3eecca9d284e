"""Are scenes judged by what they say?"""

from typing import Any

import pytest

from tests.evaluation.ranking import scene

LISTINGS = [{"id": id_, "municipality": "Hamar"} for id_ in ("a", "b", "c")]


def answer(*ids: str, online: tuple[str, ...] = ()) -> dict[str, Any]:
    matches = [{"id": id_, "step": "near"} for id_ in ids]
    return {
        "matches": matches,
        "online": [{"id": id_, "step": "online"} for id_ in online],
        "courses": [],
        "later": [],
    }


def faults(said: dict[str, Any], given: dict[str, Any]) -> list[str]:
    row = {"why": "because", "need": {"place": "hamar"}, "listings": LISTINGS, **said}
    return list(scene(row).faults(given))


def test_the_first_must_be_there_and_stand_before_the_second() -> None:
    said = {"before": [["a", "b"]]}
    assert faults(said, answer("a", "c", "b")) == []
    assert faults(said, answer("b", "a")) == ["b stands before a"]
    assert faults(said, answer("b")) == ["a is not there, and should stand before b"]
    assert faults(said, answer("a")) == []


def test_matches_stand_before_what_is_online() -> None:
    assert faults({"before": [["a", "b"]]}, answer("a", online=("b",))) == []
    assert faults({"before": [["a", "b"]]}, answer("b", online=("a",))) == ["b stands before a"]


def test_a_row_of_three_is_two_pairs() -> None:
    assert faults({"before": [["a", "b", "c"]]}, answer("c", "b", "a")) == [
        "b stands before a",
        "c stands before b",
    ]


def test_what_must_be_there_what_must_not_and_in_which_step() -> None:
    said = {"shown": ["a"], "absent": ["b"], "step": {"c": "near"}}
    assert faults(said, answer("a", "c")) == []
    assert faults(said, answer("b", online=("c",))) == [
        "a is not there",
        "b is there",
        "c is in the step online, not in near",
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"befor": []}, 'no part "befor"'),
        ({"absent": ["x"]}, 'called "x"'),
        ({"need": {}}, "must be said"),
    ],
)
def test_a_scene_that_says_nonsense_is_refused(said: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        faults(said, answer())
