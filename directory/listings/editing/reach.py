"""What changes how a listing is reached? The parts of it that a wrong hand could turn against those who seek help."""

from collections.abc import Callable, Mapping
from typing import Any

from directory.listings.editing.changes import Change, Fields
from directory.listings.records.models import Listing
from directory.listings.records.private_words import ways_in_text
from directory.vocabulary import PUBLIC_STATUSES


def _same(value: Any) -> Any:
    return value


def _numbers(contacts: list[Mapping[str, Any]] | None) -> list[tuple[str, str]]:
    return sorted((each["phone"] or "", each["email"] or "") for each in contacts or ())


def _links(meetings: list[Mapping[str, Any]] | None) -> set[tuple[str, bool]]:
    return {(each["link"], each["link_public"]) for each in meetings or () if each["link"]}


def _elsewhere(meetings: list[Mapping[str, Any]] | None) -> set[str]:
    """The other addresses that single dates are held at."""
    dates = (each for meeting in meetings or () for each in meeting["changed_dates"])
    return {each["address"] for each in dates if each.get("address")}


_REACH: dict[str, Callable[[Any], Any]] = {
    "contacts": _numbers,
    "meetings": _links,
    **dict.fromkeys(
        ("url", "source_url", "address", "way_in", "municipality_number", "place", "area_only"), _same
    ),
}


def leads_elsewhere(listing: Listing, fields: Fields) -> bool:
    """Whether people would reach somebody else by it: another way on a listing that was shown once, or all of a new one."""
    if listing.status == "draft":
        return becomes_public(fields)
    return bool(reach_of(fields))


def reach_of(fields: Fields) -> list[str]:
    """Those of the changed fields that change how one reaches the listing."""
    return [name for name, field in fields.items() if _reaches_otherwise(name, field)]


def _reaches_otherwise(name: str, field: Mapping[str, Any]) -> bool:
    """Whether one field changes it. A single date is sent to a new address; that it comes back needs no second look. A
    number in running text is a way to reach it, too."""
    before, after = field["before"], field["after"]
    if name == "meetings" and not _elsewhere(after) <= _elsewhere(before):
        return True
    if name in _REACH and _REACH[name](before) != _REACH[name](after):
        return True
    return not ways_in_text({name: after}) <= ways_in_text({name: before})


def leads_to_a_person(made: Change) -> bool:
    """Whether a change says anything of how the listing is reached; a private contact stands in no field."""
    return made.private_contact_id is not None or bool(reach_of(made.fields))


def becomes_public(fields: Fields) -> bool:
    """Whether a change shows to everybody what was not shown."""
    status = fields.get("status")
    return (
        status is not None and status["before"] not in PUBLIC_STATUSES and status["after"] in PUBLIC_STATUSES
    )
