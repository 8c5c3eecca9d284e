"""How many wait in our area, for what, and how are they reached? For the contact point that answers for the place, alone.

How somebody is reached is sealed, opened one at a time by a press of a button, and every opening is written down.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import desk, the_person
from directory.accounts.models import Person
from directory.settings import Settings
from directory.vocabulary import NEEDS, SERVED
from directory.web.clock import OSLO, oslo_now
from directory.web.formatting import clock_in_words, date_in_words
from directory.web.language import label_of
from directory.wishes.forms import WHO
from directory.wishes.groups import plan
from directory.wishes.how_many import Waiters, count_exactly
from directory.wishes.models import PlannedGroup, Wish, WishReading
from directory.wishes.presenting import municipality_in_words
from directory.wishes.sealing import unseal
from directory.wishes.whose import contact_for, contact_ids, find_wish, groups_of, in_area
from directory.wishes.wishing import erase

pages = Blueprint("wish_desk", __name__, url_prefix="/skrivebord/venter")

_MOST_WAYS = 200
_READINGS = 20
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Those who wish for the same in a municipality, as text. `ways` are the wishes that can be opened, the oldest first."""

    waiters: Waiters
    what: str
    where: str
    ways: list[str] = field(default_factory=list)
    group: PlannedGroup | None = None


@pages.get("")
@desk("contact_point")
def everything() -> str:
    session, person, today = db.primary_session(), the_person(), oslo_now().date()
    counted = count_exactly(session, in_area(Wish.municipality_number, person), today)
    groups = session.scalars(groups_of(person)).all()
    return render_template(
        "wishes/wish_desk.html",
        rows=_rows(counted, _ways(session, person), groups),
        groups=[(each, words_of(each.need, each.audience, each.municipality_number)) for each in groups],
        readings=_readings(session, person),
    )


@pages.post("/<wish_id>/les")
@desk("contact_point")
def read(wish_id: str) -> str:
    """Shows how one person is reached, in the answer to a press: it stands in no address, and every look is kept."""
    session, person, now = db.write_session(), the_person(), oslo_now()
    wish = _find(session, wish_id)
    settings: Settings = current_app.extensions["settings"]
    words = unseal(settings, wish.reach or "") if wish.reach else None
    session.add(
        WishReading(
            contact_id=contact_for(session, person, wish.municipality_number),
            person_id=person.id,
            made_at=now,
            need=wish.need,
            audience=wish.audience,
            municipality_number=wish.municipality_number,
        )
    )
    session.commit()
    what = words_of(wish.need, wish.audience, wish.municipality_number)
    return render_template("wishes/wish_reach.html", wish=wish, words=words, what=what)


@pages.post("/<wish_id>/slett")
@desk("contact_point")
def erase_used(wish_id: str) -> ResponseReturnValue:
    session = db.write_session()
    erase(session, [_find(session, wish_id).id])
    session.commit()
    db.forget_erased()
    return redirect(url_for("wish_desk.everything"), 303)


@pages.post("/planlegg")
@desk("contact_point")
def begin_planning() -> ResponseReturnValue:
    session, person = db.write_session(), the_person()
    need, audience, number = (request.form.get(name, "") for name in ("need", "audience", "number"))
    contact = contact_for(session, person, number)
    if contact is None or need not in NEEDS or audience not in WHO:
        abort(404)
    group = plan(
        session,
        contact,
        need=need,
        audience=audience,
        municipality_number=number,
        today=oslo_now().date(),
    )
    session.commit()
    return redirect(url_for("group_desk.show", group_id=group.id), 303)


def words_of(need: str, audience: str, number: str) -> str:
    """What, for whom and where: `Sorg, pårørende, Ålesund`."""
    return f"{label_of(NEEDS, need)}, {label_of(SERVED, audience).lower()}, {municipality_in_words(number)}"


def _find(session: Session, wish_id: str) -> Wish:
    wish = find_wish(session, the_person(), wish_id)
    if wish is None:
        abort(404)
    return wish


def _ways(session: Session, person: Person) -> dict[Key, list[str]]:
    """The wishes that somebody can be reached about, by what they are about."""
    key = (Wish.municipality_number, Wish.need, Wish.audience)
    mine = select(Wish.id, *key).where(in_area(Wish.municipality_number, person), Wish.reach.is_not(None))
    ways: dict[Key, list[str]] = defaultdict(list)
    for id_, *what in session.execute(mine.order_by(Wish.expires_on, Wish.id).limit(_MOST_WAYS)):
        ways[what[0], what[1], what[2]].append(id_)
    return ways


def _rows(
    counted: list[Waiters], ways: dict[Key, list[str]], groups: Sequence[PlannedGroup]
) -> list[WaitingRow]:
    planned = {
        (each.municipality_number, each.need, each.audience): each
        for each in groups
        if each.state == "planned"
    }
    return [
        WaitingRow(
            each,
            f"{label_of(NEEDS, each.need)}, {label_of(SERVED, each.audience).lower()}",
            municipality_in_words(each.municipality_number),
            ways.get(each[:3], []),
            planned.get(each[:3]),
        )
        for each in counted
    ]


def _readings(session: Session, person: Person) -> list[tuple[str, str, str]]:
    """Who read what lately, and when."""
    rows = session.execute(
        select(WishReading, Person.email)
        .outerjoin(Person, Person.id == WishReading.person_id)
        .where(WishReading.contact_id.in_(contact_ids(person)))
        .order_by(WishReading.made_at.desc(), WishReading.id.desc())
        .limit(_READINGS)
    )
    today = oslo_now().date()
    found = []
    for row, email in rows:
        at = row.made_at.astimezone(OSLO)
        when = f"{date_in_words(at.date(), today)} {clock_in_words(at)}"
        found.append((when, email or "", words_of(row.need, row.audience, row.municipality_number)))
    return found
