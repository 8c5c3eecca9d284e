"""Can growth be followed without keeping anything of anybody?"""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app import create_app
from directory.mapping.history import asked_for
from directory.mapping.history.models import AskedMonth, FieldMonth
from directory.settings import from_environment
from tests.houses import NOW, run
from tests.inspecting import Visitor

pytestmark = pytest.mark.both_databases


def kept(app: Flask, table: Any) -> list[Any]:
    with app.app_context(), app.extensions["database"].reading() as session:
        return list(session.scalars(select(table)))


def test_a_snapshot_is_made_once_a_month_and_by_remind_if_forgotten(fresh_house: Flask) -> None:
    assert "kept" in run(fresh_house, "snapshot")
    sums = len(kept(fresh_house, FieldMonth))
    assert "already" in run(fresh_house, "snapshot")
    run(fresh_house, "remind")
    assert len(kept(fresh_house, FieldMonth)) == sums
    fresh_house.config["NOW"] = NOW + timedelta(days=30)
    run(fresh_house, "remind")
    assert {row.month for row in kept(fresh_house, FieldMonth)} == {"2026-11", "2026-12"}
    table = fresh_house.test_client().get("/kartlegging/over-tid/over-tid.json").json
    assert (table["rows"][0]["code"], table["rows"][0]["count"]) == ("2009", 499)
    live = fresh_house.test_client().get("/kartlegging/tall/NO/tilbud.json").json
    assert table["rows"][-1]["offers"] == live["total"]["count"]
    assert "2009 (talt på en annen måte)" in Visitor(fresh_house).get("/kartlegging/over-tid").text


def test_sums_with_something_made_up_go_with_the_demonstration(fresh_house: Flask) -> None:
    run(fresh_house, "snapshot")
    run(fresh_house, "report", "--no-pdf")
    document = Path(fresh_house.extensions["settings"].instance) / "reports" / "2026-of-it.pdf"
    document.parent.mkdir()
    document.write_bytes(b"%PDF")
    run(fresh_house, "demo", "remove")
    assert not document.exists()
    assert kept(fresh_house, FieldMonth) == []
    assert fresh_house.test_client().get("/kartlegging/2026.json").status_code == 404


def test_what_is_not_found_is_counted_by_codes_and_shown_from_five(fresh_house: Flask) -> None:
    client = fresh_house.test_client()
    for _time in range(4):
        client.get("/finn?need=gambling&place=utsira")
    client.get("/finn?need=alcohol&place=oslo")
    gathered: asked_for.Gathered = fresh_house.extensions["asked"]
    counts = gathered.take()
    assert counts == Counter({("2026-11", "11", "gambling"): 4})
    with fresh_house.app_context():
        asked_for.add(counts)
    assert client.get("/kartlegging/over-tid/spurt.json").json["rows"] == []
    with fresh_house.app_context():
        asked_for.add(Counter({("2026-11", "11", "gambling"): 1, ("2026-10", "11", "grief"): 4}))
    assert [row["count"] for row in client.get("/kartlegging/over-tid/spurt.json").json["rows"]] == [5]
    run(fresh_house, "snapshot")
    assert {row.month for row in kept(fresh_house, AskedMonth)} == {"2026-11"}


def test_counting_what_is_asked_can_be_switched_off(fresh_house: Flask) -> None:
    assert "teller vi måneden, fylket og behovet" in Visitor(fresh_house).get("/personvern").text
    settings = fresh_house.extensions["settings"]
    values = {
        "VARDE_INSTANCE": str(settings.instance),
        "VARDE_DATABASE_URL": settings.database_url,
        "VARDE_SECRET_KEY": settings.secret_key,
        "VARDE_COUNT_ASKED": "0",
    }
    silent = create_app(from_environment(values))
    assert "not_found" not in silent.extensions
    assert "teller vi måneden" not in silent.test_client().get("/personvern").text
    silent.extensions["database"].close()
