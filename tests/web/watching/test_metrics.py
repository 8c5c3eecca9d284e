"""Do those who run the house see how it is, and nobody what anybody asked?"""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from tests.backups.troubles import gone
from tests.db.replicas import copied, replica_of, with_replica
from tests.desks import colleague
from tests.steps import steps


def samples(text: str) -> list[Sample]:
    """Every line, read as Prometheus reads it."""
    return [sample for family in text_string_to_metric_families(text) for sample in family.samples]


def figures(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Every number, by its name and what its labels hold, in order."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return {(each.name, *sorted(each.labels.values())): each.value for each in samples(answer.text)}


@pytest.mark.both_databases
def test_answers_are_counted_by_rule_and_status(fresh_house: Flask) -> None:
    client = fresh_house.test_client()
    for path in (
        "/finn?need=alcohol&place=alesund",
        "/en/finn?need=grief",
        "/finnes-ikke",
        "/tilbud/finnesikke",
    ):
        client.get(path)
    seen = figures(client)
    assert seen["varde_requests_total", "/finn", "200"] == 2
    assert seen["varde_requests_total", "404", "none"] == 1
    assert seen["varde_requests_total", "/tilbud/<code:id>", "404"] == 1
    assert seen["varde_request_seconds_count", "/finn"] == 2
    assert 0 < seen["varde_request_seconds_sum", "/finn"] < 60
    assert seen["varde_request_seconds_bucket", "+Inf", "/finn"] == 2


@pytest.mark.both_databases
def test_the_house_tells_how_it_stands(fresh_house: Flask) -> None:
    seen = figures(fresh_house.test_client())
    assert seen["varde_reading",] == seen["varde_writing",] == 1
    assert seen["varde_listings",] == seen["varde_searchable",] > 600
    assert 0 <= seen["varde_index_age_seconds",] < 3600
    assert seen["varde_letters", "queued"] == seen["varde_letter_waiting_seconds",] == 0
    assert seen["varde_edits", "held"] == seen["varde_reports", "new"] == 0
    assert seen["varde_change_number",] > 0
    assert ("varde_replica_read",) not in seen


def test_a_letter_that_waits_and_an_edit_are_counted(small_house: Flask) -> None:
    somebody = colleague(small_house, "national_editor")
    before = figures(small_house.test_client())
    somebody.post("/skrivebord/oppforinger/demo005/bekreft", {"next": ""})
    small_house.test_client().post("/logg-inn", data={"email": somebody.email})
    after = figures(small_house.test_client())
    assert after["varde_letters", "queued"] == before["varde_letters", "queued"] + 1
    assert after["varde_change_number",] > before["varde_change_number",]


def test_a_house_without_its_database_still_tells(small_house: Flask) -> None:
    client = small_house.test_client()
    with gone(small_house):
        client.get("/finn?need=alcohol&place=alesund")
        seen = figures(client)
    assert seen["varde_reading",] == seen["varde_writing",] == 0
    assert seen["varde_requests_total", "/finn", "503"] == 1


def test_which_database_is_read_is_told(small_house: Flask) -> None:
    with with_replica(small_house, f"sqlite:///{copied(small_house)}") as app:
        client = app.test_client()
        seen = figures(client)
        assert (seen["varde_replica_read",], seen["varde_replica_lag_seconds",]) == (1, 0)
        replica_of(app).lose()
        seen = figures(client)
        assert (seen["varde_replica_read",], seen["varde_replica_turns_total", "away"]) == (0, 1)
        assert ("varde_replica_lag_seconds",) not in seen


def test_counting_costs_next_to_nothing(house: Flask) -> None:
    counted = house.extensions["metrics"]
    for _time in range(1000):
        counted.count("/finn", 200, 0.01)
    assert (
        steps(lambda: counted.count("/finn", 200, 0.01)) < 100
    )  # the thousand before do not weigh on the next
