"""The national editor sees what came in, what waits, what is stale and who is silent, and each count leads on."""

from datetime import timedelta

import pytest
from flask import Flask

from directory.contact_points.models import ContactPoint
from directory.listings.records.models import Listing
from directory.listings.upkeep import stale
from directory.listings.upkeep.reports import report
from directory.places.loading import load
from tests.accounts.matrix import HOME
from tests.desks import Colleague, colleague
from tests.houses import NOW
from tests.listings.editors import AALESUND, Office, office_that_keeps

VIEW = "/skrivebord/oversikt"
READY = "/skrivebord/klar"
FIRST = "/skrivebord/bekreft-forst"
TODAY = NOW.date()


@pytest.fixture
def editor(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "national_editor")


def test_it_says_what_came_in_and_who_is_silent(fresh_house: Flask, editor: Colleague) -> None:
    with office_that_keeps(fresh_house) as office:
        report(office.session, "wrong", "Låst", TODAY, listing=office.listing())
        office.session.get_one(ContactPoint, AALESUND).silent_since = TODAY - timedelta(days=70)
        office.listing("demo001").status = "draft"
    page = editor.get(VIEW)
    for words in (
        "1 ny melding",
        "1 utkast",
        "Kontaktpunktet i Ålesund",
        "september 2026",
        "Nasjonal redaktør: 1",
    ):
        assert words in page.text
    links = {part["href"] for part in page.select("main a[href]")}
    assert {
        "/skrivebord/meldinger",
        "/skrivebord/ventende",
        "/skrivebord/folk",
        "/skrivebord/brev",
        READY,
    } <= links


@pytest.mark.both_databases
def test_the_counts_are_the_listings_behind_them(fresh_house: Flask, editor: Colleague) -> None:
    page = editor.get(VIEW)
    links = page.select("table.shares td a")
    assert len(links) > 15
    for link in (links[0], links[len(links) // 2], links[-1]):
        behind = editor.get(link["href"])
        assert f"{link.text} tilbud er ikke bekreftet" in behind.text
        assert len(behind.select("ul.desk-list li")) == min(int(link.text), 10)


def test_every_shown_listing_is_counted_in_one_county(office: Office) -> None:
    shown = [row for row in office.session.query(Listing) if row.public]
    counties = stale.by_county(office.session, load(), TODAY, 12)
    assert sum(share.shown for share in counties) == len(shown)
    wanted = office.session.scalars(stale.select_unconfirmed(TODAY, 12)).all()
    assert sum(share.stale for share in counties) == len(wanted)
    before = TODAY - timedelta(days=360)
    assert all(row.last_confirmed_on is None or row.last_confirmed_on <= before for row in wanted)
    assert all(share.name for share in counties if share.code != stale.NOWHERE)


@pytest.mark.both_databases
def test_what_was_confirmed_yesterday_is_not_stale(office: Office) -> None:
    number = len(office.session.scalars(stale.select_unconfirmed(TODAY, 12, organisation="aa")).all())
    for row in office.session.scalars(stale.select_unconfirmed(TODAY, 12, organisation="aa")).all()[:3]:
        row.last_confirmed_on = TODAY - timedelta(days=1)
    office.session.flush()
    assert (
        len(office.session.scalars(stale.select_unconfirmed(TODAY, 12, organisation="aa")).all())
        == number - 3
    )


@pytest.mark.parametrize(
    "query", ["fylke=%25", "fylke=99", "organisasjon=x", "side=-4", "side=x", "side=999999999999"]
)
def test_an_address_that_means_nothing_shows_everything(editor: Colleague, query: str) -> None:
    assert editor.get(f"/skrivebord/ubekreftet?{query}").heading == "Ikke bekreftet på lenge"


def test_others_do_not_see_it(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, "contact_point", AALESUND).client
    for path in (VIEW, READY, FIRST, "/skrivebord/ubekreftet"):
        assert somebody.get(path, base_url=HOME).status_code == 403
