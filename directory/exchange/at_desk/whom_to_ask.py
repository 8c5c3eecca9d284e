"""Which organisations may run groups here, and should be asked? By the open registers, for those who oversee the house."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from directory import db
from directory.accounts.access import OVERSEERS, desk
from directory.exchange.registers.models import DEALT, RegisterEntry
from directory.exchange.registers.work_list import SOURCE, ended, to_ask
from directory.places.loading import load
from directory.web.typed import clean

pages = Blueprint("whom_to_ask", __name__, url_prefix="/skrivebord/registeret")
_SHOWN = 50
_LONGEST = 80


@pages.get("")
@desk(*OVERSEERS)
def everybody() -> str:
    session = db.primary_session()
    place, words = (clean(request.args.get(name, ""), _LONGEST).strip() for name in ("sted", "ord"))
    found = load().find(place).places if place else ()
    number = (found[0].municipality_number or found[0].id) if found else ""
    wanted = to_ask(number, words, "alle" in request.args)
    return render_template(
        "exchange/at_desk/whom_to_ask.html",
        rows=[
            (row, load().by_id(row.municipality_number or ""))
            for row in session.scalars(wanted.limit(_SHOWN))
        ],
        count=session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())),
        closed=ended(session),
        place=place,
        unknown=bool(place and not found),
        words=words,
        all_of_them="alle" in request.args,
        source=SOURCE,
        shown=_SHOWN,
    )


@pages.post("/<number>")
@desk(*OVERSEERS)
def deal(number: str) -> ResponseReturnValue:
    session = db.write_session()
    row, dealt = session.get(RegisterEntry, number), request.form.get("dealt", "")
    if row is None or dealt not in DEALT:
        abort(404)
    row.dealt = dealt
    session.commit()
    query: dict[str, Any] = {
        name: request.args[name] for name in ("sted", "ord", "alle") if name in request.args
    }
    return redirect(url_for("whom_to_ask.everybody", **query), 303)
