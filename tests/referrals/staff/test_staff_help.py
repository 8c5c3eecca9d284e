"""Does somebody at work find how it is done, and what is promised about whom it is for?"""

import pytest
from flask import Flask
from PIL import Image

from directory.referrals.staff.staff_help import pictures
from directory.web.styles import STATIC
from tests.house.tree import ROOT
from tests.inspecting import Visitor

PAGE = "/for-fagfolk/slik"


@pytest.mark.both_databases
@pytest.mark.parametrize("language", ["", "/nn", "/en"])
def test_it_shows_four_pictures_and_says_what_is_on_each(visit: Visitor, language: str) -> None:
    page = visit.get(language + PAGE)
    assert len({each["alt"] for each in page.select("main img")}) == 4
    assert [text for text in page.texts("h3") if "GDPR" in text]
    assert "Normen" in page.text


def test_the_page_of_the_search_leads_there(visit: Visitor) -> None:
    page = visit.get("/for-fagfolk")
    assert page.one(f'main a[href="{PAGE}"]')
    assert page.one(f'main a[href="{PAGE}#personvern"]')


def test_the_pictures_are_small_and_as_large_as_is_said(visit: Visitor) -> None:
    for each in visit.get(PAGE).select("main img"):
        file = STATIC / "staff" / str(each["src"]).rpartition("/")[2].partition("?")[0]
        assert file.stat().st_size < 30_000
        with Image.open(file) as seen:
            assert abs(seen.width / seen.height - int(each["width"]) / int(each["height"])) < 0.01


def test_the_document_shows_the_same(house: Flask) -> None:
    told = (ROOT / "docs" / "for-health-staff.md").read_text(encoding="utf-8")
    with house.test_request_context():
        assert all(f"static/staff/{each.name}.webp" in told for each in pictures())
