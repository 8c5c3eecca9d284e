"""Are the templates plain? Nothing inline, no query, and each stands with the room that shows it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment
from markupsafe import Markup, escape

from directory.web.hall import HouseTemplates
from tests.house.tree import files, functions, is_route, product, short

_INLINE = {
    "a style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "a script": re.compile(
        r"<script\b(?! type=\"application/ld\+json\">)(?:(?![^>]*\bsrc=)[^>]*>|[^>]*>\s*[^<\s])",
        re.IGNORECASE,
    ),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
_QUERY = re.compile(r"\b(?:session|query|select|execute|scalars?)\b\s*[.(]")
_BLUEPRINT = re.compile(r"""= Blueprint\(\s*["'](\w+)["']""")
_SHOWN = re.compile(r"""render_template\(\s*["']([\w/]+\.html)["']""")


def inline(text: str) -> list[str]:
    """What a template holds inline that belongs in a file of its own."""
    return [what for what, pattern in _INLINE.items() if pattern.search(text)]


def _texts() -> Iterator[tuple[str, str]]:
    return ((short(path), path.read_text(encoding="utf-8")) for path in files("templates", ".html"))


def _shown() -> Iterator[tuple[str, str, set[str]]]:
    """Each template that code shows: its name, the room it belongs to, the routes of that module."""
    for path in product():
        source = path.read_text(encoding="utf-8")
        routes = {function.name for function in functions(source) if is_route(function)}
        for name in _SHOWN.findall(source):
            yield name, _room(path), routes


def _room(path: Path) -> str:
    """The folder of templates that goes with a module; in the hall each module has its own."""
    room = short(path.parent).removeprefix("directory/")
    return path.stem if room == "web" else room


def test_nothing_is_inline() -> None:
    assert {path: found for path, text in _texts() if (found := inline(text))} == {}


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="x">',
        "<STYLE>",
        '<a onclick="x">',
        "<script>x</script>",
        '<script src="/a.js">x',
        '<a href="javascript:x">',
    ],
)
def test_something_inline_is_seen(planted: str) -> None:
    assert inline(planted)


def test_a_script_from_a_file_is_not_inline() -> None:
    assert inline("<script src=\"{{ static('varde.js') }}\" defer></script>") == []


def test_a_block_of_data_is_no_script() -> None:
    assert inline('<script type="application/ld+json">{{ facts | tojson }}</script>') == []
    assert inline('<script type="application/ld+json" onload="x">{}</script>')


def test_templates_ask_the_database_nothing() -> None:
    assert [path for path, text in _texts() if _QUERY.search(text)] == []
    assert _QUERY.search("{{ session.scalars(x) }}")


def test_every_template_stands_in_its_rooms_folder() -> None:
    assert [
        (name, room) for name, room, _routes in _shown() if name.rpartition("/")[0] not in (room, "errors")
    ] == []


def test_every_page_is_shown_by_its_room() -> None:
    shown = {name for name, _room, _routes in _shown()}
    pages = {short(path).removeprefix("templates/") for path in files("templates", ".html")}
    assert {page for page in pages if "/" in page and not page.startswith("parts/")} == shown


def _pages() -> Iterator[tuple[str, str, str, set[str]]]:
    """Each module of pages: where it stands, its name, its blueprint's name, and the templates it shows."""
    for path in product():
        source = path.read_text(encoding="utf-8")
        for blueprint in _BLUEPRINT.findall(source):
            yield short(path), path.stem, blueprint, {Path(name).stem for name in _SHOWN.findall(source)}


def misnamed(stem: str, blueprint: str, shown: set[str]) -> bool:
    """Whether a page's file, blueprint and template have different names. A file of several pages may show others."""
    return blueprint != stem or (len(shown) == 1 and shown != {stem})


def test_file_blueprint_and_template_of_a_page_have_one_name() -> None:
    found = [where for where, stem, blueprint, shown in _pages() if misnamed(stem, blueprint, shown)]
    assert found == []


def test_a_page_with_two_names_is_seen() -> None:
    assert misnamed("move", "own_date", {"move"})
    assert misnamed("move", "move", {"move_date"})
    assert not misnamed("move", "move", {"move"})
    assert not misnamed("guides", "guides", {"policy", "hosting"})


_ANYTHING = [
    "<b> & \"to\" 'tre'",
    "Åpent møte",
    Markup("<b>ferdig</b>"),
    None,
    12,
    1.5,
    ["<i>"],
    type("Told", (str,), {})("<u>"),
]
_EVERY_WAY = (
    "{% macro said(what) %}<p title='{{ what }}'>{{ what }}</p>{% endmacro %}{% set kept %}{{ shown }}{% endset %}"
    "{{ said(shown) }}{{ kept }}{{ kept | upper }}{{ [shown, kept] | join(', ') }}{{ '<' ~ shown }}"
    "{% filter lower %}{{ shown }}{% endfilter %}"
)


@pytest.mark.parametrize("shown", _ANYTHING, ids=lambda shown: type(shown).__name__)
def test_what_is_shown_is_escaped_as_jinja_escapes_it(bare_house: Flask, shown: object) -> None:
    plain = Environment(autoescape=True).from_string(_EVERY_WAY).render(shown=shown)
    assert bare_house.jinja_env.from_string(_EVERY_WAY).render(shown=shown) == plain
    assert HouseTemplates.escape(shown) == escape(shown)
