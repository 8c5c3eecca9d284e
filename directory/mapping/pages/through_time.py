"""How has it changed, and what is missed? The months' sums, what was asked for, and the reports of the years."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from directory import db
from directory.mapping.history.models import AskedMonth, FieldMonth, YearReport
from directory.mapping.history.monthly import LEAST
from directory.mapping.history.time_tables import MONTHS, asked_table, month_picture, month_table
from directory.mapping.pages.table_files import give_picture, give_table
from directory.mapping.tables.field_source import whole_country
from directory.mapping.tables.field_table import FieldTable
from directory.places.loading import load

pages = Blueprint("through_time", __name__, url_prefix="/kartlegging")

_MOST_ASKED = 200


@pages.get("/over-tid")
def show() -> str:
    months, asked = _tables()
    years = db.read_session().scalars(select(YearReport.year).order_by(YearReport.year.desc()))
    return render_template(
        "mapping/pages/through_time.html",
        months=months,
        picture=month_picture(months),
        asked=asked,
        least=LEAST,
        years=list(years),
    )


@pages.get("/over-tid/<table>.<ending>")
def numbers(table: str, ending: str) -> ResponseReturnValue:
    found = {each.key: each for each in _tables()}.get(table)
    if ending in ("svg", "png"):
        return give_picture(
            month_picture(found) if found and found.key == MONTHS else None, whole_country(), ending
        )
    return give_table(found, whole_country(), ending)


def _tables() -> tuple[FieldTable, FieldTable]:
    session = db.read_session()
    months = session.scalars(select(FieldMonth)).all()
    asked = session.scalars(
        select(AskedMonth)
        .where(AskedMonth.count >= LEAST)
        .order_by(AskedMonth.month.desc(), AskedMonth.count.desc(), AskedMonth.county, AskedMonth.need)
        .limit(_MOST_ASKED)
    ).all()
    return month_table(months), asked_table(asked, load())
