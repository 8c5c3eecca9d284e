"""Does the list show what its address names, in that order, and never repeat what it does not know?"""

import pytest
from flask import Flask

from directory import db
from directory.listings.records.models import Listing
from tests.inspecting import Visitor

THREE = "demo007,demo001,demo005"


def ids(page_path: str, visit: Visitor) -> list[str]:
    """The listings of a list's page, in order."""
    return [part["id"].removeprefix("tilbud-") for part in visit.get(page_path).select(".listed .card")]


def test_the_order_is_that_of_the_address(visit: Visitor) -> None:
    assert ids(f"/liste?listing={THREE}", visit) == THREE.split(",")
    assert ids("/liste?listing=demo001,demo005,demo007", visit) == ["demo001", "demo005", "demo007"]


@pytest.mark.parametrize(
    ("unknown", "said"),
    [
        ("ukjent42", "Ett tilbud på lista finnes ikke lenger"),
        ("ukjent42,ukjent43", "2 tilbud på lista finnes ikke"),
    ],
)
def test_what_is_unknown_is_counted_and_not_repeated(visit: Visitor, unknown: str, said: str) -> None:
    page = visit.get(f"/liste?listing=demo005,{unknown}")
    assert said in page.text
    assert "ukjent" not in page.body


@pytest.mark.parametrize("typed", ["<script>", "demo005'--", "a" * 500, "voldsmannen", "é" * 30, ",,,"])
def test_no_word_of_a_strange_address_comes_back(visit: Visitor, typed: str) -> None:
    for name, path in (
        ("listing", "/liste"),
        ("kept", "/finn"),
        ("kept", "/"),
        ("kept", "/tilbud/demo005-lms-alesund"),
    ):
        page = visit.get(f"{path}?{name}={typed}")
        stars = {part["href"] for part in page.select("[data-star]")}
        assert typed not in page.body or typed == ",,,"
        assert not [
            part for part in page.select("a[href]") if "kept=" in part["href"] and part["href"] not in stars
        ]


def test_a_list_holds_twenty(visit: Visitor) -> None:
    many = ",".join(f"demo{number:03}" for number in range(1, 26))
    assert len(ids(f"/liste?listing={many}", visit)) <= 20
    assert "Lista har plass til 20." in visit.get(f"/liste?listing={many}").text


@pytest.mark.both_databases
def test_a_hidden_listing_is_not_shown_and_is_counted(fresh_house: Flask, fresh_visit: Visitor) -> None:
    with fresh_house.app_context(), db.write_session() as session:
        listing = session.get(Listing, "demo005")
        assert listing is not None
        name, listing.status = listing.name, "hidden"
        session.commit()
    page = fresh_visit.get("/liste?listing=demo001,demo005")
    assert name not in page.body
    assert "Ett tilbud på lista finnes ikke lenger" in page.text


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_the_page_tells_a_passer_by_nothing(visit: Visitor, prefix: str) -> None:
    page = visit.get(f"{prefix}/liste?listing={THREE}")
    assert page.title in ("Lista – Varde", "The list – Varde")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.one("meta[name=robots]")["content"] == "noindex"
    assert not page.select("link[rel=canonical]")
    assert next(part["href"] for part in page.select("#sprak a")).endswith(f"/liste?listing={THREE}")


def test_moving_is_a_plain_link_to_the_list_in_another_order(visit: Visitor) -> None:
    page = visit.get(f"/liste?listing={THREE}")
    moves = [part["href"] for part in page.select("a[data-list-move]")]
    assert moves[0] == "/liste?listing=demo001,demo007,demo005"
    assert ids(moves[-1], visit) == ["demo007", "demo005", "demo001"]
    assert next(part["href"] for part in page.select("[data-star]")) == "/liste?listing=demo001,demo005"
