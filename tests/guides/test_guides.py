"""The four guides: do they say what one needs to know, plainly, and who said so?"""

import re

import pytest

from tests.inspecting import Page, Visitor

GUIDES = ["/hva-er-selvhjelp", "/forste-gang", "/for-arrangorer", "/bekymret"]
HARDEST_LIX = 40
LONG_WORD = 6


def prose(page: Page) -> str:
    """The page's own sentences, without the panel of people; a line of a list is a sentence."""
    panel = " ".join(page.texts("aside.people p, aside.people li"))
    lines = [text for text in page.texts("main p, main li, main dd") if text and text not in panel]
    return ". ".join(line.rstrip(".") for line in lines)


def lix(text: str) -> float:
    """How heavy a text is: words a sentence, and the share of words of more than six letters."""
    words = re.findall(r"\w+", text)
    sentences = len(re.findall(r"[.!?:](?:\s|$)", text)) + 1
    return len(words) / sentences + 100 * sum(len(word) > LONG_WORD for word in words) / len(words)


def test_lix_tells_a_heavy_sentence_from_a_light_one() -> None:
    assert lix("Du kan komme som du er. Du kan gå.") < 10
    heavy = (
        "Tilbakeholdelse i institusjon forutsetter saksbehandling etter helselovgivningens alminnelige regler"
    )
    assert lix(heavy) > 60


@pytest.mark.parametrize("path", GUIDES)
def test_a_guide_is_easy_to_read(visit: Visitor, path: str) -> None:
    assert lix(prose(visit.get(path))) <= HARDEST_LIX


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
@pytest.mark.parametrize("path", GUIDES)
def test_a_guide_names_its_source_and_somebody_to_call(visit: Visitor, prefix: str, path: str) -> None:
    page = visit.get(prefix + path)
    assert page.texts("p.source")
    assert "116 123" in page.one("aside.people").text.replace("\u00a0", " ")


@pytest.mark.parametrize("path", GUIDES)
def test_a_guide_is_found_from_the_foot_of_every_page(visit: Visitor, path: str) -> None:
    assert path in [link["href"] for link in visit.get("/").select("footer a")]


def test_self_help_is_told_apart_from_what_only_looks_like_it(visit: Visitor) -> None:
    page = visit.get("/hva-er-selvhjelp")
    told = page.texts("dl.pairs dt")
    for other in ("Behandling", "Kurs", "Likeperson", "Assistert selvhjelp", "Coaching", "Bøker"):
        assert other in told
    assert "desember 2009" in page.text


def test_a_newcomer_hears_that_nothing_is_demanded_and_that_one_may_leave(visit: Visitor) -> None:
    text = visit.get("/forste-gang").text
    for promise in ("du kan gå når du vil", "trenger du ikke si hva du heter", "Du kan få følge"):
        assert promise in text


def test_a_host_finds_the_six_themes_of_ta_tak_in_order(visit: Visitor) -> None:
    themes = visit.get("/for-arrangorer").texts("section.prose ol li")
    assert themes[0] == "Mestring og verdighet"
    assert themes[5] == "Familieperspektivet"


@pytest.mark.both_databases
def test_a_host_sees_whose_turn_it_is_next(visit: Visitor) -> None:
    page = visit.get("/for-arrangorer")
    assert page.one("#omgang").text == "Hvem er neste vertskap?"
    assert "(eksempel)" in page.one("ul.rows").text


def test_worry_meets_the_emergency_numbers_first(visit: Visitor) -> None:
    page = visit.get("/bekymret")
    assert page.texts("span.urgent-number")[0] == "113"
    numbers = {text.replace("\u00a0", " ") for text in page.texts("span.urgent-number")}
    assert {"112", "116 117", "116 111"} <= numbers


@pytest.mark.parametrize(
    "law",
    [
        "Helse- og omsorgstjenesteloven kapittel 10",
        "Psykisk helsevernloven kapittel 3",
        "Pasient- og brukerrettighetsloven",
        "Helsepersonelloven § 10 a",
    ],
)
def test_what_is_said_of_rights_names_the_law(visit: Visitor, law: str) -> None:
    sources = " ".join(visit.get("/bekymret").texts("p.source")).replace("\u00a0", " ")
    assert law in sources
