"""Is what goes out the same when it comes in again? Read by our own readers, against the documents themselves."""

import importlib
import importlib.util
import json
from typing import Any

import pytest
from flask import Flask

from directory.listings.records.models import organisations_by_code
from directory.places.loading import load
from tests.exchange.reading import fetch
from tests.houses import NOW

# What a format cannot hold, or holds in another way: docs/exchange.md says how.
LOST = {
    "spreadsheet": {"contacts", "pauses", "address"},
    "hsds": {"contacts", "course", "first_time"},
    "bmlt": {
        "kind", "audiences", "needs", "class", "address", "summary", "status", "contacts", "formats", "meetings", "openness", "for",
        "url", "language", "organisation",
    },
    "meeting-guide": {
        "kind", "audiences", "needs", "class", "by_appointment", "address", "summary", "status", "contacts", "formats", "meetings",
    },
}  # fmt: skip
PATHS = {
    "spreadsheet": "/data/listings.csv",
    "hsds": "/hsds/services?format=ndjson&full=true",
    "bmlt": "/client_interface/json/?switcher=GetSearchResults",
    "meeting-guide": "/feeds/meeting-guide.json",
}
_TIMES = ("weekday", "starts", "ends", "every", "nth", "from", "until")


def entries(house: Flask, form: str) -> list[Any]:
    """What our reader makes of what our house gives."""
    if importlib.util.find_spec("directory.exchange.importing") is None:
        pytest.skip("nothing is read in yet")
    known = importlib.import_module("directory.exchange.importing.entries")
    readers = importlib.import_module("directory.exchange.importing.list_readers")
    with house.app_context(), house.extensions["database"].open_reading() as session:
        fellowships = {
            code: known.Fellowship(code, row.name, list(row.audiences), list(row.needs))
            for code, row in organisations_by_code(session).items()
        }
    home = house.extensions["settings"].public_url
    facts = known.ReaderFacts(load(), NOW.date(), fellowships, home=home)
    listed = readers.read_list(form, {"list": fetch(house, PATHS[form]).data}, facts)
    assert listed.unreadable == []
    return list(listed.entries)


def times(meetings: list[dict[str, Any]]) -> list[list[str]]:
    usual = {"every": 1}
    return sorted(
        [str(each.get(name) or usual.get(name, ""))[:10].removesuffix(":00") for name in _TIMES]
        for each in meetings
    )


def whens(meetings: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return sorted((each["weekday"], each["starts"][:5]) for each in meetings)


_IN_THE_SHEET = (
    "hearing_loop sign_language interpreter accompaniment twelve_step faith_based young age_from age_to area_only waiting_days"
).split()


def test_what_the_sheet_has_a_column_for_is_not_lost(house: Flask) -> None:
    kept = map(json.loads, fetch(house, "/data/listings.jsonl").text.splitlines())
    found = {each.listing_id: each.values for each in entries(house, "spreadsheet")}
    for each in kept:
        values = found[each["id"]]
        assert [values.get(name) or None for name in _IN_THE_SHEET] == [
            each[name] or None for name in _IN_THE_SHEET
        ]


@pytest.mark.parametrize("form", list(PATHS))
def test_the_same_listings_come_in_with_the_same_facts(house: Flask, form: str) -> None:
    kept = {
        each["id"]: each for each in map(json.loads, fetch(house, "/data/listings.jsonl").text.splitlines())
    }
    found = {each.listing_id: each.values for each in entries(house, form)}
    in_it = {
        id_ for id_, each in kept.items() if form != "bmlt" or each["meetings"]
    }  # it knows only what is weekly
    assert set(found) == in_it
    for id_, values in found.items():
        same = {name: value for name, value in values.items() if name in kept[id_] and name not in LOST[form]}
        assert whens(values.get("meetings", [])) == whens(kept[id_]["meetings"]), id_
        if "meetings" in same:
            assert times(same.pop("meetings")) == times(kept[id_]["meetings"]), id_
        assert same == {name: kept[id_][name] for name in same}, id_
