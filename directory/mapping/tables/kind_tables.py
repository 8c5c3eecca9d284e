"""What kinds are there, and what is self-help and what is not? The tables of everything that is offered."""

from collections.abc import Iterator

from directory.mapping.counting.aggregate import Aggregate, ListingTally
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
from directory.vocabulary import CLASSES, KINDS
from directory.web.catalogues import gettext as _
from directory.web.language import label_of

NOTHING = ListingTally()


def kind_tables(field: Field) -> Iterator[FieldTable]:
    """Everything by kind, and by class and kind."""
    yield _by_kind(field)
    yield _by_class(field)


def _by_kind(field: Field) -> FieldTable:
    counted = field.offers.by(lambda shape: shape.kind)
    rows = [
        RowTally(code, label_of(KINDS, code), counted.get(code, NOTHING), field.inhabitants) for code in KINDS
    ]
    return FieldTable(
        key="tilbud",
        title=_("Alle tilbud etter slag"),
        definition="tilbud",
        first=_("Slag"),
        columns=standard_columns(_("Tilbud"), field.rated),
        rows=standard_rows(rows, field.rated),
        total=standard_total(field.offers.total, field.inhabitants, field.rated),
        notes=(_("Et tilbud i oversikten er ikke et tall på mennesker: Vi vet ikke hvor mange som kommer."),),
        demo=field.offers.has_demo,
    )


def _by_class(field: Field) -> FieldTable:
    rows = [(code, label_of(CLASSES, code)) for code in CLASSES]
    counted = field.offers.by(lambda shape: (shape.class_, shape.kind))
    tallies = [
        (code or "unknown", name, [counted.get((code, kind), NOTHING) for kind in KINDS])
        for code, name in [*rows, (None, _("Ikke oppgitt"))]
    ]
    return FieldTable(
        key="klasse",
        title=_("Ren selvhjelp, og det som ikke er det"),
        definition="klasse",
        first=_("Klasse"),
        columns=crossed_columns((kind, label_of(KINDS, kind)) for kind in KINDS),
        rows=tuple(
            crossed_row(*each) for each in tallies if each[0] != "unknown" or any(t.number for t in each[2])
        ),
        total=crossed_row("total", _("I alt"), [_of_kind(field.offers, kind) for kind in KINDS]),
        notes=(
            _(
                "Bare den første linja er selvhjelpsgrupper. Resten bygger på selvhjelp eller er noe annet, og skal ikke legges til."
            ),
        ),
        demo=field.offers.has_demo,
    )


def _of_kind(offers: Aggregate, kind: str) -> ListingTally:
    return offers.by(lambda shape: shape.kind).get(kind, NOTHING)
