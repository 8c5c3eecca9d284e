"""How do contacts come in? From JSON lines in the form of `data/contacts.jsonl`."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from sqlalchemy.orm import Session

from directory.contact_points.models import ContactPoint, CoveredArea, OpeningHours
from directory.vocabulary import LEVELS
from directory.web.sent.phones import refused_kind

_PLAIN = ("name", "about", "phone", "email", "url", "hours", "urgent", "source", "source_date")


def put(session: Session, row: Mapping[str, Any]) -> ContactPoint:
    """Add or replace one contact.

    Raises:
        ValueError: a required value is missing or a code is unknown; the text names it.
    """
    for name in ("id", "level", "name", "covers", "source", "source_date"):
        if not row.get(name):
            raise ValueError(f"{name} is missing")
    if row["level"] not in LEVELS:
        raise ValueError(f"level must be one of: {', '.join(LEVELS)}")
    kind = refused_kind(row.get("phone") or "")
    if kind and not (kind == "emergency" and row.get("urgent")):
        raise ValueError(f"phone must not be a number of this kind: {kind}")
    contact = session.get(ContactPoint, row["id"]) or ContactPoint(id=row["id"])
    contact.level = row["level"]
    for name in _PLAIN:
        setattr(contact, name, row.get(name))
    contact.needs = list(row.get("needs") or [])
    contact.audiences = list(row.get("audiences") or [])
    contact.young = bool(row.get("young"))
    contact.confirm = bool(row.get("confirm"))
    contact.demo = bool(row.get("demo"))
    confirmed = row.get("last_confirmed_on")
    contact.last_confirmed_on = date.fromisoformat(confirmed) if confirmed else None
    silent = row.get("silent_since")
    contact.silent_since = date.fromisoformat(silent) if silent else None
    contact.opening = [
        OpeningHours(
            weekday=hours["weekday"],
            opens=time.fromisoformat(hours["opens"]),
            closes=time.fromisoformat(hours["closes"]),
        )
        for hours in row.get("opening") or []
    ]
    kept = {covered.area: covered for covered in contact.areas}
    contact.areas = [kept.get(area) or CoveredArea(area=area) for area in row["covers"]]
    session.add(contact)
    return contact
