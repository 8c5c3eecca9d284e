"""What does a directory in HSDS say? Each service at each of its places, of version 3.0 and 3.1."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.plain_text import line
from directory.exchange.fetching.refused import Refused
from directory.exchange.importing.draft_entry import DraftEntry, our_own
from directory.exchange.importing.entries import Entry, Listed, ReaderFacts, Remark
from directory.exchange.importing.hsds_tables import services_of
from directory.exchange.importing.hsds_times import times_of
from directory.exchange.importing.locating import Written, locate
from directory.exchange.importing.meeting_types import said_by_source
from directory.vocabulary import AUDIENCES, CLASSES, FOR, FORMATS, KINDS, LANGUAGES, NEEDS, OPENNESS

Row = Mapping[str, Any]
_STATUSES = {"active": "active", "inactive": "paused", "temporarily closed": "paused", "defunct": "closed"}
_LISTS = {"audiences": AUDIENCES, "needs": NEEDS, "formats": FORMATS}
_SINGLES = {"kind": KINDS, "class": CLASSES, "openness": OPENNESS, "for": FOR}
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
)


def read_hsds(pages: list[bytes], told: ReaderFacts) -> Listed:
    """The services of some pages, or of a data package.

    Raises:
        Refused: there is none.
    """
    whole, number, seen = Listed(organisation=told.organisation), 0, set[str]()
    for service in services_of(pages):
        if not isinstance(service, Mapping) or not line(service.get("name")):
            number += 1
            whole.unreadable.append(Remark(number, "name", "", _("Tjenesten har ikke noe navn.")))
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


def _places(service: Row) -> Iterator[Row]:
    found = list(_many(service, "service_at_locations"))
    yield from found or [{}]


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
        "status": _STATUSES.get(line(service.get("status")).lower(), "active"),
    }
    _tell_organisation(entry, service, told)
    entry.tell("description", service.get("description"), _alert(service), service.get("application_process"))
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
    if len(_many(service, "service_at_locations")) > 1:
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
        entry.tell("organization", f"Arrangør: {named}.")


def _alert(service: Row) -> object:
    return service.get("alert") or ""


def _tell_costs(entry: DraftEntry, service: Row) -> None:
    said = line(service.get("fees_description") or service.get("fees"), 200)
    options = _many(service, "cost_options")
    said = said or next(
        filter(None, (line(each.get("amount_description") or each.get("option"), 200) for each in options)),
        "",
    )
    if said:
        entry.values["cost"] = said
    if said.lower().rstrip(".") in ("gratis", "free") or (
        options and all(line(each.get("amount")) in ("0", "0.0", "0.00") for each in options)
    ):
        entry.values["free"] = True


def _tell_times(entry: DraftEntry, service: Row, at: Row, location: Row) -> None:
    rows = _many(at, "schedules") or _many(service, "schedules") or _many(location, "schedules")
    meetings, ways = list[dict[str, Any]](), set[str]()
    for row in rows:
        ways.add(
            {"virtual": "online", "online": "online", "phone": "phone", "hybrid": "online"}.get(
                line(row.get("attending_type")).lower(), ""
            )
        )
        meetings += [each for each in times_of(entry, row) if each not in meetings]
    kind = line(location.get("location_type")).lower()
    formats = [
        name for name in ("online", "phone") if name in ways or (kind == "virtual" and name == "online")
    ]
    here = bool(location) and kind != "virtual"
    entry.values["formats"] = [*(["in_person"] if here or not formats else []), *formats]
    if meetings:
        entry.values["meetings"] = meetings


def _tell_place(entry: DraftEntry, location: Row, told: ReaderFacts) -> None:
    address = next(iter(_many(location, "addresses")), {})
    if not location:
        return
    street = ", ".join(filter(None, (line(address.get(name)) for name in ("address_1", "address_2"))))
    venue = line(location.get("name"), 120)
    town = line(address.get("city"))
    locate(
        entry,
        told,
        Written(
            venue=venue if venue.lower() not in (town.lower(), street.lower()) else "",
            street=street,
            town=town,
            postcode=address.get("postal_code"),
            regions=(address.get("region"), address.get("state_province")),
            country=address.get("country"),
            latitude=location.get("latitude"),
            longitude=location.get("longitude"),
        ),
    )
    entry.say("way_in", location.get("transportation") or location.get("description"), 500)


def _tell_attributes(entry: DraftEntry, attributes: list[Row]) -> None:
    """What is said in codes of ours counts; other terms are told in words."""
    said = list[str]()
    for row in attributes:
        term = _inner(row, "taxonomy_term")
        about = {
            line(row.get("link_type")).lower(),
            line(term.get("taxonomy")).lower(),
            line(row.get("label")).lower(),
        }
        code = line(term.get("code") or row.get("value"), 60)
        if not _take_code(entry, about, code) and (name := line(term.get("name"), 80)):
            said.append(name)
    if said:
        entry.tell("attributes", said_by_source(said))


def _take_code(entry: DraftEntry, about: set[str], code: str) -> bool:
    for field, codes in _LISTS.items():
        if code in codes and about & {field, field.removesuffix("s"), field[:-1]}:
            kept = entry.values.get(field, []) if field in entry.values.get("said", ()) else []
            entry.values[field] = list(dict.fromkeys([*kept, code]))
            entry.values["said"] = [*entry.values.get("said", ()), field]
            return True
    for field, codes in _SINGLES.items():
        if code in codes and field in about:
            entry.values[field] = code
            return True
    flag = next((name for name in _FLAGS if name == code or name in about), None)
    if flag:
        entry.values[flag] = code.lower() not in ("false", "no", "nei", "0")
    return flag is not None


def _tell_ways_in(entry: DraftEntry, service: Row, at: Row, location: Row) -> None:
    entry.values.pop("said", None)
    for holder in (service, at, location):
        for contact in _many(holder, "contacts"):
            title = line(contact.get("title") or contact.get("department"), 80)
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
