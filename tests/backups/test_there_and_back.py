"""Does everything come back from a backup, on either database and from one to the other, and does writing go on meanwhile?"""

import io
import json
import stat
import threading
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import text, update
from sqlalchemy.engine import Engine

from directory.backups import file, making, restoring, rows
from directory.commands import upgrade
from directory.listings.editing.apply import change
from directory.listings.records.courses import Programme
from directory.listings.records.models import Listing, Organisation
from tests.desks import later
from tests.house.tree import ROOT
from tests.houses import NOW, Builder, run
from tests.listings.editors import office_that_keeps

ASKED = (
    *(
        "/",
        "/finn?need=alcohol&place=alesund",
        "/finn?audience=relative&place=oslo&radius=50",
        "/sted/tromso",
    ),
    *(
        "/api/v1/listings?limit=200",
        "/api/v1/listings?limit=200&page=2",
        "/api/v1/listings?need=grief&place=bergen",
    ),
    *("/api/v1/organisations", "/api/v1/contact-points", "/tilbud/demo001", "/tilbud/demo005.ics"),
)
SAID = (
    "Mannen min drikker, vi bor i Ålesund",
    "Al-Anon",
    "kurs for pårørende i Bergen",
    "alene i Hammerfest",
)
KEY = "a passphrase of this test alone"


def contents(app: Flask) -> dict[str, list[rows.Row]]:
    """Every row of every table, in order of its key."""
    with app.extensions["database"].engine.connect() as connection:
        found = rows.tables(connection)
        return {
            name: sorted(rows.take_out(connection, table), key=repr)
            for name, table in found.items()
            if name not in ("change_counter", "change_feed")  # of this database alone
        }


def answers(app: Flask) -> list[bytes]:
    """What the house answers, byte by byte."""
    client = app.test_client(use_cookies=False)
    given = [client.get(path, follow_redirects=True) for path in ASKED]
    given += [client.post("/api/v1/match", json={"situation": words, "limit": 50}) for words in SAID]
    assert {answer.status_code for answer in given} == {200}
    return [answer.data for answer in given]


def kept(app: Flask, path: Path) -> Path:
    """A backup of the house."""
    run(app, "backup", str(path))
    return path


@pytest.mark.both_databases
def test_on_an_empty_machine_every_row_and_every_answer_comes_back(
    fresh_house: Flask, bare_house: Flask, tmp_path: Path
) -> None:
    said = run(bare_house, "restore", str(kept(fresh_house, tmp_path / "alt.varde")))
    assert "Ready: " in said
    assert contents(bare_house) == contents(fresh_house)
    assert answers(bare_house) == answers(fresh_house)


def test_a_backup_of_what_came_back_is_the_same_backup(
    fresh_house: Flask, bare_house: Flask, tmp_path: Path
) -> None:
    run(bare_house, "restore", str(kept(fresh_house, tmp_path / "alt.varde")))
    packed = [making.archive(app.extensions["database"].engine, NOW) for app in (fresh_house, bare_house)]
    first, second = (ZipFile(io.BytesIO(each)) for each in packed)
    assert first.namelist() == second.namelist()
    assert [first.read(name) for name in first.namelist()] == [
        second.read(name) for name in second.namelist()
    ]


@pytest.mark.parametrize("to_postgresql", [True, False], ids=["to-postgresql", "to-sqlite"])
def test_a_house_can_move_to_the_other_kind_of_database(
    sqlite_builder: Builder, postgresql_builder: Builder, tmp_path: Path, to_postgresql: bool
) -> None:
    small, large = sqlite_builder, postgresql_builder
    old, new = (small, large) if to_postgresql else (large, small)
    left, entered = old.furnished(), new.bare()
    run(entered, "restore", str(kept(left, tmp_path / "flytting.varde")))
    assert contents(entered) == contents(left)
    assert answers(entered) == answers(left)
    old.close(left)
    new.close(entered)


@pytest.mark.both_databases
def test_what_is_added_after_restoring_gets_a_number_of_its_own(
    fresh_house: Flask, bare_house: Flask, tmp_path: Path
) -> None:
    run(bare_house, "restore", str(kept(fresh_house, tmp_path / "alt.varde")))
    with bare_house.extensions["database"].writing() as session:
        last = session.execute(text("SELECT max(id) FROM listing_contact")).scalar_one()
        session.execute(
            text(
                "INSERT INTO listing_contact (listing_id, role, private, waiting) VALUES ('demo001', 'Vert', false, false)"
            )
        )
        assert session.execute(text("SELECT max(id) FROM listing_contact")).scalar_one() > last


@pytest.mark.both_databases
def test_a_house_that_is_being_written_in_is_kept_as_it_was_at_one_moment(fresh_house: Flask) -> None:
    base = fresh_house.extensions["database"]
    done, written = threading.Event(), []

    def write() -> None:
        while not done.is_set():
            code = f"pair-{len(written)}"
            with base.writing() as session:
                session.add(Organisation(code=code, name=code, about="", confidence="high"))
                session.add(Programme(code=code, name=code, owner="", about="", source=""))
            written.append(code)

    before = contents(fresh_house)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        packed = [making.archive(base.engine, NOW) for _time in range(5)]
    finally:
        done.set()
        writer.join()
    assert len(written) > 1
    for each in packed:
        archive = ZipFile(io.BytesIO(each))
        added = {
            name: len(lines(archive, name)) - len(before[name]) for name in ("organisation", "programme")
        }
        assert added["organisation"] == added["programme"]


def lines(archive: ZipFile, table: str) -> list[rows.Row]:
    """The rows of a table in an archive."""
    return [json.loads(line) for line in archive.read(making.part_name(table)).splitlines()]


@pytest.mark.both_databases
def test_replacing_is_seen_by_a_house_that_is_open(fresh_house: Flask, tmp_path: Path) -> None:
    path = kept(fresh_house, tmp_path / "alt.varde")
    before = answers(fresh_house)
    client, new = fresh_house.test_client(), "/api/v1/listings?organisation=fyret"
    assert client.get(new).get_json()["ignored"]
    with fresh_house.extensions["database"].writing() as session:
        session.execute(update(Listing).values(status="hidden"))
        session.add(Organisation(code="fyret", name="Fyret", about="Lys", confidence="high"))
    assert client.get("/api/v1/listings").get_json()["total"] == 0
    assert not client.get(new).get_json()["ignored"]
    run(fresh_house, "restore", "--replace", str(path))
    assert client.get(new).get_json()["ignored"]
    assert answers(fresh_house) == before


def test_what_was_to_begin_since_the_backup_begins_when_it_is_put_back(
    fresh_house: Flask, tmp_path: Path
) -> None:
    with office_that_keeps(fresh_house) as office:
        tomorrow = (NOW + timedelta(days=1)).date()
        new = {"summary": "Ny fra i morgen."}
        (made,) = change(office.contact(), office.listing(), new, starts_on=tomorrow)
        assert made.state == "scheduled"
    path = kept(fresh_house, tmp_path / "i-dag.varde")
    later(fresh_house, days=1)
    client, its = fresh_house.test_client(), "/api/v1/listings/demo005"
    assert "Ny fra i morgen." in client.get(its).text
    run(fresh_house, "restore", "--replace", str(path))
    assert "Ny fra i morgen." in client.get(its).text


@pytest.mark.both_databases
def test_an_older_backup_is_brought_up_to_today(bare_house: Flask, builder: Builder, tmp_path: Path) -> None:
    base = bare_house.extensions["database"]
    upgrade(base, "0001")
    with base.writing() as session:
        session.execute(text(OLD_LISTING))
        session.execute(
            text(
                "INSERT INTO meeting_time (listing_id, weekday, starts) VALUES ('old1', 'monday', '18:00:00.000000')"
            )
        )
    path = kept(bare_house, tmp_path / "gammel.varde")
    today = builder.bare()
    run(today, "restore", str(path))
    found = contents(today)
    assert [row[0] for row in found["listing"]] == ["old1"]
    assert len(found["schedule"]) == len(found["listing_contact"]) == 1
    assert "meeting_time" not in found
    assert today.test_client().get("/api/v1/listings").get_json()["total"] == 1
    builder.close(today)


OLD_LISTING = """
INSERT INTO listing (id, name, kind, status, audiences, needs, formats, young, twelve_step, faith_based, language,
    area_only, approximate, catchment, phone, source, demo)
VALUES ('old1', 'En gammel gruppe', 'group', 'active', '["self"]', '["grief"]', '["in_person"]', false, false, false, 'nb',
    false, false, '[]', '00 00 00 00', 'Prøven', false)
"""


def test_a_table_can_be_left_out_and_is_empty_afterwards(fresh_house: Flask, bare_house: Flask) -> None:
    engine: Engine = fresh_house.extensions["database"].engine
    packed = making.archive(engine, NOW, {"pause": "only for this test", "no_such_table": "nor this"})
    settings = bare_house.extensions["settings"]
    manifest = restoring.restore(packed, bare_house.extensions["database"], settings, upgrade)
    assert manifest["left_out"] == {"pause": "only for this test"}
    assert contents(bare_house) == contents(fresh_house) | {"pause": []}
    assert contents(fresh_house)["pause"]


def test_a_backup_holds_tables_and_a_manifest_and_never_an_index(fresh_house: Flask, tmp_path: Path) -> None:
    fresh_house.test_client().get("/healthz")  # builds the index
    with ZipFile(kept(fresh_house, tmp_path / "alt.varde")) as archive:  # plain: any tool opens it
        names = {making.part_name(table) for table in contents(fresh_house) if table not in making.LEFT_OUT}
        assert set(archive.namelist()) == names | {making.MANIFEST}
        manifest = json.loads(archive.read(making.MANIFEST))
        assert manifest["revision"] == newest_revision()
        assert manifest["parts"]["listing"]["rows"] == len(lines(archive, "listing")) > 600


def newest_revision() -> str:
    """The number of the last migration."""
    return max(path.name[:4] for path in (ROOT / "migrations/versions").glob("0*.py"))


def test_with_a_key_nothing_can_be_read_without_it(
    fresh_house: Flask, bare_house: Flask, tmp_path: Path
) -> None:
    path = tmp_path / "lukket.varde"
    packed = making.archive(fresh_house.extensions["database"].engine, NOW)
    file.write(path, packed, KEY)
    assert b"PK\x03\x04" not in path.read_bytes()
    assert b"tables/" not in path.read_bytes()
    assert file.read(path, KEY) == packed
    for wrong, words in ((None, "It is encrypted"), (KEY + "r", "is not the key")):
        with pytest.raises(file.BackupRefused, match=words):
            file.read(path, wrong)


@pytest.mark.parametrize("passphrase", [None, KEY])
def test_a_backup_is_for_its_owner_alone(tmp_path: Path, passphrase: str | None) -> None:
    path = tmp_path / "alt.varde"
    for _time in range(2):
        file.write(path, b"archive", passphrase)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["alt.varde"]
