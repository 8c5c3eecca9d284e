"""What are the groups like? Open or closed, led or not and by whom, for whom, with which steps, about what, and where one meets."""

from collections.abc import Iterator
from typing import NamedTuple

from directory.mapping.counting.aggregate import ListingTally
from directory.mapping.counting.typed_rows import ListingShape
from directory.mapping.tables.field_table import (
    FieldTable,
    RowTally,
    crossed_columns,
    crossed_row,
    standard_columns,
    standard_rows,
    standard_total,
)
from directory.mapping.tables.narrowed_field import Field
from directory.vocabulary import FOR, LEADERS, LEADERSHIP, NEEDS, OPENNESS, SERVED, Codes
from directory.web.catalogues import gettext as _
from directory.web.language import label_of

NOTHING = ListingTally()


class TableHead(NamedTuple):
    """What stands over a table."""

    key: str
    title: str
    first: str


Named = list[tuple[str | None, str]]


def group_tables(field: Field) -> Iterator[FieldTable]:
    """One after the other, as the report of 2009 asked."""
    yield _one(
        field,
        TableHead("apenhet", _("Åpne og lukkede grupper"), _("Åpenhet")),
        "openness",
        _with_unknown(OPENNESS),
    )
    yield _by_leader(field)
    served = TableHead("for-hvem", _("Hvem gruppene er for"), _("For hvem"))
    yield _several(field, served, "audiences", SERVED)
    of_sex = TableHead("kvinner-menn", _("Grupper for kvinner og for menn"), _("Kjønn"))
    yield _one(field, of_sex, "for_whom", [*_codes(FOR), (None, _("For alle"))])
    yield _by_steps(field)
    yield _several(field, TableHead("behov", _("Hva gruppene handler om"), _("Behov")), "needs", NEEDS)
    yield _by_format(field)


def _codes(codes: Codes) -> Named:
    return [(code, label_of(codes, code)) for code in codes]


def _with_unknown(codes: Codes) -> Named:
    return [*_codes(codes), (None, _("Ikke oppgitt"))]


def _one(field: Field, headed: TableHead, name: str, named: Named) -> FieldTable:
    """By what each group says once."""
    counted = field.groups.by(lambda shape: getattr(shape, name))
    rows = [(code or "unknown", label, counted.get(code, NOTHING)) for code, label in named]
    return _table(field, headed, [row for row in rows if row[2].number or row[0] != "unknown"])


def _several(field: Field, headed: TableHead, name: str, codes: Codes) -> FieldTable:
    """By what each group may say several of: a group stands in each of its rows, and once in the total."""
    counted = field.groups.by_each(lambda shape: getattr(shape, name) or ("unknown",))
    rows = [(code, label_of(codes, code), counted[code]) for code in codes if code in counted]
    rows.sort(key=lambda row: -row[2].number)
    if "unknown" in counted:
        rows.append(("unknown", _("Ikke oppgitt"), counted["unknown"]))
    note = _(
        "En gruppe kan stå i flere linjer. Den er talt én gang i summen, så linjene kan bli mer enn den."
    )
    return _table(field, headed, rows, (note,), whole=False)


def _by_steps(field: Field) -> FieldTable:
    counted = field.groups.by(lambda shape: shape.twelve_step)
    named = [("yes", _("Tolv trinn"), True), ("no", _("Ikke tolv trinn"), False)]
    rows = [(code, name, counted.get(steps, NOTHING)) for code, name, steps in named]
    note = _(
        "Tolvtrinnsgruppene er selvstendige og fører ingen felles liste. Tallet er de gruppene vi kjenner, ikke alle som finnes."
    )
    headed = TableHead("tolv-trinn", _("Tolv trinn og andre"), _("Program"))
    return _table(field, headed, rows, (note,))


def _by_format(field: Field) -> FieldTable:
    counted = field.groups.by(_format)
    named = {
        "in_person": _("Bare der folk møtes"),
        "both": _("Både der folk møtes og på nett eller telefon"),
        "remote": _("Bare på nett eller telefon"),
        "unknown": _("Ikke oppgitt"),
    }
    rows = [
        (code, name, counted.get(code, NOTHING))
        for code, name in named.items()
        if code in counted or code != "unknown"
    ]
    return _table(field, TableHead("form", _("Fysisk og på nett"), _("Form")), rows)


def _format(shape: ListingShape) -> str:
    if not shape.formats:
        return "unknown"
    if shape.in_person:
        return "in_person" if len(shape.formats) == 1 else "both"
    return "remote"


def _by_leader(field: Field) -> FieldTable:
    """The four boxes of the report: whether somebody leads, and who."""
    counted = field.groups.by(lambda shape: (shape.leadership, shape.leader))
    leaders = _with_unknown(LEADERS)
    tallies = [
        (code or "unknown", name, [counted.get((code, leader), NOTHING) for leader, _label in leaders])
        for code, name in _with_unknown(LEADERSHIP)
    ]
    by_leader = field.groups.by(lambda shape: shape.leader)
    return FieldTable(
        key="ledelse",
        title=_("Ledet og uledet, frivillig og profesjonelt"),
        definition="ledelse",
        first=_("Ledelse"),
        columns=crossed_columns((code or "unknown", name) for code, name in leaders),
        rows=tuple(crossed_row(*each) for each in tallies),
        total=crossed_row("total", _("I alt"), [by_leader.get(code, NOTHING) for code, _label in leaders]),
        demo=field.groups.has_demo,
    )


def _table(
    field: Field,
    headed: TableHead,
    rows: list[tuple[str, str, ListingTally]],
    notes: tuple[str, ...] = (),
    whole: bool = True,
) -> FieldTable:
    return FieldTable(
        key=headed.key,
        title=headed.title,
        definition=headed.key,
        first=headed.first,
        columns=standard_columns(_("Grupper"), field.rated),
        rows=standard_rows([RowTally(*row, field.inhabitants) for row in rows], field.rated),
        total=standard_total(field.groups.total, field.inhabitants, field.rated),
        notes=notes,
        whole=whole,
        demo=field.groups.has_demo,
    )
