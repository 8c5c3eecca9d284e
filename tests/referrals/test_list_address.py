"""Without JavaScript the list goes along in the address. Does every link carry it, and does none carry it too far?"""

import pytest
from flask import Flask

from tests.inspecting import Visitor

RESULTS = "/finn?audience=relative&need=alcohol&place=alesund"
WALKED = [
    "/",
    RESULTS,
    "/finn",
    "/sted/alesund",
    "/sted/alesund/alcohol",
    "/tilbud/demo005-lms-alesund",
    "/organisasjon/al-anon",
    "/kontaktpunkt/kontaktpunktet-i-alesund-eksempel",
    "/kart?place=nordland",
    "/forste-gang",
    "/om",
    "/pa-telefonen",
]
ALONE = ("/forlat", "/skrivebord", "/static", "/liste", "/api", "mailto:", "tel:", "#")
FOR_OTHERS = ("/kartlegging", "/for-nettsider", "/for-utviklere")  # nobody goes there with a list in hand


def with_list(path: str, ids: str = "demo005") -> str:
    """The address of a page for somebody with a list."""
    return f"{path}{'&' if '?' in path else '?'}kept={ids}"


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
@pytest.mark.parametrize("path", WALKED)
def test_every_link_carries_the_list(visit: Visitor, path: str, prefix: str) -> None:
    page = visit.get(prefix + with_list(path))
    links = [part["href"] for part in page.select("a[href]")] + [
        part["action"] for part in page.select("form")
    ]
    mine = [link.removeprefix("/nn").removeprefix("/en") for link in links]
    elsewhere = (".ics", ".pdf", "/hold-oppdatert")
    wanted = [
        link for link in mine if not link.startswith(ALONE + FOR_OTHERS) and not link.endswith(elsewhere)
    ]
    lost = [link for link in wanted if "kept=demo005" not in link]
    stars = [part["href"] for part in page.select("[data-star]")]  # one of them takes it off
    assert [link for link in lost if prefix + link not in stars] == []
    assert f"{prefix}/liste?listing=demo005" in links


@pytest.mark.parametrize("path", WALKED)
def test_the_next_visitors_page_holds_nothing_of_the_list(house: Flask, path: str) -> None:
    """What is kept between requests must not hold one visitor's list."""
    visitor = Visitor(house, links=False)
    assert "kept=demo005" in visitor.get(with_list(path, "demo005,demo007")).body
    links = [part["href"] for part in visitor.get(path).select("a[href]")]
    assert [link for link in links if "demo005" in link and "demo007" in link] == []
    assert [
        link for link in links if "kept=" in link and "#tilbud-" not in link
    ] == []  # but for its own stars


@pytest.mark.parametrize("path", WALKED)
def test_nobody_else_is_told_of_the_list(visit: Visitor, path: str) -> None:
    page = visit.get(with_list(path))
    told = page.select("link[rel=canonical], meta, script, link[rel=alternate]")
    assert not [part for part in told if "kept" in f"{part.get('href')}{part.get('content')}{part.text}"]
    assert [part["href"] for part in page.select("a[data-leave]")] == ["/forlat"]


@pytest.mark.parametrize(
    "path", [RESULTS, f"{RESULTS}&sort=next", "/finn?need=alcohol&place=oslo&page=2", "/sted/alesund"]
)
def test_a_star_comes_back_to_the_same_page_with_one_more_on_the_list(visit: Visitor, path: str) -> None:
    first = visit.get(path).select("[data-star]")[0]
    address, _hash, there = first["href"].partition("#")
    assert address == with_list(path, first["data-star"])
    page = visit.get(address)
    assert page.select(f"#{there}")
    again = page.select(f"[data-star={first['data-star']}]")[0]
    assert "På lista" in again.text
    assert again["href"].partition("#")[0] == path


def test_a_question_and_its_answer_keep_the_list(visit: Visitor) -> None:
    action = visit.get("/?kept=demo005").one("form.ask")["action"]
    answer = visit.post(action, {"situation": "Mannen min drikker. Jeg bor i Ålesund."}, expect=303)
    assert answer.location.endswith("need=alcohol&place=alesund&kept=demo005")


def test_an_answer_to_danger_has_no_address_so_its_stars_lead_to_the_list(visit: Visitor) -> None:
    page = visit.post(
        "/finn?kept=demo005", {"situation": "Jeg drikker og orker ikke leve lenger. Jeg bor i Ålesund."}
    )
    stars = [part["href"] for part in page.select("[data-star]")]
    assert stars
    assert all(address.startswith("/liste?listing=demo005,") for address in stars)


def test_a_list_with_a_stranger_in_it_is_a_list_without(visit: Visitor) -> None:
    page = visit.get("/om?kept=demo005,ukjent42,demo001")
    assert page.one("[data-list]")["href"] == "/liste?listing=demo005,demo001"


def test_it_is_no_condition_of_a_search(visit: Visitor) -> None:
    page = visit.get(with_list(RESULTS))
    assert "kjente vi ikke igjen" not in page.text
    assert page.texts(".card-name") == visit.get(RESULTS).texts(".card-name")
