"""How is a listing said in FHIR R4? A HealthcareService, its Location, and the Organization that runs it. `docs/fhir.md` tells how codes map."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from directory.listings.records.models import Listing, Organisation
from directory.listings.wording.course_words import can_be_joined
from directory.listings.wording.presenting import contacts_of
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import KINDS, NEEDS, SERVED, Codes
from directory.web.language import label_of

Resource = dict[str, Any]
_DAYS = {"monday": "mon", "tuesday": "tue", "wednesday": "wed", "thursday": "thu", "friday": "fri"}
_DAYS |= {"saturday": "sat", "sunday": "sun"}
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)


def coding(base: str, name: str, codes: Codes, code: str) -> Resource:
    """One of our own codes, in its code system."""
    system = f"{base}/fhir/CodeSystem/{name}"
    return {"coding": [{"system": system, "code": code, "display": label_of(codes, code)}]}


def updated(confirmed: date | None, changed: datetime | None) -> datetime:
    """The last change or confirmation that we know of."""
    days = [datetime.combine(confirmed, time.min, UTC)] if confirmed else []
    return max([_EARLIEST, *days, *([changed.astimezone(UTC)] if changed else [])])


def service(listing: Listing, base: str, gazetteer: Gazetteer, at: datetime, today: date) -> Resource:
    """What is offered."""
    made: Resource = {
        **_head("HealthcareService", listing.id, base, at),
        "active": listing.status in ("active", "full"),
        "category": [coding(base, "kind", KINDS, listing.kind)],
        "type": [coding(base, "need", NEEDS, code) for code in listing.needs],
        "name": listing.name,
        "comment": listing.summary,
        "extraDetails": listing.first_time,
        "location": [{"reference": f"Location/{listing.id}"}] if _is_somewhere(listing) else [],
        "telecom": _telecom(listing, today),
        "eligibility": [{"code": coding(base, "audience", SERVED, code)} for code in listing.audiences],
        "characteristic": _seats(listing, base, today),
        "communication": [{"coding": [{"system": "urn:ietf:bcp:47", "code": listing.language}]}],
        "appointmentRequired": listing.by_appointment or listing.kind == "course",
        "availableTime": [_time(each) for each in listing.schedules if each.purpose != "presence"],
        "notAvailable": [_pause(each) for each in listing.pauses],
    }
    if listing.organisations:
        made["providedBy"] = {"reference": f"Organization/{listing.organisations[0]}"}
    if listing.catchment:
        names = [place.name for each in listing.catchment if (place := gazetteer.by_number(each))]
        made["coverageArea"] = [{"display": name} for name in names]
    return _without_empty(made)


def location(listing: Listing, base: str, gazetteer: Gazetteer, at: datetime) -> Resource:
    """Where it is; of a closed group only the area."""
    place = gazetteer.by_id(listing.place_id or "") or gazetteer.by_id(listing.municipality_number or "")
    address = None if listing.area_only else listing.address
    made: Resource = {
        **_head("Location", listing.id, base, at),
        "status": "active",
        "name": listing.name,
        "mode": "instance",
        "description": None if listing.area_only else listing.way_in,
        "address": _without_empty(
            {
                "text": ", ".join(filter(None, (address, place.name if place else None))),
                "line": [address] if address else [],
                "city": place.name if place else None,
                "district": place.municipality if place else None,
                "country": "NO",
            }
        ),
    }
    if listing.latitude is not None and listing.longitude is not None:
        made["position"] = {"latitude": listing.latitude, "longitude": listing.longitude}
    if listing.organisations:
        made["managingOrganization"] = {"reference": f"Organization/{listing.organisations[0]}"}
    return _without_empty(made)


def organization(row: Organisation, base: str) -> Resource:
    """Who runs it."""
    return _without_empty(
        {
            **_head("Organization", row.code, base, _EARLIEST),
            "active": True,
            "name": row.name,
            "alias": [name for name in row.other_names if name],
        }
    )


def bundle(
    entries: Sequence[Resource], total: int, base: str, links: Sequence[Mapping[str, str]]
) -> Resource:
    """What a search found, a page of it."""
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": total,
        "link": list(links),
        **_without_empty(
            {
                "entry": [
                    {
                        "fullUrl": f"{base}/fhir/{each['resourceType']}/{each['id']}",
                        "resource": each,
                        "search": {"mode": "match"},
                    }
                    for each in entries
                ]
            }
        ),
    }


def _head(kind: str, id_: str, base: str, at: datetime) -> Resource:
    return {
        "resourceType": kind,
        "id": id_,
        "meta": {"lastUpdated": at.strftime("%Y-%m-%dT%H:%M:%SZ")},
        "identifier": [{"system": f"{base}/fhir/{kind}", "value": id_}],
    }


def _is_somewhere(listing: Listing) -> bool:
    return "in_person" in listing.formats


def _telecom(listing: Listing, today: date) -> list[Resource]:
    """How it is reached; a private person is not in it."""
    entries = contacts_of(listing, today, private=False)
    phones = [{"system": "phone", "value": each.phone} for each in entries if each.phone]
    emails = [{"system": "email", "value": each.email} for each in entries if each.email]
    return [*phones, *emails, *([{"system": "url", "value": listing.url}] if listing.url else [])]


def _seats(listing: Listing, base: str, today: date) -> list[Resource]:
    if listing.kind != "course" and listing.status != "full":
        return []
    code = (
        "waitlist"
        if listing.status == "full"
        else "capacity"
        if can_be_joined(listing, today)
        else "no-capacity"
    )
    return [{"coding": [{"system": f"{base}/fhir/CodeSystem/capacity", "code": code}]}]


def _time(each: Any) -> Resource:
    made = {"daysOfWeek": [_DAYS[each.weekday]], "availableStartTime": each.starts.strftime("%H:%M:%S")}
    return {**made, **({"availableEndTime": each.ends.strftime("%H:%M:%S")} if each.ends else {})}


def _pause(each: Any) -> Resource:
    during = _without_empty(
        {"start": each.from_date.isoformat(), "end": each.until_date.isoformat() if each.until_date else None}
    )
    return {"description": each.note or "Pause", "during": during}


def _without_empty(made: Resource) -> Resource:
    """FHIR has no empty list and no null."""
    return {name: value for name, value in made.items() if value not in (None, [], "", {})}
