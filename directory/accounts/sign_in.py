"""How does one come in? A link by mail, used once, by pressing a button. The same answer whoever asks.

Strangers may ask for links to an address too. They are counted apart from the person's own browser, which is known by its mark
where somebody has signed in before, and from each other by their network; and what they ask for ends no link of anybody
else's.
"""

from datetime import datetime

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts import limits, links, onward, roles, sessions
from directory.accounts.forms import SignInForm
from directory.accounts.models import Grant, Person
from directory.mail import outbox
from directory.settings import Settings
from directory.web import language
from directory.web.clock import oslo_now

pages = Blueprint("sign_in", __name__)


@pages.get("/logg-inn")
def ask() -> str:
    language.keep_query(onward.goal_query().items())
    return render_template("accounts/sign_in.html", form=SignInForm(), onward=onward.goal_query())


@pages.post("/logg-inn")
def send_link() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form, onward=onward.goal_query()), 422
    session = db.write_session()
    queue_link(session, roles.address_of(form.email.data) or "")
    session.commit()
    return redirect(url_for("sign_in.sent"), 303)


@pages.get("/logg-inn/sendt")
def sent() -> str:
    return render_template("accounts/sent.html")


@pages.get("/logg-inn/<string(minlength=20):token>")
def look_at_link(token: str) -> ResponseReturnValue:
    session = db.primary_session()
    link = links.look(session, token, "sign_in", oslo_now())
    person = session.get(Person, link.person_id) if link else None
    if person is None or not person.roles:
        return render_template("accounts/link_ended.html"), 410
    settings: Settings = current_app.extensions["settings"]
    # Whole: an address that is half hidden may be another's. Whoever holds the link could come in and read it anyway.
    return render_template(
        "accounts/use_link.html",
        token=token,
        email=person.email,
        host=settings.public_host,
        onward=onward.goal_query(),
    )


@pages.post("/logg-inn/<string(minlength=20):token>")
def use_link(token: str) -> ResponseReturnValue:
    session, now = db.write_session(), oslo_now()
    link = links.use(session, token, "sign_in", now)
    person = session.get(Person, link.person_id) if link else None
    if person is None or not person.roles or person.email is None:
        session.rollback()  # nobody waits for their turn while a page is made
        return render_template("accounts/link_ended.html"), 410
    links.end_for_person(session, person.id, "sign_in", now)
    sessions.end_former(session, now)
    cookie = sessions.begin(session, person.id, now)
    session.commit()
    response = redirect(onward.goal(), 303)
    sessions.set_cookie(response, cookie)
    sessions.set_mark(response, person.email, now)
    return response


def queue_link(session: Session, email: str) -> None:
    """A link for whoever has this address and a role. For anybody else, and when it was asked for too often, a decoy:
    the same statements, the same letter, which then goes nowhere. So the answer takes the same time."""
    now = oslo_now()
    mark = sessions.mark_of(email, now)
    asked_from = limits.key_today(session, "link", mark or limits.network(), now)
    free = _count_asking(session, email, mark, asked_from, now)
    known = session.execute(
        select(Person.id, Person.email, Person.language)
        .join(Grant, Grant.person_id == Person.id)
        .where(Person.email == email, Person.disabled_at.is_(None), Grant.until.is_(None))
        .limit(1)
    ).first()
    person_id, address, said = known if known and free else (None, None, language.current())
    token = links.make(session, "sign_in", person_id, now, asked_from=asked_from)
    outbox.queue(
        session,
        address,
        "sign_in",
        said,
        expires_at=now + links.LASTS["sign_in"],
        url=outbox.address(onward.address_after(f"/logg-inn/{token}"), said),
    )


def _count_asking(session: Session, email: str, mark: str | None, asked_from: str, now: datetime) -> bool:
    """Count that a link was asked for; whether it may be sent. The same statements, whoever asks for whom."""
    network = limits.network()
    tries = (
        limits.count_try(session, "address", f"{email} {mark or network}", limits.FOR_ADDRESS, now),
        limits.count_try(session, "network", network, limits.FOR_NETWORK, now) or mark is not None,
    )
    sent, from_here = links.count_made(session, email, asked_from, limits.midnight_before(now))
    most = limits.ADDRESS_A_DAY if mark else limits.ADDRESS_BY_STRANGERS_A_DAY
    return all(tries) and sent < most and from_here < limits.ADDRESS_FROM_ONE_A_DAY
