"""What does a slip say to a machine, such as a journal system? The same as its page, in the language of `Accept-Language`."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify

from directory import db
from directory.contact_points.presenting import ContactEntry
from directory.matching.suggesting.service import of_app
from directory.referrals.slips.code import Slip, read, write
from directory.referrals.slips.contents import SlipItem, SlipPart, contents_of, heading
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.errors import problem

api = Blueprint("slips_api", __name__, url_prefix="/api/v1")


@api.get("/slips/<code>")
def slip(code: str) -> Response:
    """404 for a code that was misread: no slip has it; what is not public has a state and a sentence, and nothing else."""
    now = oslo_now()
    found = read(code, now.date())
    if found is None:
        return problem(404, "Misread code", "The check signs of the code do not fit the rest of it.")
    contents = contents_of(found, of_app(), db.read_session(), now)
    settings: Settings = current_app.extensions["settings"]
    return jsonify(
        code=write(found),
        url=f"{settings.public_url}/lapp/{write(found)}",
        language=found.language,
        made_on=found.made_on.isoformat(),
        title=heading(contents.place),
        parts=[_part(part, _audience(found, at)) for at, part in enumerate(contents.parts)],
        contacts=[_contact(each) for each in (*contents.near, *contents.lines)],
    )


def _audience(slip: Slip, at: int) -> str | None:
    """Whom a part is for, where the slip says it."""
    return ("self", "relative")[at] if slip.first and slip.second else None


def _part(part: SlipPart, audience: str | None) -> dict[str, Any]:
    return {"for": audience, "items": [_item(item) for item in part.items]}


def _item(item: SlipItem) -> dict[str, Any]:
    settings: Settings = current_app.extensions["settings"]
    return {
        "id": item.id,
        "state": item.state,
        "name": item.name,
        "what": item.what or None,
        "notices": item.notices,
        "lines": [{"term": line.term, "text": line.text} for line in item.lines],
        "onward": [{"term": way.term, "text": way.text} for way in item.onward],
        "instead": [{"name": row.label, "url": settings.public_url + row.url} for row in item.instead],
        "freshness": item.freshness or None,
        "url": settings.public_url + item.url if item.url else None,
        "demo": item.demo,
    }


def _contact(entry: ContactEntry) -> dict[str, Any]:
    return {"name": entry.name, "phone": entry.phone, "email": entry.email, "hours": entry.hours}
