"""What does a client ask of the server itself? Its version, its fields, what they hold, and how far it reaches."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.exchange.exporting.bmlt.found_meetings import records
from directory.exchange.exporting.bmlt.meeting_rows import (
    FIELDS,
    UNKNOWN_LENGTH,
    number_of_meeting,
    spoken_length,
)
from directory.exchange.exporting.bmlt.service_bodies import body_of
from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing, organisations_by_code
from directory.matching.suggesting.context import SearchContext
from directory.vocabulary import LANGUAGES, PUBLIC_STATUSES
from directory.web.clock import OSLO

_VERSION = (3, 1, 0)  # of the interface that is spoken here
_CENTRE = ("65.0", "13.0")
_MOST_CHANGES = 500
_ROOM = "Varde"


def server_info() -> list[dict[str, str]]:
    """As `GetServerInfo` gives it."""
    major, minor, fix = _VERSION
    return [
        {
            "version": f"{major}.{minor}.{fix}",
            "versionInt": f"{major}{minor:03d}{fix:03d}",
            "langs": ",".join(LANGUAGES),
            "nativeLang": "nb",
            "centerLatitude": _CENTRE[0],
            "centerLongitude": _CENTRE[1],
            "centerZoom": "4",
            "defaultDuration": spoken_length(UNKNOWN_LENGTH),
            "regionBias": "no",
            "charSet": "UTF-8",
            "distanceUnits": "km",
            "semanticAdmin": "0",
            "emailEnabled": "0",
            "emailIncludesServiceBodies": "0",
            "changesPerMeeting": "0",
            "meeting_states_and_provinces": "",
            "meeting_counties_and_sub_provinces": "",
            "available_keys": ",".join(FIELDS),
            "google_api_key": "",
            "aggregator_mode_enabled": "0",
        }
    ]


def field_keys() -> list[dict[str, str]]:
    """As `GetFieldKeys` gives it."""
    return [{"key": name, "description": _described(name)} for name in FIELDS]


def _described(name: str) -> str:
    words = name.removesuffix("_tinyint").removesuffix("_bigint").removesuffix("_mixed").removesuffix("_enum")
    return words.replace("_", " ").capitalize()


def field_values(rows: Iterable[dict[str, str]], name: str) -> list[dict[str, str]]:
    """As `GetFieldValues` gives it: each value of a field, with the meetings that have it."""
    having: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        having[row[name]].append(row["id_bigint"])
    return [{name: value, "ids": ",".join(ids)} for value, ids in sorted(having.items())]


def coverage(context: SearchContext) -> list[dict[str, str]]:
    """As `GetCoverageArea` gives it: the corners of all points."""
    points = [
        (each.latitude, each.longitude)
        for each in records(context, np.arange(len(context.columns)))
        if each.latitude is not None and each.longitude is not None
    ]
    if not points:
        return []
    south, north = min(point[0] for point in points), max(point[0] for point in points)
    west, east = min(point[1] for point in points), max(point[1] for point in points)
    return [
        {
            "nw_corner_longitude": str(west),
            "nw_corner_latitude": str(north),
            "se_corner_longitude": str(east),
            "se_corner_latitude": str(south),
        }
    ]


def changes(
    session: Session, since: datetime | None, until: datetime | None, meeting: int | None
) -> list[dict[str, Any]]:
    """As `GetChanges` gives it, the latest first: what was changed of listings that are public, and nobody's name."""
    wanted = (
        select(Change, Listing)
        .join(Listing, Listing.id == Change.listing_id)
        .where(Change.applied_at.is_not(None), Listing.status.in_(PUBLIC_STATUSES))
        .order_by(Change.id.desc())
        .limit(_MOST_CHANGES)
    )
    wanted = wanted.where(Change.applied_at >= since) if since else wanted
    wanted = wanted.where(Change.applied_at < until) if until else wanted
    names = {code: row.name for code, row in organisations_by_code(session).items()}
    rows = [_change(change, listing, names) for change, listing in session.execute(wanted)]
    return [row for row in rows if meeting is None or row["meeting_id"] == str(meeting)]


def _change(change: Change, listing: Listing, names: dict[str, str]) -> dict[str, str]:
    organisation = next(iter(listing.organisations), None)
    assert change.applied_at is not None
    return {
        "date_int": str(int(change.applied_at.timestamp())),
        "date_string": f"{change.applied_at.astimezone(OSLO):%H:%M, %Y-%m-%d}",
        "change_type": "comdef_change_type_change",
        "change_id": str(change.id),
        "meeting_id": str(number_of_meeting(listing.id)),
        "meeting_name": listing.name,
        "user_id": "",
        "user_name": _ROOM,
        "service_body_id": str(body_of(organisation)),
        "service_body_name": names.get(organisation or "", _ROOM),
        "meeting_exists": "1",
        "details": ", ".join(sorted(name for name in change.fields if name not in _UNTOLD)),
        "json_data": "",
    }


_UNTOLD = frozenset({"go_live_note", "source_note", "contacts"})


def day_of(text: str) -> datetime | None:
    """The beginning of a day that is written `2026-11-30`; None for anything else."""
    try:
        return datetime.combine(datetime.strptime(text, "%Y-%m-%d").date(), time(), OSLO)  # noqa: DTZ007
    except ValueError:
        return None
