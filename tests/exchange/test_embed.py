"""Can other sites show what is near them, without anybody being traced?"""

import re

import pytest
from flask import Flask

from directory.exchange.embed.embedded import STATIC
from tests.exchange.reading import fetch
from tests.inspecting import Visitor


def test_one_page_may_be_framed_and_does_nothing(house: Flask) -> None:
    answer = fetch(house, "/innebygd?place=alesund&need=alcohol&limit=3")
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "X-Frame-Options" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert answer.text.count("<li>") == 3
    assert "<script" not in answer.text
    assert "Tilbud nær Ålesund" in answer.text


@pytest.mark.parametrize(("language", "words"), [("nn", "Sjå meir hos Varde"), ("en", "See more at Varde")])
def test_the_frame_speaks_three_languages(house: Flask, language: str, words: str) -> None:
    assert words in fetch(house, f"/{language}/innebygd?place=oslo").text


def test_without_a_place_what_is_next_is_shown_and_nonsense_is_nothing(house: Flask) -> None:
    assert fetch(house, "/innebygd?organisation=al-anon&limit=2").text.count("<li>") == 2
    assert "<li>" not in fetch(house, "/innebygd?place=kanariby&limit=x").text


def test_the_script_is_small_and_leaves_nothing(house: Flask) -> None:
    answer = fetch(house, "/innebygd.js")
    assert (answer.mimetype, answer.headers["Cross-Origin-Resource-Policy"]) == (
        "text/javascript",
        "cross-origin",
    )
    script = (STATIC / "embed.js").read_text("utf-8")
    assert len(script) < 6_000
    assert not re.findall(r"localStorage|sessionStorage|cookie\s*=|innerHTML|eval|sendBeacon", script)


def test_the_builder_makes_lines_of_codes_alone(visit: Visitor) -> None:
    page = visit.get("/for-nettsider?place=Ålesund&need=alcohol&limit=3&organisation=%3Cscript%3E")
    element, frame, link, _colours = page.texts("pre code")
    assert 'place="alesund" need="alcohol" limit="3" lang="nb"' in element
    assert "/innebygd?place=alesund&amp;need=alcohol&amp;limit=3" in frame
    assert 'heading="Tilbud nær Ålesund"' in element
    assert link.startswith("<a href=")
    assert "%3Cscript" not in page.body
    assert visit.get("/en/for-nettsider").heading == "Show what is near you on your own site"


def test_the_example_is_there_without_a_script_and_lines_speak_the_language_that_was_chosen(
    visit: Visitor,
) -> None:
    page = visit.get("/for-nettsider?place=alesund&need=alcohol&limit=3&language=en")
    assert len(page.texts(".shown-example li")) == 3
    element, frame, link, _colours = page.texts("pre code")
    assert 'lang="en" heading="' in element
    assert "Se tilbud" not in link
    assert "/en/innebygd?" in frame


def test_developers_read_every_operation(visit: Visitor) -> None:
    page = visit.get("/for-utviklere")
    for operation in ("listings", "match", "contactPoints"):
        assert page.one(f"#{operation}")
