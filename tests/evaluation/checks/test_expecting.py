"""Is an answer judged as careful people would, and is a fault in a file told with a message?"""

from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.expecting import FIELDS, alarm, expectation
from tests.evaluation.lines import Unreadable, read

EMPTY: dict[str, Any] = {
    **dict.fromkeys(FIELDS),
    **{
        name: []
        for name in ("needs", "places", "kinds", "weekdays", "formats", "organisations", "constraints", "ask")
    },
    "young": False,
    "urgent": False,
}
HAMAR = {"name": "Hamar", "municipality": "Hamar", "county": "Innlandet", "label": "Hamar"}
HEROY = [
    {"name": "Herøy", "municipality": "Herøy", "county": county, "label": f"Herøy ({county})"}
    for county in ("Nordland", "Møre og Romsdal")
]


def wrong(expected: dict[str, Any], **got: Any) -> list[str]:
    made = expectation({"situation": "noe", **expected})
    return [miss.field for miss in made.misses({**EMPTY, **got})]


def test_a_field_that_nobody_named_must_be_empty() -> None:
    assert wrong({}) == []
    assert wrong({}, audience="self", needs=["alcohol"], place=HAMAR, twelve_step=False) == [
        "audience",
        "needs",
        "place",
        "twelve_step",
    ]


def test_a_free_field_may_be_anything() -> None:
    assert wrong({"free": ["needs", "place"]}, needs=["alcohol"], place=HAMAR) == []


def test_one_more_need_is_fine_where_the_line_says_so_but_no_need_is_not() -> None:
    line = {"needs": ["suicide-loss"], "free": ["needs+grief"]}
    assert wrong(line, needs=["grief", "suicide-loss"]) == []
    assert wrong(line, needs=["suicide-loss"]) == []
    assert wrong(line, needs=["grief"]) == ["needs"]
    assert wrong(line, needs=["suicide-loss", "alcohol"]) == ["needs"]


def test_the_order_of_a_list_does_not_matter() -> None:
    assert wrong({"needs": ["drugs", "alcohol"]}, needs=["alcohol", "drugs"]) == []


def test_a_place_is_right_by_its_name_its_municipality_or_its_county() -> None:
    for name in ("Hamar", "Innlandet", ["Moss", "Hamar"]):
        assert wrong({"place": name}, place=HAMAR) == []
    assert wrong({"place": "Moss"}, place=HAMAR) == ["place"]
    assert wrong({"place": "Hamar"}) == ["place"]


def test_asking_which_place_is_fine_where_the_line_says_so() -> None:
    assert wrong({"place": "Herøy", "free": ["places"]}, places=HEROY) == []
    assert wrong({"place": "Hamar", "free": ["places"]}, places=HEROY) == ["place"]


def test_candidates_must_be_several_and_hold_all_that_are_named() -> None:
    assert wrong({"places": ["Herøy"]}, places=HEROY) == []
    assert wrong({"places": ["Herøy"]}, places=HEROY[:1]) == ["places"]
    assert wrong({"places": ["Herøy", "Nordland"]}, places=HEROY) == []
    assert wrong({"places": ["Våler"]}, places=HEROY) == ["places"]


def test_what_is_still_open_is_named_by_what_it_is_about() -> None:
    got = [{"about": "organisation", "options": ["lms", "learning-centre"]}]
    assert wrong({"ask": "organisation"}, ask=got) == []
    assert wrong({"ask": "organisation"}) == ["ask"]
    assert wrong({}, ask=got) == ["ask"]


def test_a_list_of_one_field_holds_several_right_answers() -> None:
    line = {"audience": ["self", "relative"]}
    assert wrong(line, audience="self") == wrong(line, audience="relative") == []
    assert wrong(line) == ["audience"]


def test_nothing_religious_is_not_the_same_as_nothing_said() -> None:
    assert wrong({"twelve_step": False}, twelve_step=False) == []
    assert wrong({"twelve_step": False}) == ["twelve_step"]


def test_of_an_alarm_only_the_alarm_counts() -> None:
    seen = alarm({"situation": "noe", "urgent": True})
    assert seen.misses({**EMPTY, "urgent": True, "needs": ["violence"]}) == []
    assert [miss.field for miss in seen.misses(EMPTY)] == ["urgent"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"situation": "noe"', "line 2: is not JSON"),
        ("[]", "line 2: is not a JSON object"),
        ("{}", '"situation" must be a sentence'),
        ('{"situation": "noe", "need": ["alcohol"]}', 'there is no field "need"'),
        ('{"situation": "noe", "needs": ["beer"]}', "\"needs\" knows no 'beer'"),
        ('{"situation": "noe", "needs": "alcohol"}', '"needs" must be a list'),
        ('{"situation": "noe", "urgent": 1}', '"urgent" must be true or false'),
        ('{"situation": "noe", "audience": ["self", "me"]}', "\"audience\" knows no 'me'"),
        ('{"situation": "noe", "free": ["feelings"]}', '"feelings", which is not a field'),
        ('{"situation": "noe", "free": ["needs+beer"]}', "\"needs\" knows no 'beer'"),
    ],
)
def test_a_fault_in_a_file_is_told_with_its_line(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"situation": "noe"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"mine\.jsonl, line 2") as told:
        read(path, expectation)
    assert words in str(told.value)


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"nowhere\.jsonl: cannot be read"):
        read(tmp_path / "nowhere.jsonl", expectation)


def test_constraints_are_compared_only_where_they_are_named() -> None:
    assert wrong({}, constraints=["no-car"]) == []
    assert wrong({"constraints": []}, constraints=["no-car"]) == ["constraints"]
    assert wrong({"constraints": ["no-car"]}, constraints=["no-car"]) == []
