"""Does the FHIR view say what is public, search as it says, and take nothing in?"""

import pytest
from flask import Flask

from directory import db
from directory.listings.records.models import Listing
from tests.inspecting import Visitor


def found(visit: Visitor, address: str) -> list[str]:
    """The ids of all pages of a search."""
    ids: list[str] = []
    following: str | None = address
    while following:
        answer = visit.get(following).json
        ids += [entry["resource"]["id"] for entry in answer.get("entry", [])]
        urls = [link["url"] for link in answer["link"] if link["relation"] == "next"]
        following = urls[0].partition(":8000")[2] if urls else None
    return ids


def all_listings(visit: Visitor, query: str = "") -> list[dict]:  # type: ignore[type-arg]
    first = visit.get(f"/api/v1/listings?limit=200{query}").json
    pages = [
        visit.get(f"/api/v1/listings?limit=200&page={page}{query}").json
        for page in range(2, first["pages"] + 1)
    ]
    return [item for answer in (first, *pages) for item in answer["items"]]


@pytest.mark.both_databases
def test_every_public_listing_is_a_service(visit: Visitor) -> None:
    assert sorted(found(visit, "/fhir/HealthcareService?_count=150")) == sorted(
        item["id"] for item in all_listings(visit)
    )


@pytest.mark.parametrize("need", ["alcohol", "grief", "any"])
def test_a_search_by_type_finds_what_the_directory_has(visit: Visitor, need: str) -> None:
    wanted = {item["id"] for item in all_listings(visit) if need in item["needs"]}
    assert set(found(visit, f"/fhir/HealthcareService?service-type={need}")) == wanted
    posted = visit.post("/fhir/HealthcareService/_search", {"service-type": need, "_count": "200"}).json
    assert posted["total"] == len(wanted)
    assert need not in posted["link"][0]["url"]


def test_a_point_and_an_audience_find_what_is_there(visit: Visitor) -> None:
    near = found(visit, "/fhir/HealthcareService?location.near=62.472|6.155|25|km&audience=relative")
    assert "demo001" in near
    assert set(near) <= set(found(visit, "/fhir/HealthcareService?audience=relative&_count=200"))
    assert "demo001" in found(visit, "/fhir/Location?near=62.472|6.155|25|km")


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("name=al-anon", True),
        ("name:contains=anon i ål", True),
        ("name:exact=Al-Anon i Ålesund (eksempel)", True),
        ("name:exact=al-anon i ålesund", False),
        ("identifier=demo001", True),
        ("organization=Organization/al-anon", True),
        ("active=true", True),
        ("active=false", False),
        ("_lastUpdated=ge2026-10-01", True),
        ("_lastUpdated=lt2026-01-01", False),
        ("service-category=group", True),
        ("service-category=course", False),
    ],
)
def test_each_parameter_keeps_what_it_says(visit: Visitor, query: str, there: bool) -> None:
    assert ("demo001" in found(visit, f"/fhir/HealthcareService?{query}&_count=200")) is there


def test_a_service_says_where_it_is_and_who_runs_it(visit: Visitor) -> None:
    service = visit.get("/fhir/HealthcareService/demo001").json
    assert service["providedBy"]["reference"] == "Organization/al-anon"
    assert service["availableTime"][0]["daysOfWeek"] == ["tue"]
    assert visit.get("/fhir/" + service["location"][0]["reference"]).json["address"]["city"] == "Ålesund"
    assert visit.get("/fhir/Organization/al-anon").json["name"]
    course = visit.get("/fhir/HealthcareService/demo007").json
    assert course["characteristic"][0]["coding"][0]["code"] == "capacity"


def test_a_closed_group_shows_its_area_alone(visit: Visitor, house: Flask) -> None:
    with house.app_context():
        row = db.read_session().query(Listing).filter(Listing.area_only, Listing.address.is_not(None)).first()
        known = (row.id, row.address) if row else None
    if known:
        assert known[1] not in visit.get(f"/fhir/Location/{known[0]}", headers={}).body


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/fhir/HealthcareService?patient=x", 400),
        ("/fhir/HealthcareService?_count=mange", 400),
        ("/fhir/HealthcareService?location.near=nord", 400),
        ("/fhir/HealthcareService?_lastUpdated=ge-i-fjor", 400),
        ("/fhir/HealthcareService?name:missing=true", 400),
        ("/fhir/HealthcareService?name=%00", 400),
        ("/fhir/HealthcareService/finnesikke", 404),
        ("/fhir/Patient/1", 404),
        ("/fhir/", 404),
    ],
)
def test_what_cannot_be_answered_is_an_outcome(visit: Visitor, address: str, status: int) -> None:
    answer = visit.get(address, expect=status)
    assert answer.json["resourceType"] == "OperationOutcome"
    assert "i-fjor" not in str(answer.json)


@pytest.mark.parametrize("kind", ["Patient", "HealthcareService", "RelatedPerson", "Practitioner"])
def test_nothing_is_taken_in(visit: Visitor, kind: str) -> None:
    sent = {"resourceType": kind, "name": [{"family": "Eksempel"}]}
    answer = visit.post(f"/fhir/{kind}", json=sent, expect=404)
    assert "Eksempel" not in answer.body


def test_a_hidden_listing_is_not_there(fresh_house: Flask, fresh_visit: Visitor) -> None:
    with fresh_house.app_context(), db.write_session() as session:
        session.get_one(Listing, "demo001").status = "hidden"
        session.commit()
    fresh_visit.get("/fhir/HealthcareService/demo001", expect=404)


def test_it_tells_what_it_can_do(visit: Visitor) -> None:
    told = visit.get("/fhir/metadata").json
    assert told["fhirVersion"] == "4.0.1"
    assert told["experimental"]
    assert [each["type"] for each in told["rest"][0]["resource"]] == [
        "HealthcareService",
        "Location",
        "Organization",
    ]
