"""A page for one place and one need: it says something, names nothing in its title, and is no dead end."""

import pytest

from directory.places.loading import load
from directory.vocabulary import NEEDS, UNADDRESSED_NEEDS
from tests.inspecting import Visitor

OPEN_NEEDS = [code for code in NEEDS if code not in UNADDRESSED_NEEDS]


def test_it_says_what_there_is_for_whom_and_who_answers(visit: Visitor) -> None:
    page = visit.get("/sted/alesund/alcohol")
    assert page.title == "Tilbud nær Ålesund – Varde"
    assert page.heading == "Alkohol: tilbud nær Ålesund"
    assert {"For den det gjelder", "For pårørende", "På nett og telefon"} <= set(page.texts("h2"))
    assert page.select("li.card") and page.select("mark.next")
    assert "Kontaktpunktet i Ålesund" in page.one("aside.people").text
    assert not page.select("meta[name=robots]")


def test_relatives_find_only_what_is_for_relatives_under_their_heading(visit: Visitor) -> None:
    section = visit.get("/sted/alesund/alcohol").select("section[aria-labelledby=parorende] li.card")
    assert section
    assert all("pårørende" in card.text for card in section)


@pytest.mark.parametrize("need", [*sorted(UNADDRESSED_NEEDS), "kanariby"])
@pytest.mark.parametrize("place", ["alesund", "1508", "heroy"])
def test_violence_and_abuse_have_no_such_page(visit: Visitor, place: str, need: str) -> None:
    assert need not in visit.get(f"/sted/{place}/{need}", expect=404).body


@pytest.mark.parametrize(
    ("written", "today"),
    [("1508", "alesund"), ("fraena", "hustadvika"), ("Ålesund", "alesund"), ("15", "more-og-romsdal")],
)
def test_other_spellings_lead_to_todays_page(visit: Visitor, written: str, today: str) -> None:
    assert visit.get(f"/sted/{written}/grief", expect=301).location == f"/sted/{today}/grief"


def test_a_shared_name_asks_which(visit: Visitor) -> None:
    asked = visit.get("/sted/heroy/grief", expect=302).location
    assert asked == "/finn?need=grief&place=heroy-more-og-romsdal&place=heroy-nordland"


def test_a_place_that_nobody_knows_is_not_found(visit: Visitor) -> None:
    assert "kanariby" not in visit.get("/sted/kanariby/grief", expect=404).body


@pytest.mark.parametrize("need", OPEN_NEEDS)
@pytest.mark.parametrize("place", ["/sted/utsira", "/nn/sted/nordland", "/en/sted/lillestrom"])
def test_every_need_has_a_page_with_somebody_to_call(visit: Visitor, place: str, need: str) -> None:
    page = visit.get(f"{place}/{need}")
    assert page.select("aside.people a")
    assert len(page.text.split()) > 80


def test_where_nothing_is_near_it_leads_on_and_is_not_put_in_search_engines(visit: Visitor) -> None:
    page = visit.get("/sted/utsira/gambling")
    assert page.select("meta[name=robots]")
    headings = page.texts("h2")
    assert headings.index("På nett og telefon") < headings.index("Lenger unna")
    assert page.select("ul.rows a[href^=/sted/]")


def test_the_neighbours_have_something_for_the_same_need(visit: Visitor) -> None:
    links = visit.get("/sted/alesund/alcohol").select("ul.rows a[href^=/sted/]")
    assert links and all(link["href"].endswith("/alcohol") for link in links)
    slugs = [link["href"].split("/")[2] for link in links]
    assert "alesund" not in slugs and all(load().by_slug(slug) for slug in slugs)
