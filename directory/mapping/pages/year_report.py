"""Where does the report of a year lie? At one address for each year; its numbers are frozen, and the document is made once."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import OVERSEERS, desk
from directory.mapping.counting.blank_spots import SpotQuery
from directory.mapping.history.models import FieldMonth, YearReport
from directory.mapping.history.time_tables import month_table
from directory.mapping.history.year_tables import freeze, whole_html
from directory.mapping.pages.field_parts import parts_of
from directory.mapping.pages.spots import spot_tables
from directory.mapping.tables.field_source import whole_country
from directory.mapping.tables.field_table import FieldTable
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.language import DEFAULT, answer_in, current, is_chosen
from directory.web.paper.documents import make_pdf

pages = Blueprint("year_report", __name__)


@pages.get("/kartlegging/<int:year>.pdf")
def document_of(year: int) -> ResponseReturnValue:
    report = db.read_session().get(YearReport, year)
    if report is None:
        abort(404)
    answer = Response(pdf_of(report), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="varde-{year}.pdf"'
    return answer


@pages.get("/kartlegging/<int:year>.json")
def numbers_of(year: int) -> ResponseReturnValue:
    report = db.read_session().get(YearReport, year)
    if report is None:
        abort(404)
    return {"year": year, "made_on": report.made_on.isoformat(), "tables": report.content["tables"]}


@pages.get("/skrivebord/kartlegging")
@desk(*OVERSEERS)
def yearly() -> str:
    years = db.primary_session().scalars(select(YearReport).order_by(YearReport.year.desc())).all()
    this_year = oslo_now().year
    made = {report.year for report in years}
    return render_template(
        "mapping/pages/year_report.html", years=years, this_year=this_year, is_made=this_year in made
    )


@pages.post("/skrivebord/kartlegging")
@desk(*OVERSEERS)
def make() -> ResponseReturnValue:
    session, today = db.write_session(), oslo_now().date()
    with _in_bokmal():
        freeze(session, report_tables(session), today)
    session.commit()
    return redirect(url_for("year_report.yearly"), 303)


def report_tables(session: Session) -> list[FieldTable]:
    """All that stands on the pages of the whole country now: of the report, of blank spots, and of the months."""
    months = month_table(session.scalars(select(FieldMonth)).all())
    return [*(part.table for part in parts_of(whole_country())), *spot_tables(SpotQuery(), None), months]


@contextmanager
def _in_bokmal() -> Iterator[None]:
    """A report has one language, whoever asks for it: its labels and numbers too, and so it is made once."""
    before, chosen = current(), is_chosen()
    answer_in(DEFAULT)
    yield
    answer_in(before, to_stay=chosen)


def pdf_of(report: YearReport) -> bytes:
    """The document; made once, and kept in the instance folder as long as what it is made of is the same."""
    with _in_bokmal():
        html = whole_html(report)
    mark = hashlib.blake2b(html.encode(), digest_size=8).hexdigest()
    path = _folder() / f"{report.year}-{mark}.pdf"
    if path.is_file():
        return path.read_bytes()
    made = make_pdf(html)
    _keep(path, made)
    return made


def forget_documents() -> None:
    """Take every document off the disk; those of reports that are there still are made again when somebody asks."""
    for path in _folder().glob("*.pdf"):
        path.unlink(missing_ok=True)


def _folder() -> Path:
    settings: Settings = current_app.extensions["settings"]
    return Path(settings.instance) / "reports"


def _keep(path: Path, made: bytes) -> None:
    """Where nothing can be written, it is made again next time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".part")
        aside.write_bytes(made)
        aside.replace(path)
    except OSError:
        return
