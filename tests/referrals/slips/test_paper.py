"""Is what comes out of the printer whole? One sheet for four, read in order, tagged; the square is read in a journey."""

import io
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader, PdfWriter

from directory.referrals.slips.code import write
from directory.web.paper import documents
from tests.referrals.slips.test_slip import CODE, SLIP, code_of

pytestmark = pytest.mark.skipif(not documents.can_be_made(), reason="no Pango on this machine")


def printed(house: Flask, path: str) -> PdfReader:
    answer = house.test_client(use_cookies=False).get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    return PdfReader(io.BytesIO(answer.data))


@pytest.mark.parametrize("form", [".pdf", "/lomme.pdf"])
def test_four_stand_on_one_sheet_in_the_order_chosen(house: Flask, form: str) -> None:
    code = write(SLIP.but(second=("demo005", "demo012"))) if form == ".pdf" else CODE
    sheet = printed(house, f"/lapp/{code}{form}")
    assert len(sheet.pages) == 1
    text = " ".join(sheet.pages[0].extract_text().split())
    said = (
        "Tilbud nær Ålesund",
        "Til deg",
        "TA TAK i Sula",
        "Al-Anon i Ålesund",
        "Til den som er glad i deg",
    )
    places = [text.index(words) for words in said]
    if form == ".pdf":
        assert places == sorted(places)
    assert "tirsdag 24. november kl. 19–20.30" in text
    assert "vil du snakke med noen" in text.lower()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_is_tagged_in_its_own_language(house: Flask, language: str) -> None:
    sheet = printed(house, f"/lapp/{write(SLIP.but(language=language))}.pdf")
    root = sheet.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language


def test_the_longest_four_that_we_know_stand_on_one_sheet(house: Flask) -> None:
    client = house.test_client(use_cookies=False)
    listings = [
        item
        for page in (1, 2)
        for item in client.get(f"/api/v1/listings?limit=200&page={page}").json["items"]
    ]
    ids = sorted(
        (item["id"] for item in listings), key=lambda id_: len(client.get(f"/lapp/{code_of(id_)}.txt").text)
    )
    assert len(printed(house, f"/lapp/{code_of(*ids[-4:])}.pdf").pages) == 1


def test_three_for_two_people_stand_on_one_sheet(house: Flask) -> None:
    chosen = house.test_client().get("/lapp?self=demo002&self=demo001&relative=demo005").location
    assert len(printed(house, f"{chosen}.pdf").pages) == 1


def test_a_misread_code_is_no_document(house: Flask) -> None:
    assert house.test_client().get(f"/lapp/{CODE}x.pdf").location == "/lapp"


@pytest.mark.parametrize(
    "path",
    [
        f"/lapp/{CODE}.pdf",
        f"/lapp/{CODE}/lomme.pdf",
        "/tilbud/demo007/oppslag.pdf",
        "/en/tilbud/demo001/oppslag-a5.pdf",
    ],
)
def test_an_independent_checker_finds_it_accessible(house: Flask, path: str, tmp_path: Path) -> None:
    """PDF/UA-1, by a program that has nothing to do with the one that made it."""
    checker = pytest.importorskip("page", reason="page-validation is not there")
    file = tmp_path / "sheet.pdf"
    file.write_bytes(house.test_client(use_cookies=False).get(path).data)
    assert checker.is_pdf_compliant(str(file), profile=checker.ValidationProfile.PDF_UA_1)
    bare = tmp_path / "bare.pdf"
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(bare)
    assert not checker.is_pdf_compliant(str(bare), profile=checker.ValidationProfile.PDF_UA_1)


def test_an_address_that_is_copied_from_a_sheet_opens_its_page(house: Flask) -> None:
    """It is broken before a hyphen: what stands last on a line is taken away by readers."""
    text = printed(house, f"/lapp/{CODE}.pdf").pages[0].extract_text()
    assert not [line for line in text.splitlines() if "demo0" in line and line.rstrip().endswith("-")]
    assert CODE in "".join(text.split())
