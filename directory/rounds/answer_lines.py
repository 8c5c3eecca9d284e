"""What does a table of answers say? One listing on each row, under headings that the page shows; each fault by row and column."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from flask_babel import gettext as _

from directory.oversight.pasted_table import Fault
from directory.rounds.known_answers import Answers
from directory.vocabulary import ATTENDANCE, CLASSES, LEADERS, LEADERSHIP, OPENNESS, STILL_THERE, Codes
from directory.web.language import label_of
from directory.web.typed import clean

MOST_SIGNS = 200_000
_CODES: dict[str, Codes] = {
    "still": STILL_THERE,
    "attendance": ATTENDANCE,
    "class_code": CLASSES,
    "openness": OPENNESS,
    "leadership": LEADERSHIP,
    "leader": LEADERS,
}


@dataclass(frozen=True, slots=True)
class PastedAnswer:
    """One row of the table: which listing, and all its answers."""

    row: int
    listing_id: str
    answers: Answers


def headings() -> dict[str, str]:
    """What each column is called, in their order."""
    return {
        "id": _("Nummer"),
        "name": _("Navn"),
        "still": _("Finnes det?"),
        "attendance": _("Hvor mange kommer"),
        "class_code": _("Slag"),
        "openness": _("Åpent eller lukket"),
        "leadership": _("Ledes det"),
        "leader": _("Av hvem"),
    }


def write_lines(known: Mapping[str, tuple[str, Answers]]) -> str:
    """The table as it is known, to be copied into a spreadsheet. `known`: name and answers by listing."""
    lines = ["\t".join(headings().values())]
    for listing_id, (name, answers) in known.items():
        cells = [_label(codes, str(answers[column])) for column, codes in _CODES.items()]
        lines.append("\t".join([listing_id, " ".join(name.split()), *cells]))
    return "\n".join(lines)


def read_lines(text: str, known: Mapping[str, tuple[str, Answers]]) -> tuple[list[PastedAnswer], list[Fault]]:
    """The rows, and what is wrong with them. An empty cell says what is known."""
    rows = list(csv.reader(StringIO(clean(text, MOST_SIGNS)), delimiter="\t"))
    called = {name.casefold(): column for column, name in headings().items()}
    columns = [called.get(cell.strip().casefold()) for cell in rows[0]] if rows else []
    if "id" not in columns:
        return [], [Fault(1, headings()["id"], _("Den første raden må ha navnene på kolonnene."))]
    lines, faults, seen = [], [], set[str]()
    for number, cells in enumerate(rows[1:], 2):
        said = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
        if not any(said.values()):
            continue
        listing_id = said.get("id", "")
        if listing_id not in known or listing_id in seen:
            faults.append(
                Fault(
                    number,
                    headings()["id"],
                    _("Dette er ikke et av tilbudene deres, eller det står to ganger."),
                )
            )
            continue
        seen.add(listing_id)
        answers, wrong = _answers_of(number, said, known[listing_id][1])
        lines.append(PastedAnswer(number, listing_id, answers))
        faults += wrong
    return lines, faults


def _answers_of(number: int, said: Mapping[str, str], known: Answers) -> tuple[Answers, list[Fault]]:
    answers, faults = dict(known), []
    for column, codes in _CODES.items():
        typed = said.get(column, "")
        code = _code_of(codes, typed)
        if typed and code is None:
            names = ", ".join(label_of(codes, each) for each in codes)
            faults.append(Fault(number, headings()[column], _("Skriv en av disse: %(names)s.", names=names)))
        elif code:
            answers[column] = code
    return answers, faults


def _code_of(codes: Codes, typed: str) -> str | None:
    wanted = typed.casefold()
    return next((code for code, names in codes.items() if wanted in (code, *map(str.casefold, names))), None)


def _label(codes: Codes, code: str) -> str:
    return label_of(codes, code) if code in codes else ""
