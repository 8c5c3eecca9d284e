"""How are the pages dressed? In one small file with the design system in it; plainly, but wholly, where that is missing."""

import gzip
import re

import pytest
from flask import Flask

from directory.web import build, styles
from tests.house.tree import ROOT, files
from tests.inspecting import Visitor

MOST = 15_000  # bytes on the wire

built = pytest.mark.skipif(
    not build.PACKAGES.is_dir(), reason="the design system is not fetched: `make ready` fetches it"
)


@built
def test_the_stylesheet_is_small() -> None:
    finished = build.sheets()
    assert len(gzip.compress(finished["varde"].encode(), 9)) < MOST
    assert len(gzip.compress(finished["desk"].encode(), 9)) < MOST / 3


@built
def test_it_asks_for_nothing_and_holds_no_picture() -> None:
    for css in build.sheets().values():
        assert "url(" not in css and "@import" not in css


@built
def test_the_order_of_the_layers_is_said_first() -> None:
    assert build.sheets()["varde"].startswith("@layer ground,ds.theme,ds.base,ds.components;")


@built
def test_every_property_that_is_asked_for_is_given() -> None:
    css = "".join(build.sheets().values())
    given = set(re.findall(r"(--[\w-]+)\s*:", css))
    without_fallback = set(re.findall(r"var\((--[\w-]+)\)", css))
    wanted = {
        name for name in without_fallback - given if not name.startswith("--_")
    }  # those a part sets itself
    assert {name for name in wanted if not name.endswith("icon-url")} == set()  # pictures are left out


@built
def test_braces_balance() -> None:
    for css in build.sheets().values():
        assert css.count("{") == css.count("}")


def test_every_part_of_the_design_system_that_a_page_uses_has_plain_clothes_too() -> None:
    plain = (styles.STATIC / "plain.css").read_text(encoding="utf-8")
    used = {
        name
        for path in files("templates", ".html")
        for name in re.findall(r"\bds-[a-z-]+\b", path.read_text(encoding="utf-8"))
    }
    assert used and {name for name in used if f".{name}" not in plain} == set()


def test_where_it_was_not_built_pages_link_our_own_files(
    house: Flask, visit: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(styles, "BUILT", styles.STATIC / "nowhere")
    monkeypatch.setitem(house.extensions, "parts", {})  # what is the same on every page is made once
    linked = [link["href"].partition("?")[0] for link in visit.get("/").select("link[rel=stylesheet]")]
    assert linked == [f"/static/{name}" for name in styles.OWN["varde"]]


def test_no_button_is_dressed_by_an_old_name() -> None:
    """A class that no sheet knows leaves a button bare."""
    old = re.compile(r'class="(?:[\w-]+ )*(?:button|field-input|skip)[" ]')
    assert [path.name for path in files("templates", ".html") if old.search(path.read_text("utf-8"))] == []


def test_the_lock_pins_every_package_and_names_no_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert lock.count('"integrity": "sha512-') == lock.count('"node_modules/')
    assert "resolved" not in lock and "://" not in lock


def test_a_block_is_read_to_its_own_end() -> None:
    css = "@layer a{x{y:z}}@layer b.c{@media (d){e{f:g}}}"
    assert build.blocks(css) == [("a", "@layer a{x{y:z}}"), ("b.c", "@layer b.c{@media (d){e{f:g}}}")]


def test_small_keeps_what_means_something() -> None:
    assert build.small("/* a */ p a:hover , b {\n  color : red; width: calc(1px + 2px);\n}\n") == (
        "p a:hover,b{color:red;width:calc(1px + 2px)}"
    )
