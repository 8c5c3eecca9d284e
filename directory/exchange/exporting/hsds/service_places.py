"""Where is a service? Its place, as exact as may be shown; and the net or the telephone as a place of its own."""

from collections.abc import Iterator
from typing import Any

from directory.exchange.exporting import telling
from directory.exchange.exporting.hsds.service_ids import id_of
from directory.listings.records.document import ListingDocument
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.web.catalogues import gettext as _

_REMOTE = frozenset({"online", "phone"})


def places(listing: ListingDocument, gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    """Every service_at_location of a listing, each with its location."""
    if "in_person" in listing.formats:
        yield service_at_location(listing, gazetteer)
    if _REMOTE.intersection(listing.formats):
        yield _at(listing, "virtual", _virtual(listing))


def service_at_location(listing: ListingDocument, gazetteer: Gazetteer) -> dict[str, Any]:
    """Where people meet."""
    return _at(listing, "physical", _physical(listing, gazetteer))


def _at(listing: ListingDocument, kind: str, location: dict[str, Any]) -> dict[str, Any]:
    key = listing.id if kind == "physical" else f"{listing.id}:{kind}"
    return {
        "id": id_of("service_at_location", key),
        "service_id": id_of("service", listing.id),
        "location_id": location["id"],
        "location": location,
    }


def _physical(listing: ListingDocument, gazetteer: Gazetteer) -> dict[str, Any]:
    area = telling.area_of(listing, gazetteer)
    made = {
        "id": id_of("location", listing.id),
        "location_type": "physical",
        "name": listing.address.partition(",")[0] if listing.address else None,
        "alternate_name": area.name if area else None,
        "description": _described(listing),
        "latitude": listing.latitude,
        "longitude": listing.longitude,
        "external_identifier": area.id if area else None,
        "external_identifier_type": "SSB" if area else None,
        "addresses": _addresses(listing, area),
        "accessibility": _access(listing),
    }
    return {name: value for name, value in made.items() if value not in (None, "", [])}


def _virtual(listing: ListingDocument) -> dict[str, Any]:
    links = (telling.web_address(each.link) for each in listing.schedules if each.link_public)
    link = next(filter(None, links), None)
    made = {
        "id": id_of("location", f"{listing.id}:virtual"),
        "location_type": "virtual",
        "name": _("På nett") if "online" in listing.formats else _("På telefon"),
        "url": link,
    }
    return {name: value for name, value in made.items() if value}


def _described(listing: ListingDocument) -> str:
    said = [listing.way_in]
    if listing.area_only:
        said.append(_("Bare området vises. Du får adressen når du tar kontakt."))
    elif listing.approximate or not listing.address:
        said.append(_("Stedet er omtrentlig. Spør om adressen før du drar."))
    return "\n".join(filter(None, said))


def _addresses(listing: ListingDocument, area: Place | None) -> list[dict[str, Any]]:
    """HSDS wants every part: the postcode is not known here, and stays empty."""
    if not listing.address or area is None:
        return []
    return [
        {
            "id": id_of("address", listing.id),
            "address_1": listing.address,
            "city": area.municipality or area.name,
            "state_province": area.county,
            "postal_code": "",
            "country": "NO",
            "address_type": "physical",
        }
    ]


def _access(listing: ListingDocument) -> list[dict[str, Any]]:
    said = {
        "wheelchair": _("Det er plass til rullestol.") if listing.wheelchair else None,
        "hearing_loop": _("Det er teleslynge.") if listing.hearing_loop else None,
    }
    return [
        {"id": id_of("accessibility", f"{listing.id}:{name}"), "description": text}
        for name, text in said.items()
        if text
    ]
