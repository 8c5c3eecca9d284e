"""What do the committed tables say? Read plainly, without the rooms that load them."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "data"

_LISTING = """
    id name kind class status organisation organisations audiences needs openness leadership leader twelve_step
    faith_based for young age_from age_to language interpreter sign_language wheelchair hearing_loop cost free
    referral_needed accompaniment by_appointment waiting_days may_contact formats municipality
    municipality_number place address way_in area_only approximate latitude longitude catchment url summary
    first_time meetings pauses contacts course steps pathways source source_url source_date source_note
    last_confirmed_on confirmed_by confirmed_how demo go_live_note
"""
_CONTACT = """
    id level name covers phone hours about needs audiences young urgent email url address latitude longitude
    source source_date confirm demo
"""
LISTING_FIELDS = frozenset(_LISTING.split())
CONTACT_FIELDS = frozenset(_CONTACT.split())


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def municipality_names() -> dict[str, str]:
    return {row["number"]: row["name"] for row in rows("municipalities.csv")}


@cache
def counties() -> frozenset[str]:
    return frozenset(row["number"] for row in rows("counties.csv"))


def areas() -> set[str]:
    """Everything a contact may cover: municipality numbers, county numbers and the whole country."""
    return {*municipality_names(), *counties(), "NO"}


@cache
def organisation_codes() -> frozenset[str]:
    return frozenset(row["code"] for row in rows("organisations.csv"))


@cache
def programme_codes() -> frozenset[str]:
    return frozenset(row["code"] for row in lines("programmes.jsonl"))
