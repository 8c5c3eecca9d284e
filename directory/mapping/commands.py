"""What can be done from the command line? The month's snapshot, and the report of a year."""

from datetime import date

import click
from flask import current_app
from flask.cli import with_appcontext

from directory import db
from directory.mapping.counting import kept_rows
from directory.mapping.counting.aggregate import Aggregate
from directory.mapping.history.models import YearReport
from directory.mapping.history.monthly import make_snapshot
from directory.mapping.history.year_tables import freeze
from directory.mapping.pages.year_report import pdf_of, report_tables
from directory.web.clock import oslo_now


def take_snapshot() -> bool:
    """This month's sums, if they are not there; whether they were made now."""
    counted = _count(oslo_now().date())
    with db.of_app().writing() as session:
        return make_snapshot(session, counted)


def _count(today: date) -> Aggregate:
    return kept_rows.of_app().aggregate(today)


@click.command("snapshot")
@with_appcontext
def snapshot() -> None:
    """Keep the sums of this month. Safe to repeat: what is there stays."""
    click.echo(
        "The month's sums are kept." if take_snapshot() else "The sums of this month are there already."
    )


@click.command("report")
@click.argument("year", type=int, required=False)
@click.option("--pdf/--no-pdf", "with_pdf", default=True, help="Also make the document.")
@with_appcontext
def year_report(year: int | None, with_pdf: bool) -> None:
    """Freeze the report of YEAR (this year), and make its document. A report that is there stays as it is; of another year than
    this, only one that was frozen then can be made a document of."""
    today = oslo_now().date()
    asked = year or today.year
    made = False
    with current_app.test_request_context("/nb/"):
        if asked == today.year:
            with db.of_app().writing() as session:
                made = freeze(session, report_tables(session), today)
        with db.of_app().reading() as session:
            report = session.get(YearReport, asked)
            if report is None:
                raise click.ClickException(
                    f"No report of {asked} was frozen; only that of {today.year} can be now."
                )
            size = len(pdf_of(report)) if with_pdf else 0
    click.echo(f"{asked}: {'frozen now' if made else 'was there already'}, {size:,} bytes of PDF.")
