"""Words that mean nothing else name listings, also with a slip, or stand in what is written about them; that is said."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.inspecting import Visitor

FOUND = "Vi fant det du skrev, i omtalen."


def led_to(visit: Visitor, situation: str, **more: str) -> str:
    """Where a sentence leads."""
    return visit.post("/finn", data={"situation": situation, **more}, expect=303).location


@pytest.mark.parametrize("typed", ["Somerstua", "Sommersuta", "Sommertsua treffsted"])
def test_a_name_with_a_slip_finds_its_listing(visit: Visitor, typed: str) -> None:
    address = led_to(visit, typed)
    assert visit.get(address).heading == "Sommerstua treffsted"


@pytest.mark.parametrize("typed", ["Ivareta Ålesund", "Ivartea Ålesund", "Ivaretta i Ålesund"])
def test_a_group_of_an_organisation_is_found_with_a_slip_and_its_town(visit: Visitor, typed: str) -> None:
    first = visit.say(typed).select("li.card h3")[0]
    assert "Ivareta-gruppa i Ålesund" in first.text


def test_a_word_of_a_description_finds_what_has_it_and_the_page_says_so(visit: Visitor) -> None:
    address = led_to(visit, "gratis i Harstad")
    query = parse_qs(urlsplit(address).query)
    assert query["described"] == ["1"]
    assert "demo072" in query["listing"][0].split(",")
    assert "gratis" not in address
    page = visit.get(address)
    assert FOUND in page.text
    assert "Tirsdagskafeen i Harstad" in page.select("li.card")[0].text


@pytest.mark.parametrize(
    ("language", "said"),
    [("nn", "Vi fann det du skreiv, i omtalen."), ("en", "We found what you wrote in the description.")],
)
def test_it_is_said_in_the_language_of_the_page(visit: Visitor, language: str, said: str) -> None:
    assert said in visit.get(f"/{language}/finn?listing=demo072&described=1").text


def test_one_that_is_found_by_its_description_is_shown_and_not_opened(visit: Visitor) -> None:
    address = led_to(visit, "keramikk henvisning vedtak")
    assert not address.startswith("/tilbud/")


def test_the_nearest_are_named_where_there_are_many(visit: Visitor) -> None:
    query = parse_qs(urlsplit(led_to(visit, "gratis", place="Harstad")).query)
    assert "demo072" in query["listing"][0].split(",")
    assert len(query["listing"][0].split(",")) <= 20


def test_words_beside_a_need_name_nothing(visit: Visitor) -> None:
    assert "listing=" not in led_to(visit, "gratis hjelp, jeg drikker for mye")


def test_words_that_nobody_has_written_find_nothing(visit: Visitor) -> None:
    assert led_to(visit, "xyzzy keramikkkk") == "/finn?rest=1"


def test_without_listings_nothing_was_found_in_descriptions(visit: Visitor) -> None:
    assert FOUND not in visit.get("/finn?place=alesund&described=1").text


def test_a_part_is_taken_away_and_it_is_said_still(visit: Visitor) -> None:
    page = visit.get("/finn?place=harstad&listing=demo072&described=1")
    removal = next(link for link in page.select("div.understood a.part") if "Harstad" in link.text)
    assert FOUND in visit.get(removal["href"]).text


@pytest.mark.parametrize(
    "typed",
    [
        "Jeg skal flytte fra bofellesskap til egen leilighet, Trondheim",
        "bolig med oppfølging Trondheim",
        "Supported housing in Trondheim",
    ],
)
def test_where_no_code_says_it_the_words_of_its_own_text_bring_it_to_the_top(
    visit: Visitor, typed: str
) -> None:
    address = led_to(visit, typed)
    assert "worded=" in address
    assert "leilighet" not in address
    first = visit.get(address).select("li.card")[0].text
    assert "Mestringsteamet i Trondheim" in first
    assert "står i omtalen" in first or "stands in its description" in first


def test_words_beside_a_code_that_says_closely_what_it_is_about_move_nothing(visit: Visitor) -> None:
    assert "worded=" not in led_to(visit, "Jeg drikker for mye og skal flytte til egen leilighet, Trondheim")


def test_ids_that_nothing_has_are_passed_over(visit: Visitor) -> None:
    page = visit.get("/finn?need=mental-health&place=trondheim&worded=nothing")
    assert page.select("li.card")
    assert "worded=" not in page.text
