"""What does the report of the field say of the last round? Asked, opened and answered, by organisation and county.

Where fewer than five were asked, opened or answered, a row would tell of somebody: such rows stand together as others, and so do
as many more as it takes for nobody to learn by subtraction. Before five have answered only those who were asked are told.
"""

from collections.abc import Callable, Mapping

from sqlalchemy import select

from directory import db
from directory.listings.records.models import organisations_by_code
from directory.mapping.counting.areas import Area
from directory.mapping.tables.field_table import FieldColumn, FieldRow, FieldTable
from directory.places.loading import load
from directory.rounds.models import QuestionRound
from directory.rounds.progress import AskedState, RoundSums, states_of, sum_up, sums_by
from directory.web.catalogues import gettext as _
from directory.web.formatting import norwegian_order

LEAST = 5


def answer_tables(area: Area) -> list[FieldTable]:
    """The tables of the newest round that belong to an area; none where no round was held, or too few were asked there."""
    session = db.read_session()
    held = session.scalar(select(QuestionRound).order_by(QuestionRound.year.desc()).limit(1))
    states = [each for each in states_of(session, held.id) if _belongs(each, area)] if held else []
    if held is None or area.kind == "municipality" or sum_up(states).asked < LEAST:
        return []
    tables = []
    if area.kind != "organisation":
        names = {code: each.name for code, each in organisations_by_code(session).items()}
        title = _("Svar på spørsmålet i %(year)s, etter organisasjon", year=held.year)
        tables.append(
            table_of_answers(
                "svar-organisasjon", title, _("Organisasjon"), states, lambda each: each.organisation, names
            )
        )
    if area.kind != "county":
        names = {county.id: county.name for county in load().counties}
        title = _("Svar på spørsmålet i %(year)s, etter fylke", year=held.year)
        tables.append(
            table_of_answers("svar-fylke", title, _("Fylke"), states, lambda each: each.county, names)
        )
    return tables


def _belongs(each: AskedState, area: Area) -> bool:
    of = {"county": each.county, "organisation": each.organisation}
    return area.kind not in of or of[area.kind] == area.code


def table_of_answers(
    key: str,
    title: str,
    first: str,
    states: list[AskedState],
    by: Callable[[AskedState], str | None],
    names: Mapping[str, str],
) -> FieldTable:
    """How many were asked, opened and answered, by something that each listing of the round says."""
    sums, total = sums_by(states, by), sum_up(states)
    told = total.answered >= LEAST
    shown = _large_enough(sums, told)
    rows = [_row(code, names.get(code, code), sums[code], told) for code in shown]
    rows.sort(key=lambda row: norwegian_order(row.name))
    rest = sum_up(each for each in states if by(each) not in shown)
    if rest.asked:
        rows.append(_row("others", _("Andre"), rest, told))
    return FieldTable(
        key=key,
        title=title,
        definition="svar",
        first=first,
        columns=(
            FieldColumn("asked", _("Spurt om")),
            FieldColumn("opened", _("Åpnet")),
            FieldColumn("answered", _("Svart")),
            FieldColumn("answered_share", _("Andel av dem som ble spurt"), "share"),
        ),
        rows=tuple(rows),
        total=_row("total", _("I alt"), total, told),
        notes=(
            _("Andelen er av de tilbudene noen ble spurt om, ikke av alle som finnes."),
            _("Tall under fem vises ikke."),
        ),
        demo=any(each.demo for each in states),
    )


def _large_enough(sums: Mapping[str | None, RoundSums], told: bool) -> set[str]:
    """The codes that stand in rows of their own: what is left over is large enough too, or nothing."""
    shown = {code for code, found in sums.items() if code and _is_large(found, told)}
    while shown:
        rest = [found for code, found in sums.items() if code not in shown]
        left = RoundSums(*map(sum, zip(*rest, strict=True))) if rest else RoundSums()
        if not left.asked or _is_large(left, told):
            break
        shown.remove(min(shown, key=lambda code: (sums[code].answered, sums[code].asked, code)))
    return shown


def _is_large(sums: RoundSums, told: bool) -> bool:
    return sums.asked >= LEAST and (not told or min(sums.opened, sums.answered) >= LEAST)


def _row(code: str, name: str, sums: RoundSums, told: bool) -> FieldRow:
    if not told:
        return FieldRow(code, name, (sums.asked, None, None, None))
    return FieldRow(
        code, name, (sums.asked, sums.opened, sums.answered, round(sums.answered / sums.asked, 3))
    )
