"""What does a Meeting Guide feed say? Also as a Google sheet, as Airtable records, by days, and with TSML's own extras."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import line
from directory.exchange.fetching.json_text import json_of
from directory.exchange.fetching.refused import Refused
from directory.exchange.importing.clock_words import clock_of, days_in, days_numbered
from directory.exchange.importing.draft_entry import DraftEntry, as_rows, our_own
from directory.exchange.importing.entries import Entry, Listed, ReaderFacts, Remark
from directory.exchange.importing.locating import Written, locate
from directory.exchange.importing.meeting_types import tell_types, types_of
from directory.exchange.importing.other_tables import rows_of_table

Row = Mapping[str, Any]
_WRAPPERS = ("records", "meetings", "items", "data", "results", "value", "feed", "entry")
_NAMED = (
    ("al-anon", re.compile(r"al-?anon|alateen|\bafg\b", re.IGNORECASE)),
    ("na", re.compile(r"narcotics ?anonymous|anonyme narkomane|[?&]single_meeting_id=", re.IGNORECASE)),
    ("aca", re.compile(r"\baca\b|adult children", re.IGNORECASE)),
    ("coda", re.compile(r"\bcoda\b|co-?dependents", re.IGNORECASE)),
    ("ga", re.compile(r"gamblers|anonyme gamblere", re.IGNORECASE)),
    ("oa", re.compile(r"overeaters|overspisere", re.IGNORECASE)),
    ("ca", re.compile(r"cocaine anonymous", re.IGNORECASE)),
)
_USUAL = "aa"
_ANOTHER = re.compile(r"(?<!alcoholics)(?<!alcoholics[ -])anonymous|anonyme(?! alkoholikere)", re.IGNORECASE)
_SENTENCE = ("name", "entity", "url", "group")


def read_meeting_guide(data: bytes, told: ReaderFacts) -> Listed:
    """The entries of a feed.

    Raises:
        Refused: it is no list of meetings.
    """
    table = rows_of_table("meeting-guide", data, told.most_rows)
    rows = list(table or islice(_rows(json_of(data)), told.most_rows + 1))
    told.allow(len(rows))
    if not rows:
        raise Refused(
            _("Vi fant ingen møter i filen. En Meeting Guide-liste er en JSON-liste med «name» og «slug».")
        )
    whole = Listed(organisation=told.organisation or _fellowship(rows, told), name=_name(rows))
    ours: dict[str, Entry] = {}
    for number, row in enumerate(rows, 1):
        _take(whole, ours, number, row, told)
    return whole


def _take(whole: Listed, ours: dict[str, Entry], number: int, row: Row | None, told: ReaderFacts) -> None:
    """One row: an entry, a further time of one that our own house split up, or nothing that can be read."""
    if row is None:
        whole.unreadable.append(Remark(number, "", "", _("Dette er ikke et møte.")))
        return
    if not (line(row.get("name")) or line(row.get("group"))):
        whole.unreadable.append(Remark(number, "name", "", _("Møtet har ikke noe navn.")))
        return
    entry = _entry(number, row, told, whole.organisation)
    standing = ours.get(entry.listing_id or "")
    if standing is not None and standing.values.get("name") == entry.values.get("name"):
        standing.values.setdefault("meetings", []).extend(entry.values.get("meetings", []))
        whole.joined += 1
        return
    if entry.listing_id:
        ours[entry.listing_id] = entry
    whole.entries.append(entry)


def _rows(value: object, day: str | None = None) -> Iterator[Row | None]:
    """Every meeting, whatever it is wrapped in."""
    if isinstance(value, Mapping):
        if inner := next(
            (value[name] for name in _WRAPPERS if isinstance(value.get(name), list | dict)), None
        ):
            yield from _rows(inner)
        elif isinstance(value.get("values"), list):
            yield from _sheet_rows(value["values"])
        elif value and all(isinstance(each, list) for each in value.values()):
            for name, each in value.items():
                yield from _rows(each, next(iter(days_in(str(name))), None) or str(name))
        elif value and all(isinstance(each, Mapping) for each in value.values()):
            yield from _rows(list(value.values()))
        elif "name" in value or "slug" in value:
            yield as_rows(value)
        return
    if isinstance(value, list) and value and all(isinstance(each, list) for each in value):
        yield from _sheet_rows(value)
        return
    for each in value if isinstance(value, list) else ():
        yield _unwrapped(each, day)


def _unwrapped(each: object, day: str | None) -> Row | None:
    inner = (
        each.get("fields") if isinstance(each, Mapping) and isinstance(each.get("fields"), Mapping) else each
    )
    row = as_rows(inner)
    if row is not None and "slug" not in row and isinstance(each, Mapping) and each.get("id"):
        row = {**row, "slug": each["id"]}
    return {"day": day, **row} if row is not None and day is not None else row


def _sheet_rows(table: list[Any]) -> Iterator[Row | None]:
    """A table whose first row says what the columns are."""
    if not table:
        return
    headings = [re.sub(r"\W+", "_", line(each)).strip("_").lower() for each in table[0]]
    for cells in table[1:]:
        if isinstance(cells, list) and any(map(line, cells)):
            yield dict(zip(headings, cells, strict=False))


def _name(rows: Iterable[Row | None]) -> str | None:
    names = Counter(line(row.get("entity")) for row in rows if row and line(row.get("entity")))
    return names.most_common(1)[0][0] if names else None


def _fellowship(rows: Iterable[Row | None], told: ReaderFacts) -> str | None:
    """Whose feed it is, by what most of its rows are called; AA made the format, but others use it whom we do not know."""
    counted: Counter[str] = Counter()
    for row in rows:
        words = " ".join(line((row or {}).get(name)) for name in _SENTENCE)
        unnamed = "" if _ANOTHER.search(words) else _USUAL
        counted.update([next((code for code, word in _NAMED if word.search(words)), unnamed)])
    code = counted.most_common(1)[0][0]
    return code if code in told.fellowships else None


def _entry(number: int, row: Row, told: ReaderFacts, organisation: str | None) -> Entry:
    entry = DraftEntry(number)
    listing_id, home = our_own(row.get("url"), told.home)
    organisation = _named_by_group(row, told) or (None if listing_id else organisation)
    entry.say("name", row.get("name") or row.get("group"))
    entry.values["kind"] = "group"
    _tell_fellowship(entry, told, organisation)
    entry.tell("notes", row.get("notes"), row.get("group_notes"))
    facts = tell_types(entry, "types", _codes(row.get("types")), types_of(organisation))
    _tell_formats(entry, row, facts)
    _tell_times(entry, row)
    _tell_place(entry, row, told)
    _tell_ways_in(entry, row, of_varde=listing_id is not None)
    key = line(row.get("slug")) or line(row.get("id")) or _made_key(row)
    return entry.closed_by(listing_id or key, listing_id=listing_id, ours=home)


def _codes(value: object) -> list[object]:
    """Codes or names, each by itself; some say both of each."""
    parts = value if isinstance(value, list) else re.split(r"\s*[,;]\s*", line(value, 500))
    return [each.get("code") or each.get("name") if isinstance(each, Mapping) else each for each in parts]


def _tell_fellowship(entry: DraftEntry, told: ReaderFacts, organisation: str | None) -> None:
    known = told.fellowships.get(organisation or "")
    if known:
        entry.values |= {
            "organisation": known.code,
            "audiences": known.audiences,
            "needs": known.needs,
            "class": "self_help",
        }


def _made_key(row: Row) -> str:
    return "|".join(line(row.get(name)).lower() for name in ("name", "day", "time", "location", "city"))


def _tell_formats(entry: DraftEntry, row: Row, facts: set[str]) -> None:
    """How one takes part: what is said outright wins, else what there is."""
    said = line(row.get("attendance_option")).lower()
    online = bool(line(row.get("conference_url"))) or "online" in facts or said in ("online", "hybrid")
    phone = bool(line(row.get("conference_phone"))) and not line(row.get("conference_url"))
    room = said in ("in_person", "hybrid") or (
        said != "online" and "closed_for_now" not in facts and not _only_online(row, online)
    )
    formats = [name for name, there in (("in_person", room), ("online", online), ("phone", phone)) if there]
    entry.values["formats"] = formats or ["in_person"]
    entry.values["status"] = "paused" if said == "inactive" or not formats else "active"


def _only_online(row: Row, online: bool) -> bool:
    """Online, and no address but that of a whole town."""
    return online and (line(row.get("approximate")).lower() in ("yes", "true", "1") or not _street(row))


def _street(row: Row) -> str:
    return line(row.get("address")) or line(row.get("formatted_address"))


def _tell_times(entry: DraftEntry, row: Row) -> None:
    given = row.get("day")
    parts = given if isinstance(given, list) else re.split(r"\s*[,;]\s*", line(given)) if line(given) else []
    days = list(dict.fromkeys(day for each in parts for day in days_numbered(each, first=0)))
    starts, ends = clock_of(row.get("time")), clock_of(row.get("end_time"))
    if parts and not days:
        entry.remark("day", given, _("Dagen kan ikke leses. Møtet står uten tid."))
    if line(row.get("time")) and starts is None:
        entry.remark("time", row.get("time"), _("Klokkeslettet kan ikke leses. Møtet står uten tid."))
    if days and not line(row.get("time")):
        entry.remark("time", "", _("Møtet har en dag, men ikke noe klokkeslett. Det står uten tid."))
    if not parts and not line(row.get("time")):
        entry.values["by_appointment"] = True
    zone = line(row.get("timezone"))
    if zone and zone != "Europe/Oslo" and "in_person" not in entry.values["formats"]:
        entry.remark("timezone", zone, _("Klokkeslettet er etter en annen tidssone. Se om det må flyttes."))
        entry.values["status"] = "draft"  # on the net an hour that is not ours would be a wrong one
    link = entry.link("conference_url", row.get("conference_url"))
    if link and not (days and starts):  # there is no time that it could stand at
        entry.values["url"] = link
    note = "\n".join(
        filter(
            None,
            (
                line(row.get(name), 500)
                for name in ("conference_url_notes", "conference_phone", "conference_phone_notes")
            ),
        )
    )
    entry.values["meetings"] = [
        {
            "weekday": day,
            "starts": f"{starts:%H:%M}",
            **({"ends": f"{ends:%H:%M}"} if ends and ends != starts else {}),
            **({"link": link, "link_public": True} if link else {}),
            **({"note": note} if note else {}),
        }
        for day in (days if starts else [])
    ]


def _tell_place(entry: DraftEntry, row: Row, told: ReaderFacts) -> None:
    whole = line(row.get("formatted_address"))
    pair = re.split(r"\s*,\s*", line(row.get("coordinates")))
    latitude, longitude = pair if len(pair) == 2 else (row.get("latitude"), row.get("longitude"))
    regions = row.get("regions")
    named = regions if isinstance(regions, list) else [row.get("sub_region"), row.get("region")]
    parts = [part.strip() for part in whole.split(",")]
    town = row.get("city") or (
        re.sub(r"^\d{4}\s+", "", parts[-2]) if len(parts) > 2 and not line(row.get("address")) else ""
    )
    code = line(row.get("postal_code")) or next(
        iter(re.findall(r"(?<!\d)\d{4,5}(?!\d)", ", ".join(parts[1:]))), ""
    )
    abroad = line(row.get("country")) or (
        parts[-1] if len(parts) > 2 and not line(row.get("address")) else ""
    )
    locate(
        entry,
        told,
        Written(
            venue=row.get("location"),
            street=row.get("address") or whole,
            town=town,
            postcode=code if line(row.get("address")) else line(row.get("postal_code")) or code,
            regions=(*reversed(named), row.get("state")),
            country=abroad if abroad.lower() not in _norwegian_towns(told, abroad) else "",
            latitude=latitude,
            longitude=longitude,
            approximate=line(row.get("approximate")).lower() in ("yes", "true", "1"),
        ),
    )
    entry.way_in(row.get("location_notes"))


def _norwegian_towns(told: ReaderFacts, word: str) -> set[str]:
    return {word.lower()} if told.gazetteer.exact(word).places else set()


def _named_by_group(row: Row, told: ReaderFacts) -> str | None:
    """The organisation whose whole name stands as the group."""
    group = line(row.get("group")).lower()
    return next((code for code, each in told.fellowships.items() if each.name.lower() == group), None)


def _tell_ways_in(entry: DraftEntry, row: Row, *, of_varde: bool) -> None:
    """Who may be asked. A house of ours names contacts by role, and who answers for the whole list is none."""
    for number in (1, 2, 3):
        name, phone, email = (row.get(f"contact_{number}_{what}") for what in ("name", "phone", "email"))
        role = line(name, 80) if of_varde else ""
        entry.contact(f"contact_{number}", phone, email, role=role, name="" if of_varde else name)
    if not of_varde:
        role = line(row.get("entity"), 80)
        entry.contact("entity", row.get("entity_phone"), row.get("entity_email"), role=role)
    entry.contact("phone", row.get("phone"), row.get("email"))
    url = entry.link("url", row.get("url")) or entry.link("website", row.get("website"))
    if url and not our_own(url, "")[0]:
        entry.values.setdefault("url", url)
