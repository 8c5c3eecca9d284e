"""Can the index be looked at and made anew from the command line?"""

import shutil

import pytest
from flask import Flask

from tests.houses import run

pytestmark = pytest.mark.both_databases


def test_a_whole_index_is_said_to_be_whole(fresh_house: Flask) -> None:
    run(fresh_house, "index", "rebuild")
    assert run(fresh_house, "index", "check") == "The index is whole and current.\n"


def test_a_missing_index_is_said_to_be_missing_and_can_be_rebuilt(fresh_house: Flask) -> None:
    shutil.rmtree(fresh_house.extensions["settings"].index_folder)
    result = fresh_house.test_cli_runner().invoke(args=["index", "check"])
    assert (result.exit_code, result.output) == (1, "Error: no generation has been built\n")
    assert run(fresh_house, "index", "rebuild").endswith("documents.\n")
    run(fresh_house, "index", "check")


def test_a_damaged_index_is_seen(fresh_house: Flask) -> None:
    run(fresh_house, "index", "rebuild")
    arrays = next(fresh_house.extensions["settings"].index_folder.rglob("arrays"))
    arrays.write_bytes(arrays.read_bytes()[:-7])
    assert fresh_house.test_cli_runner().invoke(args=["index", "check"]).exit_code == 1


def test_rebuilding_makes_another_generation_of_the_same_documents(fresh_house: Flask) -> None:
    index = fresh_house.extensions["matching"].index
    with fresh_house.app_context():
        before = index.snapshot()
    run(fresh_house, "index", "rebuild")
    with fresh_house.app_context():
        after = index.snapshot()
    assert after.name != before.name
    assert after.columns.ids == before.columns.ids


def test_a_deleted_folder_comes_back_while_the_house_is_open(fresh_house: Flask) -> None:
    client = fresh_house.test_client()
    page = client.get("/finn?need=alcohol&place=alesund").text
    shutil.rmtree(fresh_house.extensions["settings"].index_folder)
    assert client.get("/finn?need=alcohol&place=alesund").text == page
    assert client.get("/healthz").status_code == 200
    run(fresh_house, "index", "check")
