"""How is a listing a service of HSDS 3.0? Whole, with all that belongs to it; or in short, as lists give it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask import current_app

from directory.exchange.exporting import telling
from directory.exchange.exporting.hsds.service_ids import id_of, known_id
from directory.exchange.exporting.hsds.service_places import places
from directory.exchange.exporting.hsds.service_times import schedules
from directory.exchange.exporting.hsds.taxonomies import codes_of, term
from directory.exchange.exporting.public_listings import PublicListing
from directory.listings.records.courses import Programme
from directory.listings.records.document import ListingDocument
from directory.listings.records.models import Organisation
from directory.listings.wording.presenting import what_it_is
from directory.places.gazetteer import Gazetteer
from directory.settings import Settings
from directory.vocabulary import FOR, LANGUAGES, OPENNESS, STATUSES
from directory.web.catalogues import gettext as _
from directory.web.language import label_of

_STATUSES = {"active": "active", "full": "active", "paused": "temporarily closed", "planned": "inactive"}
_MUNICIPALITIES = "https://data.ssb.no/api/klass/v1/classifications/131"
# What HSDS has no field for, as attributes with a value.
_FLAGS = (
    "twelve_step faith_based young interpreter sign_language hearing_loop accompaniment by_appointment area_only approximate"
    " waiting_days may_contact source source_url source_date confirmed_how confirmed_by demo municipality_number status"
).split()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What services have in common."""

    organisations: Mapping[str, Organisation]
    programmes: Mapping[str, Programme]
    gazetteer: Gazetteer
    now: datetime


def service(public: PublicListing, around: Surroundings) -> dict[str, Any]:
    """The whole service."""
    listing = public.document
    parts = {
        "schedules": schedules(listing, around.now),
        "service_areas": _areas(listing, around.gazetteer),
        "languages": _languages(listing),
        "contacts": _contacts(listing),
        "cost_options": _costs(listing),
        "attributes": [*_terms(listing), *_values(listing)],
        "service_at_locations": list(places(listing, around.gazetteer)),
    }
    return {**short_service(public, around), **{name: rows for name, rows in parts.items() if rows}}


def short_service(public: PublicListing, around: Surroundings) -> dict[str, Any]:
    """The fields of its own, and whose it is."""
    listing = public.document
    run_by = around.organisations.get(listing.organisation or "")
    programme = around.programmes.get((listing.course.programme_code if listing.course else None) or "")
    made = {
        "id": id_of("service", listing.id),
        "organization_id": known_id("organization", run_by.code) if run_by else None,
        "program_id": known_id("program", programme.code) if programme else None,
        "name": listing.name,
        "description": listing.summary,
        "url": telling.web_address(listing.url) or telling.page_of(listing, around.gazetteer),
        "email": next(filter(None, (_email(each.email) for each in listing.contacts)), None),
        "status": _STATUSES[listing.status],
        "interpretation_services": _("Det går an å få tolk.") if listing.interpreter else None,
        "application_process": " ".join(_how_to_begin(listing)),
        "fees_description": listing.cost,
        "eligibility_description": " ".join(_for_whom(listing)),
        "minimum_age": listing.age_from,
        "maximum_age": listing.age_to,
        **_assured(listing),
        "alert": _alert(listing),
        "last_modified": moment(public.changed_at),
        "organization": organization(run_by) if run_by else None,
        "program": _program(programme) if programme else None,
    }
    return {name: value for name, value in made.items() if value not in (None, "")}


def organization(row: Organisation) -> dict[str, Any]:
    """An organisation as HSDS has it."""
    settings: Settings = current_app.extensions["settings"]
    made = {
        "id": known_id("organization", row.code),
        "name": row.name,
        "alternate_name": ", ".join(row.other_names),
        "description": row.about,
        "uri": f"{settings.public_url}/organisasjon/{row.code}",
    }
    return {name: value for name, value in made.items() if value}


def moment(changed_at: datetime | None) -> str | None:
    """`2026-11-30T12:00:00.000Z`."""
    if changed_at is None:
        return None
    return f"{changed_at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def _program(row: Programme) -> dict[str, Any]:
    return {"id": known_id("program", row.code), "name": row.name, "description": row.about}


def _assured(listing: ListingDocument) -> dict[str, Any]:
    settings: Settings = current_app.extensions["settings"]
    if listing.last_confirmed_on is None:
        return {}
    return {
        "assured_date": listing.last_confirmed_on.isoformat(),
        "assurer_email": _email(settings.contact_email),
    }


def _email(text: str | None) -> str | None:
    try:
        validate_email(text or "", check_deliverability=False)
    except EmailNotValidError:
        return None
    return text


def _how_to_begin(listing: ListingDocument) -> Iterator[str]:
    if listing.referral_needed is not None:
        needed = _("Du trenger henvisning, for eksempel fra fastlegen.")
        yield needed if listing.referral_needed else _("Du trenger ikke henvisning.")
    if listing.openness:
        yield f"{label_of(OPENNESS, listing.openness)}."
    if listing.by_appointment:
        yield _("Etter avtale.")
    if listing.first_time:
        yield listing.first_time


def _for_whom(listing: ListingDocument) -> Iterator[str]:
    yield f"{what_it_is(listing)}."
    if listing.for_whom:
        yield f"{label_of(FOR, listing.for_whom)}."


def _alert(listing: ListingDocument) -> str | None:
    state = None if listing.status == "active" else f"{label_of(STATUSES, listing.status)}."
    return " ".join(filter(None, (telling.mark_of_example(listing), state)))


def _areas(listing: ListingDocument, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    areas = [place for number in listing.catchment if (place := gazetteer.by_id(number))]
    return [
        {
            "id": id_of("service_area", f"{listing.id}:{place.id}"),
            "service_id": id_of("service", listing.id),
            "name": place.name,
            "uri": f"{_MUNICIPALITIES}#{place.id}",
        }
        for place in areas
    ]


def _languages(listing: ListingDocument) -> list[dict[str, Any]]:
    code = listing.language
    return [{"id": id_of("language", listing.id), "name": label_of(LANGUAGES, code), "code": code}]


def _contacts(listing: ListingDocument) -> list[dict[str, Any]]:
    made = []
    for number, contact in enumerate(listing.contacts, 1):
        phone = telling.spaced(telling.international(contact.phone))
        row = {
            "id": id_of("contact", f"{listing.id}:{number}"),
            "service_id": id_of("service", listing.id),
            "name": contact.role,
            "email": _email(contact.email),
            "phones": [{"id": id_of("phone", f"{listing.id}:{number}"), "number": phone, "type": "voice"}]
            if phone
            else None,
        }
        made.append({name: value for name, value in row.items() if value is not None})
    return made


def _costs(listing: ListingDocument) -> list[dict[str, Any]]:
    if not listing.free:
        return []
    return [{"id": id_of("cost", listing.id), "amount": 0, "currency": "nok"}]


def _terms(listing: ListingDocument) -> Iterator[dict[str, Any]]:
    link = id_of("service", listing.id)
    for name, code in codes_of(listing):
        yield {
            "id": id_of("attribute", f"{listing.id}:{name}:{code}"),
            "link_id": link,
            "link_type": name,
            "link_entity": "service",
            "taxonomy_term": term(name, code),
        }


def _values(listing: ListingDocument) -> Iterator[dict[str, Any]]:
    """What HSDS has no field for, under our own names; what is not known is left out."""
    link, known = id_of("service", listing.id), listing.as_json()
    for name in _FLAGS:
        value = known.get(name)
        if value in (None, False, "", []):
            continue
        yield {
            "id": id_of("attribute", f"{listing.id}:{name}"),
            "link_id": link,
            "link_type": f"varde:{name}",
            "link_entity": "service",
            "value": ",".join(value) if isinstance(value, list) else _as_text(value),
        }


def _as_text(value: object) -> str:
    return "true" if value is True else str(value)
