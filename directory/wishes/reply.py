"""Shall I come to the group that is planned? One page behind the link of an invitation, with a yes, a no, and a way out.

Looking never answers: mail scanners follow links.
"""

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory import db
from directory.vocabulary import NEEDS, SERVED
from directory.web.language import label_of
from directory.wishes.groups import answer, find_invitation
from directory.wishes.models import ANSWERS
from directory.wishes.presenting import municipality_in_words
from directory.wishes.wishing import erase

pages = Blueprint("reply", __name__, url_prefix="/onske/svar/<string(minlength=20):token>")


@pages.get("")
def show(token: str) -> ResponseReturnValue:
    return _page(token)


@pages.post("")
def say(token: str) -> ResponseReturnValue:
    said, session = request.form.get("answer", ""), db.write_session()
    if said not in ANSWERS:
        abort(400)
    stands = answer(session, token, said)
    session.commit()
    if stands == "full":
        return _page(token, full=True)
    return redirect(url_for("reply.show", token=token), 303)


@pages.post("/trekk")
def stop_waiting(token: str) -> ResponseReturnValue:
    session = db.write_session()
    found = find_invitation(session, token)
    if found:
        erase(session, [found[0].wish_id])
    session.commit()
    db.forget_erased()
    return redirect(url_for("wish.gone"), 303)


def _page(token: str, full: bool = False) -> ResponseReturnValue:
    found = find_invitation(db.primary_session(), token)
    if found is None:
        g.failed = True  # the page in another language would say the same
        return render_template("wishes/reply_ended.html"), 410
    invitation, group = found
    return render_template(
        "wishes/reply.html",
        token=token,
        answer=invitation.answer,
        full=full,
        what=label_of(NEEDS, group.need),
        who=label_of(SERVED, group.audience).lower(),
        where=municipality_in_words(group.municipality_number),
    )
