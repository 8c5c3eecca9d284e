"""Is everything small enough to be read in one go, and is everything called what it is?"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from statistics import median

import pytest

from tests.house.tree import ROOT, files, functions, is_route, length, product, short

_EMPTY = {"util", "helper", "manager", "misc", "common", "handle", "process"}
_EMPTY |= {f"{word}s" for word in _EMPTY} | {"handler", "handlers", "processor", "processes", "processing"}


def says_nothing(name: str) -> bool:
    """Whether one word of a name, `in_this_form` or `InThisForm`, stands for no thing at all."""
    return not _EMPTY.isdisjoint(word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name))


def quantile(lengths: Iterable[int], share: float) -> int:
    """The length that `share` of the items do not exceed."""
    ordered = sorted(lengths)
    return ordered[int(share * (len(ordered) - 1))]


def too_large(lengths: list[int], middle: int, most: int) -> list[str]:
    """What is wrong with the lengths: the one in the middle, and the one that 95 of 100 do not exceed."""
    found = []
    if median(lengths) > middle:
        found.append(f"the median is {median(lengths)}, more than {middle}")
    if quantile(lengths, 0.95) > most:
        found.append(f"95 of 100 are up to {quantile(lengths, 0.95)}, more than {most}")
    return found


def empty_names(source: str) -> list[str]:
    """Functions and classes of a file whose names say nothing."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    names = (node.name for node in ast.walk(ast.parse(source)) if isinstance(node, kinds))
    return [name for name in names if says_nothing(name)]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("under", ["product", "tests"])
def test_functions_are_short(under: str) -> None:
    paths = product() if under == "product" else files("tests", ".py")
    lengths = [length(function) for path in paths for function in functions(path.read_text(encoding="utf-8"))]
    assert too_large(lengths, 10, 35) == []


@pytest.mark.parametrize("under", ["product", "tests"])
def test_files_are_short(under: str) -> None:
    paths = product() if under == "product" else files("tests", ".py")
    assert too_large([_lines(path) for path in paths], 100, 300) == []


def test_a_route_is_read_at_a_glance() -> None:
    found = [
        f"{short(path)}: {function.name}"
        for path in product()
        for function in functions(path.read_text(encoding="utf-8"))
        if is_route(function) and length(function) > 25
    ]
    assert found == []


def test_templates_and_the_front_door_are_short() -> None:
    assert [short(path) for path in files("templates", ".html") if _lines(path) > 120] == []
    assert _lines(ROOT / "app.py") < 80


def test_every_name_says_what_it_is() -> None:
    named = [short(path) for path in files() if path.suffix == ".py" and says_nothing(path.stem)]
    sources = {short(path): path.read_text(encoding="utf-8") for path in files(".", ".py")}
    assert (
        named + [f"{path}: {name}" for path, source in sources.items() for name in empty_names(source)] == []
    )


@pytest.mark.parametrize(
    "name",
    ["util", "utils", "form_helper", "ListingManager", "misc", "common_words", "handle_post", "processData"],
)
def test_an_empty_name_is_seen(name: str) -> None:
    assert empty_names(f"def {name}(): ...") == [name]


@pytest.mark.parametrize("name", ["commonest", "handlebar", "shape"])
def test_a_word_that_only_looks_like_one_is_left_alone(name: str) -> None:
    assert empty_names(f"def {name}(): ...") == []


def test_a_long_function_and_a_long_route_are_seen() -> None:
    source = "@pages.get('/x')\ndef x():\n" + "    a = 1\n" * 40
    function = next(functions(source))
    assert is_route(function)
    assert length(function) == 41
    assert too_large([length(function)], 10, 35) == [
        "the median is 41, more than 10",
        "95 of 100 are up to 41, more than 35",
    ]
