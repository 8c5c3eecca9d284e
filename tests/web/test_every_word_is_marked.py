"""Could the pages be translated, all of them? In a language of other letters, no Latin word is left but names."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.desks import Colleague, colleague
from tests.markup import parse
from tests.pseudo import mirrored, spoken

PUBLIC = [
    "/",
    "/finn",
    "/om",
    "/personvern",
    "/tilgjengelighet",
    "/hva-er-selvhjelp",
    "/forste-gang",
    "/for-arrangorer",
    "/for-nettsider",
    "/bekymret",
    "/retningslinjer",
    "/meld-fra",
    "/meld-fra/takk",
    "/logg-inn",
    "/kart",
    "/finnes-ikke",
]
DESK = [
    "/skrivebord/",
    "/skrivebord/konto",
    "/skrivebord/folk",
    "/skrivebord/brev",
    "/skrivebord/oppforinger",
    "/skrivebord/oppforinger/ny",
    "/skrivebord/oversikt",
    "/skrivebord/ventende",
    "/skrivebord/meldinger",
]
# Names, which are the same in every language: ours, and what data says. Nothing else.
_NAMES = ".line, .near, .number, option, .map-row, svg, #sprak, .source, .shares, .row, .desk-list, .programme, .email, .shown-example, code"
_WORD = re.compile(r"[A-Za-zæøåÆØÅ]{3,}")
_OURS = {"Varde", "Mestringstreff", "TAK"}  # our own name, and two courses'


@pytest.fixture(scope="module")
def prefix(own_house: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the house speaks the language of other letters."""
    with spoken(own_house, tmp_path_factory.mktemp("pseudo")) as found:
        yield found


def unmarked(html: str) -> set[str]:
    """Latin words of a page, names left out."""
    root = parse(html)
    inside = {
        id(inner.element)
        for part in root.select(_NAMES)
        for inner in part.all()
        if inner.element is not part.element
    }
    names = inside | {id(part.element) for part in root.select(_NAMES)}
    (body,) = root.select("body")
    texts = [part.element.text for part in body.all() if id(part.element) not in names]
    tails = [part.element.tail for part in body.all() if id(part.element) not in inside]
    return {word for text in texts + tails for word in _WORD.findall(text or "")} - _OURS


@pytest.mark.parametrize("path", PUBLIC)
def test_no_word_of_a_public_page_is_left_unmarked(own_house: Flask, prefix: str, path: str) -> None:
    answer = own_house.test_client(use_cookies=False).get(prefix + path)
    assert unmarked(answer.text) == set()
    (html,) = parse(answer.text).select("html")
    assert (html["lang"], html["dir"]) == ("he", "rtl")


def test_letters_are_changed_and_what_code_puts_in_is_kept() -> None:
    assert mirrored("Vi fant %(num)s <b>tilbud</b>") == "תט ואנר %(num)s <b>רטלבשד</b>"


def test_a_word_left_unmarked_is_seen() -> None:
    assert unmarked("<!doctype html><title>x</title><body><p>אבג <b>אב</b> glemt</p>") == {"glemt"}


@pytest.fixture(scope="module")
def administrator(own_house: Flask) -> Colleague:
    """Somebody who may see most of the desk."""
    return colleague(own_house, "administrator")


@pytest.mark.parametrize("path", DESK)
def test_no_word_of_the_desk_is_left_unmarked(administrator: Colleague, prefix: str, path: str) -> None:
    answer = administrator.client.get(prefix + path, base_url="http://127.0.0.1:8000")
    assert answer.status_code == 200
    assert unmarked(answer.text) == set()
