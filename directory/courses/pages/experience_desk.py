"""What did hosts write to the next ones? Read by who oversees the house before it is shared."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from directory import db
from directory.accounts.access import OVERSEERS, desk, the_person
from directory.courses.experiences import decide, waiting_for
from directory.listings.records.models import Listing

pages = Blueprint("experience_desk", __name__, url_prefix="/skrivebord/kurs/erfaringer")
_A_PAGE = 5


@pages.get("")
@desk(*OVERSEERS)
def everything() -> str:
    session = db.primary_session()
    rows = session.scalars(waiting_for(the_person()).limit(_A_PAGE)).all()
    ids = [row.listing_id for row in rows]
    called = session.execute(select(Listing.id, Listing.name).where(Listing.id.in_(ids)))
    names = {row.id: row.name for row in called}
    return render_template("courses/pages/experience_desk.html", rows=rows, names=names)


@pages.post("/<int:number>")
@desk(*OVERSEERS)
def judge(number: int) -> ResponseReturnValue:
    session, state = db.write_session(), request.form.get("state", "")
    if state not in ("shared", "refused") or not decide(session, the_person(), number, state):
        abort(404)
    session.commit()
    return redirect(url_for("experience_desk.everything"), 303)
