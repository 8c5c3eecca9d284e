"""Who is a service body? The list as a whole, and below it each organisation."""

from collections.abc import Iterable
from functools import cache
from zlib import crc32

from flask import current_app
from sqlalchemy.orm import Session

from directory.exchange.exporting.telling import international
from directory.listings.records.models import organisations_by_code
from directory.settings import Settings

WHOLE = 1
"""The list as a whole, and whatever no organisation runs."""


@cache
def body_of(organisation: str | None) -> int:
    """The number of an organisation's service body."""
    if organisation is None:
        return WHOLE
    return (crc32(f"service body {organisation}".encode()) & 0x7FFFFFFF) | 2


def bodies(session: Session) -> list[dict[str, str]]:
    """All of them, as `GetServiceBodies` gives them."""
    settings: Settings = current_app.extensions["settings"]
    top = {
        "id": str(WHOLE),
        "parent_id": "0",
        "name": settings.run_by or "Varde",
        "description": "",
        "type": "RS",
        "url": settings.public_url,
        "helpline": international(settings.contact_phone) or "",
        "world_id": "",
    }
    rows = organisations_by_code(session).values()
    return [
        top,
        *(
            {
                "id": str(body_of(row.code)),
                "parent_id": str(WHOLE),
                "name": row.name,
                "description": row.about,
                "type": "AS",
                "url": f"{settings.public_url}/organisasjon/{row.code}",
                "helpline": "",
                "world_id": row.code,
            }
            for row in rows
        ),
    ]


def choose(
    rows: list[dict[str, str]], wanted: Iterable[int], *, recursive: bool, parents: bool
) -> list[dict[str, str]]:
    """Those that were asked for, and with them those below or above."""
    numbers = {number for number in wanted if number > 0}
    refused = {-number for number in wanted if number < 0}
    chosen = set(numbers)
    if recursive and WHOLE in numbers:
        chosen.update(int(row["id"]) for row in rows)
    if parents and numbers:
        chosen.add(WHOLE)
    return [
        row for row in rows if (not numbers or int(row["id"]) in chosen) and int(row["id"]) not in refused
    ]
