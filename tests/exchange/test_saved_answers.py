"""Do the saved answers of a BMLT server name its formats and bodies, brought together, packed, or lying in one folder?"""

import json
from pathlib import Path

import pytest
from flask import Flask

from directory.exchange.fetching.refused import Refused
from directory.exchange.fetching.unpacking import pack_zip
from directory.exchange.importing.list_readers import form_of, read_list
from directory.exchange.importing.saved_answers import by_question
from directory.exchange.sources.collecting import collect, collect_files
from tests.exchange.lists import FACTS
from tests.houses import run

MEETINGS = [
    {
        "id_bigint": str(number),
        "weekday_tinyint": "1",
        "start_time": "19:00:00",
        "meeting_name": f"Håp {number} (eksempel)",
        "formats": "Ö",
        "service_body_bigint": "3",
    }
    for number in (1, 2)
]
FORMATS = [{"key_string": "Ö", "name_string": "Öppet möte", "lang": "sv", "id": "3"}]
BODIES = [{"id": "3", "parent_id": "0", "name": "Al-Anon familiegrupper", "helpline": "00 00 00 00"}]
FILES = {
    "a.json": json.dumps(FORMATS).encode(),
    "b.json": json.dumps(MEETINGS).encode(),
    "c.json": json.dumps(BODIES).encode(),
}


def test_whatever_the_files_are_called_each_is_known_by_what_stands_in_it() -> None:
    assert list(by_question(FILES.values())) == ["GetSearchResults", "GetFormats", "GetServiceBodies"]
    pages = by_question([json.dumps([each]).encode() for each in MEETINGS])
    assert json.loads(pages["GetSearchResults"]) == MEETINGS


def test_together_they_name_formats_and_whose_it_is(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    packed = pack_zip(FILES)
    assert form_of(packed, "svar.zip") == "bmlt"
    folder = collect("bmlt", str(tmp_path)).parts
    named = collect_files("bmlt", [tmp_path / name for name in FILES]).parts
    for parts in (folder, named, {"": packed}):
        values = read_list("bmlt", parts, FACTS).entries[0].values
        assert [values[name] for name in ("openness", "organisation")] == ["open", "al-anon"]
        assert values["contacts"][0]["phone"] == "00 00 00 00"


def test_the_command_takes_them_one_after_the_other(fresh_house: Flask, tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    paths = [str(tmp_path / name) for name in FILES]
    assert "2 rows. 2 new" in run(fresh_house, "import", "bmlt", *paths, "--preview")
    with pytest.raises(Refused, match="én fil"):
        collect_files("calendar", [tmp_path / "a.json"])
    with pytest.raises(Refused, match="GetSearchResults"):
        collect_files("bmlt", [tmp_path / "a.json"])
