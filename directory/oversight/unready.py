"""Which listings does everybody see that lack a time, or a human being to call? To be gone through, one by one."""

from flask import Blueprint, render_template, request
from sqlalchemy import func, select

from directory import db
from directory.accounts.access import OVERSEERS, desk
from directory.listings.readiness import lacks_of, select_unready
from directory.listings.records.models import bare
from directory.listings.wording.presenting import place_in_words
from directory.places.loading import load

pages = Blueprint("unready", __name__, url_prefix="/skrivebord/mangler")

_PAGE = 20


@pages.get("")
@desk(*OVERSEERS)
def listed() -> str:
    session, wanted = db.primary_session(), select_unready()
    count = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    pages_ = max(1, -(-count // _PAGE))
    page = min(max(request.args.get("side", 1, type=int), 1), pages_)
    rows = session.scalars(bare(wanted).limit(_PAGE).offset((page - 1) * _PAGE)).all()
    lacking = lacks_of(session, [row.id for row in rows])
    return render_template(
        "oversight/unready.html",
        rows=[(row, place_in_words(row, load()), lacking[row.id]) for row in rows],
        count=count,
        page=page,
        pages=pages_,
    )
