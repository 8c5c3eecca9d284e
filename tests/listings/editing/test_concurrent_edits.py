"""Eight people edit one listing at the same time: nothing anybody was told is kept is lost, and the history is whole."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from directory import db
from directory.accounts.models import Actor
from directory.listings.editing.apply import EditedMeanwhile, Editing, change
from directory.listings.editing.change_log import history
from directory.listings.records.models import Listing
from directory.listings.upkeep.confirming import confirm
from directory.places.loading import load
from tests.houses import NOW
from tests.listings.editors import office_that_keeps

pytestmark = pytest.mark.both_databases

EDITORS = "abcdefgh"
LISTING = "demo005"


def edits(house: Flask, person_id: int, mark: str, times: int, together: Barrier) -> int:
    """One editor: opens the listing, adds a mark to what stands there, and opens it again when told of another's
    change. Now and then they confirm it. Returns how often they were told that nothing of theirs was kept."""
    told = done = tried = 0
    while done < times:
        with house.app_context():
            with db.of_app().reading() as session:
                seen = session.get_one(Listing, LISTING)
                opened, text = seen.version, seen.summary or ""
            if tried == 0:
                together.wait(60)  # all have opened it before the first one saves
            tried += 1
            try:
                with db.of_app().writing() as session:
                    editing = Editing(session, load(), Actor(person_id, "contact"), NOW)
                    listing = session.get_one(Listing, LISTING)
                    change(editing, listing, {"summary": _counted(text, mark)}, version=opened)
                    if done % 10 == 0:
                        confirm(editing, listing)
                done += 1
            except (
                EditedMeanwhile,
                OperationalError,
            ):  # another was first, or SQLite kept this one waiting too long
                told += 1
    return told


def _counted(text: str, mark: str) -> str:
    """`a1 b1` with one more for a mark: `a2 b1`."""
    counts = {word[0]: int(word[1:]) for word in text.split()}
    counts[mark] = counts.get(mark, 0) + 1
    return " ".join(f"{each}{count}" for each, count in sorted(counts.items()))


def edited_by_all(house: Flask, times: int) -> None:
    """All editors at once, then what must hold."""
    with office_that_keeps(house) as office:
        office.listing(LISTING).summary = ""
        people = [office.person("contact", LISTING).id for _mark in EDITORS]
        first = office.listing(LISTING).version
    with ThreadPoolExecutor(len(EDITORS)) as threads:
        together = Barrier(len(EDITORS))
        pairs = zip(people, EDITORS, strict=True)
        told = [threads.submit(edits, house, *who, times, together) for who in pairs]
        assert sum(each.result() for each in told) >= len(EDITORS) - 1
    with office_that_keeps(house) as office:
        listing = office.listing(LISTING)
        assert listing.summary == " ".join(f"{mark}{times}" for mark in EDITORS)
        rows = [row for row in history(office.session, LISTING) if "summary" in row.fields]
        rows.sort(key=lambda row: row.version or 0)
        assert [row.version for row in rows] == list(range(first + 1, first + 1 + times * len(EDITORS)))
        texts = [row.fields["summary"] for row in rows]
        assert all(one["after"] == other["before"] for one, other in pairwise(texts))
        assert sorted({row.made_by for row in rows}) == sorted(people)


def test_eight_editors_at_once_lose_nothing(fresh_house: Flask) -> None:
    edited_by_all(fresh_house, 4)


@pytest.mark.long
def test_eight_editors_at_once_lose_nothing_in_five_hundred_edits(fresh_house: Flask) -> None:
    edited_by_all(fresh_house, 63)


def test_parts_that_another_changed_after_the_listing_was_fetched_are_not_written_back(
    fresh_house: Flask,
) -> None:
    if fresh_house.extensions["database"].engine.dialect.name == "sqlite":
        pytest.skip("on SQLite a writer has its turn from the moment it fetches")
    new = {"meetings": [{"weekday": "friday", "starts": "12:00", "changed_dates": [{"on": "2026-12-04"}]}]}
    with office_that_keeps(fresh_house) as first:
        fetched = first.listing(LISTING)
        assert [each.weekday for each in fetched.schedules] == ["monday"]
        with office_that_keeps(fresh_house) as other:
            change(other.contact(LISTING), other.listing(LISTING), new)
        change(first.contact(LISTING), fetched, {"summary": "Ny."})
    with office_that_keeps(fresh_house) as office:
        (schedule,) = office.listing(LISTING).schedules
        assert (schedule.weekday, len(schedule.changed_dates)) == ("friday", 1)
        assert office.listing(LISTING).summary == "Ny."
