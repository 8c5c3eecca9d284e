"""A listing given out in the API's own form loads back as the same listing."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from directory import db
from directory.listings.records.document import document_of
from directory.listings.records.loading import put_rows
from directory.listings.records.models import Listing
from directory.places.loading import load
from tests.inspecting import Visitor

pytestmark = pytest.mark.both_databases


def every_form(house: Flask) -> dict[str, dict]:
    with house.test_request_context("/"):
        rows = db.read_session().scalars(select(Listing).where(Listing.status != "hidden"))
        return {row.id: json.loads(json.dumps(document_of(row, load()))) for row in rows}


def test_everything_that_is_given_out_loads_back_the_same(fresh_house: Flask) -> None:
    before = every_form(fresh_house)
    with fresh_house.app_context(), db.of_app().writing() as session:
        put_rows(session, before.values(), load())
    assert every_form(fresh_house) == before


def test_the_interface_gives_every_public_listing_once(visit: Visitor) -> None:
    ids: list[str] = []
    first = visit.get("/api/v1/listings?limit=200").json
    for page in range(1, first["pages"] + 1):
        ids += [item["id"] for item in visit.get(f"/api/v1/listings?limit=200&page={page}").json["items"]]
    assert len(ids) == len(set(ids)) == first["total"] == visit.get("/healthz").json["listings"]


def test_one_listing_is_given_in_the_form_that_loads(visit: Visitor) -> None:
    given = visit.get("/api/v1/listings/demo007").json
    assert given["course"]["programme"] == "ta-tak"
    assert given["municipality"] == "Sula"
    assert given["demo"] is True


def test_a_hidden_listing_is_given_nowhere(fresh_house: Flask, fresh_visit: Visitor) -> None:
    with fresh_house.app_context(), db.of_app().writing() as session:
        listing = session.get(Listing, "demo001")
        assert listing is not None
        listing.status = "hidden"
    fresh_visit.get("/api/v1/listings/demo001", expect=404)
    fresh_visit.get("/tilbud/demo001", expect=404)
    fresh_visit.get("/tilbud/demo001.ics", expect=404)
    found = fresh_visit.get("/api/v1/listings?place=alesund&organisation=al-anon").json["items"]
    assert "demo001" not in [item["id"] for item in found]


def test_the_interface_names_no_way_to_what_is_closed(fresh_house: Flask) -> None:
    client = fresh_house.test_client()
    one, many = "/api/v1/listings/demo007", "/api/v1/listings?need=alcohol&place=alesund&limit=200"
    assert "demo005" in client.get(one).text
    with fresh_house.app_context(), db.of_app().writing() as session:
        session.get_one(Listing, "demo005").status = "closed"
    ways = client.get(one).get_json()["pathways"]
    assert [way["to"] for way in ways] == ["demo001"]
    assert "demo007" in client.get(many).text
    assert "demo005" not in client.get(many).text


def test_a_new_way_is_said_at_once(fresh_house: Flask) -> None:
    client, asked = fresh_house.test_client(), "/api/v1/listings?need=alcohol&place=alesund&limit=200"
    assert "Ring når du vil" not in client.get(asked).text
    with fresh_house.app_context(), db.of_app().writing() as session:
        session.get_one(Listing, "demo007").pathways[0].text = "Ring når du vil"
    assert "Ring når du vil" in client.get(asked).text
