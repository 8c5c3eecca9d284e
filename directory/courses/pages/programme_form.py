"""Which programmes are there, and who takes turns to hold them? Made by who oversees the house; shown to everybody."""

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
    themes = [line.strip() for line in (form.themes.data or "").splitlines() if line.strip()]
    said = {name: form[name].data for name in ("name", "owner", "about", "seats", "source")}
    row = {**said, "code": code, "themes": themes, "source_date": oslo_now().date().isoformat()}
    put_programme(session, row)
    session.commit()
    return redirect(url_for("programme_desk.show", programme_code=code), 303)


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
        return _rota_page(programme, form), 422
    row = {
        "code": _new_code(form.name.data or "", session, Rota),
        "name": form.name.data,
        "programme": programme.code,
        "interval_months": form.interval_months.data,
        "municipalities": [number for _line, number in form.lines()],
    }
    put_rota(session, row)
    session.commit()
    return redirect(url_for("programme_desk.show", programme_code=programme_code), 303)


def _find(session: Session, programme_code: str) -> Programme:
    programme = session.get(Programme, programme_code)
    if programme is None:
        abort(404)
    return programme


def _new_code(name: str, session: Session, table: type[Programme] | type[Rota]) -> str:
    """A code that nothing has yet, which says what it is called."""
    plain = slug(name) or "kurs"
    return next(code for code in _numbered(plain) if session.get(table, code) is None)


def _numbered(plain: str) -> Iterable[str]:
    if plain != "ny":  # the page on which one is made
        yield plain
    yield from (f"{plain}-{number}" for number in range(2, 1000))


def _page(form: ProgrammeForm) -> str:
    return render_template("courses/pages/programme_form.html", form=form)


def _rota_page(programme: Programme, form: RotaForm) -> str:
    return render_template("courses/pages/rota_form.html", programme=programme, form=form)
