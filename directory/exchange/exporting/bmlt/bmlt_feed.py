"""Which question of BMLT is this? One address for all of them; `switcher` tells them apart, and the path in which form they are answered."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import chain
from typing import Any

from flask import Blueprint, Response, current_app, request
from werkzeug.datastructures import MultiDict

from directory import db
from directory.exchange.exporting import sending
from directory.exchange.exporting.bmlt import (
    asked_meetings,
    found_meetings,
    meeting_formats,
    server_info,
    service_bodies,
)
from directory.exchange.exporting.bmlt.asked_meetings import MeetingQuestion, Unreadable
from directory.exchange.exporting.bmlt.meeting_rows import FIELDS
from directory.exchange.exporting.tables.open_tables import as_csv
from directory.matching.suggesting.service import Matching, of_app
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.errors import problem
from directory.web.language import current
from directory.web.wire.open_answers import open_to_all
from directory.web.wire.page_tags import kept_for_the_day

feeds = open_to_all(Blueprint("bmlt_feed", __name__, url_prefix="/client_interface"))

_CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,120}", re.ASCII)
Rows = Iterable[dict[str, Any]]


@feeds.get("/<any(json, jsonp, csv):form>")
@feeds.get("/<any(json, jsonp, csv):form>/")
@kept_for_the_day
def client_interface(form: str) -> Response:
    answers: dict[str, Callable[[], Iterator[bytes]]] = {
        "GetSearchResults": lambda: _search(form, asked_meetings.read(request.args)),
        "GetFormats": lambda: _rows(form, _formats()),
        "GetServiceBodies": lambda: _rows(form, _bodies()),
        "GetServerInfo": lambda: _rows(form, server_info.server_info()),
        "GetFieldKeys": lambda: _rows(form, server_info.field_keys()),
        "GetFieldValues": lambda: _rows(form, _field_values()),
        "GetCoverageArea": lambda: _rows(form, server_info.coverage(of_app().context(oslo_now()))),
        "GetChanges": lambda: _rows(form, _changes()),
    }
    answer = answers.get(request.args.get("switcher", ""))
    if answer is None:
        return problem(400, "No such switcher", f"switcher must be one of: {', '.join(answers)}.")
    callback = request.args.get("callback", "")
    if form == "jsonp" and not _CALLBACK.fullmatch(callback):
        return problem(400, "No callback", "callback must be the name of a function.")
    try:
        return _send(form, callback, answer())
    except Unreadable as fault:
        return problem(400, "Bad parameter", str(fault))


def _send(form: str, callback: str, pieces: Iterable[bytes]) -> Response:
    if form == "csv":
        return sending.send(pieces, "text/csv", "bmlt.csv")
    if form == "json":
        return sending.send(pieces, "application/json")
    # Never a script of somebody else's making: it begins with a comment, and holds data alone.
    return sending.send(_wrap(f"/**/{callback}(".encode(), pieces, b");"), "text/javascript")


def _wrap(before: bytes, pieces: Iterable[bytes], after: bytes) -> Iterator[bytes]:
    yield before
    for piece in pieces:
        yield piece.replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")
    yield after


def _rows(form: str, rows: Rows) -> Iterator[bytes]:
    return _as_csv(rows) if form == "csv" else sending.as_array(rows)


def _search(form: str, question: MeetingQuestion) -> Iterator[bytes]:
    """Everything that may be wrong has been read before the first piece is asked for."""
    matching, root = of_app(), _root()
    language = meeting_formats.language_of(request.args.get("lang_enum"), current())
    used: dict[str, None] = {}
    rows = _remembering(used, _look(matching, question, root))
    if question.formats_alone:
        return _after(rows, lambda: _used(form, used, language, root))
    if question.used_formats and form != "csv":
        return _together(_narrow(rows, question.fields), used, language, root)
    return _rows(form, _narrow(rows, question.fields))


def whole_answer() -> Iterator[bytes]:
    """Every meeting, with the formats that they have."""
    language = meeting_formats.language_of(None, current())
    used: dict[str, None] = {}
    question = asked_meetings.read(MultiDict())
    yield from _together(_remembering(used, _look(of_app(), question, _root())), used, language, _root())


def _look(matching: Matching, question: MeetingQuestion, root: str) -> Iterator[dict[str, str]]:
    """Read in a session of its own: that of the request is over when this is sent."""
    context = matching.context(oslo_now())
    found = found_meetings.find(question, context, matching.gazetteer)
    yield from found_meetings.rows_of(found, context, matching.gazetteer, root)


def _remembering(used: dict[str, None], rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    for row in rows:
        used.update(dict.fromkeys(row["formats"].split(",")))
        yield row


def _narrow(rows: Iterable[dict[str, str]], fields: tuple[str, ...]) -> Iterator[dict[str, str]]:
    return ({name: row[name] for name in fields} if fields else row for row in rows)


def _together(rows: Rows, used: dict[str, None], language: str, root: str) -> Iterator[bytes]:
    yield b'{"meetings": '
    yield from sending.as_array(rows)
    yield b', "formats": '
    yield from sending.as_array(_format_rows(used, language, root))
    yield b"}"


def _after(rows: Rows, more: Callable[[], Iterator[bytes]]) -> Iterator[bytes]:
    for _row in rows:
        pass
    yield from more()


def _used(form: str, used: dict[str, None], language: str, root: str) -> Iterator[bytes]:
    rows = _format_rows(used, language, root)
    if form == "csv":
        return _as_csv(rows)
    return _wrap(b'{"formats": ', sending.as_array(rows), b"}")


def _format_rows(keys: Iterable[str], language: str, root: str) -> list[dict[str, str]]:
    return [
        meeting_formats.format_row(key, language, root)
        for key in meeting_formats.all_formats()
        if key in keys
    ]


def _formats() -> list[dict[str, str]]:
    language = meeting_formats.language_of(request.args.get("lang_enum"), current())
    keys = asked_meetings.listed(request.args, "key_strings")
    numbers = asked_meetings.numbers(request.args, "format_ids")
    wanted = [
        key
        for key in meeting_formats.all_formats()
        if (not keys or key in keys) and (not numbers or meeting_formats.number_of(key) in numbers)
    ]
    return _format_rows(wanted, language, _root())


def _bodies() -> list[dict[str, str]]:
    return service_bodies.choose(
        service_bodies.bodies(db.read_session()),
        asked_meetings.numbers(request.args, "services"),
        recursive=request.args.get("recursive", "0") not in ("", "0"),
        parents=request.args.get("parents", "0") not in ("", "0"),
    )


def _field_values() -> list[dict[str, str]]:
    name = request.args.get("meeting_key", "")
    if name not in FIELDS:
        raise Unreadable("meeting_key must be one of those that GetFieldKeys tells.")
    matching = of_app()
    rows = found_meetings.every_row(matching.context(oslo_now()), matching.gazetteer, _root())
    return server_info.field_values(rows, name)


def _changes() -> list[dict[str, Any]]:
    days = {}
    for name in ("start_date", "end_date"):
        text = request.args.get(name, "")
        days[name] = server_info.day_of(text) if text else None
        if text and days[name] is None:
            raise Unreadable(f"{name} must be a day, such as 2026-11-30.")
    end = days["end_date"] + timedelta(days=1) if days["end_date"] else None
    meeting = next(iter(asked_meetings.numbers(request.args, "meeting_id")), None)
    return server_info.changes(db.read_session(), days["start_date"], end, meeting)


def _root() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url


def _as_csv(rows: Rows) -> Iterator[bytes]:
    """With a line of names, that of the first row."""
    lines = iter(rows)
    first = next(lines, None)
    if first is not None:
        yield from as_csv(first, (row.values() for row in chain((first,), lines)), marked=False)
