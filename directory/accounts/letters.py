"""Which letters may not have arrived? For the national editor, who knows whom to call instead."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory import db
from directory.accounts.access import OVERSEERS, desk
from directory.mail import delivery

pages = Blueprint("letters", __name__, url_prefix="/skrivebord/brev")


@pages.get("")
@desk(*OVERSEERS)
def troubled() -> str:
    return render_template("accounts/letters.html", letters=delivery.troubled_letters(db.primary_session()))


@pages.post("/<letter_id>/igjen")
@desk(*OVERSEERS)
def send_again(letter_id: str) -> ResponseReturnValue:
    return _settle(letter_id, again=True)


@pages.post("/<letter_id>/ferdig")
@desk(*OVERSEERS)
def put_aside(letter_id: str) -> ResponseReturnValue:
    return _settle(letter_id, again=False)


def _settle(letter_id: str, again: bool) -> ResponseReturnValue:
    session = db.write_session()
    if not delivery.settle(session, letter_id, again):
        abort(404)
    session.commit()
    return redirect(url_for("letters.troubled"), 303)
