"""How does one come in? A link by mail, used once, by pressing a button. The same answer whoever asks."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts import limits, links, roles, sessions
from directory.accounts.forms import SignInForm
from directory.accounts.models import Grant, Person
from directory.mail import outbox
from directory.web import language
from directory.web.clock import oslo_now

pages = Blueprint("sign_in", __name__)


@pages.get("/logg-inn")
def ask() -> str:
    return render_template("accounts/sign_in.html", form=SignInForm())


@pages.post("/logg-inn")
def send_link() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form), 422
    session = db.write_session()
    queue_link(session, roles.address_of(form.email.data) or "")
    session.commit()
    return redirect(url_for("sign_in.sent"), 303)


@pages.get("/logg-inn/sendt")
def sent() -> str:
    return render_template("accounts/sent.html")


@pages.get("/logg-inn/<string(minlength=20):token>")
def look_at_link(token: str) -> ResponseReturnValue:
    if links.look(db.primary_session(), token, "sign_in", oslo_now()) is None:
        return render_template("accounts/link_ended.html"), 410
    return render_template("accounts/use_link.html", token=token)


@pages.post("/logg-inn/<string(minlength=20):token>")
def use_link(token: str) -> ResponseReturnValue:
    session, now = db.write_session(), oslo_now()
    link = links.use(session, token, "sign_in", now)
    person = session.get(Person, link.person_id) if link else None
    if person is None or not person.roles:
        session.rollback()  # nobody waits for their turn while a page is made
        return render_template("accounts/link_ended.html"), 410
    sessions.end_former(session, now)
    cookie = sessions.begin(session, person.id, now)
    session.commit()
    response = redirect(url_for("account.start"), 303)
    sessions.set_cookie(response, cookie)
    return response


def queue_link(session: Session, email: str) -> None:
    """A link for whoever has this address and a role. For anybody else, and when it was asked for too often, a decoy:
    the same statements, the same letter, which then goes nowhere. So the answer takes the same time."""
    now = oslo_now()
    tries = (
        limits.count_try(session, "address", email, limits.FOR_ADDRESS, now),
        limits.count_try(session, "network", limits.network(), limits.FOR_NETWORK, now),
    )
    known = session.execute(
        select(Person.id, Person.email, Person.language)
        .join(Grant, Grant.person_id == Person.id)
        .where(Person.email == email, Person.disabled_at.is_(None), Grant.until.is_(None))
        .limit(1)
    ).first()
    person_id, address, said = known if known and all(tries) else (None, None, language.current())
    token = links.make(session, "sign_in", person_id, now)
    outbox.queue(
        session,
        address,
        "sign_in",
        said,
        expires_at=now + links.LASTS["sign_in"],
        url=outbox.address(f"/logg-inn/{token}", said),
    )
