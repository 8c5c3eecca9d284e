"""Does the service use all that stands in it? What only tests call is no part of it."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from vulture import Vulture  # type: ignore[import-untyped]

from tests.house.tree import ROOT, files, product, short

_KINDS = {"function", "method", "class", "property"}
# What a framework calls by these decorators.
_CALLED = ["@*.get", "@*.post", "@*.command", "@*.listens_for", "@*.app_errorhandler", "@*.errorhandler"]
_CALLED += ["@field_validator", "@model_validator", "@model_serializer", "@field_serializer", "@validator"]
_CALLED += [f"@*.{when}_request" for when in ("before", "after", "before_app", "teardown")]
# What a library calls by its name.
_HOOKS = {
    "open_session": "Flask, of a session interface",
    "save_session": "Flask, of a session interface",
    "_get_file_stream": "Werkzeug, of a request",
    "pre_validate": "WTForms, of a field",
    "Meta": "WTForms, of a form",
    "wrap_formdata": "WTForms, of a form's meta",
    "collect": "prometheus-client, of what is collected",
    "describe": "prometheus-client, of what is collected",
    "exception": "gunicorn, of its log",
    "on_starting": "gunicorn",
    "when_ready": "gunicorn",
    "post_worker_init": "gunicorn",
    "GateWorker": "gunicorn, by its name in gunicorn.conf.py",
    "run": "gunicorn, of a worker",
    "send": "gunicorn, of a socket",
    "sendall": "gunicorn, of a socket",
    "connection_made": "asyncio, of a protocol",
    "connection_lost": "asyncio, of a protocol",
    "data_received": "asyncio, of a protocol",
    "eof_received": "asyncio, of a protocol",
    "pause_writing": "asyncio, of a protocol",
    "resume_writing": "asyncio, of a protocol",
    "field_title_should_be_set": "pydantic, of what draws a schema",
    "default_schema": "pydantic, of what draws a schema",
    "settings_customise_sources": "pydantic-settings, of settings",
    "_output_child_pre": "Jinja, of what makes code of templates",
    "is_told": "tests/evaluation, which writes docs/danger.md",
}
_WORD = re.compile(r"[A-Za-z_]\w*")


def unused(paths: Iterable[Path], templates: str = "") -> list[str]:
    """Functions, methods, classes and properties of `paths` that neither they nor the words of templates name."""
    seen = Vulture(ignore_decorators=_CALLED, ignore_names=list(_HOOKS))
    for path in paths:
        seen.scan(path.read_text(encoding="utf-8"), filename=path)
    named = set(_WORD.findall(templates))
    found = (item for item in seen.get_unused_code() if item.typ in _KINDS and item.name not in named)
    return [f"{item.filename}:{item.first_lineno}: {item.typ} {item.name}" for item in found]


def test_nothing_of_the_service_is_used_by_tests_alone() -> None:
    # The tables of `data/` are made by hand, and migrations are called by number.
    paths = [
        path for path in product() if not short(path).startswith(("migrations/", "directory/places/build/"))
    ]
    templates = " ".join(path.read_text(encoding="utf-8") for path in files("templates"))
    assert [found.removeprefix(f"{ROOT}/") for found in unused(paths, templates)] == []


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("def planted() -> None: ...", "function planted"),
        ("class Planted: ...", "class Planted"),
        ("class A:\n    def planted(self) -> None: ...\nA()", "method planted"),
        ("class A:\n    @property\n    def planted(self) -> int: ...\nA()", "property planted"),
    ],
)
def test_what_nobody_uses_is_seen(tmp_path: Path, source: str, kind: str) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(source, encoding="utf-8")
    assert [found.split(": ")[1] for found in unused([planted])] == [kind]
    assert unused([planted], "{{ planted }} {{ Planted }}") == []


def test_a_page_is_used_by_those_who_open_it(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text("@pages.get('/')\ndef planted() -> str: ...", encoding="utf-8")
    assert unused([page]) == []
