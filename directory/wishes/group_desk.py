"""How far has a planned group come? Who said yes, who can be asked, and what is ticked off before it starts."""

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import desk, the_person
from directory.accounts.models import Actor
from directory.listings.editing.apply import Editing
from directory.places.loading import load
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.wishes.forms import StartForm
from directory.wishes.groups import find_uninvited, give_up, invite, standing_of, start
from directory.wishes.models import PlannedGroup, WishInvitation
from directory.wishes.presenting import municipality_in_words
from directory.wishes.training import trainings_near
from directory.wishes.whose import groups_of
from directory.wishes.wish_desk import words_of

pages = Blueprint("group_desk", __name__, url_prefix="/skrivebord/venter/grupper/<group_id>")


@pages.get("")
@desk("contact_point")
def show(group_id: str) -> str:
    group = _find(db.primary_session(), group_id)
    return _page(group, StartForm.of_group(group))


@pages.post("")
@desk("contact_point")
def tick_off(group_id: str) -> ResponseReturnValue:
    session, form = db.write_session(), StartForm()
    group = _find(session, group_id)
    if not form.fits():
        session.rollback()
        return _page(group, form), 422
    group.by_hand = form.by_hand.data or 0
    group.has_room, group.has_initiator = form.has_room.data, form.has_initiator.data
    group.first_meetings = [day.isoformat() for day in form.days]
    group.lets_go_on = form.lets_go_on.data
    session.commit()
    return redirect(url_for("group_desk.show", group_id=group_id, gjort="lagret"), 303)


@pages.post("/inviter")
@desk("contact_point")
def ask_those_who_wait(group_id: str) -> ResponseReturnValue:
    session, settings = db.write_session(), _settings()
    asked = invite(session, _find(session, group_id), oslo_now(), settings)
    session.commit()
    return redirect(url_for("group_desk.show", group_id=group_id, gjort=f"spurt{asked}"), 303)


@pages.post("/start")
@desk("contact_point")
def begin(group_id: str) -> ResponseReturnValue:
    session, now = db.write_session(), oslo_now()
    group = _find(session, group_id)
    if not (group.is_ready and standing_of(session, group).is_enough):
        session.rollback()
        return _page(group, StartForm.of_group(group), _("Alt må være krysset av, og fire ha sagt ja.")), 422
    editing = Editing(session, load(), Actor(the_person().id, "contact_point"), now)
    draft = start(editing, group, municipality_in_words(group.municipality_number))
    session.commit()
    db.forget_erased()
    return redirect(url_for("my_listing.show", listing_id=draft.id, gjort="utkast"), 303)


@pages.post("/avlys")
@desk("contact_point")
def call_off(group_id: str) -> ResponseReturnValue:
    session = db.write_session()
    give_up(session, _find(session, group_id))
    session.commit()
    return redirect(url_for("wish_desk.everything"), 303)


def _find(session: Session, group_id: str) -> PlannedGroup:
    """A group that is planned by whoever asks."""
    mine = groups_of(the_person()).where(PlannedGroup.id == group_id, PlannedGroup.state == "planned")
    group = session.scalar(mine)
    if group is None:
        abort(404)
    return group


def _page(group: PlannedGroup, form: StartForm, fault: str | None = None) -> str:
    session = db.primary_session()
    yes = select(WishInvitation.wish_id).where(
        WishInvitation.group_id == group.id, WishInvitation.answer == "yes"
    )
    return render_template(
        "wishes/group_desk.html",
        group=group,
        what=words_of(group.need, group.audience, group.municipality_number),
        standing=standing_of(session, group),
        yes=session.scalars(yes.order_by(WishInvitation.id)).all(),
        uninvited=len(find_uninvited(session, group, oslo_now().date())),
        trainings=trainings_near(session, group.municipality_number),
        form=form,
        fault=fault,
        outcome=_outcome(request.args.get("gjort", "")),
    )


def _outcome(code: str) -> str | None:
    """What was just done, as a sentence."""
    if code == "lagret":
        return _("Lagret.")
    if not code.startswith("spurt"):
        return None
    if code == "spurt0":
        return _("Ingen nye ble spurt. De som bare har oppgitt telefon, må du ringe.")
    return _("De som venter og har oppgitt e-post, får et brev.")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
