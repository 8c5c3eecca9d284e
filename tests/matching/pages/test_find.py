"""The main job in pages: a sentence, an address of codes, what fits, and whom to call."""

import pytest
from flask import Flask

from directory.contact_points.loading import put
from directory.vocabulary import NEEDS
from tests.inspecting import Visitor

SENTENCE = "Mannen min drikker for mye, jeg bor i Ålesund"


def test_a_sentence_leads_to_an_address_of_coarse_codes(visit: Visitor) -> None:
    answer = visit.post("/finn", data={"situation": SENTENCE}, expect=303)
    assert answer.location == "/finn?audience=relative&relation=partner&need=alcohol&place=alesund"


@pytest.mark.both_databases
def test_the_page_says_what_fits_how_far_when_why_how_fresh_and_whom_to_call(visit: Visitor) -> None:
    page = visit.say(SENTENCE)
    assert page.heading == "Treff nær Ålesund"
    card = next(part.text for part in page.select("li.card") if "Al-Anon i Ålesund" in part.text)
    for words in ("Tirsdag 24.\u00a0november kl.\u00a019", "km unna", "Bekreftet"):
        assert words.replace("\u00a0", " ") in card.replace("\u00a0", " ")
    best = page.one(".section-best").text
    assert best.count("fordi du er pårørende") == 1  # said once above those who share it
    assert len(page.select(".section-best li.card")) == 3
    assert page.one(".call-one a.number")["href"].startswith("tel:")
    people = page.one("aside.people").text
    assert "Kontaktpunktet i Ålesund" in people
    assert "113" in people


def test_each_part_that_was_understood_can_be_taken_away(visit: Visitor) -> None:
    page = visit.say(SENTENCE)
    removals = [
        link["href"] for link in page.select("div.understood a.part") if "part-again" not in link["class"]
    ]
    assert len(removals) == 4
    assert "/finn?audience=relative&relation=partner&place=alesund" in removals


def test_a_listing_asked_for_by_name_opens_at_once(visit: Visitor) -> None:
    answer = visit.post("/finn", data={"situation": "treffsted Veiskillet"}, expect=303)
    assert answer.location.startswith("/tilbud/")
    assert visit.get(answer.location).heading == "Veiskillet treffsted"


def test_an_empty_question_comes_back_with_a_word_by_the_field(visit: Visitor) -> None:
    page = visit.post("/finn", data={"situation": "  "}, expect=422)
    assert "Skriv noen ord" in page.text


def test_a_name_of_several_places_is_asked_about(visit: Visitor) -> None:
    page = visit.say("alkohol Herøy")
    assert page.heading == "Hvilket Herøy mener du?"
    options = [link["href"] for link in page.select("a.option")]
    assert options == [
        "/finn?need=alcohol&place=heroy-more-og-romsdal",
        "/finn?need=alcohol&place=heroy-nordland",
    ]


def test_lms_is_asked_about_and_never_mixed_up(visit: Visitor) -> None:
    page = visit.say("LMS Steinkjer")
    links = [link["href"] for link in page.select("a.way")]
    assert any("organisation=lms" in link for link in links)
    assert any("organisation=learning-centre" in link for link in links)


def test_a_place_that_nobody_knows_comes_back_filled_in(visit: Visitor) -> None:
    page = visit.post("/finn", data={"need": "alcohol", "place": "Xyzzyby"}, expect=422)
    assert page.one("input[name=place]")["value"] == "Xyzzyby"
    assert "Vi kjenner ikke dette stedet" in page.text


def test_a_former_name_is_said_to_be_a_part_of_todays_place(visit: Visitor) -> None:
    assert "Fræna er nå en del av Hustadvika." in visit.say("alkohol Fræna").text


def test_nothing_understood_gives_three_plain_questions_and_somebody_to_call(visit: Visitor) -> None:
    page = visit.say("blåbærsyltetøy")
    for question in ("Hvem gjelder det?", "Hva gjelder det?", "Hvor bor du?"):
        assert question in page.text
    assert "116 123" in page.one("aside.people").text.replace("\u00a0", " ")


def test_nothing_near_leads_on_to_the_net_to_what_is_nearest_and_to_people(visit: Visitor) -> None:
    page = visit.get("/finn?audience=self&need=grief&place=traena")
    assert "Vi vet ikke om noe i nærheten av Træna" in page.text
    headings = page.texts("section.section h2")
    assert headings[0] == "Begynn her"
    assert headings[-1] == "Lenger unna"


@pytest.mark.parametrize("sentence", ["jeg vil ikke leve mer", "kjæresten min slår meg", "I want to die"])
def test_danger_is_answered_at_once_and_never_by_an_address(visit: Visitor, sentence: str) -> None:
    page = visit.post("/finn", data={"situation": sentence}, expect=200)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Location" not in page.headers
    assert page.texts("span.urgent-number")[0] in ("113", "112")


@pytest.mark.parametrize(
    ("prefix", "sentence", "words"),
    [
        ("", "mannen slår meg, Hamar", "VO-linjen. De finner det nærmeste krisesenteret."),
        ("/nn", "mannen slår meg, Hamar", "Dei finn det næraste krisesenteret."),
        ("/en", "my husband hits me, Hamar", "They find the nearest crisis centre."),
    ],
)
def test_where_no_crisis_centre_is_known_the_line_says_that_it_finds_one(
    visit: Visitor, prefix: str, sentence: str, words: str
) -> None:
    page = visit.post(f"{prefix}/finn", data={"situation": sentence}, expect=200)
    assert words in page.one("section.urgent").text


def test_a_crisis_centre_for_the_place_stands_right_after_the_police(fresh_house: Flask) -> None:
    with fresh_house.extensions["database"].writing() as session:
        told = {"level": "regional_centre", "name": "Eksempelsenteret", "phone": "00 00 00 77", "demo": True}
        source = {"source": "fiction", "source_date": "2026-11", "needs": ["violence"]}
        put(session, {"id": "senter", "covers": ["3403"], **told, **source})
    visit = Visitor(fresh_house)
    page = visit.post("/finn", data={"situation": "mannen slår meg, Hamar"}, expect=200)
    assert page.texts("span.urgent-note")[1] == "Eksempelsenteret"
    assert page.texts("aside.people .near-name")[0] == "Eksempelsenteret"
    assert "nærmeste krisesenter" not in page.text
    elsewhere = visit.post("/finn", data={"situation": "mannen slår meg, Ålesund"}, expect=200)
    assert "Eksempelsenteret" not in elsewhere.text


@pytest.mark.parametrize("code", ["violence", "sexual-abuse"])
def test_violence_and_abuse_are_no_values_of_an_address(visit: Visitor, code: str) -> None:
    page = visit.get(f"/finn?need={code}")
    assert "kjente vi ikke igjen" in page.text


def test_a_bad_value_in_an_address_is_ignored_said_and_not_repeated(visit: Visitor) -> None:
    page = visit.get("/finn?need=kanariost&place=kanariby&radius=7&color=kanarigul&need=grief")
    assert "kjente vi ikke igjen" in page.text
    assert "kanari" not in page.body
    assert "Sorg" in page.text


@pytest.mark.parametrize("need", [code for code in NEEDS if code not in ("violence", "sexual-abuse")])
def test_every_need_has_a_page_with_a_neutral_title_that_is_no_dead_end(visit: Visitor, need: str) -> None:
    page = visit.get(f"/finn?need={need}&place=tromso")
    assert page.title == "Tromsø – Varde"
    assert page.select("aside.people a")


def test_the_same_page_in_three_languages(visit: Visitor) -> None:
    for prefix in ("", "/nn", "/en"):
        page = visit.get(f"{prefix}/finn?audience=relative&need=alcohol&place=alesund")
        assert len(page.select("li.card")) >= 5


def test_a_district_asks_which_municipality_and_takes_none_of_them_for_its_name(visit: Visitor) -> None:
    page = visit.say("sorg på Sunnmøre")
    assert "Velg kommunen din" in page.text
    assert page.heading == "Hvor bor du?"


def test_the_young_see_somebody_to_talk_to_before_everything_else(visit: Visitor) -> None:
    page = visit.say("jeg er 15 og mamma drikker, Ålesund")
    assert "116 111" in page.one("div.first-lines").text.replace("\u00a0", " ")
    assert not visit.say("mamma drikker, Ålesund").select("div.first-lines")


def test_of_a_decade_its_middle_is_told_and_of_an_age_five_years(visit: Visitor) -> None:
    assert "31–35 år" in visit.say("Mann i trettiårene som drikker for mye, Lillestrøm").text
    assert "46–50 år" in visit.say("Mann på 47 som drikker for mye, Lillestrøm").text
