"""The interface's description is valid OpenAPI, and what the interface answers is what it describes."""

from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.inspecting import Visitor


@pytest.fixture(scope="module")
def described(visit: Visitor) -> dict[str, Any]:
    """The description as it is served."""
    return visit.get("/api/v1/openapi.json").json


def faults(described: dict[str, Any], name: str, answer: object) -> list[str]:
    """Where an answer is not what the description says."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    return [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(answer)
    ]


def test_it_is_valid(described: dict[str, Any]) -> None:
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def test_a_planted_fault_is_seen(described: dict[str, Any]) -> None:
    broken = {**described, "paths": {"/match": {"post": {"responses": {"200": {}}}}}}
    assert list(OpenAPIV31SpecValidator(broken).iter_errors())
    assert faults(described, "Place", {"id": 1508})


def test_every_address_of_the_interface_is_described_and_no_other(
    described: dict[str, Any], house: Flask
) -> None:
    rules = {rule.rule for rule in house.url_map.iter_rules() if rule.rule.startswith("/api/v1/")}
    told = {
        f"/api/v1{path}".replace("{id}", "<code:id>").replace("{code}", "<code>")
        for path in described["paths"]
    }
    assert told == rules - {"/api/v1/openapi.json"}


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"situation": "Mannen min drikker for mye, jeg bor i Ålesund"},
        {"situation": "angst i Herøy"},
        {"situation": "LMS Steinkjer"},
        {"situation": "Jeg orker ikke leve lenger"},
        {"needs": ["violence"], "place": "Bodø", "twelve_step": False, "radius_km": 50},
        {"place": "nordland", "limit": 200, "young": True},
        {"needs": ["alcohol"], "place": "0301", "limit": 200},
    ],
)
def test_what_is_answered_to_a_situation_is_what_is_described(
    described: dict[str, Any], visit: Visitor, asked: dict[str, object]
) -> None:
    assert faults(described, "Question", asked) == []
    assert faults(described, "Answer", visit.post("/api/v1/match", json=asked).json) == []


def test_every_listing_is_as_described(described: dict[str, Any], visit: Visitor) -> None:
    page, pages = 1, 1
    while page <= pages:
        answer = visit.get(f"/api/v1/listings?limit=200&page={page}").json
        assert faults(described, "Listings", answer) == []
        page, pages = page + 1, answer["pages"]
    one = visit.get(f"/api/v1/listings/{answer['items'][0]['id']}").json
    assert faults(described, "Listing", one) == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("places?q=herøy", "Place"),
        ("needs", "Need"),
        ("organisations", "Organisation"),
        ("contact-points", "Answering"),
        ("contact-points?place=alesund", "Answering"),
    ],
)
def test_what_is_read_is_as_described(
    described: dict[str, Any], visit: Visitor, path: str, name: str
) -> None:
    items = visit.get(f"/api/v1/{path}").json["items"]
    assert items
    assert [fault for item in items for fault in faults(described, name, item)] == []


@pytest.mark.parametrize("path", ["listings/borte", "listings?limit=0", "contact-points?place=kanariby"])
def test_a_problem_is_as_described(described: dict[str, Any], house: Flask, path: str) -> None:
    answer = house.test_client().get(f"/api/v1/{path}")
    assert answer.mimetype == "application/problem+json"
    assert faults(described, "Problem", answer.get_json(force=True)) == []


def test_every_parameter_of_the_listings_is_one_that_the_page_reads(
    described: dict[str, Any], visit: Visitor
) -> None:
    for parameter in described["paths"]["/listings"]["get"]["parameters"]:
        schema = parameter["schema"].get("items", parameter["schema"])
        value = next(iter(schema.get("examples", [schema.get("default", "")])))
        answer = visit.get(f"/api/v1/listings?{parameter['name']}={value}").json
        assert answer["ignored"] is False, parameter["name"]
