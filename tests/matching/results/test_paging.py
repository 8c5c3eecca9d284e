"""A long list comes in pages, and can be sorted; every page is an address that can be shared."""

import pytest
from flask import Flask

from directory.matching.suggesting.service import of_app
from directory.matching.understanding.need import Need
from directory.places.loading import load
from tests.houses import NOW
from tests.inspecting import Page, Visitor

OSLO = "/finn?need=alcohol&place=oslo"


@pytest.fixture(scope="module")
def leaf(house: Flask) -> Visitor:
    """A visitor who turns pages without trying every link on them."""
    return Visitor(house, links=False)


def cards(page: Page, section: str | None = None) -> list[str]:
    """Addresses of the cards of a page, or of one of its sections."""
    return [
        link["href"]
        for part in page.select("section.section")
        if section in (None, part.select("h2")[0]["id"])
        for link in part.select("li.card h3 a")
    ]


def pages(visitor: Visitor, path: str) -> list[Page]:
    """The page and all that follow it."""
    found = [visitor.get(path)]
    while following := found[-1].select("a[rel=next]"):
        found.append(visitor.get(following[0]["href"]))
    return found


@pytest.mark.parametrize("need", ["alcohol", "grief"])
def test_the_pages_together_hold_everything_that_was_found_once(
    house: Flask, leaf: Visitor, need: str
) -> None:
    shown = [card for page in pages(leaf, f"/finn?need={need}&place=oslo") for card in cards(page)]
    with house.test_request_context("/"):
        found = of_app().suggestions(Need(needs=(need,), place=load().by_slug("oslo")), NOW)
    ids = [address.removeprefix("/tilbud/").partition("-")[0] for address in shown]
    assert len(ids) == len(set(ids))
    assert set(ids) == {suggestion.listing.id for suggestion in (*found.everything, *found.later)}


def test_the_way_to_the_rest_of_a_section_leads_to_where_it_begins(visit: Visitor) -> None:
    first = visit.get(OSLO)
    ways = [link["href"] for link in first.select("section.section a.more")]
    assert len(ways) >= 3
    for way in ways:
        address, _hash, section = way.partition("#")
        assert cards(visit.get(address), section)
        assert set(cards(visit.get(address), section)).isdisjoint(cards(first, section))


@pytest.mark.both_databases
def test_how_many_more_is_said_exactly(leaf: Visitor) -> None:
    following = pages(leaf, OSLO)
    rest = sum(len(cards(page, "lenger")) for page in following[1:])
    part = next(p for p in following[0].select("section.section") if p.select("h2")[0]["id"] == "lenger")
    assert part.select("a.more")[0].text == f"Se {rest} til"


def test_the_way_back_leads_to_the_page_before(visit: Visitor) -> None:
    second = visit.get(visit.get(OSLO).one("a[rel=next]")["href"])
    assert second.one("a[rel=prev]")["href"] == "/finn?need=alcohol&place=oslo"


def test_sorted_by_distance_and_by_the_next_meeting_is_another_order_of_the_same(leaf: Visitor) -> None:
    orders = {
        sort: [card for page in pages(leaf, f"{OSLO}&sort={sort}") for card in cards(page, "naer")]
        for sort in ("fit", "distance", "next")
    }
    assert orders["next"] != orders["distance"]
    assert {tuple(sorted(order)) for order in orders.values()} == {tuple(sorted(orders["fit"]))}


def test_a_page_that_is_not_there_leads_on_and_is_no_error(visit: Visitor) -> None:
    page = visit.get(f"{OSLO}&page=99")
    assert page.select("aside.people a")
    assert cards(visit.get(page.one("a[rel=prev]")["href"]))
