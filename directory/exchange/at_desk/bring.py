"""How does an editor bring a list? Sent as a file or pasted, looked at, and taken in or thrown away."""

import secrets
from collections import Counter
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory import db
from directory.accounts.access import OVERSEERS, desk, the_person
from directory.exchange.at_desk import taking
from directory.exchange.at_desk.looking import Looked, is_overseer, look_at, organisations_of
from directory.exchange.at_desk.sheet_template import template
from directory.exchange.fetching.refused import Refused
from directory.exchange.fetching.unpacking import pack_zip
from directory.exchange.importing.from_sheet import UnknownColumns, headings_of
from directory.exchange.importing.list_readers import form_of
from directory.exchange.importing.sheet_columns import COLUMNS
from directory.exchange.taking_in.models import FORMATS, ListSource, Upload
from directory.listings.records.models import organisations_by_code
from directory.listings.wording.field_words import fields_in_words
from directory.places.loading import load
from directory.web.clock import oslo_now
from directory.web.language import current
from directory.web.sent import long_bodies
from directory.web.sent.body import takes_a_file

pages = Blueprint("bring", __name__, url_prefix="/skrivebord/lister")
_ROLES = ("organisation_editor", *OVERSEERS)
_SHOWN = 50
_LOOKED_AGAIN = 2  # seconds, after which the page says how far it is by now
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("")
@desk(*_ROLES)
def ask() -> str:
    return _form()


@pages.post("")
@desk(*_ROLES)
@takes_a_file
def send() -> ResponseReturnValue:
    upload = _upload()
    if not upload.data.strip():
        return _form(_("Velg en fil, eller lim inn lista.")), 422
    if not is_overseer(the_person()) and upload.organisation_code not in organisations_of(the_person()):
        return _form(_("Velg organisasjonen som lista er fra.")), 422
    try:
        look_at(db.primary_session(), the_person(), upload)
    except UnknownColumns:
        pass  # they are asked about on the next page
    except Refused as error:
        return _form(str(error)), 422
    db.write_session().add(upload)
    db.write_session().commit()
    return redirect(url_for("bring.look", upload_id=upload.id), 303)


@pages.get("/<code:upload_id>")
@desk(*_ROLES)
def look(upload_id: str) -> ResponseReturnValue:
    upload = _mine(upload_id)
    try:
        looked = look_at(db.primary_session(), the_person(), upload)
    except UnknownColumns as error:
        return _match(upload, error.headings, str(error))
    except Refused as error:
        return _fault(upload, str(error))
    if request.args.get("kolonner") and upload.format == "spreadsheet":
        return _match(upload, headings_of(upload.data, upload.columns))
    return _preview(upload, looked)


@pages.post("/<code:upload_id>/kolonner")
@desk(*_ROLES)
def match(upload_id: str) -> ResponseReturnValue:
    session = db.write_session()
    upload = _mine(upload_id)
    row = session.get_one(Upload, upload.id)
    said = zip(request.form.getlist("heading"), request.form.getlist("field"), strict=False)
    row.columns = {heading[:80]: field for heading, field in said if field in COLUMNS or not field}
    session.commit()
    return redirect(url_for("bring.look", upload_id=upload_id), 303)


@pages.post("/<code:upload_id>")
@desk(*_ROLES)
def accept(upload_id: str) -> ResponseReturnValue:
    upload, ticked = _mine(upload_id), taking.Ticked.of(request.form)
    if len(upload.data) > taking.LONG:
        taking.begin(current_app._get_current_object(), upload, ticked, current())  # type: ignore[attr-defined]
        return redirect(url_for("bring.watch", upload_id=upload_id), 303)
    session = db.write_session()
    upload = session.get(Upload, upload_id) or abort(404)
    try:
        looked = look_at(session, the_person(), upload)
        source_id = taking.take(the_person(), upload, looked, ticked)
    except taking.Braked as braked:
        return _preview(upload, looked, str(braked)), 422
    except ValueError as error:
        session.rollback()
        return _fault(_mine(upload_id), str(error)), 422
    session.commit()
    return redirect(url_for("bring.done", source_id=source_id), 303)


@pages.get("/<code:upload_id>/tas-inn")
@desk(*_ROLES)
def watch(upload_id: str) -> ResponseReturnValue:
    far = taking.how_far(current_app, upload_id, the_person().id)
    if far is not None and far.source_id:
        return redirect(url_for("bring.done", source_id=far.source_id), 303)
    if far is None:
        upload = db.primary_session().get(Upload, upload_id)
        if upload is None or upload.person_id != the_person().id:
            return redirect(url_for("bring.ask"), 303)
        return redirect(url_for("bring.look", upload_id=upload_id), 303)
    if far.fault:
        return _fault(_mine(upload_id), far.fault, again=True)
    page = make_response(render_template("exchange/at_desk/watch.html", far=far))
    page.headers["Refresh"] = str(_LOOKED_AGAIN)
    return page


@pages.post("/<code:upload_id>/kast")
@desk(*_ROLES)
def throw(upload_id: str) -> ResponseReturnValue:
    session = db.write_session()
    session.delete(session.get_one(Upload, _mine(upload_id).id))
    session.commit()
    return redirect(url_for("bring.ask"), 303)


@pages.get("/ferdig/<int:source_id>")
@desk(*_ROLES)
def done(source_id: int) -> str:
    source = db.primary_session().get(ListSource, source_id)
    if source is None or not (
        is_overseer(the_person()) or source.organisation_code in organisations_of(the_person())
    ):
        abort(404)
    return render_template("exchange/at_desk/done.html", source=source, report=source.report or {})


@pages.get("/mal.xlsx")
@desk(*_ROLES)
def sheet() -> Response:
    headers = {"Content-Disposition": 'attachment; filename="varde-mal.xlsx"'}
    return Response(template(current()), mimetype=_SHEET, headers=headers)


def _upload() -> Upload:
    """What was sent, as files or pasted; not kept yet. Several files of one list are kept as a zip."""
    sent = {file.filename: file.read() for file in request.files.getlist("file") if file.filename}
    name = next(iter(sent), "")[:120] or _("Limt inn")
    data = (
        pack_zip(sent)
        if len(sent) > 1
        else next(iter(sent.values()), request.form.get("pasted", "").encode())
    )
    return Upload(
        id=secrets.token_hex(10),
        person_id=the_person().id,
        format=_format(data, name),
        name=name,
        data=data,
        organisation_code=request.form.get("organisation") or None,
        listing_id=request.form.get("listing") or None,
        columns={},
        made_at=oslo_now(),
    )


def _mine(upload_id: str) -> Upload:
    upload = db.primary_session().get(Upload, upload_id)
    if upload is None or upload.person_id != the_person().id:
        abort(404)
    return upload


def _format(data: bytes, name: str) -> str:
    said = request.form.get("format", "")
    if said in FORMATS:
        return said
    try:
        return form_of(data, name)
    except Refused:
        return "spreadsheet"


def _form(fault: str | None = None) -> str:
    known = organisations_by_code(db.primary_session())
    codes = list(known) if is_overseer(the_person()) else organisations_of(the_person())
    return render_template(
        "exchange/at_desk/bring.html",
        fault=fault,
        formats=FORMATS,
        organisations=[(code, known[code].name) for code in codes if code in known],
        free=is_overseer(the_person()),
        room={long_bodies.NAME: long_bodies.word()},
        sent=request.form,
    )


def _match(upload: Upload, headings: list[tuple[str, str, str | None]], fault: str | None = None) -> str:
    return render_template(
        "exchange/at_desk/match.html",
        upload=upload,
        headings=headings,
        fields=list(_column_words().items()),
        fault=fault,
    )


def _column_words() -> dict[str, str]:
    """What a field of a sheet is called at the top of its column."""
    return {field: getattr(column, current(), column.nb) for field, column in COLUMNS.items()}


def _remarked_columns() -> dict[str, str]:
    """The same, with what a remark may name beside them."""
    words = _column_words()
    return words | {"city": words["municipality"], "contacts": words["contact"]}


def _fault(upload: Upload, fault: str, *, again: bool = False) -> str:
    return render_template("exchange/at_desk/look.html", upload=upload, fault=fault, again=again)


def _preview(upload: Upload, looked: Looked, fault: str | None = None) -> str:
    made, gazetteer, today = looked.plan, load(), looked.editing.today
    grouped: Counter[tuple[str, str]] = Counter((each.column, each.reason) for each in made.listed.remarks)
    first: dict[tuple[str, str], Any] = {}
    for each in made.listed.remarks:
        first.setdefault((each.column, each.reason), each)
    return render_template(
        "exchange/at_desk/look.html",
        upload=upload,
        plan=made,
        source=looked.source,
        new_source=looked.new_source,
        fault=fault,
        shown=_SHOWN,
        long=len(upload.data) > taking.LONG,
        differing=[
            (each, fields_in_words(each.fields, gazetteer, today)) for each in made.differing[:_SHOWN]
        ],
        columns=_remarked_columns() if upload.format == "spreadsheet" else {},
        remarks=[(first[key], count) for key, count in grouped.most_common(_SHOWN)],
        may_show=is_overseer(the_person()),
    )
