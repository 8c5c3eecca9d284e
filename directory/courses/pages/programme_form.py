"""Which programmes are there, and who takes turns to hold them? Made and mended by who oversees the house; shown to everybody."""

from collections.abc import Iterable

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import OVERSEERS, desk
from directory.courses.forms import ProgrammeForm, RotaForm
from directory.listings.records.courses import Programme, Rota
from directory.listings.records.courses_loading import put_programme, put_rota
from directory.places.spelling import slug
from directory.web.clock import oslo_now

pages = Blueprint("programme_form", __name__, url_prefix="/skrivebord/kurs/konsept")


@pages.get("/ny")
@desk(*OVERSEERS)
def ask() -> str:
    return _page(ProgrammeForm(formdata=None))


@pages.post("/ny")
@desk(*OVERSEERS)
def make() -> ResponseReturnValue:
    form, session = ProgrammeForm(), db.write_session()
    if not form.validate():
        session.rollback()
        return _page(form), 422
    code = _new_code(form.name.data or "", session, Programme)
    put_programme(session, {**form.values(), "code": code, "source_date": _today()})
    session.commit()
    return redirect(url_for("programme_desk.show", programme_code=code), 303)


@pages.get("/<programme_code>/endre")
@desk(*OVERSEERS)
def ask_again(programme_code: str) -> str:
    programme = _find(db.primary_session(), programme_code)
    return _page(ProgrammeForm.of_programme(programme), programme)


@pages.post("/<programme_code>/endre")
@desk(*OVERSEERS)
def mend(programme_code: str) -> ResponseReturnValue:
    form, session = ProgrammeForm(), db.write_session()
    programme = _find(session, programme_code)
    if not form.validate():
        session.rollback()
        return _page(form, programme), 422
    if form.source.data != programme.source:
        programme.source_date = oslo_now().date()
    for name, value in form.values().items():
        setattr(programme, name, value)
    session.commit()
    return redirect(url_for("programme_desk.show", programme_code=programme_code), 303)


@pages.get("/<programme_code>/pa-omgang")
@desk(*OVERSEERS)
def ask_rota(programme_code: str) -> str:
    form = RotaForm(formdata=None, data={"interval_months": 18})
    return _rota_page(_find(db.primary_session(), programme_code), form)


@pages.post("/<programme_code>/pa-omgang")
@desk(*OVERSEERS)
def make_rota(programme_code: str) -> ResponseReturnValue:
    form, session = RotaForm(), db.write_session()
    programme = _find(session, programme_code)
    if not form.validate():
        session.rollback()
        return _rota_page(programme, form), 422
    code = _new_code(form.name.data or "", session, Rota)
    put_rota(session, {**form.values(), "code": code, "programme": programme.code})
    session.commit()
    return redirect(url_for("programme_desk.show", programme_code=programme_code), 303)


@pages.get("/<programme_code>/pa-omgang/<rota_code>")
@desk(*OVERSEERS)
def ask_rota_again(programme_code: str, rota_code: str) -> str:
    session = db.primary_session()
    programme, rota = _find(session, programme_code), _find_rota(session, programme_code, rota_code)
    return _rota_page(programme, RotaForm.of_rota(rota), rota)


@pages.post("/<programme_code>/pa-omgang/<rota_code>")
@desk(*OVERSEERS)
def mend_rota(programme_code: str, rota_code: str) -> ResponseReturnValue:
    """Whoever has been given the turn keeps it: the new order counts from the next time it is passed on."""
    form, session = RotaForm(), db.write_session()
    programme, rota = _find(session, programme_code), _find_rota(session, programme_code, rota_code)
    if not form.validate():
        session.rollback()
        return _rota_page(programme, form, rota), 422
    for name, value in form.values().items():
        setattr(rota, name, value)
    session.commit()
    return redirect(url_for("programme_desk.show", programme_code=programme_code), 303)


def _find(session: Session, programme_code: str) -> Programme:
    programme = session.get(Programme, programme_code)
    if programme is None:
        abort(404)
    return programme


def _find_rota(session: Session, programme_code: str, rota_code: str) -> Rota:
    rota = session.get(Rota, rota_code)
    if rota is None or rota.programme_code != programme_code:
        abort(404)
    return rota


def _today() -> str:
    return oslo_now().date().isoformat()


def _new_code(name: str, session: Session, table: type[Programme] | type[Rota]) -> str:
    """A code that nothing has yet, which says what it is called."""
    plain = slug(name) or "kurs"
    return next(code for code in _numbered(plain) if session.get(table, code) is None)


def _numbered(plain: str) -> Iterable[str]:
    if plain != "ny":  # the page on which one is made
        yield plain
    yield from (f"{plain}-{number}" for number in range(2, 1000))


def _page(form: ProgrammeForm, programme: Programme | None = None) -> str:
    return render_template("courses/pages/programme_form.html", form=form, programme=programme)


def _rota_page(programme: Programme, form: RotaForm, rota: Rota | None = None) -> str:
    return render_template("courses/pages/rota_form.html", programme=programme, form=form, rota=rota)
