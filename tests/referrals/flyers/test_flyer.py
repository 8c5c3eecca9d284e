"""Does a sheet to hang up fill itself, on one page, for what is public alone?"""

import io

import pytest
from flask import Flask
from pypdf import PdfReader

from directory.web.paper import documents
from tests.inspecting import Visitor

pytestmark = pytest.mark.skipif(not documents.can_be_made(), reason="no Pango on this machine")


@pytest.mark.both_databases
@pytest.mark.parametrize(("name", "width"), [("oppslag", 595), ("oppslag-a5", 420)])
def test_a_course_fills_its_sheet(house: Flask, name: str, width: int) -> None:
    answer = house.test_client(use_cookies=False).get(f"/tilbud/demo007/{name}.pdf")
    sheet = PdfReader(io.BytesIO(answer.data))
    assert len(sheet.pages) == 1
    assert round(sheet.pages[0].mediabox.width) == width
    text = " ".join(sheet.pages[0].extract_text().split())
    for said in (
        "TA TAK i Sula",
        "Starter tirsdag 12. januar 2027",
        "Samfunnshuset",
        "Påmelding",
        "/tilbud/demo007",
    ):
        assert said in text


def test_the_public_page_leads_to_it(visit: Visitor) -> None:
    page = visit.get("/tilbud/demo007-ta-tak-sula", expect=301)
    links = [part["href"] for part in visit.get(page.location).select("a[href]")]
    assert {"/tilbud/demo007/oppslag.pdf", "/tilbud/demo007/oppslag-a5.pdf"} <= set(links)


def test_what_is_not_public_has_none(visit: Visitor) -> None:
    visit.get("/tilbud/finnesikke/oppslag.pdf", expect=404)
