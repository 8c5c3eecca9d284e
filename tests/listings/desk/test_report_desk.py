"""What the public tells us reaches somebody who knows the place, and only them; they say what came of it."""

import pytest
from flask import Flask

from directory.listings.upkeep.reports import Report, report
from tests.accounts.matrix import HOME
from tests.desks import colleague
from tests.houses import NOW
from tests.listings.editors import AALESUND, office_that_keeps

DESK = "/skrivebord/meldinger"


@pytest.fixture
def told(fresh_house: Flask) -> dict[str, int]:
    """Three things that we were told."""
    with office_that_keeps(fresh_house) as office:
        session, today = office.session, NOW.date()
        rows = {
            "here": report(session, "wrong", "<b>Låst</b>", today, listing=office.listing()),
            "place": report(session, "missing", "Gruppe på Moa", today, municipality_number="1508"),
            "nowhere": report(session, "missing", "Gruppe et sted", today),
        }
        return {name: row.id for name, row in rows.items() if row}


@pytest.mark.parametrize(
    ("role", "scope", "seen"),
    [
        ("national_editor", None, {"here", "place", "nowhere"}),
        ("administrator", None, {"here", "place", "nowhere"}),
        ("contact_point", AALESUND, {"here", "place"}),
        ("organisation_editor", "lms", {"here"}),
        ("organisation_editor", "aa", set()),
    ],
)
def test_each_sees_their_own(
    fresh_house: Flask, told: dict[str, int], role: str, scope: str | None, seen: set[str]
) -> None:
    somebody = colleague(fresh_house, role, scope)
    ids = {part["id"] for part in somebody.get(DESK).select("li[id^=melding]")}
    assert ids == {f"melding-{told[name]}" for name in seen}
    for name, number in told.items():
        somebody.post(
            f"{DESK}/{number}", {"state": "done", "decision": "Spurt."}, expect=303 if name in seen else 404
        )


def test_the_words_are_shown_as_they_were_written(fresh_house: Flask, told: dict[str, int]) -> None:
    page = colleague(fresh_house, "national_editor").get(DESK)
    assert "<b>Låst</b>" in page.text
    assert page.select("blockquote b") == []


@pytest.mark.both_databases
def test_a_person_says_what_came_of_it(fresh_house: Flask, told: dict[str, int]) -> None:
    somebody = colleague(fresh_house, "contact_point", AALESUND)
    somebody.post(f"{DESK}/{told['here']}", {"state": "done", "decision": "Rettet."})
    with office_that_keeps(fresh_house) as office:
        row = office.session.get_one(Report, told["here"])
        assert (row.state, row.decision, row.decided_as) == ("done", "Rettet.", "contact_point")
    somebody.post(f"{DESK}/{told['here']}", {"state": "dismissed"}, expect=404)


def test_too_many_words_come_back_to_be_mended(fresh_house: Flask, told: dict[str, int]) -> None:
    somebody = colleague(fresh_house, "national_editor")
    page = somebody.post(f"{DESK}/{told['here']}", {"state": "done", "decision": "x" * 600}, expect=422)
    assert page.one("input[id=decision]")["value"] == "x" * 600
    assert "Skriv litt kortere" in page.text


def test_only_what_a_person_can_decide_is_taken(fresh_house: Flask, told: dict[str, int]) -> None:
    somebody = colleague(fresh_house, "national_editor")
    for state in ("new", "", "closed"):
        somebody.post(f"{DESK}/{told['here']}", {"state": state}, expect=404)


def test_a_listings_own_contact_does_not_judge_what_is_said_of_it(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, "contact", "demo005").client
    assert somebody.get(DESK, base_url=HOME).status_code == 403
