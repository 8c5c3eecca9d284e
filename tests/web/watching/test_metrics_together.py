"""Does each worker tell of all, and is what people are told to look at really there?"""

import json
import os
import re
from pathlib import Path

from flask import Flask

from tests.db.replicas import copied, replica_of, with_replica
from tests.drills.visiting import Asked, all_workers, ask, ask_worker, running
from tests.house.tree import ROOT
from tests.web.watching.test_metrics import samples


def test_every_worker_tells_what_all_have_counted(fresh_house: Flask) -> None:
    fresh_house.extensions["database"].close()
    memory = Path("/dev/shm")
    with running(fresh_house.extensions["settings"].instance) as service:
        both = all_workers(service)
        for worker in both:
            for _time in range(3):
                assert ask_worker(service, worker, Asked("/kart")).status == 200
        told = {
            sample.value
            for worker in both
            for sample in samples(ask_worker(service, worker, Asked("/metrics")).text)
            if sample.name == "varde_requests_total" and sample.labels["route"] == "/kart"
        }
        assert told == {6.0}
        assert list(memory.glob(f"varde-metrics-{service.process.pid}-*")) or not os.access(memory, os.W_OK)
        assert ask(service, Asked("/healthz")).status == 200
    assert not list(memory.glob(f"varde-metrics-{service.process.pid}-*"))


def test_the_dashboard_and_the_instructions_name_what_is_told(fresh_house: Flask) -> None:
    with with_replica(fresh_house, f"sqlite:///{copied(fresh_house)}") as app:
        replica_of(app).lose()
        app.test_client().get("/")
        replica_of(app).look()
        known = {each.name for each in samples(app.test_client().get("/metrics").text)}
    dashboard = (ROOT / "deploy" / "dashboard.json").read_text(encoding="utf-8")
    for text in (dashboard, (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")):
        named = set(re.findall(r"\bvarde_[a-z_]+", text))
        assert named
        assert named - known == set()
    panels = json.loads(dashboard)["panels"]
    assert all(panel["title"] and panel["targets"] for panel in panels if panel["type"] != "row")
