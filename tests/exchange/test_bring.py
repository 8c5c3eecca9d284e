"""An editor brings a list at the desk, sees what it would change, and takes it in or throws it away."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory import db
from directory.exchange.at_desk import taking
from directory.exchange.taking_in.models import Upload
from directory.listings.records.models import Listing
from tests.desks import Colleague, colleague
from tests.exchange.lists import SHEET, feed, meeting
from tests.exchange.test_saved_answers import FILES
from tests.inspecting import Page
from tests.query_limits import most_queries

HERE = "/skrivebord/lister"


@pytest.fixture
def editor(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "national_editor")


def bring(somebody: Colleague, data: bytes, name: str = "liste.json", **more: Any) -> str:
    """Send a file; the address of what is to be looked at."""
    return somebody.post(HERE, {"file": (BytesIO(data), name), "pasted": "", **more}).location


def stored(house: Flask, *where: Any) -> int:
    with house.app_context(), db.of_app().reading() as session:
        return session.scalar(select(func.count()).select_from(Listing).where(*where)) or 0


def uploads(house: Flask) -> int:
    with house.app_context(), db.of_app().reading() as session:
        return session.scalar(select(func.count()).select_from(Upload)) or 0


def test_a_list_is_looked_at_and_taken_in(fresh_house: Flask, editor: Colleague) -> None:
    here = bring(editor, json.dumps([*json.loads(feed(3)), {"slug": "x"}]).encode())
    page = editor.get(here)
    assert "4 rader. Ingenting er endret ennå." in page.text
    assert "Møtet har ikke noe navn." in page.text
    assert stored(fresh_house, Listing.name == "Gruppe 1 (eksempel)") == 0
    done = editor.get(editor.post(here).location)
    assert "3 nye tilbud vises" in done.text
    assert (stored(fresh_house, Listing.source == "liste"), uploads(fresh_house)) == (3, 0)


def test_what_is_pasted_from_a_sheet_is_read(editor: Colleague) -> None:
    page = editor.get(editor.post(HERE, {"pasted": SHEET.replace(";", "\t")}).location)
    assert "2 nye tilbud" in page.text
    assert "1 tid til i et tilbud" in page.text


def test_what_is_to_be_looked_at_is_told_by_the_sheets_own_columns(editor: Colleague) -> None:
    here = bring(editor, b"Navn;Kommune;Dag\nA (eksempel);Ingensteds;mandag\n", "l.csv")
    assert "Rad 2, Kommune: «Ingensteds»" in editor.get(here).text


def test_columns_that_nobody_knows_are_matched_once_and_remembered(editor: Colleague) -> None:
    data = b"Hvem;Hvor\nA (eksempel);Oslo\n"
    here = bring(editor, data, "l.csv")
    assert editor.get(here).heading == "Hva er kolonnene?"
    editor.post(f"{here}/kolonner", {"heading": ["Hvem", "Hvor"], "field": ["name", "municipality"]})
    assert "1 nytt tilbud" in editor.get(here).text
    editor.post(here)
    assert "1 som før" in editor.get(bring(editor, data, "l.csv")).text


def test_much_that_is_otherwise_must_be_looked_at(fresh_house: Flask, editor: Colleague) -> None:
    editor.post(bring(editor, feed(12)))
    here = bring(editor, feed(3))
    assert "Kryss av" in editor.post(here, expect=422).text
    editor.post(here, {"seen": "yes"})
    assert stored(fresh_house, Listing.status == "paused", Listing.source == "liste") == 9


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png"), (b"PK\x03\x04x", "a.xlsx"), (b"[" * 9999, "a.json")],
)
def test_what_cannot_be_read_says_what_to_do(editor: Colleague, data: bytes, name: str) -> None:
    page: Page = editor.post(HERE, {"file": (BytesIO(data), name)}, expect=422)
    assert page.texts("[role=alert] p")


def test_a_list_of_megabytes_comes_in_from_the_page_alone(fresh_house: Flask, editor: Colleague) -> None:
    form = editor.get(HERE).select("form[enctype]")[0]["action"]
    file = feed(2) + b" " * 400_000
    page = editor.get(editor.post(form, {"file": (BytesIO(file), "liste.json")}).location)
    assert "2 nye tilbud" in page.text
    large = SHEET + "\n" * 2_000_000
    assert editor.post(form, {"pasted": large}).location
    for here, pasted in ((HERE, large), (form + "x", large), (form, large * 2)):
        assert editor.post(here, {"pasted": pasted}, expect=413).heading == "Lista er for stor"
    elsewhere = form.replace(HERE, "/finn")
    assert editor.post(elsewhere, {"situation": "a" * 300_000}, expect=413).heading == "Teksten er for lang"
    longer = fresh_house.extensions["longer_body"]
    assert [longer(target) > 8_000_000 for target in (form, HERE, f"{form}&plass=x", "/[?plass=x")] == [
        True,
        False,
        False,
        False,
    ]


def test_a_list_that_is_thrown_away_is_gone(fresh_house: Flask, editor: Colleague) -> None:
    here = bring(editor, feed(2))
    editor.post(f"{here}/kast")
    editor.get(here, expect=404)
    assert uploads(fresh_house) == 0


def test_an_editor_of_an_organisation_brings_drafts_of_it_alone(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, "organisation_editor", "lms")
    assert (
        "Velg organisasjonen" in somebody.post(HERE, {"pasted": SHEET, "organisation": "aa"}, expect=422).text
    )
    rows = "Navn;Kommune;Organisasjon;ID\nA (eksempel);Oslo;;\nB (eksempel);Oslo;aa;\nC (eksempel);Oslo;;demo002\n"
    here = bring(somebody, rows.encode(), "l.csv", organisation="lms")
    page = somebody.get(here)
    assert "Dette tilbudet hører til en annen organisasjon." in page.text
    assert "Dette tilbudet er det andre som har ansvar for." in page.text
    somebody.get(somebody.post(here).location)
    assert stored(fresh_house, Listing.name == "A (eksempel)", Listing.status == "draft") == 1
    assert stored(fresh_house, Listing.name.in_(["B (eksempel)", "C (eksempel)"])) == 0


def test_nobody_else_sees_what_somebody_brought(fresh_house: Flask, editor: Colleague) -> None:
    here = bring(editor, json.dumps([meeting(1)]).encode())
    colleague(fresh_house, "national_editor").get(here, expect=404)
    colleague(fresh_house, "contact", "demo001").get(here, expect=403)


def test_the_template_is_a_sheet(editor: Colleague) -> None:
    assert editor.get(f"{HERE}/mal.xlsx").headers["Content-Type"].endswith("spreadsheetml.sheet")


@pytest.mark.parametrize("role", [("national_editor", None), ("organisation_editor", "aa")])
def test_a_long_list_is_looked_at_with_as_many_questions_as_a_short_one(
    fresh_house: Flask, role: tuple[str, str | None]
) -> None:
    somebody = colleague(fresh_house, *role)
    put = []
    for count in (3, 20):
        more = {"organisation": "aa"} if role[1] else {}
        here = bring(somebody, feed(count), **more)
        somebody.post(here, {"seen": "1"})
        other = {number: {"time": "21:00"} for number in range(1, count)}
        put.append(somebody.count_queries(bring(somebody, feed(count, other), **more)))
    more = {"organisation": "aa"} if role[1] else {}
    put.append(somebody.count_queries(bring(somebody, SHEET.encode(), "l.csv", **more)))
    assert put[0] == put[1]
    assert max(put) <= most_queries("bring.look", at_the_desk=True) == 10


@pytest.fixture
def in_a_while(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What would be done by a thread is done when a test says so."""
    waiting: list[Callable[[], None]] = []

    class Later:
        def __init__(self, target: Callable[..., None], args: tuple[Any, ...], daemon: bool) -> None:
            assert daemon
            self.start = lambda: waiting.append(lambda: target(*args))

    monkeypatch.setattr(taking, "Thread", Later)
    monkeypatch.setattr(taking, "LONG", 100)
    return waiting


def test_whoever_brings_a_long_list_sees_how_far_it_is(
    fresh_house: Flask,
    editor: Colleague,
    in_a_while: list[Callable[[], None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = bring(editor, feed(3))
    assert "Du ser hvor langt det er kommet." in editor.get(here).text
    watched = editor.post(here).location
    assert editor.post(here).location == watched
    assert len(in_a_while) == 1  # however often the button is pressed
    page = editor.get(watched)
    assert (page.heading, page.headers["Refresh"]) == ("Lista tas inn", "2")
    seen = []
    add = taking._Note.add
    monkeypatch.setattr(
        taking._Note, "add", lambda note, count: (add(note, count), seen.append(editor.get(watched).text))[0]
    )
    in_a_while[0]()
    assert "3 av 3 rader." in seen[0]
    assert "3 nye tilbud vises" in editor.get(editor.get(watched, expect=303).location).text
    assert (stored(fresh_house, Listing.source == "liste"), uploads(fresh_house)) == (3, 0)


def test_a_long_list_that_the_brake_stops_is_looked_at_again(
    fresh_house: Flask, editor: Colleague, in_a_while: list[Callable[[], None]]
) -> None:
    editor.post(bring(editor, feed(12)))
    in_a_while.pop()()
    here = bring(editor, feed(3))
    watched = editor.post(here).location
    in_a_while.pop()()
    assert "Kryss av" in editor.get(watched).text
    assert editor.get(watched).select(f"main a[href={here}]")
    editor.post(here, {"seen": "yes"})
    in_a_while.pop()()
    assert stored(fresh_house, Listing.status == "paused", Listing.source == "liste") == 9


def test_where_the_worker_is_gone_nothing_was_taken_in_and_it_can_be_done_again(
    fresh_house: Flask,
    editor: Colleague,
    in_a_while: list[Callable[[], None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = bring(editor, feed(3))
    watched = editor.post(here).location
    monkeypatch.setattr(taking, "_ALIVE", 0)
    assert editor.get(watched, expect=303).location == here
    assert stored(fresh_house, Listing.source == "liste") == 0
    editor.post(here)
    for each in in_a_while:  # the first one was there after all
        each()
    assert stored(fresh_house, Listing.source == "liste") == 3


def test_what_fails_in_the_middle_of_a_long_list_keeps_nothing(
    fresh_house: Flask,
    editor: Colleague,
    in_a_while: list[Callable[[], None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watched = editor.post(bring(editor, feed(3))).location

    def fail(*_values: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(taking._Note, "add", fail)
    in_a_while[0]()
    assert "Ingenting er endret" in editor.get(watched).text
    assert (stored(fresh_house, Listing.source == "liste"), uploads(fresh_house)) == (0, 1)
    other = colleague(fresh_house, "administrator")
    assert other.get(watched, expect=303).location == HERE


def test_the_answers_of_a_server_are_brought_together(fresh_house: Flask, editor: Colleague) -> None:
    files = [(BytesIO(content), name) for name, content in FILES.items()]
    here = editor.post(HERE, {"file": files, "pasted": ""}).location
    assert "2 nye tilbud" in editor.get(here).text
    editor.post(here)
    assert stored(fresh_house, Listing.name.like("Håp % (eksempel)"), Listing.openness == "open") == 2
