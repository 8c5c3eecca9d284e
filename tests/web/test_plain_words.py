"""Is every page easy to read? LIX: words in a sentence, plus long words in a hundred. Under 40 is what most people read easily."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from tests.desks import colleague
from tests.inspecting import Page, Visitor
from tests.markup import Part, parse

READABLE = 40
ENOUGH = 100  # words; of fewer the number says nothing
PAGES = (
    "/",
    "/finn",
    "/finn?audience=relative&need=alcohol&place=alesund",
    "/finn?need=any",
    "/kart",
    "/sted/alesund",
    "/sted/heimdal",
    "/sted/utsira",
    "/sted/drammen/alcohol",
    "/tilbud/demo005-lms-alesund",
    "/tilbud/demo007-kurs-sula-more-og-romsdal",
    "/organisasjon/aa",
    "/organisasjon/al-anon",
    "/organisasjon/lms",
    "/kontaktpunkt/kontaktpunktet-i-alesund-eksempel",
    "/hva-er-selvhjelp",
    "/forste-gang",
    "/for-arrangorer",
    "/bekymret",
    "/retningslinjer",
    "/meld-fra",
    "/om",
    "/personvern",
    "/tilgjengelighet",
)
DESK = (
    "",
    "/oppforinger",
    "/oppforinger/demo001",
    "/oppforinger/demo001/endre",
    "/oppforinger/demo001/flytt/2026-12-22",
    "/ventende",
    "/meldinger",
    "/oversikt",
    "/klar",
    "/konto",
)  # people are a list of addresses
_BLOCKS = frozenset(
    "p li h1 h2 h3 h4 dt dd div section summary td th tr label legend button form ul ol dl main nav header footer"
    " details aside br option text".split()
)
_UNSEEN = frozenset({"script", "style", "template"})


def paragraphs(element: Element) -> Iterator[str]:
    """What a reader sees as pieces of their own, in order."""
    piece: list[str] = []
    for word in _flow(element):
        if word is None:
            yield " ".join("".join(piece).split())
            piece = []
        else:
            piece.append(word)
    yield " ".join("".join(piece).split())


def _flow(element: Element) -> Iterator[str | None]:
    """Text, and None where a piece begins or ends."""
    tag = Part(element).tag if isinstance(element.tag, str) else ""
    if not tag or tag in _UNSEEN:
        return
    if tag in _BLOCKS:
        yield None
    yield element.text or ""
    for child in element:
        yield from _flow(child)
        yield child.tail or ""
    if tag in _BLOCKS:
        yield None


def lix(element: Element) -> tuple[float, int]:
    """The number, and of how many words."""
    pieces = [piece for piece in paragraphs(element) if piece]
    words = [word for piece in pieces for word in re.findall(r"[^\W_]+(?:[.,'’-][^\W_]+)*", piece)]
    sentences = [end for piece in pieces for end in re.findall(r"[.!?:](?=\s|$)|(?<![.!?:])$", piece)]
    long = [word for word in words if len(word) > 6]
    return len(words) / max(1, len(sentences)) + 100 * len(long) / max(1, len(words)), len(words)


def hard(page: Page) -> float:
    """The number of a page's own part, 0 where there is too little to read."""
    value, words = lix(page.one("main").element)
    return value if words >= ENOUGH else 0


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_every_page_is_easy_to_read(house: Flask, prefix: str) -> None:
    visitor = Visitor(house, links=False)
    found = {path: hard(visitor.get(prefix + path)) for path in PAGES}
    assert {path: value for path, value in found.items() if value > READABLE} == {}
    assert sum(value > 0 for value in found.values()) > len(PAGES) / 2


@pytest.mark.parametrize("said", ["Mannen min slår meg", "Jeg orker ikke leve lenger", "Angst, Utsira"])
def test_what_a_sentence_leads_to_is_easy_to_read(house: Flask, said: str) -> None:
    assert hard(Visitor(house, links=False).say(said)) <= READABLE


def test_the_desk_is_easy_to_read(own_house: Flask) -> None:
    editor = colleague(own_house, "administrator")
    found = {path: hard(editor.get("/skrivebord" + (path or "/"))) for path in DESK}
    assert {path: value for path, value in found.items() if value > READABLE} == {}


def test_heavy_words_are_seen() -> None:
    heavy = (
        "Ivaretakelse av anonymitetshensyn forutsetter innhenting av samtykkeerklæringer før journalføring. "
    )
    root = parse(f"<!doctype html><html lang=nb><title>x</title><main><p>{heavy * 20}</p></main></html>")
    assert lix(root.select("main")[0].element)[0] > READABLE
