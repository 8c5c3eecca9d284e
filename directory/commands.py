"""What can be done from the command line? `flask --app app …`, as the contract lists it."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from alembic import command as alembic
from alembic.config import Config
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from directory import db
from directory.accounts import commands as accounts
from directory.accounts.access import access_of
from directory.backups import file as backup_file
from directory.backups import making, restoring
from directory.contact_points.registers import read_entities
from directory.courses.keeping_work import forget_roles
from directory.exchange import commands as exchange
from directory.exchange.exporting import export_command
from directory.listings.editing import due
from directory.listings.records import loading
from directory.listings.starting import starting_data
from directory.listings.upkeep import daily_letters, register_filling, reminding
from directory.mail import delivery
from directory.mapping import commands as mapping
from directory.mapping.history.monthly import forget_demonstration
from directory.mapping.pages.year_report import forget_documents
from directory.matching.suggesting import service as matching
from directory.places.loading import load
from directory.rounds.opening import ask_where_it_stopped
from directory.rounds.room import forget_made_up
from directory.rounds.round_reminders import write_round_reminders
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.wishes.wishing import erase_old

_MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

demo = AppGroup("demo", help="The demonstration data.")
index = AppGroup("index", help="The search index, which can always be built anew.")


def install(app: Flask) -> None:
    """Give the application its commands."""
    of_rooms = (
        accounts.people,
        accounts.letters,
        mapping.snapshot,
        mapping.year_report,
        export_command.export,
        exchange.import_list,
        exchange.sources,
    )
    for command in (init, demo, index, registers, rules, remind, backup, restore, *of_rooms):
        app.cli.add_command(command)


@click.command()
@click.option("--demo/--no-demo", "with_demo", default=None, help="With or without the demonstration data.")
@click.option("--listings", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON lines.")
@with_appcontext
def init(with_demo: bool | None, listings: Path | None) -> None:
    """Make or upgrade the database, put the starting data in, and build the index.

    Safe to repeat: what is there already stays, and the demonstration data is renewed, never doubled. Without a choice, development gets the
    demonstration data and production does not.
    """
    settings: Settings = current_app.extensions["settings"]
    if with_demo is None:
        with_demo = not settings.production
    if with_demo and settings.production:
        raise click.ClickException("Production holds no demonstration data. Use --no-demo.")
    upgrade(db.of_app())
    with db.of_app().writing() as session:
        starting_data.put_starting_data(session, load())
        if with_demo:
            starting_data.put_demonstration(session, load(), oslo_now().date())
        count = _put_file(session, listings) if listings else None
    if listings:
        click.echo(f"{count} listings from {listings.name}")
    report = matching.of_app().health()
    click.echo(f"Ready: {report['listings']} listings, {report['searchable']} searchable.")


def _put_file(session: Session, path: Path) -> int:
    size = path.stat().st_size
    bar = click.progressbar(length=size, label=path.name, update_min_steps=1 + size // 200, file=sys.stderr)
    try:
        with path.open("rb") as file, bar:
            return loading.put_lines(session, _tell_progress(file, bar.update), load())
    except ValueError as error:
        raise click.ClickException(f"{path.name}: {error}. Nothing was changed.") from None


def _tell_progress(lines: Iterable[bytes], count: Callable[[int], None]) -> Iterator[bytes]:
    """`lines`, and to `count` how long each was that is done with."""
    for line in lines:
        yield line
        count(len(line))


def upgrade(base: db.Database, revision: str = "head") -> None:
    """Bring the database to the newest form, or to that of an earlier `revision`, from the first table on."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["engine"] = base.engine
    alembic.upgrade(config, revision)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def registers(file: Path) -> None:
    """Fill in telephone and web address of municipalities and organisations from FILE, open data of Enhetsregisteret.

    What somebody wrote at the desk stays. Safe to repeat. A file with a fault changes nothing.
    """
    try:
        with db.of_app().writing() as session:
            done = register_filling.fill(session, read_entities(file), load(), oslo_now().date())
    except ValueError as error:
        raise click.ClickException(f"{file.name}: {error}. Nothing was changed.") from None
    click.echo(
        f"{done.municipalities} municipalities and {done.organisations} organisations from {file.name}."
    )
    for line in done.by_name:
        click.echo(f"By its name, look whether it is so: {line}")
    if done.unknown:
        click.echo(f"{done.unknown} municipalities are not in our geography, and were left out.")


@demo.command("remove")
def demo_remove() -> None:
    """Take all demonstration data away, from the index too."""
    with db.of_app().writing() as session:
        count = starting_data.remove_demonstration(session)
        forget_demonstration(session)
        forget_made_up(session)
    db.of_app().forget_erased()
    forget_documents()
    matching.of_app().index.rebuild()  # nothing of it may stay on the disk
    click.echo(f"Removed {count} demonstration listings and contacts.")


@index.command("rebuild")
def index_rebuild() -> None:
    """Build a new generation of the search index."""
    snapshot = matching.of_app().index.rebuild()
    click.echo(f"{snapshot.name}: {len(snapshot.columns)} documents.")


@index.command("check")
def index_check() -> None:
    """Say whether the index on disk is whole and current."""
    faults = matching.of_app().index.check()
    if faults:
        raise click.ClickException("; ".join(faults))
    click.echo("The index is whole and current.")


@click.command()
@with_appcontext
def remind() -> None:
    """What the house does by itself each day: put changes into force, ask whether listings are still so, send letters.

    Safe to run every day and more than once: nobody is asked twice.
    """
    settings: Settings = current_app.extensions["settings"]
    with db.of_app().writing() as session:
        done = reminding.remind(session, load(), oslo_now(), settings.periods)
        daily = daily_letters.write(session, oslo_now(), settings.periods.remind_months)
        wishes = erase_old(session, oslo_now().date())
        of_rounds = write_round_reminders(session, oslo_now())
        forget_roles(session, oslo_now().date())
    db.of_app().forget_erased()  # nothing of a wish may stay in SQLite's log
    of_rounds += ask_where_it_stopped(db.of_app(), oslo_now())
    delivery.send_due()
    mapping.take_snapshot()
    asked = ", ".join(f"{step} {count}" for step, count in done.asked.items())
    click.echo(f"{done.begun} changes began. Asked about listings: {asked}. {done.letters} letters.")
    click.echo(f"{of_rounds} letters of the yearly question.")
    click.echo(
        f"{daily} letters of what waits. {done.hidden} listings hidden. {done.silent} contact points fell silent."
    )
    click.echo(f"{wishes} wishes erased, whose time was over.")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Put everything that the database holds into FILE, also while the site runs.

    It is encrypted when VARDE_BACKUP_KEY is set. A backup that lies there already is replaced, anything else is not.
    """
    settings: Settings = current_app.extensions["settings"]
    try:
        archive = making.archive(db.of_app().engine, db.now())
        backup_file.write(file, archive, settings.backup_key)
    except (backup_file.BackupRefused, OSError, SQLAlchemyError) as error:
        raise click.ClickException(f"{file.name}: {_in_words(error)} No backup was made.") from None
    sealed = "encrypted" if settings.backup_key else "NOT encrypted, since VARDE_BACKUP_KEY is not set"
    click.echo(f"{file}: {file.stat().st_size:,} bytes, {sealed}.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Also where there is something already, which is then gone.")
@with_appcontext
def restore(file: Path, replace: bool) -> None:
    """Put everything back from FILE, which `backup` made, and build the index. A file with a fault changes nothing."""
    settings: Settings = current_app.extensions["settings"]
    base = db.of_app()
    try:
        if not replace and not restoring.is_empty(base):
            raise backup_file.BackupRefused(
                "This database is not empty. With --replace, all it holds is lost."
            )
        manifest = restoring.restore(backup_file.read(file, settings.backup_key), base, settings, upgrade)
    except (backup_file.BackupRefused, OSError, SQLAlchemyError) as error:
        raise click.ClickException(f"{file.name}: {_in_words(error)} Nothing was changed.") from None
    with base.writing() as session:  # workers that run have begun their day already
        due.apply_due(session, load(), oslo_now())
    report = matching.of_app().health()
    click.echo(
        f"Everything is as it was at {manifest['made_at']}. What was erased after that must be erased again."
    )
    click.echo(f"Ready: {report['listings']} listings, {report['searchable']} searchable.")


def _in_words(error: Exception) -> str:
    """A fault of ours as it is; another's without what it quotes."""
    if isinstance(error, SQLAlchemyError):
        cause = getattr(error, "orig", None)
        return f"The database says: {str(cause or type(error).__name__).splitlines()[0]}."
    return f"{error.strerror}." if isinstance(error, OSError) else str(error)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@with_appcontext
def rules(as_json: bool) -> None:
    """Every route: its rule, its methods, and who may use it."""
    listed = all_rules(current_app)
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for row in listed:
        access = row["access"] if isinstance(row["access"], str) else ",".join(row["access"])
        click.echo(f"{','.join(row['methods']):10} {row['rule']:40} {access}")


def all_rules(app: Flask) -> list[dict[str, Any]]:
    """Every route with its access: "public", or the roles that may use it."""
    return [
        {
            "rule": rule.rule,
            "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}),
            "access": access_of(app, rule),
        }
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ())))
    ]
