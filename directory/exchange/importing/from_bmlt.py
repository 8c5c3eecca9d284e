"""What does a BMLT server say? Its meetings, with its own formats and service bodies: from its address, or saved answers."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import line
from directory.exchange.fetching.json_text import json_of
from directory.exchange.fetching.refused import Refused
from directory.exchange.importing.clock_words import clock_of, days_numbered, later
from directory.exchange.importing.draft_entry import DraftEntry, as_rows
from directory.exchange.importing.entries import Entry, Listed, ReaderFacts, Remark
from directory.exchange.importing.locating import Written, locate
from directory.exchange.importing.meeting_types import tell_types
from directory.exchange.importing.other_tables import rows_of_table

Row = Mapping[str, Any]
ASKED = ("GetSearchResults", "GetFormats", "GetServiceBodies")
_LENGTH = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_VENUES = {"1": ["in_person"], "2": ["online"], "3": ["in_person", "online"]}
_OWN = re.compile(
    r"([A-Za-z0-9]{1,40})(?:-\d{1,4})?"
)  # what a house of ours calls a listing, and which of its times
_ROMAN = ("en", "nb", "no", "nn", "sv", "da")
_CODES = {
    "O": "Open",
    "C": "Closed",
    "W": "Women",
    "M": "Men",
    "WC": "Wheelchair",
    "VM": "Online",
    "HY": "Hybrid",
}
_CODES |= {"TC": "Location Temporarily Closed", "ENG": "English", "NO": "Norwegian", "SL": "Sign language"}


def addresses(root: str) -> dict[str, str]:
    """What must be fetched of a server, by its question. A whole question is left as it is."""
    if "switcher=" in root:
        return {ASKED[0]: root}
    base = re.sub(r"/client_interface.*$", "", root).rstrip("/")
    return {question: f"{base}/client_interface/json/?switcher={question}" for question in ASKED}


def read_bmlt(
    data: bytes, told: ReaderFacts, further: Callable[[str], bytes | None] = lambda _question: None
) -> Listed:
    """The meetings of a server. `further` gives what it answered to other questions, where that is known.

    Raises:
        Refused: it is no answer of a BMLT server.
    """
    found: Any = rows_of_table("bmlt", data, told.most_rows) or json_of(data)
    if isinstance(found, Mapping):
        names = found.get("formats")
        found = found.get("meetings")
    else:
        names = None
    if not isinstance(found, list):
        raise Refused(
            _(
                "Dette er ikke svaret fra en BMLT-server. Bruk adressen til serveren, eller svaret på GetSearchResults."
            )
        )
    told.allow(len(found))
    if found and not any(isinstance(each, Mapping) and "weekday_tinyint" in each for each in found):
        raise Refused(_("Vi fant ingen møter i svaret. Bruk svaret på GetSearchResults."))
    answered = further("GetFormats")
    formats = _formats(names if isinstance(names, list) else json_of(answered) if answered else [])
    bodies = _bodies(json_of(body) if (body := further("GetServiceBodies")) else [])
    code = told.organisation or ("na" if "na" in told.fellowships else None)
    whole, ours = Listed(organisation=code, name=_name(found, bodies)), dict[str, Entry]()
    for number, row in enumerate(map(as_rows, found), 1):
        if row is None or not (line(row.get("meeting_name")) or line(row.get("id_bigint"))):
            whole.unreadable.append(
                Remark(number, "meeting_name", "", _("Møtet har verken navn eller nummer."))
            )
        elif line(row.get("published")) in ("0", "false"):
            whole.unreadable.append(Remark(number, "published", "0", _("Kilden viser ikke dette møtet.")))
        else:
            _take(whole, ours, _entry(number, row, told, code, formats, bodies))
    return whole


def _take(whole: Listed, ours: dict[str, Entry], entry: Entry) -> None:
    """An entry, or a further time of one that this very house split up."""
    standing = ours.setdefault(entry.listing_id, entry) if entry.listing_id else entry
    if standing is entry:
        whole.entries.append(entry)
        return
    standing.values.setdefault("meetings", []).extend(entry.values.get("meetings", []))
    whole.joined += 1


def _formats(rows: object) -> dict[str, str]:
    """Code, in capitals, and number -> name, in a language that we read where there is one."""
    named: dict[str, tuple[int, str]] = {}
    for row in map(as_rows, rows if isinstance(rows, list) else []):
        language = line((row or {}).get("lang")) or "en"
        rank = _ROMAN.index(language) if language in _ROMAN else len(_ROMAN)
        for key in (line((row or {}).get("key_string")).upper(), f"#{line((row or {}).get('id'))}"):
            if row and key.strip("#") and rank < named.get(key, (99, ""))[0]:
                named[key] = (rank, line(row.get("name_string")))
    return {key: name for key, (_rank, name) in named.items()}


def _bodies(rows: object) -> dict[str, Row]:
    return {line(row.get("id")): row for row in map(as_rows, rows if isinstance(rows, list) else []) if row}


def _name(rows: list[Any], bodies: Mapping[str, Row]) -> str | None:
    top = next(
        (line(row.get("name")) for row in bodies.values() if line(row.get("parent_id")) in ("", "0")), None
    )
    root = next(
        (
            line(row.get("root_server_uri"))
            for row in rows
            if isinstance(row, Mapping) and row.get("root_server_uri")
        ),
        "",
    )
    return top or line(root.partition("//")[2].partition("/")[0], 100) or None


def _entry(
    number: int,
    row: Row,
    told: ReaderFacts,
    code: str | None,
    formats: Mapping[str, str],
    bodies: Mapping[str, Row],
) -> Entry:
    entry = DraftEntry(number)
    body = bodies.get(line(row.get("service_body_bigint")), {})
    entry.say("name", row.get("meeting_name") or f"Møte {line(row.get('id_bigint'))}")
    entry.values["kind"] = "group"
    named = line(body.get("name")).lower()
    code = next((known.code for known in told.fellowships.values() if known.name.lower() == named), code)
    known = told.fellowships.get(code or "")
    if known:
        entry.values |= {
            "organisation": known.code,
            "audiences": known.audiences,
            "needs": known.needs,
            "class": "self_help",
        }
    entry.tell("comments", row.get("comments"))
    facts = tell_types(entry, "formats", _codes(row, formats), {**_CODES, **formats})
    _tell_formats(entry, row, facts)
    _tell_times(entry, row)
    _tell_place(entry, row, told)
    for which in ("1", "2"):
        entry.contact(
            "contact",
            row.get(f"contact_phone_{which}"),
            row.get(f"contact_email_{which}"),
            name=row.get(f"contact_name_{which}"),
        )
    entry.contact("email_contact", "", row.get("email_contact"))
    entry.contact("helpline", body.get("helpline"), "", role=line(body.get("name"), 80))
    if url := entry.link("url", row.get("url")) or entry.link("url", body.get("url")):
        entry.values["url"] = url
    server = line(row.get("root_server_uri"))
    own = _OWN.fullmatch(line(row.get("worldid_mixed"))) if told.home and server == told.home else None
    if own:
        return entry.closed_by(own[1], listing_id=own[1], ours=True)
    key = (
        f"{server}#{line(row.get('id_bigint'))}"
        if line(row.get("id_bigint"))
        else f"{number}:{entry.values['name']}"
    )
    return entry.closed_by(key)


def _codes(row: Row, formats: Mapping[str, str]) -> list[str]:
    """By number where the server's own list is known: a code may stand for two things in two languages."""
    numbers = [f"#{each}" for each in line(row.get("format_shared_id_list"), 500).split(",") if each.strip()]
    if numbers and all(each in formats for each in numbers):
        return numbers
    return line(row.get("formats"), 500).split(",")


def _tell_formats(entry: DraftEntry, row: Row, facts: set[str]) -> None:
    said = _VENUES.get(line(row.get("venue_type")))
    online = "online" in facts or bool(line(row.get("virtual_meeting_link"), 500))
    here = bool(line(row.get("location_street")) or line(row.get("location_text")))
    guessed = [name for name, there in (("in_person", here or not online), ("online", online)) if there]
    formats = list(said or guessed)
    if "closed_for_now" in facts and "online" in formats:
        formats = ["online"]
    if line(row.get("phone_meeting_number")) and "online" not in formats:
        formats.append("phone")
    entry.values["formats"] = formats
    entry.values["status"] = "paused" if "closed_for_now" in facts and formats == ["in_person"] else "active"


def _tell_times(entry: DraftEntry, row: Row) -> None:
    day = next(iter(days_numbered(row.get("weekday_tinyint"), first=1)), None)
    starts = clock_of(row.get("start_time"))
    if day is None or starts is None:
        entry.remark(
            "start_time",
            row.get("start_time"),
            _("Dag eller klokkeslett kan ikke leses. Møtet står uten tid."),
        )
        return
    length = _LENGTH.fullmatch(line(row.get("duration_time")))
    minutes = int(length[1]) * 60 + int(length[2]) if length else 0
    link = entry.link("virtual_meeting_link", row.get("virtual_meeting_link"))
    note = "\n".join(
        filter(
            None,
            (
                line(row.get(name), 500)
                for name in ("virtual_meeting_additional_info", "phone_meeting_number")
            ),
        )
    )
    entry.values["meetings"] = [
        {
            "weekday": day,
            "starts": f"{starts:%H:%M}",
            **(
                {"ends": f"{later(starts, timedelta(minutes=minutes)):%H:%M}"}
                if 0 < minutes < 24 * 60
                else {}
            ),
            **({"link": link, "link_public": True} if link else {}),
            **({"note": note} if note else {}),
        }
    ]
    zone = line(row.get("time_zone"))
    if zone and zone != "Europe/Oslo" and "in_person" not in entry.values["formats"]:
        entry.remark("time_zone", zone, _("Klokkeslettet er etter en annen tidssone. Se om det må flyttes."))
        entry.values["status"] = "draft"  # on the net an hour that is not ours would be a wrong one


def _tell_place(entry: DraftEntry, row: Row, told: ReaderFacts) -> None:
    locate(
        entry,
        told,
        Written(
            venue=row.get("location_text"),
            street=row.get("location_street"),
            town=row.get("location_municipality"),
            postcode=row.get("location_postal_code_1"),
            regions=tuple(
                row.get(f"location_{name}")
                for name in ("city_subsection", "neighborhood", "sub_province", "province")
            ),
            country=row.get("location_nation"),
            latitude=row.get("latitude"),
            longitude=row.get("longitude"),
        ),
    )
    entry.way_in(row.get("location_info"))
