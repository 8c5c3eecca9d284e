"""Does the project speak of itself alone, and does every file say which question it answers?"""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT, is_route, product, short, texts

_HERE = re.compile(
    r"(?<![\w.])/(?:home|Users|root|work|mnt|private)/\w"  # a path of somebody's machine
    r"|--(?:extra-)?index-url|--trusted-host|--find-links"  # somebody's registry
    r"|\b(?:issue|ticket)s? #?\d+|(?<!&)#\d+\b(?![\da-fA-F;])(?=[\s.,)])"  # a number that means nothing outside
    r"|Generated (?:by|with) ",
    re.IGNORECASE,
)
_COLOURED = {".css", ".svg"}


def foreign_words(text: str) -> list[str]:
    """What in a text belongs to the place it was written in, not to the project."""
    return [match.group() for match in _HERE.finditer(text)]


def undocumented(source: str) -> list[str]:
    """The file itself, and its public classes and functions, where they do not say what they are for."""
    tree = ast.parse(source)
    found = [] if ast.get_docstring(tree) or not tree.body else ["the file"]
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            route = isinstance(node, ast.FunctionDef) and is_route(node)
            if not ast.get_docstring(node) and not route:
                found.append(node.name)
    return found


def test_the_tree_speaks_of_itself_alone() -> None:
    here = Path(__file__)
    found = {short(path): words for path, text in texts() if path != here and (words := foreign_words(text))}
    assert {path: words for path, words in found.items() if Path(path).suffix not in _COLOURED} == {}


@pytest.mark.parametrize(
    "planted", ["/home/kari/varde", "see issue 12", "--index-url https://x", "closes #7."]
)
def test_a_word_from_elsewhere_is_seen(planted: str) -> None:
    assert foreign_words(f"text {planted} text")


@pytest.mark.parametrize("innocent", ["/om", "docs/work/x.md", "&#39; ", "https://varde.example/home/"])
def test_an_innocent_word_is_left_alone(innocent: str) -> None:
    assert foreign_words(f"text {innocent} text") == []


def test_everything_public_says_what_it_is_for() -> None:
    paths = [path for path in product() if path.parts[-2] != "versions" and path.name != "gunicorn.conf.py"]
    found = {
        short(path): names for path in paths if (names := undocumented(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_something_without_an_explanation_is_seen() -> None:
    source = "class A: ...\ndef b(): ...\ndef _c(): ...\n@pages.get('/')\ndef d(): ..."
    assert undocumented(source) == ["the file", "A", "b"]


def test_the_readme_shows_the_two_commands_on_its_first_screen() -> None:
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40]
    assert any("make run" in line for line in first_screen)
    assert any("make test" in line for line in first_screen)


@pytest.mark.parametrize("target", ["run", "test", "serve", "sure", "screenshots"])
def test_the_commands_of_the_contract_are_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_continuous_integration_runs_the_readmes_test_command() -> None:
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_the_papers_of_the_house_are_there() -> None:
    papers = (
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "docs/house.md",
        "docs/words.md",
        "docs/decisions",
    )
    assert [paper for paper in papers if not (ROOT / paper).exists()] == []


def test_every_requirement_is_pinned_with_its_checksum() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        packages = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert packages
        assert [line for line in packages if not re.match(r"[\w.\[\]-]+==[\w.]+(?: ;.*)? \\$", line)] == []


def test_warnings_are_errors_except_a_named_dependencys_own() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"][
        "ini_options"
    ]
    first, *rest = settings["filterwarnings"]
    assert first == "error"
    assert all(rule.startswith("ignore") and rule.split(":")[-1] for rule in rest)
