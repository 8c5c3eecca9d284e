"""The way in: whose turn it is, the runs one holds with what is next, and a word on the first page when a meeting comes."""

from datetime import date

import pytest
from flask import Flask

from directory import db
from directory.backups import making
from tests.courses.holding import DESK, LAST, RUN, hold_last, organiser
from tests.desks import colleague, later, signed_in
from tests.houses import NOW, run

COMES = "Et kurs har et møte på kalenderen"
SECRET = "Hemmeligord"


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("first", "says"),
    [
        (date(2027, 2, 17), True),  # twelve weeks before is in three days
        (date(2027, 3, 31), False),
        (date(2026, 12, 16), True),  # four weeks before was four days ago
        (date(2026, 10, 7), True),  # the last evening was four days ago
        (date(2026, 5, 6), False),
    ],
)
def test_a_meeting_that_comes_stands_on_the_first_page(fresh_house: Flask, first: date, says: bool) -> None:
    hold_last(fresh_house, first)
    assert (COMES in organiser(fresh_house).get("/skrivebord/").text) is says


def test_what_is_ticked_off_waits_no_more_and_what_is_moved_waits_then(fresh_house: Flask) -> None:
    hold_last(fresh_house, date(2027, 2, 17))
    mine = organiser(fresh_house)
    said = {f"{code}-starts": "12" for code in ("planning-1", "planning-2", "planning-3", "evaluation")}
    days = {"planning-1": "2026-12-20", "planning-2": "2027-01-11", "planning-3": "2027-01-20"}
    said |= {f"{code}-on": day for code, day in {**days, "evaluation": "2027-04-14"}.items()}
    mine.post(f"{RUN}/moter", said)
    assert COMES not in mine.get("/skrivebord/").text
    later(fresh_house, days=15)
    mine = signed_in(fresh_house, mine.email)
    assert COMES in mine.get("/skrivebord/").text
    mine.post(RUN, {"done": ["planning-1"]})
    assert COMES not in mine.get("/skrivebord/").text


def test_the_list_says_what_is_next(fresh_house: Flask) -> None:
    hold_last(fresh_house, date(2027, 2, 17))
    page = organiser(fresh_house).get(DESK)
    assert "Neste: onsdag 25. november: Planleggingsmøte 1." in page.text
    assert [link["href"] for link in page.select("main a[href^=/skrivebord/kurs/demo]")] == [RUN]


def test_who_oversees_the_house_sees_every_run_in_pages_and_is_not_disturbed(fresh_house: Flask) -> None:
    hold_last(fresh_house, date(2027, 2, 17))
    editor = colleague(fresh_house, "national_editor")
    assert COMES not in editor.get("/skrivebord/").text
    first, second = editor.get(DESK), editor.get(f"{DESK}?side=2")
    shown = [{link["href"] for link in page.select("main ul.ways a")} for page in (first, second)]
    assert len(shown[0] - shown[1]) == 10
    editor.get(f"{DESK}?side=99999999999999999999")


def test_nothing_of_it_leaves_the_desk(fresh_house: Flask) -> None:
    """Not by the interface, an export, a page, a feed or the index; a backup holds it, as it holds all rows."""
    hold_last(fresh_house, date(2027, 2, 17))
    mine = organiser(fresh_house)
    mine.post(f"{RUN}/kvelder", {"1-relative": SECRET, "2-room": SECRET})
    mine.post(f"{RUN}/evaluering", {"money": SECRET})
    mine.post(f"{RUN}/evaluering/erfaring", {"text": SECRET})
    mine.post(f"{RUN}/tall", {"enrolled": "17", "waiting": "432"})
    assert SECRET in mine.get(RUN).text
    looks = fresh_house.test_client()
    for path in (f"/tilbud/{LAST}", f"/tilbud/{LAST}.ics", f"/api/v1/listings/{LAST}", "/for-arrangorer"):
        answer = looks.get(path, follow_redirects=True, base_url="http://127.0.0.1:8000")
        assert SECRET not in answer.text
        assert "432 på" not in answer.text
    for form in ("spreadsheet", "hsds", "geojson", "calendar"):
        assert SECRET.encode() not in run(fresh_house, "export", form).encode()
    files = fresh_house.extensions["settings"].instance.rglob("*")
    held = [path.name for path in files if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert [name for name in held if not name.startswith("varde.sqlite3")] == []
    with fresh_house.app_context():
        assert making.archive(db.of_app().engine, NOW)
