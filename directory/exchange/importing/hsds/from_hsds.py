"""What does a directory in HSDS say? Each service at each of its places, of version 3.0 and 3.1."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import line
from directory.exchange.fetching.refused import Refused
from directory.exchange.importing.draft_entry import DraftEntry, our_own
from directory.exchange.importing.entries import Entry, Listed, ReaderFacts, Remark
from directory.exchange.importing.hsds.hsds_sentences import (
    Attribute,
    is_of_varde,
    own_status,
    tell_own_sentences,
)
from directory.exchange.importing.hsds.hsds_tables import services_of
from directory.exchange.importing.hsds.hsds_times import breaks_of, evening_of, times_of, ways_of
from directory.exchange.importing.hsds.older_hsds import is_organisation, of_today
from directory.exchange.importing.locating import Written, locate
from directory.exchange.importing.meeting_types import said_by_source
from directory.vocabulary import (
    AUDIENCES,
    CLASSES,
    FOR,
    FORMATS,
    KINDS,
    LANGUAGES,
    LEADERS,
    LEADERSHIP,
    NEEDS,
    OPENNESS,
)

Row = Mapping[str, Any]
_STATUSES = {"active": "active", "inactive": "paused", "temporarily closed": "paused", "defunct": "closed"}
_LISTS = {"audiences": AUDIENCES, "needs": NEEDS, "formats": FORMATS}
_SINGLES = {
    "kind": KINDS,
    "class": CLASSES,
    "openness": OPENNESS,
    "for": FOR,
    "leadership": LEADERSHIP,
    "leader": LEADERS,
}
_ACCESS = {"wheelchair": ("rullestol", "wheelchair"), "hearing_loop": ("teleslynge", "hearing loop")}
_FLAGS = (
    "twelve_step",
    "faith_based",
    "young",
    "wheelchair",
    "referral_needed",
    "accompaniment",
    "free",
    "by_appointment",
    "hearing_loop",
    "interpreter",
    "sign_language",
    "area_only",
    "approximate",
)


def read_hsds(pages: list[bytes], told: ReaderFacts) -> Listed:
    """The services of some pages, or of a data package.

    Raises:
        Refused: there is none.
    """
    whole, number, seen = Listed(organisation=told.organisation), 0, set[str]()
    for said in services_of(pages):
        told.allow(number + 1)
        service = of_today(said) if isinstance(said, Mapping) else {}
        if not line(service.get("name")):
            number += 1
            whole.unreadable.append(Remark(number, "name", "", _("Tjenesten har ikke noe navn.")))
            continue
        if is_organisation(service):
            number += 1
            whole.unreadable.append(
                Remark(
                    number,
                    "services",
                    line(service["name"], 80),
                    _("Dette er en organisasjon, og ingen tjeneste."),
                )
            )
            continue
        whole.name = whole.name or line(_inner(service, "organization").get("name")) or None
        for at in _places(service):
            number += 1
            entry = _entry(number, service, at, told)
            if entry.key in seen:
                whole.unreadable.append(
                    Remark(
                        number, "id", line(service.get("id"), 60), _("Den samme tjenesten står to ganger.")
                    )
                )
                continue
            seen.add(entry.key)
            whole.entries.append(entry)
    if not whole.rows:
        raise Refused(
            _("Vi fant ingen tjenester i filen. Bruk svaret på /services, eller en HSDS-datapakke.")
        )
    return whole


def _places(service: Row) -> list[Row]:
    """Each place that people come to; one entry without, where there is none. The net and the telephone are no places."""
    found = _many(service, "service_at_locations")
    return [each for each in found if not _is_virtual(each)] or [{}]


def _is_virtual(at: Row) -> bool:
    return line(_inner(at, "location").get("location_type")).lower() == "virtual"


def _many(row: Row, name: str) -> list[Row]:
    value = row.get(name)
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _inner(row: Row, name: str) -> Row:
    value = row.get(name)
    return value if isinstance(value, Mapping) else {}


def _entry(number: int, service: Row, at: Row, told: ReaderFacts) -> Entry:
    entry = DraftEntry(number)
    location = _inner(at, "location")
    entry.say("name", service.get("name"))
    entry.values |= {
        "kind": "service",
        "status": own_status(service) or _STATUSES.get(line(service.get("status")).lower(), "active"),
    }
    _tell_organisation(entry, service, told)
    of_varde = is_of_varde(service)
    entry.tell("description", service.get("description"))
    if of_varde:
        tell_own_sentences(entry, line(service.get("application_process"), 4000))
    else:
        entry.tell("description", service.get("alert"), service.get("application_process"))
    _tell_costs(entry, service)
    for field, column in (("age_from", "minimum_age"), ("age_to", "maximum_age")):
        age = line(service.get(column)).removesuffix(".0")
        if age.isdecimal() and int(age) <= 120:
            entry.values[field] = int(age)
    languages = {line(each.get("code")).lower().removesuffix("o") for each in _many(service, "languages")}
    entry.values |= {"language": next((code for code in LANGUAGES if code in languages), "nb")}
    _tell_times(entry, service, at, location)
    _tell_place(entry, location, told)
    _tell_attributes(
        entry, [*_many(service, "attributes"), *_many(location, "attributes"), *_many(at, "attributes")]
    )
    _tell_ways_in(entry, service, at, location)
    _tell_areas(entry, service, told)
    listing_id, home = our_own(service.get("url"), told.home)
    key = line(service.get("id"), 80) or line(service.get("name"))
    if len(_places(service)) > 1:
        key, listing_id = f"{key}@{line(at.get('id') or location.get('id'), 80)}", None
    return entry.closed_by(key, listing_id=listing_id, ours=home)


def _tell_organisation(entry: DraftEntry, service: Row, told: ReaderFacts) -> None:
    named = line(_inner(service, "organization").get("name"))
    code = next(
        (
            each.code
            for each in told.fellowships.values()
            if named and named.lower() in (each.name.lower(), each.code)
        ),
        None,
    )
    known = told.fellowships.get(code or told.organisation or "")
    if known:
        entry.values |= {"organisation": known.code, "audiences": known.audiences, "needs": known.needs}
    elif named:
        entry.remark(
            "organization", named, _("Vi kjenner ikke denne organisasjonen. Velg en som vi kjenner.")
        )
        entry.tell("organization", f"Arrangør: {named.rstrip('.')}.")


def _tell_costs(entry: DraftEntry, service: Row) -> None:
    options = _many(service, "cost_options")
    texts = (line(each.get("amount_description") or each.get("option"), 200) for each in options)
    said = line(service.get("fees_description") or service.get("fees"), 200) or next(filter(None, texts), "")
    amounts = [line(each.get("amount")) for each in options]
    is_free = said.lower().rstrip(".") in ("gratis", "free")
    if is_free or (amounts and all(each in ("0", "0.0", "0.00") for each in amounts)):
        entry.values["free"] = True
    if said and not is_free:
        entry.values["cost"] = said


def _tell_times(entry: DraftEntry, service: Row, at: Row, location: Row) -> None:
    rows = _many(at, "schedules") or _many(service, "schedules") or _many(location, "schedules")
    remote = any(map(_is_virtual, _many(service, "service_at_locations")))
    ways = {way for row in rows for way in ways_of(row)} | ({"online"} if remote else set())
    formats = [name for name in ("online", "phone") if name in ways]
    entry.values["formats"] = [*(["in_person"] if location or not formats else []), *formats]
    evenings = [evening for row in rows if (evening := evening_of(row))]
    if len(evenings) > 1 and len(evenings) == len(rows):
        entry.values |= {"kind": "course", "course": {"sessions": evenings}}
        return
    meetings = list[dict[str, Any]]()
    for row in rows:
        meetings += [each for each in times_of(entry, row) if each not in meetings]
        entry.values |= breaks_of(row)
    if meetings:
        entry.values["meetings"] = meetings


def _tell_place(entry: DraftEntry, location: Row, told: ReaderFacts) -> None:
    address = next(iter(_many(location, "addresses")), {})
    if not location:
        return
    street = ", ".join(filter(None, (line(address.get(name)) for name in ("address_1", "address_2"))))
    venue = line(location.get("name"), 120)
    numbered = _is_numbered(location)
    town = "" if numbered else line(address.get("city"))
    locate(
        entry,
        told,
        Written(
            venue="" if numbered else venue if venue.lower() not in (town.lower(), street.lower()) else "",
            street=street,
            town=town,
            postcode=address.get("postal_code"),
            regions=() if numbered else (address.get("region"), address.get("state_province")),
            country=address.get("country"),
            latitude=location.get("latitude"),
            longitude=location.get("longitude"),
        ),
    )
    entry.way_in(location.get("transportation") or location.get("description"))
    _tell_known_place(entry, location, told)
    for each in _many(location, "accessibility"):
        said = line(each.get("description"), 500).lower()
        entry.values |= {name: True for name, words in _ACCESS.items() if any(word in said for word in words)}


def _is_numbered(location: Row) -> bool:
    """Whether it is a municipality or a part of one, by the number of Statistics Norway."""
    return line(location.get("external_identifier_type")).upper() == "SSB"


def _tell_known_place(entry: DraftEntry, location: Row, told: ReaderFacts) -> None:
    """A place that is named by its number."""
    if not _is_numbered(location):
        return
    place = told.gazetteer.by_id(line(location.get("external_identifier")))
    if place and place.municipality_number:
        entry.values["municipality_number"] = place.municipality_number
        entry.values |= {"place": place.id} if place.kind != "municipality" else {}
        entry.remarks = [each for each in entry.remarks if each.column != "city"]


def _tell_attributes(entry: DraftEntry, attributes: list[Row]) -> None:
    """What is said in codes of ours counts; other terms are told in words."""
    told = [Attribute.of(row) for row in attributes]
    for field, codes in _LISTS.items():
        if found := [each.code for each in told if each.names(field) and each.code in codes]:
            entry.values[field] = list(dict.fromkeys(found))
    for field, known in _SINGLES.items():
        for each in told:
            if each.names(field) and each.code in known:
                entry.values[field] = each.code
    _tell_own_values(entry, told)
    known_codes = {code for codes in (*_LISTS.values(), *_SINGLES.values()) for code in codes} | set(_FLAGS)
    if said := [each.name for each in told if each.name and each.code not in known_codes]:
        entry.tell("attributes", said_by_source(said))


def _tell_own_values(entry: DraftEntry, told: list[Attribute]) -> None:
    """What HSDS has no field for, under our own names."""
    for each in told:
        for name in _FLAGS:
            if name in (each.code, *each.about):
                entry.values[name] = each.code.lower() not in ("false", "no", "nei", "0")
        if "waiting_days" in each.about and each.code.isdecimal() and int(each.code) <= 1000:
            entry.values["waiting_days"] = int(each.code)
        if "may_contact" in each.about:
            entry.values["may_contact"] = [code for code in each.code.split(",") if code in AUDIENCES]


def _tell_ways_in(entry: DraftEntry, service: Row, at: Row, location: Row) -> None:
    of_varde = is_of_varde(service)
    for holder in (service, at, location):
        for contact in _many(holder, "contacts"):
            title = line(
                contact.get("title")
                or contact.get("department")
                or (contact.get("name") if of_varde else ""),
                80,
            )
            phones = [
                each.get("number")
                for each in _many(contact, "phones")
                if line(each.get("type")).lower() != "fax"
            ] or [""]
            for number, phone in enumerate(phones):
                email = contact.get("email") if not number else ""
                entry.contact("contacts", phone, email, role=title, name="" if title else contact.get("name"))
        for phone in _many(holder, "phones"):
            if line(phone.get("type")).lower() != "fax":
                entry.contact("phones", phone.get("number"), "", role=line(phone.get("description"), 80))
    entry.contact("email", "", service.get("email"))
    url = entry.link("url", service.get("url"))
    if url and not our_own(url, "")[0]:
        entry.values["url"] = url


def _tell_areas(entry: DraftEntry, service: Row, told: ReaderFacts) -> None:
    numbers = [
        line(each.get("uri"), 300).rpartition("#")[2] or line(each.get("extent"))
        for each in _many(service, "service_areas")
    ]
    known = [
        number
        for number in numbers
        if (place := told.gazetteer.by_number(number)) and place.municipality_number
    ]
    if known:
        entry.values["catchment"] = list(dict.fromkeys(known))
        entry.values.setdefault("municipality_number", known[0])
