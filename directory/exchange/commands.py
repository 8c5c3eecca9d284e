"""What can be done from the command line with lists of others? `import`, and `sources run`."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from flask_babel import force_locale
from sqlalchemy.orm import Session

from directory import db
from directory.exchange.fetching.refused import Refused
from directory.exchange.importing.entries import Listed
from directory.exchange.importing.list_readers import read_list
from directory.exchange.registers import work_list
from directory.exchange.registers.read_register import entries_of
from directory.exchange.sources.collecting import collect, collect_files, is_address
from directory.exchange.sources.running import run_due
from directory.exchange.sources.told import told_of
from directory.exchange.taking_in.applying import Intake, take_in
from directory.exchange.taking_in.brought import source_of
from directory.exchange.taking_in.models import FORMATS
from directory.exchange.taking_in.planning import Plan, plan
from directory.listings.editing.apply import Editing
from directory.listings.editing.moderation import HOUSE
from directory.listings.records.models import organisations_by_code
from directory.mail import delivery
from directory.places.loading import load
from directory.settings import Settings
from directory.web.clock import oslo_now

_SHOWN = 20

sources = AppGroup("sources", help="The lists of others that we follow.")


@click.command("import")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("source")
@click.argument("beside", nargs=-1)
@click.option("--preview", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--organisation", help="Whose list it is: a code of data/organisations.csv.")
@click.option("--name", "called", help="What the source is called. The same name is the same source.")
@click.option("--listing", "listing_id", help="The listing whose times a calendar holds.")
@click.option("--drafts", is_flag=True, help="What is new waits at the desk until somebody shows it.")
@click.option(
    "--accept",
    is_flag=True,
    help="Somebody has looked: also where more than a tenth is gone or reached otherwise.",
)
@click.option("--part", is_flag=True, help="The list is only a part: what it does not name is not gone.")
@with_appcontext
def import_list(form: str, source: str, preview: bool, **told: Any) -> None:
    """Take in a list of others from SOURCE, an address (https) or a file. A second time changes nothing.

    BESIDE: further files of the same list, such as saved answers of one BMLT server.

    All of it or nothing. What is gone from a list is paused, never deleted.
    """
    settings: Settings = current_app.extensions["settings"]
    with force_locale("en"), db.of_app().writing() as session:
        try:
            listed = _read(session, settings, form, source, told)
            _take(session, form, source, listed, preview, told)
        except Refused as error:
            raise click.ClickException(f"{error} Nothing was changed.") from None
        except ValueError as error:
            raise click.ClickException(f"{Path(source).name}: {error}. Nothing was changed.") from None


def _read(session: Session, settings: Settings, form: str, source: str, told: dict[str, Any]) -> Listed:
    files = [Path(each) for each in (source, *told["beside"])]
    collected = (
        collect_files(form, files)
        if told["beside"]
        else collect(form, source, private=settings.fetch_private)
    )
    words = told_of(organisations_by_code(session), settings, told["organisation"])
    return read_list(form, collected.parts, words, told["listing_id"])


def _take(
    session: Session, form: str, source: str, listed: Listed, preview: bool, told: dict[str, Any]
) -> None:
    now = oslo_now()
    url = source if is_address(source) else None
    name = told["called"] or listed.name or Path(source).stem
    row, new, entries = source_of(session, form, name, listed, now, url=url, called=bool(told["called"]))
    editing = Editing(session, load(), HOUSE, now)
    if new and not preview:
        session.add(row)
        session.flush()
    made = plan(editing, row, listed, whole=form != "calendar" and not told["part"], entries=entries)
    if preview:
        _tell_plan(made)
        session.rollback()
        return
    if made.brakes and not told["accept"]:
        _tell_plan(made)
        raise Refused(
            f"Of {made.known} listings of this source {len(made.gone)} would be gone and {made.reached_otherwise} reached "
            "otherwise. Look at it, and repeat with --accept if it is right."
        )
    with click.progressbar(
        length=listed.rows, label=Path(source).name, file=sys.stderr, update_min_steps=1 + listed.rows // 200
    ) as bar:
        report = take_in(editing, row, made, show=not told["drafts"], tell=bar.update)
    row.good_at = row.fetched_at = now
    tell_report(report, row.name)
    _tell_remarks(made)


def tell_report(report: Intake, name: str) -> None:
    """What became of a list, in one line that adds up."""
    click.echo(
        f"{name}: {report.rows} rows. {report.new} new, {report.drafts} new as drafts, {report.changed} changed, {report.same} as "
        f"before, {report.joined} further times of others, {report.unreadable} unreadable. {report.gone} gone and paused, "
        f"{report.held} changes wait for approval, {report.alike} seem to be there already."
    )
    for reason, count in report.why.most_common(_SHOWN):
        click.echo(f"  not shown yet: {reason} ({count})")


def _tell_plan(made: Plan) -> None:
    rows = made.listed.rows
    click.echo(
        f"{rows} rows. {len(made.new)} new, {len(made.differing)} changed, {len(made.same) + len(made.adopted)} as before, "
        f"{made.listed.joined} further times of others, {len(made.unreadable)} unreadable, {len(made.gone)} gone."
    )
    for new in made.new[:_SHOWN]:
        like = f" (seems to be {new.like_id})" if new.like_id else ""
        click.echo(f"+ row {new.entry.row}: {new.entry.values['name']}{like}")
    _tell_rest(len(made.new))
    for each in made.differing[:_SHOWN]:
        fields = ", ".join(each.fields) or "nothing"
        kept = f"; ours stands: {', '.join(each.kept)}" if each.kept else ""
        click.echo(f"~ row {each.entry.row}: {each.name} ({each.listing_id}): {fields}{kept}")
        for field, value in each.fields.items():
            click.echo(f"    {field}: {value['before']!r} -> {value['after']!r}")
    _tell_rest(len(made.differing))
    for gone in made.gone[:_SHOWN]:
        click.echo(f"- {gone.name} ({gone.listing_id})")
    _tell_rest(len(made.gone))
    _tell_remarks(made)


def _tell_rest(count: int) -> None:
    if count > _SHOWN:
        click.echo(f"  … and {count - _SHOWN} more")


def _tell_remarks(made: Plan) -> None:
    """Each row that could not be read, and each kind of thing to look at, with the first rows."""
    for each in made.unreadable:
        click.echo(f"! row {each.row}, {each.column or 'the whole row'}: {each.reason}")
    remarks = made.listed.remarks
    counted = Counter((each.column, each.reason) for each in remarks)
    for (column, reason), count in counted.most_common():
        rows = [str(each.row) for each in remarks if (each.column, each.reason) == (column, reason)][:8]
        click.echo(
            f"? {column}: {reason} ({count}: row {', '.join(rows)}{' …' if count > len(rows) else ''})"
        )


@sources.command("run")
@click.option("--all", "all_of_them", is_flag=True, help="Also those that are not due yet.")
def run_sources(all_of_them: bool) -> None:
    """Fetch each list that is due, and take in what is new. Safe to repeat; what waits for a person stays as it was."""
    settings: Settings = current_app.extensions["settings"]
    with force_locale("en"):
        outcomes = list(run_due(db.of_app(), settings, oslo_now(), all_of_them=all_of_them))
        for each in outcomes:
            if each.report is not None:
                tell_report(each.report, each.name)
            else:
                words = {
                    "same": "nothing new",
                    "waits": "waits for a person",
                    "failed": "could not be fetched",
                }[each.what]
                click.echo(f"{each.name}: {words}{f' ({each.words})' if each.words else ''}.")
    delivery.send_due()
    click.echo(f"{len(outcomes)} sources.")


@sources.command("registers")
@click.argument("source")
@with_appcontext
def put_registers(source: str) -> None:
    """Read a page or file of Enhetsregisteret or Frivillighetsregisteret (JSON): a list of whom to ask, no listings."""
    settings: Settings = current_app.extensions["settings"]
    with force_locale("en"), db.of_app().writing() as session:
        try:
            parts = collect("register", source, private=settings.fetch_private).parts
            count = sum(
                work_list.put_entries(session, entries_of(data), oslo_now().date()) for data in parts.values()
            )
        except Refused as error:
            raise click.ClickException(f"{error} Nothing was changed.") from None
        closed = work_list.ended(session)
    click.echo(f"{count} organisations from {work_list.SOURCE}.")
    for own, row in closed:
        click.echo(f"! {own.name} ({row.org_number}): {row.standing} in the register.")
