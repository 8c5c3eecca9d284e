"""What does a made-up offer say? One row of the tables -> one listing in the form of `/api/v1/listings/{id}`."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from directory.listings.starting.demonstration.meeting_days import course, meetings, pauses
from directory.listings.starting.demonstration.spreading import made_up_offers
from directory.listings.starting.demonstration.tables import (
    MARK,
    NO_PHONE,
    SOURCE,
    Row,
    number,
    several,
    table,
    yes_or_no,
)
from directory.listings.starting.demonstration.whereabouts import whereabouts
from directory.places.gazetteer import Gazetteer

_REMOVE_FIRST = "Oppdiktet. Skal fjernes før siden tas i bruk."
_NEVER = "Oppdiktet, og aldri bekreftet."
_OR_NONE = ("class", "openness", "leadership", "leader", "for", "cost", "summary", "first_time")
_KNOWN_OR_NOT = ("free", "referral_needed", "accompaniment", "sign_language", "interpreter")
_NUMBERS = ("age_from", "age_to", "waiting_days")
_LISTS = ("audiences", "needs", "formats", "catchment", "may_contact")
_PATHS = ("after", "meanwhile", "onward")


def demonstration_listings(today: date, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Made-up listings in the form of `/api/v1/listings/{id}`, confirmed and starting around `today`.

    Raises:
        KeyError: a row names a pattern, a house or a place that is not known.
    """
    organisations = {row["code"]: row for row in table("organisations.csv")}
    return [
        {
            **_offer(row),
            **_fellowship(organisations.get(row["organisation"])),
            **whereabouts(row, gazetteer, ordinal),
            "meetings": meetings(row, today),
            "pauses": pauses(row, today),
            "course": course(row, today),
            "contacts": list(_contacts(row, today)),
            **_origin(row, today),
        }
        for ordinal, row in enumerate(made_up_offers())
    ]


def _offer(row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": f"{row['name']} {MARK}",
        "kind": row["kind"],
        "status": row.get("status", "active"),
        "language": row.get("language", "nb"),
        "young": "young" in row,
        "by_appointment": row.get("appointment") == "yes",
        **{name: row.get(name) or None for name in _OR_NONE},
        **{name: yes_or_no(row, name) for name in _KNOWN_OR_NOT},
        **{name: number(row, name) for name in _NUMBERS},
        **{name: several(row.get(name)) for name in _LISTS},
        "steps": [{"number": step, "text": text} for step, text in enumerate(several(row.get("steps")), 1)],
        "pathways": [_pathway(path, end) for path in _PATHS for end in several(row.get(path))],
    }


def _pathway(path: str, end: str) -> dict[str, str]:
    return {"path": path, "to" if end.startswith("demo") else "text": end}


def _fellowship(organisation: Row | None) -> dict[str, Any]:
    code = organisation["code"] if organisation else None
    return {
        "organisation": code,
        "organisations": [code] if code else [],
        "twelve_step": bool(organisation and organisation["twelve_step"] == "1"),
        "faith_based": bool(organisation and organisation["faith_based"] == "1"),
    }


def _contacts(row: Row, today: date) -> Iterator[Mapping[str, Any]]:
    """A role that answers, and where a consent is told, somebody's own number with the day that it ends."""
    if row["phone"]:
        yield {"role": row["phone"], "phone": NO_PHONE}
    if (days := number(row, "private_until_days")) is not None:
        until = (today + timedelta(days=days)).isoformat()
        yield {"role": "Kontaktperson", "phone": NO_PHONE, "private": True, "consent_until": until}


def _origin(row: Row, today: date) -> dict[str, Any]:
    days = row["confirmed_days_ago"]
    confirmed = None if days == "never" else (today - timedelta(days=int(days))).isoformat()
    return {
        "source": SOURCE,
        "source_date": confirmed,
        "source_note": None if confirmed else _NEVER,
        "last_confirmed_on": confirmed,
        "confirmed_by": "contact_point" if confirmed else None,
        "confirmed_how": row.get("how", "single") if confirmed else None,
        "demo": True,
        "go_live_note": _REMOVE_FIRST,
    }
