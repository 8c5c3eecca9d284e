"""The public tells us what is wrong without saying who they are, and a person decides."""

from datetime import timedelta

import pytest

from directory.accounts.models import Actor
from directory.listings.upkeep.reports import Report, decide, forget_decided, new_reports, report
from directory.vocabulary import REPORT_KINDS
from tests.houses import NOW
from tests.listings.editors import Office

TODAY = NOW.date()


@pytest.mark.parametrize("kind", ["wrong", "nobody_answered", "no_longer_meets"])
def test_what_is_told_of_a_listing_waits_for_a_person(office: Office, kind: str) -> None:
    told = report(office.session, kind, "  Døra var låst.\u202e ", TODAY, listing=office.listing())
    assert told is not None
    assert (told.kind, told.text, told.listing_id, told.municipality_number) == (
        kind,
        "Døra var låst.",
        "demo005",
        "1508",
    )
    assert list(office.session.scalars(new_reports())) == [told]
    assert office.listing().status == "active"


def test_something_missing_is_about_a_place_and_needs_words(office: Office) -> None:
    told = report(office.session, "missing", "En gruppe på Moa", TODAY, municipality_number="1508")
    assert told is not None and told.listing_id is None
    assert report(office.session, "missing", " ", TODAY, municipality_number="1508") is None


def test_nothing_kept_says_who_or_at_what_hour() -> None:
    assert {column.name for column in Report.__table__.columns} == {
        "id", "listing_id", "municipality_number", "kind", "text", "made_on", "state",
        "decided_by", "decided_as", "decided_at", "decision",
    }  # fmt: skip


def test_a_flood_says_no_more_than_its_first_twenty(office: Office) -> None:
    told = [
        report(office.session, "wrong", f"Feil {number}", TODAY, listing=office.listing())
        for number in range(30)
    ]
    assert [each is not None for each in told] == [True] * 20 + [False] * 10
    assert report(office.session, "wrong", "Feil", TODAY, listing=office.listing("demo001")) is not None


def test_long_words_and_broken_signs_are_kept_as_far_as_they_can_be(office: Office) -> None:
    told = report(office.session, "wrong", "x" * 5000 + "\ud800", TODAY, listing=office.listing())
    assert told is not None and told.text == "x" * 1000


def test_a_person_decides_and_it_is_erased_some_time_after(office: Office) -> None:
    told = report(office.session, "wrong", "Feil tid", TODAY, listing=office.listing())
    kept = report(office.session, "wrong", "Feil sted", TODAY, listing=office.listing())
    assert told is not None and kept is not None
    decide(office.session, told, "done", Actor(None, "national_editor"), NOW, "Rettet")
    assert list(office.session.scalars(new_reports())) == [kept]
    forget_decided(office.session, NOW - timedelta(days=1))
    assert office.session.get(Report, told.id) is told
    forget_decided(office.session, NOW + timedelta(seconds=1))
    office.session.expire_all()
    assert office.session.get(Report, told.id) is None
    assert office.session.get(Report, kept.id) is kept


def test_there_are_four_things_to_tell() -> None:
    assert list(REPORT_KINDS) == ["wrong", "nobody_answered", "no_longer_meets", "missing"]
