"""Is the list a directory of services, strictly? Every page by the published schemas, and what they do not check."""

import importlib.util
from types import ModuleType
from typing import Any

import pytest
from flask import Flask

from tests.exchange.reading import fetch, published, read

LISTS = [
    ("services", "service_list"),
    ("services?full=true", "service"),
    ("services?minimal=true", "service_list"),
    ("organizations", "organization_list"),
    ("service_at_locations", "service_at_location_list"),
    ("service_at_locations?full=true", "service_at_location"),
    ("taxonomies", "taxonomy"),
    ("taxonomy_terms", "taxonomy_term"),
]


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    """The validator that lies beside the published schemas."""
    told = importlib.util.spec_from_file_location("validate_hsds", published("validate_hsds.py"))
    assert told is not None
    assert told.loader is not None
    module = importlib.util.module_from_spec(told)
    told.loader.exec_module(module)
    return module


def pages(house: Flask, path: str, size: int = 100) -> list[dict[str, Any]]:
    """All pages of a list, each with the right arithmetic."""
    found, number = [], 1
    while True:
        page = read(house, f"/hsds/{path}{'&' if '?' in path else '?'}page={number}&per_page={size}")
        total, count = page["total_items"], len(page["contents"])
        assert page["total_pages"] == -(-total // size)
        assert (page["page_number"], page["size"], page["empty"]) == (number, count, count == 0)
        assert (page["first_page"], page["last_page"]) == (number == 1, number >= page["total_pages"])
        found.append(page)
        number += 1
        if page["last_page"]:
            assert sum(len(each["contents"]) for each in found) == total
            return found


@pytest.mark.parametrize(("path", "kind"), LISTS)
def test_every_page_is_strictly_valid(house: Flask, judge: ModuleType, path: str, kind: str) -> None:
    docs, registry = judge.load("3.0", True)
    items = [item for page in pages(house, path) for item in page["contents"]]
    assert items
    assert len({item["id"] for item in items}) == len(items)
    assert [fault for item in items for fault in judge.check(kind, item, docs, registry)][:3] == []


def test_whatever_is_referred_to_is_there(house: Flask) -> None:
    services = [item for page in pages(house, "services?full=true") for item in page["contents"]]
    organisations = {item["id"] for page in pages(house, "organizations") for item in page["contents"]}
    terms = {item["id"] for page in pages(house, "taxonomy_terms") for item in page["contents"]}
    assert {each["organization_id"] for each in services if "organization_id" in each} <= organisations
    for each in services:
        named = {part["taxonomy_term"]["id"] for part in each["attributes"] if "taxonomy_term" in part}
        assert named <= terms
        assert all(at["service_id"] == each["id"] for at in each.get("service_at_locations", ()))
    one = services[5]
    assert read(house, f"/hsds/services/{one['id']}") == one


def test_filters_take_away_together(house: Flask) -> None:
    terms = {item["code"]: item["id"] for page in pages(house, "taxonomy_terms") for item in page["contents"]}
    organisation = next(
        item for page in pages(house, "organizations?search=narkomane") for item in page["contents"]
    )

    def count(query: str) -> int:
        total: int = read(house, f"/hsds/services?{query}")["total_items"]
        return total

    alcohol, online = f"taxonomy_term_id={terms['alcohol']}", f"taxonomy_term_id={terms['online']}"
    assert 0 < count(f"{alcohol}&{online}") < min(count(alcohol), count(online))
    assert 0 < count(f"organization_id={organisation['id']}&{alcohol}") <= count(alcohol)
    assert 0 < count("postcode=6002&proximity=20000") < count("")
    assert count("search=kanariby") == 0
    assert count("modified_after=2126-01-01T00:00:00Z") == 0
    lines = fetch(house, f"/hsds/services?format=ndjson&{online}").text.splitlines()
    assert len(lines) == count(online)


@pytest.mark.parametrize(
    "query", ["page=0", "per_page=1001", "format=xml", "modified_after=snart", "full=kanskje"]
)
def test_what_cannot_be_read_is_told_of_hsds(house: Flask, query: str) -> None:
    answer = fetch(house, f"/hsds/services?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_what_is_not_there_is_404(house: Flask) -> None:
    for path in ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"):
        assert fetch(house, f"/hsds/{path}/5ca9fd26-0000-5000-8000-000000000000").status_code == 404
    assert fetch(house, "/hsds/services/x").status_code == 404
