"""What else is shown, so that no question ends in nothing: other times, other kinds, the other person, other organisations."""

import pytest

from tests.inspecting import Page, Visitor

# What "I look for an NA meeting for my husband in Ålesund, he works in the daytime" means, in codes.
HUSBAND = (
    "/finn?audience=relative&relation=partner&need=drugs&need=medicines&need=alcohol&place=alesund"
    "&part=evening&organisation=na"
)


def section(page: Page, id_: str) -> str:
    """All that stands in one section; nothing where there is none."""
    return " ".join(part.text for part in page.select("section.section") if part.select("h2")[0]["id"] == id_)


def order(page: Page) -> list[str]:
    return [part.select("h2")[0]["id"] for part in page.select("section.section")]


def test_na_for_a_husband_in_alesund_gets_every_part_of_the_answer(visit: Visitor) -> None:
    page = visit.get(HUSBAND)
    assert "Vi vet ikke om noe fra Anonyme Narkomane nær Ålesund" in page.text
    far = section(page, "passer").replace(
        "\u00a0", " "
    )  # named, and within a hundred kilometres: it begins the answer
    assert "NA i Molde, fredag" in far
    assert "60 km unna i luftlinje" in far
    assert "kl. 19.30" in far
    assert "tirsdag" not in far
    assert "NA i Molde, tirsdag" in section(page, "tider")
    assert order(page).index("lenger") < order(page).index("tider")
    assert "i kveld kl. 20.30" in section(page, "best").lower().replace("\u00a0", " ")
    assert "AA i Ålesund, åpent møte" in section(page, "apne")
    assert "Torsdagsgruppa i Ålesund" in section(page, "for-alle")
    hers = section(page, "best") + section(page, "passer") + section(page, "ligner")
    for name in ("Al-Anon i Ålesund", "Ivareta-gruppa i Ålesund", "TA TAK i Sula"):
        assert name in hers
    assert "Starter tirsdag 12. januar 2027" in hers.replace("\u00a0", " ")
    assert "AA i Ålesund, fredagsgruppa" in section(page, "andre")
    assert "Dette er noe annet enn det du spurte om" in section(page, "andre")
    people = page.one("aside.people").text
    assert "Kontaktpunktet i Ålesund" in people
    assert "RUStelefonen" in people or "116 123" in people.replace("\u00a0", " ")


def test_a_relative_gets_something_of_their_own_first_and_then_something_for_the_other(
    visit: Visitor,
) -> None:
    page = visit.get("/finn?audience=relative&relation=child&need=alcohol&place=alesund")
    assert page.one("h2#naer").text == "Noe for deg nær Ålesund"
    assert page.one("h2#andre").text == "Noe for barnet ditt"
    assert order(page).index("naer") < order(page).index("andre")
    assert "Passer fordi du er pårørende" in section(page, "naer")
    assert "For den det gjelder." in section(page, "andre")
    assert "fordi du er" not in section(page, "andre")
    cards = [part for part in page.select("section.section") if part.select("h2")[0]["id"] == "andre"]
    assert 1 <= len(cards[0].select("li.card")) <= 3
    assert cards[0].select("a.more")[0]["href"] == "/finn?audience=self&need=alcohol&place=alesund"


def test_what_is_for_the_other_is_in_no_answer_of_the_interface(visit: Visitor) -> None:
    asked = {"audience": "relative", "needs": ["alcohol"], "place": "alesund", "limit": 200}
    answer = visit.post("/api/v1/match", json=asked).json
    for item in (*answer["matches"], *answer["online"], *answer["courses"]):
        assert "relative" in item["audiences"] or item["step"] == "other_audience"


def test_a_professional_sees_what_is_for_the_person_and_what_is_for_relatives_apart(visit: Visitor) -> None:
    page = visit.get("/finn?audience=professional&need=alcohol&place=alesund")
    assert page.one("h2#naer").text == "For den det gjelder, nær Ålesund"
    assert page.one("h2#naer-parorende").text == "For pårørende, nær Ålesund"
    assert "Al-Anon" not in section(page, "naer")
    assert "Al-Anon" in section(page, "naer-parorende")
    assert "deg" not in page.one("h2#naer").text


def test_somebody_under_18_is_not_asked_to_find_something_for_a_parent(visit: Visitor) -> None:
    page = visit.get("/finn?audience=relative&relation=parent&need=alcohol&place=oslo&young=1")
    assert "andre" not in order(page)
    assert page.texts(".card-name") == ["Alateen i Oslo (eksempel)"]
    first = page.select("aside.people li.line")[0].text
    assert "116 111" in first.replace("\u00a0", " ") or "ung" in first.lower()


@pytest.mark.parametrize(
    ("asked", "said", "instead"),
    [
        ("kind=course&place=traena", "Vi vet ikke om noen kurs nær Træna nå.", "slag"),
        ("kind=service&need=grief&place=alesund", "Vi vet ikke om noen tjenester nær Ålesund nå.", "slag"),
        ("weekday=saturday&need=gambling&place=bergen", "for akkurat dette nær Bergen", "tider"),
        ("weekday=saturday&need=mental-health&place=kongsberg", "for akkurat dette nær Kongsberg", "tider"),
        ("part=morning&need=alcohol&place=alesund", "på de tidene du kan", "tider"),
        ("format=phone&need=alcohol&place=alesund", "på nett eller telefon som passer", "mater"),
        ("kind=course&weekday=sunday&need=drugs&place=alta", "Vi vet ikke om noen kurs", "annet"),
        ("language=nn&need=gambling&place=oslo", "Vi vet ikke om noe i nærheten av Oslo", "grupper"),
    ],
)
def test_a_condition_that_leaves_nothing_widens_in_words(
    visit: Visitor, asked: str, said: str, instead: str
) -> None:
    page = visit.get(f"/finn?{asked}")
    assert said in page.one("p.answer").text
    assert "kan likevel passe" in section(page, instead) or "på de tidene" in section(page, instead)
    assert page.select("li.card")


def test_what_is_at_other_times_stands_after_what_is_at_the_right_time(visit: Visitor) -> None:
    page = visit.get("/finn?need=alcohol&place=alesund&weekday=tuesday")
    assert order(page)[0] == "best"
    assert section(page, "tider")
    assert "Tirsdag" not in section(page, "tider")


def test_who_asks_for_a_contact_point_gets_the_contact_point(visit: Visitor) -> None:
    page = visit.get("/finn?kind=contact_point&place=alesund")
    assert page.one("p.answer").text == "Her er de som svarer der du bor."
    assert "Kontaktpunktet i Ålesund" in page.one("aside.people").text
    assert order(page) == []


def test_where_the_first_are_all_of_one_organisation_others_are_named(visit: Visitor) -> None:
    page = visit.get("/finn?audience=self&need=alcohol&place=bergen")
    tops = page.texts(".card-name")[:4]
    rows = page.texts("section.section ul.rows a")
    if all(name.startswith("AA") for name in tops):
        assert rows
        assert not any(name.startswith("AA") for name in rows)
    else:
        assert not rows


def test_while_one_waits_there_is_something_to_do(visit: Visitor) -> None:
    page = visit.get("/finn?audience=self&need=anxiety&place=bodo")
    line = page.select("p.card-meanwhile")[0]
    assert line.text == "Ventetiden er omtrent 21 dager. Mens du venter: Selvhjelpsgruppe på nett (eksempel)"
    assert visit.get(line.select("a")[0]["href"]).heading == "Selvhjelpsgruppe på nett (eksempel)"


def test_a_county_is_said_to_be_gone_about_in_not_near(visit: Visitor) -> None:
    page = visit.get("/finn?need=anxiety&place=nordland")
    assert page.title == "Nordland – Varde"
    assert "i Nordland" in page.one("p.answer").text
    assert "nær Nordland" not in page.text


def test_who_will_not_sit_in_a_group_begins_elsewhere_and_the_headline_says_when(visit: Visitor) -> None:
    page = visit.get("/finn?audience=self&need=anxiety&place=hamar&constraint=no-group")
    assert order(page)[0] == "passer"
    names = page.texts(".section-best .card-name")
    assert len(names) == 3
    assert names[0].startswith("Følgetjenesten på Hamar")
    assert "Noe som kan passe" in page.one("p.answer").text


def test_where_nothing_is_quite_so_the_page_begins_with_the_first_three_all_the_same(visit: Visitor) -> None:
    page = visit.get("/finn?audience=self&need=work&place=bryne")
    assert page.texts(".section-best .card-name")[0].startswith("Jobbgruppa i Stavanger")
    assert len(page.select(".section-best li.card")) == 3
    assert page.one("p.call-one").text


def test_where_nothing_is_near_for_the_child_of_two_a_number_for_the_young_stands_there(
    visit: Visitor,
) -> None:
    page = visit.get("/finn?audience=self&need=alcohol&place=alesund&second=young")
    theirs = section(page, "den-andre").replace("\u00a0", " ")
    assert "116 111" in theirs
