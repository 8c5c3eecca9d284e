"""Has another seen this number? What waits of contact points and organisations, and a yes or a no to each."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import OVERSEERS, desk, the_person
from directory.accounts.models import Person
from directory.contact_points import upkeep
from directory.contact_points.held_reach import HeldReach, ReachWays
from directory.contact_points.models import ContactPoint
from directory.listings.editing.vouching import Kinship, vouch
from directory.listings.records.models import Organisation
from directory.oversight.keeping_contacts import organisation_ways, put_organisation_ways
from directory.vocabulary import ROLES
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words
from directory.web.language import label_of

pages = Blueprint("seen_reach", __name__, url_prefix="/skrivebord/numre")


@dataclass(frozen=True, slots=True)
class HeldRow:
    """What waits for one, beside what stands, and whether whoever looks may say yes to it."""

    held: HeldReach
    name: str
    endpoint: str
    values: dict[str, str]
    stands: ReachWays
    made: str
    mine: bool
    may: bool


@pages.get("")
@desk(*OVERSEERS)
def waiting() -> str:
    session, person = db.primary_session(), the_person()
    found = session.scalars(select(HeldReach).order_by(HeldReach.made_at, HeldReach.id)).all()
    makers = {each.made_by for each in found if each.made_by is not None}
    two = Kinship(session, {person.id, *makers}).apart_from(person.id, makers)
    rows = [_describe(session, each, person, two) for each in found]
    return render_template("oversight/seen_reach.html", rows=rows, done=request.args.get("gjort", ""))


@pages.post("/<int:held_id>/ja")
@desk(*OVERSEERS)
def accept(held_id: int) -> ResponseReturnValue:
    session, person = db.write_session(), the_person()
    held = _get(session, held_id, person)
    ways, now = ReachWays(held.phone, held.email, held.url), oslo_now()
    thing = _thing(session, held)
    if isinstance(thing, ContactPoint):
        former = thing.email
        upkeep.put_ways(thing, ways)
        session.flush()
        upkeep.tell(session, thing, former)
        _vouch_for_maker(session, held)
    elif thing is not None:
        put_organisation_ways(thing, ways, now)
    return _finish(session, held, "ja")


@pages.post("/<int:held_id>/nei")
@desk(*OVERSEERS)
def refuse(held_id: int) -> ResponseReturnValue:
    """Also one's own: taking it back leads nobody anywhere."""
    session = db.write_session()
    held = session.get(HeldReach, held_id, with_for_update=True)
    if held is None:
        abort(404)
    return _finish(session, held, "nei")


def _get(session: Session, held_id: int, person: Person) -> HeldReach:
    """What waits, where the person is surely another than whoever wrote it."""
    held = session.get(HeldReach, held_id, with_for_update=True)
    if held is None:
        abort(404)
    makers = _maker(held)
    if not _is_another(held, Kinship(session, {person.id, *makers}).apart_from(person.id, makers)):
        abort(404)
    return held


def _maker(held: HeldReach) -> set[int]:
    return {held.made_by} if held.made_by is not None else set()


def _is_another(held: HeldReach, two: set[int]) -> bool:
    return held.made_by is None or held.made_by in two


def _vouch_for_maker(session: Session, held: HeldReach) -> None:
    maker = session.get(Person, held.made_by) if held.made_by is not None else None
    grants = maker.current_grants if maker is not None else []
    vouch([each for each in grants if each.contact_id == held.scope], oslo_now())


def _finish(session: Session, held: HeldReach, said: str) -> ResponseReturnValue:
    session.delete(held)
    session.commit()
    return redirect(url_for("seen_reach.waiting", gjort=said, _anchor="fortalt"), 303)


def _thing(session: Session, held: HeldReach) -> ContactPoint | Organisation | None:
    if held.kind == "contact_point":
        return session.get(ContactPoint, held.scope)
    return session.get(Organisation, held.scope)


def _describe(session: Session, held: HeldReach, person: Person, two: set[int]) -> HeldRow:
    thing, today = _thing(session, held), oslo_now().date()
    contact = isinstance(thing, ContactPoint)
    stands = upkeep.ways_of(thing) if isinstance(thing, ContactPoint) else ReachWays()
    stands = organisation_ways(thing) if isinstance(thing, Organisation) else stands
    return HeldRow(
        held=held,
        name=thing.name if thing else held.scope,
        endpoint="contact_desk.edit" if contact else "organisation_desk.edit",
        values={"contact_id": held.scope} if contact else {"code": held.scope},
        stands=stands,
        made=f"{label_of(ROLES, held.made_as)}, {date_in_words(held.made_at.date(), today)}",
        mine=held.made_by == person.id,
        may=_is_another(held, two),
    )
