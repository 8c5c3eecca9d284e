"""How is the whole written to a file? `flask --app app export FORMAT [FILE]`, in the formats of the contract."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import click
from flask.cli import with_appcontext

from directory import db
from directory.exchange.exporting import calendars, meeting_guide_feed, sending
from directory.exchange.exporting.bmlt import bmlt_feed
from directory.exchange.exporting.hsds import hsds_feed
from directory.exchange.exporting.tables import open_data
from directory.web.clock import oslo_now

FORMATS: dict[str, Callable[[], Iterator[bytes]]] = {
    "meeting-guide": lambda: sending.as_array(meeting_guide_feed.meetings(db.read_session(), oslo_now())),
    "bmlt": bmlt_feed.whole_answer,
    "hsds": lambda: (sending.as_json(each) + b"\n" for each in hsds_feed.every_service()),
    "spreadsheet": open_data.csv_pieces,
    "calendar": calendars.calendar_pieces,
    "geojson": open_data.point_pieces,
}


@click.command("export")
@click.argument("format", type=click.Choice(list(FORMATS)))
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export(format: str, file: Path | None) -> None:
    """Write all public listings to FILE, or to standard output; a spreadsheet is XLSX where FILE ends so.

    A file that is there is replaced when the new one is whole. No private contact is in any format.
    """
    make = FORMATS[format]
    if format == "spreadsheet" and file and file.suffix.lower() == ".xlsx":
        make = open_data.xlsx_pieces
    if file is None:
        _write(make(), sys.stdout.buffer)
        return
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as target, click.progressbar(make(), label=file.name, file=sys.stderr) as pieces:
            size = _write(pieces, target)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise click.ClickException(f"{file.name}: {error.strerror}. Nothing was written.") from None
    click.echo(f"{file}: {size:,} bytes.", err=True)


def _write(pieces: Iterable[bytes], target: IO[bytes]) -> int:
    size = 0
    for piece in pieces:
        size += target.write(piece)
    return size
