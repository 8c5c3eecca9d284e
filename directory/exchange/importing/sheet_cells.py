"""What does one row of a sheet say? Cell by cell; what cannot be used is remarked with its column, and the rest is taken."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import line, plain
from directory.exchange.importing.draft_entry import DraftEntry
from directory.exchange.importing.entries import ReaderFacts
from directory.exchange.importing.locating import Written, locate
from directory.exchange.importing.sheet_columns import COLUMNS
from directory.exchange.importing.sheet_times import tell_pause, tell_times
from directory.vocabulary import (
    AUDIENCES,
    CLASSES,
    FOR,
    FORMATS,
    KINDS,
    LANGUAGES,
    NEEDS,
    OPENNESS,
    SERVED,
    STATUSES,
    Codes,
)

Row = Mapping[str, Any]
_YES = {"ja", "yes", "x", "true", "1", "sann", "j", "y"}
_NO = {"nei", "no", "false", "0", "usann", "n"}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "formats": {
        "fysisk": "in_person", "oppmøte": "in_person", "nett": "online", "digitalt": "online", "digital": "online", "zoom": "online",
        "telefon": "phone", "hybrid": "hybrid", "in person": "in_person", "fysisk og digitalt": "hybrid",
    },
    "openness": {"åpen": "open", "åpent": "open", "open": "open", "lukket": "closed", "lukka": "closed", "ja": "open", "nei": "closed"},
    "for": {"kvinner": "women", "menn": "men", "kvinne": "women", "mann": "men", "women only": "women", "men only": "men"},
    "kind": {"selvhjelpsgruppe": "group", "sjølvhjelpsgruppe": "group", "værested": "meeting_place", "møteplass": "meeting_place"},
    "audiences": {"selv": "self", "den det gjelder": "self", "pårørende": "relative", "pårørande": "relative", "fagfolk": "professional"},
    "needs": {"rus": "alcohol,drugs", "psykisk": "mental-health", "spill": "gambling", "mat": "eating", "alle": "any"},
    "language": {"norsk": "nb", "english": "en", "norwegian": "nb"},
    "status": {"aktiv": "active", "pause": "paused", "nedlagt": "closed", "full": "full"},
}  # fmt: skip
_CODES: Mapping[str, tuple[Codes, ...]] = {
    "kind": (KINDS,),
    "openness": (OPENNESS,),
    "for": (FOR,),
    "language": (LANGUAGES,),
    "audiences": (AUDIENCES, SERVED),
    "needs": (NEEDS,),
    "formats": (FORMATS,),
    "status": (STATUSES,),
    "class": (CLASSES,),
}
_MANY = ("audiences", "needs", "formats")
_FLAGS = (
    "wheelchair by_appointment referral_needed free approximate hearing_loop sign_language interpreter accompaniment twelve_step"
    " faith_based young area_only"
).split()
_NUMBERS = {"age_from": 120, "age_to": 120, "waiting_days": 1000}
_SHOWN = ("active", "paused", "full", "planned", "closed")


def tell_cells(entry: DraftEntry, row: Row, told: ReaderFacts) -> None:
    """All that the cells of a row say."""
    row = {field: _unquoted(value) for field, value in row.items() if not _is_formula(entry, field, value)}
    entry.say("name", row.get("name"))
    entry.values["kind"] = "group"
    _tell_organisation(entry, row, told)
    for field in _CODES:
        if line(row.get(field)):
            _tell_codes(entry, field, row[field])
    for field in ("way_in", "cost"):
        entry.say(field, row.get(field), 500)
    for field in _FLAGS:
        _tell_flag(entry, field, row.get(field))
    for field, most in _NUMBERS.items():
        _tell_number(entry, field, row.get(field), most)
    for field in ("summary", "first_time"):
        if text := plain(row.get(field))[:4000]:
            entry.values[field] = text
    if re.fullmatch(r"gratis|free|0|0 kr|kr 0", line(row.get("cost")), re.IGNORECASE):
        entry.values["free"] = True
    _tell_place(entry, row, told)
    tell_times(entry, row)
    tell_pause(entry, row)
    entry.contact(COLUMNS["phone"].nb, row.get("phone"), row.get("email"), role=_role(row))
    if url := entry.link(COLUMNS["url"].nb, row.get("url")):
        entry.values["url"] = url


def _is_formula(entry: DraftEntry, field: str, value: object) -> bool:
    """A cell of a CSV that a sheet would reckon; a telephone number may begin with a plus."""
    text = value.lstrip() if isinstance(value, str) else ""
    if not (text.startswith(("=", "@")) or re.match(r"[+-]\s*[A-Za-z]", text)):
        return False
    entry.remark(
        COLUMNS[field].nb,
        text[:40],
        _("Dette ser ut som en formel. Det er ikke tatt med. Skriv verdien i stedet."),
    )
    return True


def _role(row: Row) -> str:
    """Whose number it is: a role. Several words that all begin with capitals may be a person."""
    said = line(row.get("contact"), 60)
    return "" if re.fullmatch(r"(?:[A-ZÆØÅ][\w.-]+\s+){1,3}[A-ZÆØÅ][\w-]+", said) else said


def _unquoted(value: object) -> object:
    """Without the apostrophe that keeps a sheet from reckoning."""
    return value[1:] if isinstance(value, str) and re.match(r"'[=+@\-]", value) else value


def _tell_organisation(entry: DraftEntry, row: Row, told: ReaderFacts) -> None:
    said = line(row.get("organisation"))
    code = told.organisation
    if said:
        wanted = said.lower()
        found = [each.code for each in told.fellowships.values() if wanted in (each.code, each.name.lower())]
        code = found[0] if found else code
        if not found:
            entry.remark(
                COLUMNS["organisation"].nb,
                said,
                _("Vi kjenner ikke denne organisasjonen. Velg en som vi kjenner."),
            )
    known = told.fellowships.get(code or "")
    if known:
        entry.values |= {"organisation": known.code, "audiences": known.audiences, "needs": known.needs}


def _tell_codes(entry: DraftEntry, field: str, value: object) -> None:
    found, unknown = list[str](), list[str]()
    parts = re.split(r"\s*[,;/\n+]\s*|\s+og\s+", line(value, 500)) if field in _MANY else [line(value, 80)]
    for part in filter(None, parts):
        code = _code(field, part)
        found += code.split(",") if code else []
        unknown += [] if code else [part]
    if "hybrid" in found:
        found = [*("in_person", "online"), *(each for each in found if each != "hybrid")]
    if unknown:
        labels = ", ".join(label.nb for label in _CODES[field][0].values())
        entry.remark(
            COLUMNS[field].nb,
            ", ".join(unknown),
            _("Dette er ikke et av valgene: %(choices)s.", choices=labels),
        )
    if field == "status" and found and found[0] not in _SHOWN:
        found = []
    if found:
        entry.values[field] = list(dict.fromkeys(found)) if field in _MANY else found[0]


def _code(field: str, said: str) -> str | None:
    low = said.strip().lower()
    if known := _WORDS.get(field, {}).get(low):
        return known
    for codes in _CODES[field]:
        for code, label in codes.items():
            if low == code or low in (each.lower() for each in label):
                return code
    return None


def _tell_flag(entry: DraftEntry, field: str, value: object) -> None:
    if isinstance(value, bool):
        entry.values[field] = value
        return
    low = line(value, 40).lower()
    if low in _YES or low in _NO:
        entry.values[field] = low in _YES
    elif low:
        entry.remark(COLUMNS[field].nb, low, _("Skriv ja eller nei."))


def _tell_number(entry: DraftEntry, field: str, value: object, most: int) -> None:
    text = line(value, 40).removesuffix(".0")
    if text.isdecimal() and int(text) <= most:
        entry.values[field] = int(text)
    elif text:
        entry.remark(COLUMNS[field].nb, text, _("Skriv et helt tall."))


def _tell_place(entry: DraftEntry, row: Row, told: ReaderFacts) -> None:
    said: Callable[[str], str] = lambda field: line(row.get(field), 120)  # noqa: E731
    number = (said("municipality_number") or said("municipality")).removesuffix(".0")
    town = told.gazetteer.by_number(number.zfill(4)) if number.isdecimal() else None
    if number and town is None and not told.gazetteer.exact(number).places:
        near = told.gazetteer.typo(number).places
        if near:
            words = near[0].label
            entry.remark(
                COLUMNS["municipality"].nb, number, _("Vi fant ikke kommunen. Mente du %(name)s?", name=words)
            )
            return
    locate(
        entry,
        told,
        Written(
            street=row.get("address"),
            town=number.zfill(4) if number.isdecimal() else number,
            postcode=said("postcode").removesuffix(".0"),
            latitude=row.get("latitude"),
            longitude=row.get("longitude"),
        ),
    )
    if town is not None and town.municipality_number:
        entry.values["municipality_number"] = town.municipality_number
