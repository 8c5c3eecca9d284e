"""Does every room meet both databases? Cases that stand in a house run on PostgreSQL in the drills, these every time."""

import ast
from collections.abc import Mapping
from pathlib import PurePath

from tests.conftest import databases
from tests.house.tree import files, short

_HOUSES = {"house", "fresh_house", "bare_house", "own_house", "visit", "fresh_visit", "office"}
_ELSEWHERE = {
    "tests/drills",
    "tests/drills/apart",
    "tests/evaluation/checks",
}  # these make houses of their own, always on SQLite
_BOTH = "both_databases"


def on_one_alone(sources: Mapping[str, str]) -> set[str]:
    """Folders where tests stand in a house, none of which asks for both databases."""
    asking = [path for path, source in sources.items() if f"mark.{_BOTH}" in source]
    standing = {str(PurePath(path).parent) for path, source in sources.items() if _stands_in_a_house(source)}
    return {folder for folder in standing if not any(path.startswith(f"{folder}/") for path in asking)}


def _stands_in_a_house(source: str) -> bool:
    tests = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))
    return any(
        test.name.startswith("test_") and _HOUSES & {argument.arg for argument in test.args.args}
        for test in tests
    )


def test_every_folder_has_a_case_that_runs_on_both() -> None:
    sources = {short(path): path.read_text(encoding="utf-8") for path in files("tests", ".py")}
    assert on_one_alone(sources) == _ELSEWHERE


def test_a_folder_without_one_is_seen() -> None:
    alone = "def test_it(visit):\n    pass\n"
    assert on_one_alone({"tests/room/test_it.py": alone}) == {"tests/room"}
    assert on_one_alone({"tests/room/test_it.py": f"@pytest.mark.{_BOTH}\n{alone}"}) == set()
    assert on_one_alone({"tests/room/test_it.py": "def test_it(tmp_path):\n    pass\n"}) == set()


def test_what_does_not_ask_for_both_has_postgresql_in_the_drills() -> None:
    assert [_marks(each) for each in databases(both=True)] == [[], []]
    assert [_marks(each) for each in databases(both=False)] == [[], ["long"]]


def _marks(kind: object) -> list[str]:
    marks = getattr(kind, "marks", ())
    return [mark.name for mark in (marks if isinstance(marks, tuple | list) else [marks])]
