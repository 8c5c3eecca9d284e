"""Where is it? In which municipality, by what the list says of its place: looked up in our own tables, nothing is guessed."""

from dataclasses import dataclass

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import line
from directory.exchange.importing.draft_entry import DraftEntry
from directory.exchange.importing.entries import ReaderFacts
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place

_HOME = {"", "no", "nor", "norge", "noreg", "norway", "norwegen", "norga"}
_SOUTH, _NORTH, _WEST, _EAST = 57.5, 81.0, 4.0, 34.0


@dataclass(frozen=True, slots=True)
class Written:
    """What a list says of a place. Everything may be empty."""

    venue: object = ""
    street: object = ""
    town: object = ""
    postcode: object = ""
    regions: tuple[object, ...] = ()
    country: object = ""
    latitude: object = None
    longitude: object = None
    approximate: bool = False


def locate(entry: DraftEntry, told: ReaderFacts, written: Written) -> None:
    """Say where an entry is, as far as we know; and remark what nobody could find."""
    point = _point(entry, written)
    country = line(written.country).lower().rstrip(".")
    abroad = country not in _HOME or (point is not None and not _is_near(*point)) or _is_foreign(written)
    place = None if abroad else _place(told.gazetteer, written)
    address = _address(written, known=place is not None)
    if address:
        entry.values["address"] = address
    if point:
        entry.values |= {"latitude": point[0], "longitude": point[1]}
        if written.approximate:
            entry.values["approximate"] = True
    if place is None:
        _remark(entry, written, abroad)
        return
    entry.values["municipality_number"] = place.municipality_number
    if place.kind != "municipality":
        entry.values["place"] = place.id


def _remark(entry: DraftEntry, written: Written, abroad: bool) -> None:
    where = ", ".join(filter(None, map(line, (written.town, *written.regions, written.country))))
    if abroad:
        entry.remark("country", where, _("Dette ligger utenfor Norge. Det får ingen kommune."))
    elif where or line(written.postcode):
        entry.remark(
            "city",
            where or written.postcode,
            _("Vi fant ingen kommune med dette navnet. Velg kommunen selv."),
        )


def _place(gazetteer: Gazetteer, written: Written) -> Place | None:
    """By postcode, else by the first name that means one place alone; and the part of the municipality that another names."""
    code = line(written.postcode)
    if code.isdecimal() and len(code) <= 4:
        found = gazetteer.exact(code.zfill(4), "postcode").places
        if len(found) == 1 and found[0].municipality_number:
            return gazetteer.by_id(found[0].id)
    names = [text for name in (written.town, *written.regions) if (text := line(name, 80))]
    places = [_only(gazetteer, name) for name in names]
    whole = next(filter(None, places), None)
    within = [
        each for each in places if each and whole and each.municipality_number == whole.municipality_number
    ]
    return next((each for each in within if each.kind != "municipality"), whole)


def _only(gazetteer: Gazetteer, name: str) -> Place | None:
    """The place that a name means, where it means one alone."""
    found = tuple(each for each in gazetteer.exact(name).places if each.municipality_number)
    return found[0] if len(found) == 1 else None


def _address(written: Written, known: bool) -> str:
    """As it is printed: the house, the street, and for what our own pages do not say, the town."""
    street, venue, town = line(written.street), line(written.venue, 120), line(written.town, 80)
    if venue.lower() in {line(each, 120).lower() for each in (written.town, *written.regions, street)}:
        venue = ""
    parts = [
        part for part in (venue, street) if part and part.lower() not in street.lower()[: len(street) - 1]
    ]
    if street and street not in parts:
        parts.append(street)
    whole = ", ".join(parts)
    code = line(written.postcode, 12)
    ending = " ".join(filter(None, (code, town)))
    if not ending or (known and not code) or (town and town.lower() in whole.lower()):
        return whole
    return ", ".join(filter(None, (whole, ending)))


def _is_foreign(written: Written) -> bool:
    """An address that says a code no Norwegian one can be: five digits, or letters in it."""
    code = line(written.postcode, 12).replace(" ", "")
    return (len(code) > 4 and not code.isdecimal()) or (code.isdecimal() and len(code) > 4)


def _point(entry: DraftEntry, written: Written) -> tuple[float, float] | None:
    if line(written.latitude) in ("", "0") and line(written.longitude) in ("", "0"):
        return None
    try:
        latitude, longitude = (
            float(line(each).replace(",", ".")) for each in (written.latitude, written.longitude)
        )
    except ValueError:
        entry.remark(
            "latitude", written.latitude, _("Punktet på kartet kan ikke leses. Det er ikke tatt med.")
        )
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        entry.remark("latitude", written.latitude, _("Punktet på kartet finnes ikke. Det er ikke tatt med."))
        return None
    return (latitude, longitude) if latitude or longitude else None


def _is_near(latitude: float, longitude: float) -> bool:
    return _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST
