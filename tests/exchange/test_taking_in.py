"""A list changes what is new in it, by the desk's own verbs, and nothing else; what is odd waits for a person."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import db
from directory.exchange.taking_in.alike import join
from directory.exchange.taking_in.models import ListSource, SourceEntry
from directory.exchange.taking_in.trust import divide, news
from directory.listings.editing.apply import Editing
from directory.listings.editing.changes import Change
from directory.listings.editing.moderation import HOUSE
from directory.listings.editing.undo import undo
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing
from directory.places.loading import load
from tests.exchange.lists import SHEET, feed, meeting
from tests.houses import NOW, run

MANY = 30


class Lists:
    """A house in which lists are taken in from a file."""

    def __init__(self, house: Flask, folder: Path) -> None:
        self.house, self._folder = house, folder

    def bring(self, data: bytes, *words: str, form: str = "meeting-guide", expect: int = 0) -> str:
        path = self._folder / "liste.json"
        path.write_bytes(data)
        result = self.house.test_cli_runner().invoke(args=["import", form, str(path), *words])
        assert result.exit_code == expect, result.output
        return result.output

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that writes."""
        with self.house.app_context(), db.of_app().writing() as session:
            yield session

    def named(self, name: str) -> dict[str, Any]:
        """The one listing of a name, as it stands."""
        with self.house.app_context(), db.of_app().reading() as session:
            listing = session.scalars(select(Listing).where(Listing.name == name)).one()
            return document_of(listing, load(), public=False)


@pytest.fixture
def lists(fresh_house: Flask, tmp_path: Path) -> Lists:
    return Lists(fresh_house, tmp_path)


@pytest.mark.both_databases
def test_all_rows_are_taken_in_and_a_second_time_changes_nothing(lists: Lists) -> None:
    assert "30 rows. 30 new, 0 new as drafts, 0 changed, 0 as before" in lists.bring(feed(MANY))
    first = lists.named("Gruppe 7 (eksempel)")
    assert (first["organisation"], first["municipality"], first["meetings"][0]["weekday"]) == (
        "aa",
        "Molde",
        "sunday",
    )
    assert first["last_confirmed_on"] is None
    assert "0 new, 0 new as drafts, 0 changed, 30 as before" in lists.bring(feed(MANY))
    assert lists.named("Gruppe 7 (eksempel)") == first


def test_a_later_issue_changes_what_changed_and_can_be_undone(lists: Lists) -> None:
    lists.bring(feed(MANY))
    before = lists.named("Gruppe 7 (eksempel)")
    said = lists.bring(feed(MANY, {7: {"time": "18:00"}, 8: {"types": ["C"]}}))
    assert "1 changed" not in said.replace("2 changed", "")
    assert lists.named("Gruppe 7 (eksempel)") == {
        **before,
        "meetings": [{**before["meetings"][0], "starts": "18:00"}],
    }
    assert lists.named("Gruppe 8 (eksempel)")["openness"] == "open"  # our classification wins
    with lists.writing() as session:
        wanted = select(Change).where(Change.listing_id == before["id"]).order_by(Change.id.desc())
        undo(Editing(session, load(), HOUSE, NOW), session.scalars(wanted.limit(1)).one())
    assert lists.named("Gruppe 7 (eksempel)") == before


def test_a_preview_tells_all_and_changes_nothing(lists: Lists) -> None:
    lists.bring(feed(MANY))
    rows = [meeting(number, **({"time": "18:00"} if number == 1 else {})) for number in [*range(1, MANY), 99]]
    said = lists.bring(json.dumps([*rows, {"slug": "x"}]).encode(), "--preview")
    assert "31 rows. 1 new, 1 changed, 28 as before" in said
    assert "1 unreadable, 1 gone" in said
    assert lists.named("Gruppe 1 (eksempel)")["meetings"][0]["starts"] == "19:00"


@pytest.mark.both_databases
def test_what_is_gone_is_paused_with_a_note_and_comes_back(lists: Lists) -> None:
    lists.bring(feed(MANY))
    assert "1 gone and paused" in lists.bring(feed(MANY - 1))
    away = lists.named(f"Gruppe {MANY} (eksempel)")
    assert (away["status"], away["source_note"].startswith("Står ikke lenger i kilden")) == ("paused", True)
    assert "0 gone and paused" in lists.bring(feed(MANY - 1))
    lists.bring(feed(MANY))
    back = lists.named(f"Gruppe {MANY} (eksempel)")
    assert (back["status"], back["source_note"]) == ("active", None)


def test_a_poisoned_list_is_held_whole(lists: Lists) -> None:
    lists.bring(feed(MANY))
    poisoned = feed(MANY, {number: {"url": "https://elsewhere.example/"} for number in range(1, MANY + 1)})
    said = lists.bring(poisoned, expect=1)
    assert "30 reached otherwise" in said
    assert lists.named("Gruppe 7 (eksempel)")["url"] == "https://gruppe7.example/"
    assert "30 changed" in lists.bring(poisoned, "--accept")


def test_a_list_that_has_lost_its_times_waits_for_a_person(lists: Lists) -> None:
    lists.bring(feed(30))
    timeless = feed(30, {number: {"time": ""} for number in range(1, 31)})
    assert "repeat with --accept" in lists.bring(timeless, expect=1)
    assert "30 changed" in lists.bring(timeless, "--accept")


def test_a_way_to_reach_what_somebody_confirmed_waits_for_a_second_pair_of_eyes(lists: Lists) -> None:
    lists.bring(feed(MANY))
    with lists.writing() as session:
        session.scalars(
            select(Listing).where(Listing.name == "Gruppe 7 (eksempel)")
        ).one().confirmed_by = "contact"
    said = lists.bring(feed(MANY, {7: {"url": "https://elsewhere.example/", "time": "18:00"}}))
    assert "1 changes wait for approval" in said
    stands = lists.named("Gruppe 7 (eksempel)")
    assert (stands["url"], stands["meetings"][0]["starts"]) == ("https://gruppe7.example/", "18:00")
    assert "0 changes wait" in lists.bring(
        feed(MANY, {7: {"url": "https://elsewhere.example/", "time": "18:00"}})
    )


def test_a_fault_keeps_nothing(lists: Lists) -> None:
    assert "Nothing was changed." in lists.bring(b"[1,", expect=1)
    with lists.writing() as session:
        assert session.scalar(select(func.count()).select_from(ListSource)) == 0


def test_the_same_meeting_from_two_lists_is_offered_as_one(lists: Lists) -> None:
    lists.bring(feed(3))
    other = json.dumps([{**meeting(2, slug="annen"), "name": "Gruppe 2 (eksempel) Molde"}]).encode()
    assert "1 new as drafts" in lists.bring(other, "--name", "En annen liste")
    with lists.writing() as session:
        entry = session.scalars(select(SourceEntry).where(SourceEntry.key == "annen")).one()
        join(Editing(session, load(), HOUSE, NOW), entry)
        assert entry.listing_id == lists.named("Gruppe 2 (eksempel)")["id"]
        assert session.scalar(select(func.count()).select_from(ListSource)) == 2


def test_a_sheet_is_taken_in_with_all_its_times(lists: Lists) -> None:
    assert "3 rows. 2 new, 0 new as drafts, 0 changed, 0 as before, 1 further times" in lists.bring(
        SHEET.encode(), form="spreadsheet"
    )
    found = lists.named("Onsdagsgruppa (eksempel)")
    assert [(each["every"], each["nth"]) for each in found["meetings"]] == [(2, None), (1, -1)]
    assert "2 as before" in lists.bring(SHEET.encode("utf-16"), form="spreadsheet")


def test_what_a_source_says_no_more_is_empty_and_ours_stands_where_it_is_not_believed() -> None:
    said = news({"url": "a", "needs": ["grief"], "name": "A", "cost": "1"}, {"needs": ["any"], "cost": "1"})
    assert said == {"url": None, "needs": ["any"]}
    assert divide(said, ["contacts"]) == ({"url": None}, ["needs"])


def test_a_house_without_sources_runs_none(fresh_house: Flask) -> None:
    assert "0 sources" in run(fresh_house, "sources", "run")
