"""Which files is the project made of? What a clone would hold, without what tools put beside it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BESIDE = {"instance", "node_modules", "__pycache__", "screenshots"}
_TEXT = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".svg",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".ini",
    ".csv",
    ".jsonl",
    ".po",
    ".mako",
    "",
}


def files(under: str = ".", suffix: str | None = None) -> Iterator[Path]:
    """Files of the project, in order; those of one folder, or with one suffix."""
    start = ROOT / under
    for path in [start] if start.is_file() else sorted(start.rglob("*")):
        steps = path.relative_to(ROOT).parts
        hidden = any(step in _BESIDE or (step.startswith(".") and step != ".ci") for step in steps)
        if path.is_file() and not hidden and (suffix is None or path.suffix == suffix):
            yield path


def texts(under: str = ".") -> Iterator[tuple[Path, str]]:
    """Every text file with its text."""
    for path in files(under):
        if path.suffix in _TEXT:
            yield path, path.read_text(encoding="utf-8")


def product() -> Iterator[Path]:
    """The Python files that run, tests left out."""
    for under in ("app.py", "gunicorn.conf.py", "directory", "search_index", "migrations"):
        yield from files(under, ".py")


def functions(source: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, methods and inner ones too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the last one."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def is_route(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a decorator gives it an address."""
    verbs = {"get", "post", "put", "delete", "patch", "route"}
    calls = (mark.func for mark in function.decorator_list if isinstance(mark, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr in verbs for call in calls)


def short(path: Path) -> str:
    """The path as one writes it: from the project's root."""
    return path.relative_to(ROOT).as_posix()
