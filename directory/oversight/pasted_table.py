"""What does a pasted table say? One group a row, and for each cell that cannot be read its row, its column and what to do."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.roles import address_of
from directory.contact_points.forms import spans_of
from directory.contact_points.registers import site_of
from directory.listings.records.models import Organisation
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import AUDIENCES, KINDS, NEEDS, WEEKDAYS, Codes
from directory.web.language import label_of
from directory.web.sent.phones import phone_of, refusal
from directory.web.typed import clean

MOST_ROWS = 100
MOST_SIGNS = 60_000
COLUMNS = (
    "name",
    "need",
    "municipality",
    "address",
    "weekday",
    "time",
    "phone",
    "email",
    "url",
    "organisation",
    "audience",
    "kind",
    "about",
)
_NEEDED = ("name", "need")
_PARTS = re.compile(r"\s*(?:,|;|/|\bog\b)\s*")


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be read: its row as one counts them in the table, its column, and what to do."""

    row: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class ReadTable:
    """The rows as documents, each with its number in the table; and all that is wrong."""

    rows: list[tuple[int, dict[str, Any]]]
    faults: list[Fault]


def column_names() -> dict[str, str]:
    """What each column may be called in the first row, in the language of the page."""
    return {
        "name": _("Navn"),
        "need": _("Gjelder"),
        "municipality": _("Kommune"),
        "address": _("Adresse"),
        "weekday": _("Ukedag"),
        "time": _("Tid"),
        "phone": _("Telefon"),
        "email": _("E-post"),
        "url": _("Nettsted"),
        "organisation": _("Organisasjon"),
        "audience": _("For hvem"),
        "kind": _("Type"),
        "about": _("Om"),
    }


def read_table(text: str, session: Session, gazetteer: Gazetteer) -> ReadTable:
    """All of a table as it is copied from a spreadsheet: cells apart by tabs, or by semicolons."""
    lines = [line for line in clean(text, MOST_SIGNS).splitlines() if line.strip()]
    if len(lines) < 2:
        return ReadTable(
            [], [Fault(1, "", _("Lim inn en rad med navn på kolonnene, og én rad for hver gruppe."))]
        )
    separator = "\t" if "\t" in lines[0] else ";"
    cells = list(csv.reader(lines, delimiter=separator))
    columns = [_column(each) for each in cells[0]]
    faults = list(_faults_of_head(cells[0], columns))
    if faults:
        return ReadTable([], faults)
    reader = _RowReader(session, gazetteer)
    rows: list[tuple[int, dict[str, Any]]] = []
    for number, row in enumerate(cells[1 : MOST_ROWS + 1], start=2):
        named = {name: value.strip() for name, value in zip(columns, row, strict=False) if name}
        rows.append((number, reader.document_of(number, named)))
    if len(cells) > MOST_ROWS + 1:
        words = _("Høyst %(most)s rader om gangen.", most=MOST_ROWS)
        reader.faults.append(Fault(MOST_ROWS + 2, "", words))
    return ReadTable(rows, reader.faults)


class _RowReader:
    """Reads one row after the other, and keeps what is wrong."""

    def __init__(self, session: Session, gazetteer: Gazetteer) -> None:
        self.faults: list[Fault] = []
        self._gazetteer = gazetteer
        self._organisations: dict[str, str] = {}
        for each in session.scalars(select(Organisation).where(Organisation.closed_on.is_(None))):
            for name in (each.code, each.name, *each.other_names):
                self._organisations.setdefault(name.casefold(), each.code)

    def document_of(self, number: int, cells: dict[str, str]) -> dict[str, Any]:
        """One row as a listing's document; what could not be read is left out, and told."""

        def read(column: str, meaning: Callable[[str], Any], words: str) -> Any:
            typed = cells.get(column, "")
            found = meaning(typed) if typed else None
            if (typed and found is None) or (not typed and column in _NEEDED):
                self.faults.append(Fault(number, column_names()[column], words))
            return found

        phone_words = refusal(cells.get("phone", "")) or _("Sjekk at alle sifrene er med.")
        phone = read("phone", phone_of, phone_words)
        email = read("email", address_of, _("Skriv en e-postadresse, for eksempel post@eksempel.no."))
        organisation = read(
            "organisation", self._organisation, _("Vi kjenner ikke organisasjonen. Lag den først.")
        )
        document = {
            "name": read("name", lambda typed: typed[:120], _("Skriv et navn.")),
            "kind": read("kind", _coded(KINDS), _one_of(KINDS)) or "group",
            "needs": read("need", _many(NEEDS), _one_of(NEEDS)) or [],
            "audiences": read("audience", _many(AUDIENCES), _one_of(AUDIENCES)) or [],
            "municipality_number": read(
                "municipality", self._municipality, _("Vi finner ikke kommunen. Skriv hele navnet.")
            ),
            "address": cells.get("address") or None,
            "summary": cells.get("about") or None,
            "url": read("url", site_of, _("Skriv en nettadresse, som www.eksempel.no.")),
            "organisations": [organisation] if organisation else [],
            "contacts": [{"role": _("Kontakt for gruppa"), "phone": phone, "email": email}]
            if phone or email
            else [],
        }
        return {**document, **self._times(number, cells, read)}

    def _times(self, number: int, cells: dict[str, str], read: Callable[..., Any]) -> dict[str, Any]:
        """A time a week, or that one agrees on it first where neither day nor time is told."""
        days = read("weekday", _many(WEEKDAYS), _one_of(WEEKDAYS)) or []
        span = read("time", _span, _("Skriv tiden slik: 19–20.30, eller 19."))
        if bool(cells.get("weekday")) != bool(cells.get("time")):
            missing = "time" if cells.get("weekday") else "weekday"
            words = _("Skriv både ukedag og tid, eller ingen av dem. Da avtaler folk tid først.")
            self.faults.append(Fault(number, column_names()[missing], words))
        formats = ["in_person"] if cells.get("municipality") else ["online"]
        if not days or span is None:
            return {"by_appointment": True, "meetings": [], "formats": formats}
        meetings = [{"weekday": day, "starts": span[0], "ends": span[1]} for day in days]
        return {"meetings": meetings, "formats": formats}

    def _organisation(self, typed: str) -> str | None:
        return self._organisations.get(typed.casefold())

    def _municipality(self, typed: str) -> str | None:
        labelled = next((each for each in self._gazetteer.municipalities if each.label == typed), None)
        found = [labelled] if labelled else self._gazetteer.exact(typed).places
        numbers = {each.municipality_number for each in found if each.municipality_number}
        return numbers.pop() if len(numbers) == 1 else None


def _column(typed: str) -> str | None:
    word = typed.strip().casefold()
    named = {name.casefold(): code for code, name in column_names().items()}
    return named.get(word) or (word if word in COLUMNS else None)


def _faults_of_head(typed: list[str], columns: list[str | None]) -> Iterator[Fault]:
    known = ", ".join(column_names().values())
    for name, column in zip(typed, columns, strict=True):
        if column is None and name.strip():
            yield Fault(
                1, name.strip()[:40], _("Vi kjenner ikke kolonnen. Den kan hete: %(names)s.", names=known)
            )
    for column in _NEEDED:
        if column not in columns:
            yield Fault(1, column_names()[column], _("Denne kolonnen må være med."))


def _coded(codes: Codes) -> Callable[[str], str | None]:
    """The code whose label, in any of the three languages, a text is."""
    named = {
        text.casefold(): code
        for code, label in codes.items()
        for text in (code, label.nb, label.nn, label.en)
    }
    return lambda typed: named.get(typed.casefold())


def _many(codes: Codes) -> Callable[[str], list[str] | None]:
    one = _coded(codes)

    def read(typed: str) -> list[str] | None:
        whole = one(typed)
        found = [whole] if whole else [one(part) for part in _PARTS.split(typed) if part]
        return [code for code in found if code] if found and None not in found else None

    return read


def _one_of(codes: Codes) -> str:
    return _("Skriv en av disse: %(names)s.", names=", ".join(label_of(codes, code) for code in codes))


def _span(typed: str) -> tuple[str, str | None] | None:
    """`19–20.30` or `19` as clocks of a document."""
    typed = typed.removeprefix("kl.").strip()
    spans = spans_of(typed)
    if spans and len(spans) == 1:
        return spans[0][0].isoformat("minutes"), spans[0][1].isoformat("minutes")
    match = re.fullmatch(r"([01]?\d|2[0-3])(?:[.:]([0-5]\d))?", typed)
    return (f"{int(match[1]):02d}:{match[2] or '00'}", None) if match else None
