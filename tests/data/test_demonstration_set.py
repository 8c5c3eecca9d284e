"""Is the demonstration plainly marked, in the form that the site loads, and the same on every machine?"""

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest

from directory.listings.starting.demonstration import (
    demonstration_contacts,
    demonstration_listings,
    demonstration_rotas,
)
from directory.places.loading import load
from directory.vocabulary import LEVELS, WEEKDAYS
from tests.data.listing_rules import faults
from tests.data.tables import CONTACT_FIELDS, DATA, areas, lines, municipality_names, rows

SUNDAY = date(2026, 11, 22)
A_WEEK = [SUNDAY + timedelta(days=number) for number in range(7)]
OTHER_DAYS = [date(2027, 1, 3), date(2027, 7, 1), date(2027, 12, 24), date(2028, 2, 29)]
LISTINGS = demonstration_listings(SUNDAY, load())
CONTACTS = demonstration_contacts(load())


def _faults(listings: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {listing["id"]: found for listing in listings if (found := faults(listing))}


@pytest.mark.parametrize("today", [*A_WEEK, *OTHER_DAYS], ids=str)
def test_every_made_up_listing_is_in_the_form_that_the_site_loads(today: date) -> None:
    assert _faults(demonstration_listings(today, load())) == {}


def test_a_fault_would_be_seen() -> None:
    course = next(listing for listing in LISTINGS if listing["course"])
    assert faults({**course, "course": None, "status": "open", "latitude": 10}) == [
        "status: open is not a code",
        "latitude, longitude: not in Norway",
        "course: for a course, and for nothing else",
    ]


def test_every_made_up_contact_covers_a_real_area_and_is_open_some_hours() -> None:
    for contact in CONTACTS:
        assert set(contact) == {*CONTACT_FIELDS, "opening", "silent_since"}
        assert re.fullmatch(r"[A-Za-z0-9]+", contact["id"])
        assert contact["level"] in LEVELS
        assert contact["covers"] and set(contact["covers"]) <= areas()
        hours = contact["opening"]
        assert hours and all(each["weekday"] in list(WEEKDAYS)[:5] for each in hours)
        assert all("08:00" < each["opens"] < each["closes"] <= "18:00" for each in hours)


def test_the_rotas_name_real_municipalities_and_a_known_programme() -> None:
    for rota in demonstration_rotas():
        assert rota["demo"] and rota["name"].endswith(" (eksempel)")
        assert set(rota["municipalities"]) <= set(municipality_names())
        assert rota["programme"] in {programme["code"] for programme in lines("programmes.jsonl")}


def test_everything_made_up_says_so_in_its_name() -> None:
    for thing in (*LISTINGS, *CONTACTS):
        assert thing["demo"] and thing["name"].endswith(" (eksempel)")


def test_the_only_phone_number_and_address_in_it_are_nobodys() -> None:
    phones = {contact["phone"] for listing in LISTINGS for contact in listing["contacts"]}
    assert phones | {contact["phone"] for contact in CONTACTS} == {"00 00 00 00"}
    said = json.dumps([LISTINGS, CONTACTS], ensure_ascii=False).replace("00 00 00 00", "")
    assert not re.search(r"\b\d{2,3} \d{2} \d{2,3}( \d{2})?\b", said)
    assert "@" not in said
    assert set(re.findall(r"https?://([^/\"]+)", said)) == {"mote.example"}


def test_no_two_things_share_an_id_or_a_name() -> None:
    things = (*LISTINGS, *CONTACTS, *lines("listings.jsonl"), *lines("contacts.jsonl"))
    for field in ("id", "name"):
        assert len({thing[field] for thing in things}) == len(things)


def test_what_is_arranged_by_hand_comes_first_under_the_tables_own_ids() -> None:
    by_hand = [row["id"] for row in rows("demonstration.csv")]
    assert [listing["id"] for listing in LISTINGS][: len(by_hand)] == by_hand


_PRINT = """
import json; from datetime import date; from directory.places.loading import load
from directory.listings.starting.demonstration import demonstration_contacts, demonstration_listings
print(json.dumps([demonstration_listings(date(2026, 11, 22), load()), demonstration_contacts(load())]))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_machine_would_make_the_very_same_set(seed: str) -> None:
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(DATA.parent)}
    said = subprocess.run([sys.executable, "-c", _PRINT], env=environment, capture_output=True, check=True)
    assert json.loads(said.stdout) == [LISTINGS, CONTACTS]


@pytest.mark.parametrize("today", [*A_WEEK, *OTHER_DAYS], ids=str)
def test_another_day_changes_the_dates_and_nothing_else(today: date) -> None:
    dated = {"meetings", "pauses", "course", "contacts", "source_date", "last_confirmed_on"}

    def undated(listings: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{field: listing[field] for field in listing.keys() - dated} for listing in listings]

    listings = demonstration_listings(today, load())
    assert undated(listings) == undated(LISTINGS)
    assert all((listing["last_confirmed_on"] or "") < today.isoformat() for listing in listings)


def test_a_way_onward_leads_to_something_that_is_there() -> None:
    ids = {listing["id"] for listing in LISTINGS if listing["status"] == "active"}
    ways = [way for listing in LISTINGS for way in listing["pathways"] if "to" in way]
    assert len(ways) > 10 and {way["to"] for way in ways} <= ids


def test_no_row_of_the_tables_is_idle() -> None:
    mixes = {row["mix"]: row["patterns"].split("|") for row in rows("demonstration_mixes.csv")}
    mixed = {mix for row in rows("demonstration_places.csv") for mix in row["mixes"].split("|") if mix}
    assert mixed == set(mixes)
    wanted = {pattern for patterns in mixes.values() for pattern in patterns}
    wanted |= {row["pattern"] for row in rows("demonstration.csv")}
    assert wanted == {row["pattern"] for row in rows("demonstration_patterns.csv")}
    houses = {row["house"] for row in rows("demonstration_houses.csv")}
    assert {each["address"].split(",")[0] for each in LISTINGS if "address" in each} == houses
