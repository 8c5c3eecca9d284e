"""How is one meeting a row of BMLT? Every value is a string, and a field that is not known is empty."""

import hashlib
from datetime import datetime, timedelta

from directory.exchange.exporting import telling
from directory.exchange.exporting.bmlt.meeting_formats import keys_of, number_of
from directory.exchange.exporting.bmlt.service_bodies import body_of
from directory.exchange.exporting.meeting_entries import MeetingEntry
from directory.listings.records.document import ListingDocument
from directory.places.gazetteer import Gazetteer
from directory.web.catalogues import gettext as _

UNKNOWN_LENGTH = timedelta(hours=1)
"""What BMLT's server takes a meeting to last where nobody says; `GetServerInfo` tells it."""
_ID_BYTES = 6  # few enough for a number in JavaScript
_KM_IN_A_MILE = 1.609344

FIELDS = (
    "id_bigint worldid_mixed service_body_bigint weekday_tinyint venue_type start_time duration_time time_zone formats"
    " lang_enum longitude latitude distance_in_km distance_in_miles published root_server_uri format_shared_id_list"
    " meeting_name location_text location_info location_street location_city_subsection location_neighborhood"
    " location_municipality location_sub_province location_province location_postal_code_1 location_nation comments"
    " phone_meeting_number virtual_meeting_link virtual_meeting_additional_info contact_name_1 contact_phone_1"
    " contact_email_1 train_lines bus_lines zone"
).split()


def number_of_meeting(key: str) -> int:
    """The number of a meeting: made of what it is called, so that it stays."""
    digest = hashlib.blake2b(key.encode(), digest_size=_ID_BYTES).digest()
    return int.from_bytes(digest, "big")


def venue_of(entry: MeetingEntry) -> int:
    """1 in person, 2 virtual, 3 both."""
    remote = bool({"online", "phone"}.intersection(entry.formats))
    return 1 if not remote else 3 if "in_person" in entry.formats else 2


def length_of(entry: MeetingEntry) -> timedelta:
    """How long it lasts."""
    return entry.lasts or UNKNOWN_LENGTH


def row(
    entry: MeetingEntry, gazetteer: Gazetteer, now: datetime, root: str, distance_km: float | None
) -> dict[str, str]:
    """One meeting of a listing whose whole document is at hand."""
    listing, schedule = entry.listing, entry.schedule
    assert isinstance(listing, ListingDocument)
    assert schedule is not None
    keys = keys_of(entry, closed=entry.is_closed(now))
    made = dict.fromkeys(FIELDS, "") | {
        "id_bigint": str(number_of_meeting(entry.key)),
        "worldid_mixed": entry.key,
        "service_body_bigint": str(body_of(listing.organisation)),
        "weekday_tinyint": str((entry.day or 0) + 1),
        "venue_type": str(venue_of(entry)),
        "start_time": f"{schedule.starts:%H:%M:%S}",
        "duration_time": spoken_length(length_of(entry)),
        "time_zone": "Europe/Oslo",
        "formats": ",".join(keys),
        "format_shared_id_list": ",".join(str(number_of(key)) for key in keys),
        "lang_enum": listing.language,
        "published": "1",
        "root_server_uri": root,
        "meeting_name": listing.name,
        "comments": "\n".join([*telling.sentences(listing, schedule, now), *_unknown_end(entry)]),
        **_place(listing, entry, gazetteer),
        **_remote(listing, entry),
        **_contact(listing),
    }
    if distance_km is not None:
        made["distance_in_km"] = f"{distance_km:.3f}"
        made["distance_in_miles"] = f"{distance_km / _KM_IN_A_MILE:.3f}"
    return made


def spoken_length(length: timedelta) -> str:
    """`01:30:00`."""
    minutes = int(length.total_seconds()) // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}:00"


def _unknown_end(entry: MeetingEntry) -> list[str]:
    return [] if entry.lasts else [_("Vi vet ikke når det slutter.")]


def _place(listing: ListingDocument, entry: MeetingEntry, gazetteer: Gazetteer) -> dict[str, str]:
    area = telling.area_of(listing, gazetteer)
    if area is None:
        return {"location_nation": "NO"}
    in_person = "in_person" in entry.formats
    known = in_person and listing.latitude is not None and listing.longitude is not None
    part = area.name if area.kind in ("town", "district") else ""
    return {
        "location_text": area.name if in_person else "",
        "location_info": (listing.way_in or "") if in_person else "",
        "location_street": (listing.address or "") if in_person else "",
        "location_city_subsection": part,
        "location_municipality": area.municipality or area.name,
        "location_sub_province": area.county,
        "location_province": area.county,
        "location_nation": "NO",
        "latitude": str(listing.latitude) if known else "",
        "longitude": str(listing.longitude) if known else "",
    }


def _remote(listing: ListingDocument, entry: MeetingEntry) -> dict[str, str]:
    if venue_of(entry) == 1:
        return {}
    link = telling.web_address(entry.link)
    numbers = [number for each in listing.contacts if (number := telling.international(each.phone))]
    ask = "" if link else next(iter(numbers), "")
    note = _("Ring for å få vite hvordan du blir med.") if ask else ""
    return {
        "virtual_meeting_link": link or "",
        "phone_meeting_number": ask,
        "virtual_meeting_additional_info": note,
    }


def _contact(listing: ListingDocument) -> dict[str, str]:
    """Without a name: readers take one for a person's, and ours are roles."""
    contact = next((each for each in listing.contacts if each.phone or each.email), None)
    if contact is None:
        return {}
    return {
        "contact_phone_1": telling.international(contact.phone) or "",
        "contact_email_1": contact.email or "",
    }
