"""Each choice says exactly how much it leads to: every link is opened, and what stands there is counted."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import Client

from directory.places.loading import load
from tests.inspecting import Visitor
from tests.markup import Part, parse

FITS = ("best", "naer", "naer-parorende", "nett", "kurs")
NUMBER = {"ett": 1, "én": 1}
SEARCHES = (
    "audience=relative&relation=partner&need=alcohol&place=alesund",
    "need=alcohol&place=oslo&weekday=tuesday",
    "audience=professional&need=mental-health&place=trondheim",
    "audience=self&need=grief&place=traena",
    "need=anxiety&place=nordland",
    "audience=self&need=alcohol&place=bergen&part=evening&format=online",
    "audience=relative&need=drugs&need=alcohol&place=alesund&organisation=na",
    "need=any&place=bodo&kind=meeting_place&sort=next",
    "need=drugs&twelve_step=0&radius=100&place=hamar",
    "audience=self&need=gambling",
)


def page(client: Client, path: str) -> Part:
    answer = client.get(path)
    assert answer.status_code == 200
    return parse(answer.text)


def links(root: Part) -> Iterator[tuple[str, int, str]]:
    """Each choice: what it says, how many, and its address."""
    for link in root.select("details.narrow a.part"):
        label, count = re.fullmatch(r"(.*) (\d+)", link.text).groups()  # type: ignore[union-attr]
        yield label, int(count), link["href"]


def said(root: Part) -> int:
    """How much the answer says that there is."""
    (text,) = (part.text for part in root.select("p.answer"))
    numbers = re.findall(r"Vi fant (\d+|ett)", text)
    return sum(NUMBER.get(number) or int(number) for number in numbers)


def said_near(root: Part) -> int:
    """How much of it is met near the place: what is on the net lies within no distance."""
    (text,) = (part.text for part in root.select("p.answer"))
    number = re.findall(r": (\d+|ett) nær|Vi fant (\d+|ett) tilbud nær", text)
    return sum(NUMBER.get(each) or int(each) for found in number for each in found if each)


def counted(client: Client, path: str) -> int:
    """How many cards stand under what fits exactly, on all pages together."""
    names: list[str] = []
    following: str | None = path
    while following:
        root = page(client, following)
        for section in root.select("section.section"):
            if section.select("h2")[0]["id"] in FITS:
                names += [card.select("h3 a")[0]["href"] for card in section.select("li.card")]
        following = next((link["href"] for link in root.select("a[rel=next]")), None)
    assert len(names) == len(set(names))
    return len(names)


@pytest.mark.parametrize("search", SEARCHES)
def test_every_choice_leads_to_exactly_as_much_as_it_says(house: Flask, search: str) -> None:
    client = house.test_client()
    for label, count, address in links(page(client, f"/finn?{search}")):
        told = said_near if "Innen" in label else said
        assert "Ta bort" in label or told(page(client, address)) == count, (label, address)


@pytest.mark.parametrize("search", SEARCHES)
def test_the_answer_says_how_many_cards_fit_exactly(house: Flask, search: str) -> None:
    client = house.test_client()
    assert said(page(client, f"/finn?{search}")) == counted(client, f"/finn?{search}")


def test_the_cards_behind_every_choice_are_as_many_as_it_says(house: Flask) -> None:
    client = house.test_client()
    found = list(links(page(client, "/finn?audience=relative&need=alcohol&place=alesund")))
    assert len(found) > 10
    for label, count, address in found:
        assert "Innen" in label or counted(client, address) == count, (label, address)


def test_a_choice_that_was_made_stands_out_and_leads_back(visit: Visitor) -> None:
    first = visit.get("/finn?need=alcohol&place=oslo")
    monday = next(a for _l, _c, a in links(first.root) if "weekday=monday" in a)  # type: ignore[arg-type]
    second = visit.get(monday)
    chosen = second.select("details.narrow a.part-chosen")
    assert [link["aria-current"] for link in chosen] == ["true"]
    assert chosen[0]["href"] == "/finn?need=alcohol&place=oslo"


def test_choices_keep_the_order_that_was_asked_for(visit: Visitor) -> None:
    root = visit.get("/finn?need=alcohol&place=oslo&sort=next").root
    assert all("sort=next" in address for _label, _count, address in links(root))  # type: ignore[arg-type]


def test_a_county_has_no_distances_to_choose(visit: Visitor) -> None:
    root = visit.get("/finn?need=alcohol&place=nordland").root
    assert not any("radius=" in address for _label, _count, address in links(root))  # type: ignore[arg-type]


def test_nothing_to_choose_from_is_not_shown(visit: Visitor) -> None:
    assert not visit.get("/finn?audience=relative&need=alcohol&place=oslo&young=1").select("details.narrow a")
    assert not visit.get("/finn").select("details.narrow a")


@pytest.mark.long
@pytest.mark.parametrize("place", [place.slug for place in load().municipalities[::7]])
@pytest.mark.parametrize("asked", ["audience=relative&need=alcohol", "audience=self&need=mental-health"])
def test_every_choice_of_every_seventh_municipality_is_exact(house: Flask, place: str, asked: str) -> None:
    client = house.test_client()
    for label, count, address in links(page(client, f"/finn?{asked}&place={place}")):
        told = said_near if "Innen" in label else said
        assert "Ta bort" in label or told(page(client, address)) == count, (label, address)
