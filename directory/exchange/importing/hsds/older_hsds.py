"""What did HSDS call it before version 3, and the profile of the United Kingdom? A service of theirs in the words of today."""

from collections.abc import Mapping
from typing import Any

from directory.exchange.fetching.clean_text import line

Row = Mapping[str, Any]
_SERVICE = {
    "regular_schedules": "schedules",
    "service_taxonomys": "attributes",
    "service_taxonomies": "attributes",
}
_LOCATION = {"physical_addresses": "addresses", "regular_schedules": "schedules"}
_FREQUENCIES = {
    "week": "WEEKLY",
    "weekly": "WEEKLY",
    "month": "MONTHLY",
    "monthly": "MONTHLY",
    "day": "DAILY",
}
_OF_ORGANISATIONS = {
    "legal_status",
    "tax_status",
    "website",
    "locations",
    "organization_identifiers",
    "programs",
}
_OF_SERVICES = {
    "status",
    "organization",
    "organization_id",
    "service_at_locations",
    "schedules",
    "attributes",
}


def of_today(service: Row) -> dict[str, Any]:
    """The same service; one of today is as it was."""
    found = _renamed(service, _SERVICE)
    if "schedules" in found:
        found["schedules"] = [_schedule(each) for each in _rows(found["schedules"])]
    if "service_at_locations" in found:
        found["service_at_locations"] = [_at_location(each) for each in _rows(found["service_at_locations"])]
    if "service_taxonomys" in service or "service_taxonomies" in service:
        found["attributes"] = [{"taxonomy_term": each.get("taxonomy")} for each in _rows(found["attributes"])]
    for each in _rows(service.get("eligibilitys")):
        found |= {name: each[name] for name in ("minimum_age", "maximum_age") if each.get(name) is not None}
    return found


def is_organisation(row: Row) -> bool:
    """Whether it is no service, but an organisation that names none."""
    return not _OF_SERVICES.intersection(row) and bool(_OF_ORGANISATIONS.intersection(row))


def _at_location(row: Row) -> dict[str, Any]:
    found = _renamed(row, _SERVICE)
    if "schedules" in found:
        found["schedules"] = [_schedule(each) for each in _rows(found["schedules"])]
    if isinstance(row.get("location"), Mapping):
        found["location"] = _renamed(row["location"], _LOCATION)
    return found


def _schedule(row: Row) -> dict[str, Any]:
    """Its day stands by name, or by number from Monday."""
    day = line(row.get("weekday"))
    byday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[int(day) - 1] if day in tuple("1234567") else day
    frequency = _FREQUENCIES.get(line(row.get("freq")).lower())
    if not day or (row.get("freq") and frequency is None):
        return {**row, "freq": frequency or row.get("freq")}
    return {**row, "freq": frequency or "WEEKLY", "byday": row.get("byday") or byday}


def _renamed(row: Row, names: Mapping[str, str]) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in row.items()}


def _rows(value: object) -> list[Row]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
