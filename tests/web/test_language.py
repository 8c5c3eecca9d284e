"""Can each page be read in bokmål, nynorsk and English, by its address alone?"""

import pytest
from flask import Flask

from tests.inspecting import Visitor

PATHS = [
    "/",
    "/om",
    "/personvern",
    "/tilgjengelighet",
    "/finn",
    "/finn?audience=relative&need=alcohol&place=alesund",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_stands_in_every_language(visit: Visitor, path: str, language: str) -> None:
    page = visit.get(path if language == "nb" else f"/{language}{path}")
    assert page.one("html")["lang"] == language


@pytest.mark.parametrize("path", PATHS)
def test_every_page_leads_to_itself_in_the_other_languages(visit: Visitor, path: str) -> None:
    links = {part["hreflang"]: part["href"] for part in visit.get(path).select("a[hreflang]")}
    assert links == {"nn": f"/nn{path}", "en": f"/en{path}"}
    back = {part["hreflang"]: part["href"] for part in visit.get(f"/en{path}").select("a[hreflang]")}
    assert back == {"nb": f"/nb{path}", "nn": f"/nn{path}"}


def test_links_stay_in_the_language_of_the_page(visit: Visitor) -> None:
    page = visit.get("/en/finn?need=alcohol&place=alesund&audience=relative")
    inner = [part["href"] for part in page.select("a[href^=/]") if part.get("hreflang") is None]
    assert inner
    assert [href for href in inner if not href.startswith("/en/")] == []
    assert visit.get("/nn/").one("form")["action"] == "/nn/finn"


def test_a_sentence_written_in_english_is_answered_in_english(visit: Visitor) -> None:
    answer = visit.post(
        "/en/finn", data={"situation": "My husband drinks too much. I live in Ålesund."}, expect=303
    )
    assert answer.location.startswith("/en/finn?")


def test_a_path_that_only_begins_like_a_language_is_not_one(visit: Visitor) -> None:
    assert visit.get("/nnx", expect=404).one("html")["lang"] == "nb"
    assert visit.get("/enhet", expect=404).one("html")["lang"] == "nb"


@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_language_alone_is_its_first_page(visit: Visitor, language: str) -> None:
    assert visit.get(f"/{language}").body == visit.get(f"/{language}/").body


def test_a_listing_leads_to_itself_in_every_language(visit: Visitor) -> None:
    path = visit.get("/finn?need=alcohol&place=alesund&audience=relative").select("h3 a")[0]["href"]
    for language in ("nn", "en"):
        assert visit.get(f"/{language}{path}").one("html")["lang"] == language


def test_no_language_is_remembered(house: Flask) -> None:
    client = house.test_client()
    client.get("/en/")
    assert 'lang="nb"' in client.get("/").text
    assert 'lang="nb"' in client.get("/om", headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        ("nb", "Kommunens tjeneste"),
        ("nn", "Kommunen si teneste"),
        ("en-GB, en;q=0.9", "Municipal service"),
        ("de", "Kommunens tjeneste"),
        (None, "Kommunens tjeneste"),
    ],
)
def test_the_interface_answers_in_the_language_asked_for(
    visit: Visitor, accepted: str | None, words: str
) -> None:
    headers = {"Accept-Language": accepted} if accepted else {}
    answer = visit.post("/api/v1/match", json={"place": "alesund", "needs": ["alcohol"]}, headers=headers)
    assert any(words in reason for contact in answer.json["contacts"] for reason in contact["reasons"])
