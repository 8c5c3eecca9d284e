"""Does somebody at work find what fits another person, for both of two, compare it, and make a slip of it?"""

import re

import pytest

from directory.referrals.staff.staff_question import whom_of
from tests.inspecting import Page, Visitor

BOTH = "/for-fagfolk?need=alcohol&place=alesund&whom=both"


def ask(visit: Visitor, **fields: str) -> Page:
    return visit.get(visit.post("/for-fagfolk", fields, expect=303).location)


@pytest.mark.parametrize(
    ("sentence", "whom"),
    [
        ("pasient i Surnadal, kona sliter også", "both"),
        ("Mannlig pasient 45 år, spilleavhengig. Ektefelle trenger også noe.", "both"),
        ("pårørende til pasient med demens i Volda", "relative"),
        ("bruker i Molde med angst", "self"),
        ("Patient in Molde, her husband is tired", "both"),
    ],
)
def test_a_sentence_says_for_whom(sentence: str, whom: str) -> None:
    assert whom_of(sentence) == whom


@pytest.mark.both_databases
def test_two_people_get_two_lists(visit: Visitor) -> None:
    page = ask(visit, situation="Pasienten min i Ålesund drikker for mye, kona sliter også")
    assert page.texts("h2")[:2] == ["Til personen selv", "Til en pårørende"]
    first, second = ({p["value"] for p in page.select(f"input[name={who}]")} for who in ("self", "relative"))
    assert "demo002" in first
    assert "demo001" in second


def test_three_choices_do_as_well_as_a_sentence(visit: Visitor) -> None:
    page = ask(visit, need="alcohol", whom="both", place="Ålesund")
    assert page.texts("tbody th a") == visit.get(BOTH).texts("tbody th a")


def test_a_row_says_what_is_compared(visit: Visitor) -> None:
    row = next(text for text in visit.get(BOTH).texts("tbody tr") if "AA i Ålesund, åpent møte" in text)
    for said in (
        "Onsdag 25.",
        "Kan bare møte opp",
        "Uten henvisning",
        "Eksempelhuset",
        "Norsk",
        "Bekreftet 10.",
    ):
        assert said in row.replace("\xa0", " ")


@pytest.mark.parametrize("chosen", ["soon", "no-referral", "accompanied"])
def test_a_filter_leaves_only_what_keeps_it(visit: Visitor, chosen: str) -> None:
    page = visit.get(f"/for-fagfolk?need=mental-health&place=trondheim&whom=self&filter={chosen}")
    assert page.one(".staff-filters .part-chosen")
    words = {"no-referral": "Uten henvisning", "accompanied": "Noen kan bli med"}
    assert all(words.get(chosen, "") in row for row in page.texts("tbody tr"))
    everything = visit.get("/for-fagfolk?need=mental-health&place=trondheim&whom=self")
    assert len(page.texts("tbody tr")) <= len(everything.texts("tbody tr"))


@pytest.mark.parametrize(
    ("address", "onward"),
    [
        ("need=alcohol&place=alesund&whom=relative", "Etterpå: Ivareta-gruppa i Ålesund"),
        ("need=mental-health&place=trondheim", "Mens personen venter: "),
        ("need=mental-health&place=trondheim", "Grupper å gå til etterpå: "),
        ("need=mental-health&place=trondheim", "Arrangøren skriver: «Når du vil: trening"),
    ],
)
def test_it_says_what_can_start_now_and_what_comes_after(visit: Visitor, address: str, onward: str) -> None:
    told = visit.get(f"/for-fagfolk?{address}").texts(".staff-onward")
    assert [text for text in told if text.startswith(onward)]


def test_no_word_of_the_page_is_meant_for_the_person(visit: Visitor) -> None:
    """Save in quotations of those who run a listing."""
    for address in ("/for-fagfolk", BOTH, "/for-fagfolk?need=mental-health&place=trondheim"):
        page = visit.get(address)
        parts = page.texts("h1, .answer, .staff-form, .staff-filters, .staff-table, .section-plain")
        said = re.sub("«.*?»", "", " ".join(parts)).lower().split()
        assert not {"du", "deg", "din", "ditt", "dine"} & set(said)


def test_what_is_typed_stands_nowhere_and_violence_has_no_address(visit: Visitor) -> None:
    page = visit.post("/for-fagfolk", {"situation": "voldsutsatt kvinne i Molde"})
    assert "voldsutsatt" not in page.body
    assert "Er noen i fare nå?" in page.text
    assert page.texts("tbody tr")
    answer = visit.post("/for-fagfolk", {"situation": "pasient i Surnadal, kona sliter også"}, expect=303)
    assert answer.location == "/for-fagfolk?place=surnadal&whom=both"


@pytest.mark.parametrize(
    "fields", [{}, {"situation": " "}, {"place": "Ingensteds i verden", "need": "alcohol"}]
)
def test_what_cannot_be_read_says_so(visit: Visitor, fields: dict[str, str]) -> None:
    page = visit.post("/for-fagfolk", fields, expect=422)
    assert page.select("[role=alert], .field-error")


def test_a_name_of_several_places_asks_which(visit: Visitor) -> None:
    page = ask(visit, need="alcohol", place="Herøy")
    assert len(page.select(".row a")) >= 2


def test_without_a_place_it_says_that_this_is_the_whole_country(visit: Visitor) -> None:
    told = "Her er det som finnes i hele landet. Skriv et sted, så kommer det nærmeste først."
    assert told in visit.get("/for-fagfolk?need=alcohol").text
    assert told not in visit.get(BOTH).text


def test_those_chosen_become_a_slip_in_two_parts(visit: Visitor) -> None:
    slip = visit.get("/lapp?self=demo002&relative=demo001&relative=demo007", expect=303).location
    assert visit.get(slip).texts(".slip-part-heading") == ["Til deg", "Til den som er glad i deg"]


@pytest.mark.parametrize(
    "query", ["whom=alle", "filter=x", "need=finnesikke", "place=%3Cb%3E", "whom=both&whom=self"]
)
def test_a_strange_address_is_no_error_and_is_not_repeated(visit: Visitor, query: str) -> None:
    page = visit.get(f"/for-fagfolk?{query}")
    assert "<b>" not in page.body
