"""Is a document whole in itself, is nothing fetched for it, and does making it hold up nobody?"""

import io
import socket
import sys
import threading

import pytest
from flask import Flask
from pypdf import PdfReader

from directory.web.errors import ErrorInWords
from directory.web.paper import documents, pdf

PAGE = (
    '<html lang="nb"><head><title>Tilbud</title><style>body{font:13pt "Liberation Sans","DejaVu Sans",sans-serif}'
    "</style></head><body><h1>Blåbær på Ås</h1><p>Én linje.</p>%s</body></html>"
)
pytestmark = pytest.mark.skipif(not documents.can_be_made(), reason="no Pango on this machine")


def made(extra: str = "") -> PdfReader:
    return PdfReader(io.BytesIO(documents.make_pdf(PAGE % extra)))


def test_a_document_is_tagged_and_has_its_language_title_and_letters_in_it() -> None:
    document = made()
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nb"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata and document.metadata.title == "Tilbud"
    fonts = document.pages[0]["/Resources"]["/Font"].values()
    descriptors = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert descriptors and all({"/FontFile2", "/FontFile3"} & set(each.keys()) for each in descriptors)
    assert "Blåbær på Ås" in document.pages[0].extract_text()


def test_nothing_that_a_page_names_is_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.png"
        assert len(made(f'<img src="{address}" alt="x"><img src="file:///etc/hostname" alt="y">').pages) == 1
        with pytest.raises(TimeoutError):
            server.accept()


def test_letters_become_smaller_until_it_stands_on_one_sheet() -> None:
    page = '<html lang="nb" class="large" data-smaller="small"><head><title>Tilbud</title><style>%s</style></head><body>%s</body></html>'
    styles = "@page{size:A6} html.large{font-size:30pt} html.small{font-size:6pt}"
    many = page % (styles, "<p>Ord.</p>" * 12)
    assert list(pdf.in_smaller_letters(many)) == [many, many.replace('class="large"', 'class="small"')]
    assert list(pdf.in_smaller_letters(PAGE)) == [PAGE]
    pages = [
        len(PdfReader(io.BytesIO(documents.make_pdf(each))).pages)
        for each in (many, many.replace('data-smaller="small"', 'data-smaller=""'))
    ]
    assert pages[0] == 1 < pages[1]


def test_the_worker_carries_nothing_of_it() -> None:
    made()
    assert "weasyprint" not in sys.modules


def test_two_are_made_at_once_and_the_third_is_asked_to_wait(
    house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, inside, results = threading.Event(), threading.Semaphore(0), []

    def slow(_html: str) -> bytes:
        inside.release()
        go_on.wait(60)
        return b"%PDF"

    monkeypatch.setattr(documents, "_write", slow)
    two = [threading.Thread(target=lambda: results.append(documents.make_pdf(PAGE))) for _ in range(2)]
    for each in two:
        each.start()
    assert all(inside.acquire(timeout=60) for _ in two)
    with house.test_request_context("/"), pytest.raises(ErrorInWords) as third:
        documents.make_pdf(PAGE)
    assert third.value.code == 503
    assert ("Retry-After", "5") in third.value.get_headers()
    go_on.set()
    for each in two:
        each.join()
    assert results == [b"%PDF", b"%PDF"]
    assert documents.make_pdf(PAGE) == b"%PDF"


@pytest.mark.both_databases
def test_a_machine_that_cannot_says_so(house: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents.pdf, "__name__", "directory.web.nowhere")
    with house.test_request_context("/"), pytest.raises(RuntimeError):
        documents.make_pdf(PAGE)
    monkeypatch.setattr(documents, "can_be_made", lambda: False)
    with house.test_request_context("/"), pytest.raises(ErrorInWords, match="nettleseren"):
        documents.make_pdf(PAGE)
