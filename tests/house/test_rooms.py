"""Is everything found by its name? Rooms small enough to know, names that mean one thing, and no circle among them."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.house import drawing
from tests.house.imports import circles, modules, rooms
from tests.house.tree import ROOT, files, functions, is_route, product, short, texts

MOST = 20
# In several rooms, and in each of them this.
EVERYWHERE = {
    "__init__": "what is this room?",
    "__main__": "what does `python -m` do with it?",
    "commands": "what can be done from the command line?",
    "forms": "how does the room ask?",
    "loading": "how does data come in?",
    "models": "which tables does it have?",
    "presenting": "how is it said on a page of others?",
    "room": "what does the room need in the house?",
    "showing": "what does its own page say?",
    # In the index, which is a tool apart. A Whoosh index on the disk names this module.
    "language": "how are words of a language told apart?",
    # Made by the one, read by the other.
    "outlines": "what shape do the counties have?",
}
PARTICIPLES = set(
    "allowed asked begun bound broken built carried changed chosen composed counted covered done drawn found given gone"
    " held joined kept known led left made marked meant moved named offered opened ordered packed placed read_back"
    " reached refused said seen sent shown sorted spoken standing stored taken told understood wanted written around ground"
    " restored narrowed".split()
)
# What is pickled by name keeps it.
KEPT = ("search_index/language.py",)


def crowded(paths: Iterable[Path]) -> dict[str, int]:
    """Folders that hold more files than one can know, with how many."""
    held: dict[str, int] = defaultdict(int)
    for path in paths:
        held[short(path.parent)] += 1
    return {folder: count for folder, count in held.items() if count > MOST}


def ambiguous(named: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Names that stand in more than one place, with the places."""
    where: dict[str, set[str]] = defaultdict(set)
    for name, place in named:
        where[name].add(place)
    return {name: places for name, places in where.items() if len(places) > 1}


def participles(source: str) -> list[str]:
    """Functions of a file that are called by what was done. Pages are called by what they show, values by what they are."""
    return [
        function.name
        for function in functions(source)
        if function.name.strip("_") in PARTICIPLES and not function.decorator_list and not is_route(function)
    ]


def _classes() -> Iterator[tuple[str, str]]:
    for path in (path for path in product() if not short(path).startswith(KEPT)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, short(path)


def cited(text: str) -> list[str]:
    """Python files that a text names as `file.py`."""
    return re.findall(r"`(?:tests/|directory/)?((?:[a-z_0-9]+/)*[a-z_0-9]+\.py)`", text)


@pytest.mark.parametrize(
    ("under", "suffix"),
    [
        ("directory", ".py"),
        ("search_index", ".py"),
        ("templates", ".html"),
        ("templates", ".txt"),
        ("tests", ".py"),
    ],
)
def test_no_folder_is_crowded(under: str, suffix: str) -> None:
    found = crowded(files(under, suffix))
    assert {folder: count for folder, count in found.items() if not f"{folder}/".startswith(KEPT)} == {}


def test_a_crowded_folder_is_seen() -> None:
    assert crowded(ROOT / "directory" / f"{number}.py" for number in range(MOST + 1)) == {
        "directory": MOST + 1
    }


def test_a_file_name_means_one_thing_in_all_rooms() -> None:
    paths = (path for top in ("directory", "search_index") for path in files(top, ".py"))
    named = ((path.stem, short(path)) for path in paths)
    assert ambiguous(named).keys() - EVERYWHERE.keys() == set()


def test_a_class_name_means_one_thing() -> None:
    assert ambiguous(_classes()) == {}


def test_two_meanings_are_seen() -> None:
    assert ambiguous([("rows", "a.py"), ("rows", "b.py"), ("row", "a.py")]) == {"rows": {"a.py", "b.py"}}


def test_no_function_is_called_by_what_was_done() -> None:
    sources = {short(path): path.read_text(encoding="utf-8") for path in product()}
    found = {path: participles(source) for path, source in sources.items() if not path.startswith(KEPT)}
    assert {path: names for path, names in found.items() if names} == {}


def test_a_participle_is_seen() -> None:
    source = "def shown(): ...\ndef _told(): ...\n@property\ndef moved(self): ...\ndef show(): ..."
    assert participles(source) == ["shown", "_told"]


def test_no_import_comes_back_within_a_room_or_between_rooms() -> None:
    assert circles(modules()) == []
    assert circles(rooms(modules())) == []


def test_a_circle_is_seen() -> None:
    lower, upper = "directory.listings.editing.changes", "directory.listings.editing.apply"
    planted = {**modules(), lower: modules()[lower] | {upper}}
    assert any({lower, upper} <= set(circle) for circle in circles(planted))
    between = {**modules(), lower: modules()[lower] | {"directory.listings.desk.edit"}}
    assert any("directory.listings.desk.edit" in circle for circle in circles(rooms(between)))


def test_every_file_that_is_named_is_there() -> None:
    there = {short(path) for path in files(".", ".py")}
    paths = {path: text for path, text in texts() if path.suffix in (".py", ".md") and path != Path(__file__)}
    lost = {
        short(path): gone
        for path, text in paths.items()
        if (
            gone := [
                name for name in cited(text) if not any(f"/{file}".endswith(f"/{name}") for file in there)
            ]
        )
    }
    assert lost == {}


def test_a_file_that_is_gone_is_seen() -> None:
    assert cited("as `desk_reports.py` says, and `directory/web/hall.py`") == [
        "desk_reports.py",
        "web/hall.py",
    ]


def test_the_picture_of_the_house_is_as_its_imports_are() -> None:
    assert drawing.PICTURE.read_text(encoding="utf-8") == drawing.picture(), "python -m tests.house.drawing"


def test_what_is_imported_stands_below() -> None:
    imports = {"a": {"b", "c"}, "b": {"c"}, "c": set[str]()}
    assert drawing.floors(imports) == {"a": 2, "b": 1, "c": 0}
    assert drawing.plain(imports) == {("a", "b"), ("b", "c")}
