"""What does a device get when somebody wants Varde on it? A neutral name, the numbers, and a worker that knows no search."""

import re

import pytest
from flask import Flask

from tests.inspecting import Visitor


def told(house: Flask, path: str = "/arbeider.js") -> str:
    """The first line of the worker: what it is told."""
    return house.test_client().get(path).text.splitlines()[0]


def test_the_worker_is_told_of_the_numbers_in_three_languages_and_of_nothing_else(house: Flask) -> None:
    assert (
        '"pages": {"": "/uten-nett", "/nn": "/nn/uten-nett", "/en": "/en/uten-nett", "/nb": "/uten-nett"}'
        in told(house)
    )
    assert not re.search(r"finn|tilbud|sted|liste", told(house))


def test_the_worker_is_the_same_as_long_as_the_numbers_are(house: Flask) -> None:
    assert told(house) == told(house)


def test_every_file_that_the_worker_keeps_is_there(house: Flask) -> None:
    files = re.findall(r'"(/static/[^"]+)"', told(house))
    assert any(".css" in file for file in files)
    assert any(".js" in file for file in files)
    for file in files:
        with house.test_client().get(file) as answer:
            assert answer.status_code == 200


def test_a_worker_is_asked_for_anew_each_time(house: Flask) -> None:
    answer = house.test_client().get("/arbeider.js")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.mimetype == "text/javascript"


@pytest.mark.parametrize(("prefix", "start"), [("", "/"), ("/nn", "/nn/"), ("/en", "/en/")])
def test_the_icon_opens_the_front_page_in_the_language_it_was_made_in(
    house: Flask, prefix: str, start: str
) -> None:
    manifest = house.test_client().get(f"{prefix}/varde.webmanifest")
    assert manifest.mimetype == "application/manifest+json"
    assert manifest.json["start_url"] == start
    assert manifest.json["scope"] == "/"


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_without_network_the_page_has_numbers_to_call(visit: Visitor, prefix: str) -> None:
    page = visit.get(f"{prefix}/uten-nett")
    assert {"tel:116123", "tel:113"} <= {part["href"] for part in page.select("a[href^=tel:]")}


def test_the_choice_is_offered_by_a_script_and_described_without_one(visit: Visitor) -> None:
    page = visit.get("/pa-telefonen")
    assert "Dette trenger JavaScript." in page.text
    assert page.one("[data-phone-page]")["data-worker"] == "/arbeider.js"
