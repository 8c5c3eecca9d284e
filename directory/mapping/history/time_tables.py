"""How is the past told? The months, with 2009 before them, and what was asked for and not found."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from directory.mapping.counting.aggregate import ListingTally
from directory.mapping.history.models import AskedMonth, FieldMonth
from directory.mapping.pictures.bars import Length, bar_panel
from directory.mapping.pictures.svg import FieldPicture
from directory.mapping.tables.field_table import FieldColumn, FieldRow, FieldTable, share_of
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import NEEDS
from directory.web.catalogues import gettext as _
from directory.web.formatting import month_in_words
from directory.web.language import label_of

FIRST_YEAR, FIRST_COUNT = "2009", 499
MONTHS = "over-tid"  # the table's key
_MOST_BARS = 24


def month_table(rows: Sequence[FieldMonth]) -> FieldTable:
    """Each month's groups, and everything; the mapping of 2009 first, which counted otherwise."""
    months: dict[str, dict[tuple[str, str], FieldMonth]] = defaultdict(dict)
    for row in rows:
        months[row.month][row.dimension, row.code] = row
    first = FieldRow(FIRST_YEAR, _("2009 (talt på en annen måte)"), (FIRST_COUNT, None, None, None, None))
    return FieldTable(
        key=MONTHS,
        title=_("Måned for måned"),
        definition="over-tid",
        first=_("Måned"),
        columns=(
            FieldColumn("count", _("Grupper")),
            FieldColumn("fresh", _("Bekreftet siste år")),
            FieldColumn("fresh_share", _("Andel bekreftet"), "share"),
            FieldColumn("offers", _("Alle tilbud")),
            FieldColumn("closed", _("Nedlagt til nå")),
        ),
        rows=(first, *(_row(month, found) for month, found in sorted(months.items()))),
        total=None,
        notes=(
            _(
                "Tallet fra 2009 gjelder bare rusfeltet og er funnet på en annen måte. Det kan ikke sammenlignes direkte."
            ),
        ),
        whole=False,
        demo=any(row.demo for row in rows),
    )


def month_picture(table: FieldTable) -> FieldPicture:
    """Groups through time."""
    lengths = [
        Length(row.name, int(row.values[0] or 0), int(row.values[1] or 0)) for row in table.rows[-_MOST_BARS:]
    ]
    says = _("Grupper vi kjenner, for hver måned. Den fylte delen av hver søyle er bekreftet siste år.")
    return FieldPicture(table.key, table.title, says, (bar_panel("", lengths),), demo=table.demo)


def asked_table(rows: Sequence[AskedMonth], gazetteer: Gazetteer) -> FieldTable:
    """What was asked for; the caller gives no row under five."""
    return FieldTable(
        key="spurt",
        title=_("Spurt om og ikke funnet"),
        definition="spurt",
        first=_("Måned, fylke og behov"),
        columns=(FieldColumn("count", _("Søk")),),
        rows=tuple(
            FieldRow(f"{row.month} {row.county} {row.need}", _in_words(row, gazetteer), (row.count,))
            for row in rows
        ),
        total=None,
        whole=False,
    )


def _row(month: str, found: Mapping[tuple[str, str], FieldMonth]) -> FieldRow:
    groups = found.get(("kind", "group"))
    tally = ListingTally(groups.count, groups.fresh) if groups else ListingTally()
    offers = sum(row.count for (dimension, _code), row in found.items() if dimension == "kind")
    closed = found.get(("status", "closed"))
    values = (tally.number, tally.fresh, share_of(tally), offers, closed.count if closed else None)
    return FieldRow(month, month_in_words(date.fromisoformat(f"{month}-01")), values)


def _in_words(row: AskedMonth, gazetteer: Gazetteer) -> str:
    county = gazetteer.by_number(row.county)
    need = label_of(NEEDS, row.need) if row.need in NEEDS else row.need
    month = month_in_words(date.fromisoformat(f"{row.month}-01"))
    return f"{month}, {county.name if county else row.county}: {need.lower()}"
