"""Do the nynorsk and the English pages speak nynorsk and English, with nothing left of the bokmål?"""

import re
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from tests.house.tree import ROOT
from tests.inspecting import Visitor

LANGUAGES = ["nn", "en"]
_BOKMAL = re.compile(r"\b(?:ikke|hva|hvor|hvem|hvordan|noen|noe|jeg|fra|selv|være|og|på)\b", re.IGNORECASE)
_ALSO_NYNORSK = {"og", "på"}


def bokmal_in(text: str, language: str) -> set[str]:
    """Words of `text` that only somebody who writes bokmål uses; a name in brackets may be Norwegian."""
    words = {word.lower() for word in _BOKMAL.findall(re.sub(r"\([^)]*\)", "", text))}
    return words - _ALSO_NYNORSK if language == "nn" else words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_not_the_bokmal_left_behind(language: str) -> None:
    path = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    catalogue = read_po(BytesIO(path.read_bytes()), locale=language)
    strings = [message.string for message in catalogue if message.id]
    texts = [text for each in strings for text in ([each] if isinstance(each, str) else each)]
    assert {text: words for text in texts if (words := bokmal_in(text, language))} == {}


def test_bokmal_left_behind_is_seen() -> None:
    assert bokmal_in("Vi vet ikke hvor.", "nn") == {"ikke", "hvor"}
    assert bokmal_in("Mental health og drugs (psykisk helse og rus)", "en") == {"og"}


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/", "Hva trenger du hjelp med, og hvor bor du?"),
        ("/nn/", "Kva treng du hjelp med, og kvar bur du?"),
        ("/en/", "What do you need help with, and where do you live?"),
    ],
)
def test_the_front_page_asks_in_the_language_of_its_address(visit: Visitor, path: str, heading: str) -> None:
    assert visit.get(path).heading == heading


@pytest.mark.parametrize("path", ["/", "/om", "/personvern", "/tilgjengelighet", "/finn"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_without_listings_holds_no_bokmal(visit: Visitor, path: str, language: str) -> None:
    assert bokmal_in(visit.get(f"/{language}{path}").text, language) == set()


@pytest.mark.parametrize(
    ("language", "heading", "title"),
    [("nn", "Treng du hjelp no?", "Det står om liv"), ("en", "Do you need help now?", "A life is at risk")],
)
def test_danger_is_answered_in_the_language_of_the_address(
    visit: Visitor, language: str, heading: str, title: str
) -> None:
    page = visit.post(f"/{language}/finn", data={"situation": "I want to die"}, expect=200)
    assert page.heading == heading
    assert page.texts(".urgent-title")[0] == title
    assert bokmal_in(page.text, language) == set()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nn", "Passar fordi du er pårørande og det gjeld alkohol."),
        ("en", "It fits because you are a relative or friend and it is about alcohol."),
    ],
)
def test_a_card_says_why_in_the_language_of_its_page(visit: Visitor, language: str, sentence: str) -> None:
    page = visit.get(f"/{language}/finn?audience=relative&need=alcohol&place=alesund")
    assert any(text.startswith(sentence) for text in page.texts(".card-reasons, .section-best .section-lead"))


def test_english_times_are_whole_phrases_and_days_have_a_capital(visit: Visitor) -> None:
    cards = visit.get("/en/finn?audience=relative&need=alcohol&place=alesund").texts(".card-when")
    assert [text for text in cards if re.search(r"\d \d\d:\d\d$", text)] == []
    known = visit.get("/en/tilbud/demo001-al-anon-alesund").texts("dd")
    assert "Every Tuesday, 19:00–20:30." in known
