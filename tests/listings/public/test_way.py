"""Does a listing's page lead on: to the door, to other things near, and to whoever should know that nobody answered?"""

from urllib.parse import unquote

import pytest
from flask import Flask
from sqlalchemy import update

from directory import db
from directory.listings.records.models import Listing
from tests.inspecting import Visitor

GROUP = "/tilbud/demo001-al-anon-alesund"
WAY = "/tilbud/demo001/vei"


@pytest.mark.parametrize(
    ("browser", "begins"),
    [
        ("Mozilla/5.0 (Linux; Android 15; Pixel 8)", "geo:0,0?q="),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", "https://maps.apple.com/?q="),
        ("Mozilla/5.0 (X11; Linux x86_64)", "https://www.openstreetmap.org/search?query="),
    ],
)
def test_the_way_there_opens_the_map_that_the_device_has(visit: Visitor, browser: str, begins: str) -> None:
    location = visit.get(WAY, expect=303, headers={"User-Agent": browser}).location
    assert location.startswith(begins)
    assert unquote(location.removeprefix(begins)) == "Eksempelhuset, Eksempelgata 0, Ålesund"


def test_the_page_says_that_one_leaves_and_names_no_map(visit: Visitor) -> None:
    page = visit.get(GROUP)
    link = page.one("p.way-there a")
    assert link["href"] == WAY and link["rel"] == "noreferrer nofollow"
    assert "du forlater Varde" in page.one("p.way-there").text


@pytest.mark.parametrize(
    "values",
    [{"area_only": True}, {"address": None}, {"formats": ["online"]}],
    ids=["only the area is shown", "the address is not known", "only on the net"],
)
def test_there_is_no_way_to_a_door_that_is_not_shown(
    fresh_house: Flask, fresh_visit: Visitor, values: dict[str, object]
) -> None:
    with fresh_house.app_context(), db.of_app().writing() as session:
        session.execute(update(Listing).where(Listing.id == "demo001").values(**values))
    assert not fresh_visit.get(GROUP).select("p.way-there")
    fresh_visit.get(WAY, expect=404)


def test_a_hidden_listing_shows_no_way(fresh_house: Flask, fresh_visit: Visitor) -> None:
    with fresh_house.app_context(), db.of_app().writing() as session:
        session.execute(update(Listing).where(Listing.id == "demo001").values(status="hidden"))
    fresh_visit.get(WAY, expect=404)


def test_other_things_near_are_named_with_their_next_time(visit: Visitor) -> None:
    rows = visit.get(GROUP).select("section[aria-labelledby=andre] li.row")
    assert 1 <= len(rows) <= 3
    links = [row.select("a")[0]["href"] for row in rows]
    assert len(set(links)) == len(links) and all("demo001" not in link for link in links)
    assert all(row.select(".row-note")[0].text for row in rows)


def test_whoever_would_rather_not_go_alone_is_told_what_to_do(visit: Visitor) -> None:
    section = visit.get(GROUP).one("section[aria-labelledby=forste-gang]")
    assert "Vil du ikke komme alene?" in section.text
    assert [link["href"] for link in section.select("a")] == ["#ringe", "/forste-gang"]


def test_nobody_answered_is_one_press(visit: Visitor) -> None:
    form = visit.get(GROUP).one("form.tell-us")
    assert form["action"] == "/tilbud/demo001/si-fra"
    (button,) = form.select("button")
    assert (button["name"], button["value"]) == ("kind", "nobody_answered")
