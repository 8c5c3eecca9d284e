"""What was not read or not used is said, by its kind and never by its words, and the answer comes all the same."""

import pytest

from directory.matching.understanding.wording import understand
from directory.places.loading import load
from directory.web.typed import MOST_SIGNS
from tests.inspecting import Visitor

BEGINNING = "Mannen min drikker for mye, jeg bor i Ålesund. "
FILLING = "Vi har det fint og hunden er snill. "


def letter(signs: int) -> str:
    return (BEGINNING + FILLING * (signs // len(FILLING) + 1))[:signs]


def test_a_letter_of_five_thousand_signs_is_read_whole(visit: Visitor) -> None:
    assert "Vi leste de første" not in visit.say(letter(MOST_SIGNS)).text


@pytest.mark.parametrize(("language", "said"), [("nb", "5 000"), ("nn", "5 000"), ("en", "5,000")])
def test_of_a_longer_one_the_beginning_is_answered_and_the_page_says_so(
    visit: Visitor, language: str, said: str
) -> None:
    page = visit.say(letter(20_000), language)
    assert said in page.one("ul.notes").text.replace("\u00a0", " ")
    assert "Ålesund" in page.heading
    assert page.select("li.card")


def test_the_interface_answers_a_longer_one_too(visit: Visitor) -> None:
    answer = visit.post("/api/v1/match", json={"situation": letter(20_000)}).json
    assert answer["understood"]["needs"] == ["alcohol"]
    assert answer["understood"]["unused"] is True


def test_danger_in_a_longer_one_is_answered_at_once(visit: Visitor) -> None:
    page = visit.post("/finn", data={"situation": "Jeg vil ikke leve mer. " + letter(8_000)}, expect=200)
    assert page.select("span.urgent-number")


def test_general_words_that_were_not_used_are_still_told_generally(visit: Visitor) -> None:
    assert "Noen av ordene dine brukte vi ikke" in visit.get("/finn?need=alcohol&rest=1").text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("jeg drikker for mye, helst i skumringstid", ("time",)),
        ("I drink too much and live in Xyzzyby", ("place",)),
        ("fadderen min sliter med angst i Molde", ("who",)),
        ("jeg sliter med fjongkropp", ("about",)),
        ("vil helst møtes via signal", ("how",)),
        ("bor i Xyzzyby, helst i skumringstid", ("time", "place")),
        ("Mannen min drikker, og hunden er snill", ()),
        ("livet mitt er tungt", ()),
    ],
)
def test_the_kind_of_what_was_not_used_is_said_only_where_it_is_clear(
    text: str, kinds: tuple[str, ...]
) -> None:
    assert understand(text, load()).need.rest == kinds


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Vi forsto ikke det du skrev om tid og sted. Det er ikke lagret."),
        ("nn", "Vi forstod ikkje det du skreiv om tid og stad. Det er ikkje lagra."),
        ("en", "We did not understand what you wrote about time and place. It is not stored."),
    ],
)
def test_the_page_names_the_kinds_and_never_the_words(visit: Visitor, language: str, said: str) -> None:
    page = visit.say("Jeg drikker. Bor i Xyzzyby, helst i skumringstid", language)
    assert page.texts("ul.notes li") == [said]
    assert "xyzzy" not in page.body.lower()
    assert "skumring" not in page.body


def test_the_kinds_survive_in_the_address_and_are_known_there(visit: Visitor) -> None:
    answer = visit.post("/finn", data={"situation": "drikker, helst i skumringstid, Ålesund"}, expect=303)
    assert answer.location.endswith("&rest=time")
    page = visit.get("/finn?need=alcohol&rest=time&rest=kanari")
    assert "om tid" in page.one("ul.notes").text
    assert "kjente vi ikke igjen" in page.text
    assert "kanari" not in page.body
