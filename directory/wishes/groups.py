"""How does a group come about? Planned for those who wait, who are asked, and say yes or no; then ticked off, and started.

Four to eight people, by the rules of those who start self-help groups. Who said yes is erased when the group starts.
"""

import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.sessions import digest
from directory.listings.editing.apply import Editing
from directory.listings.editing.lifecycle import create
from directory.listings.records.models import Listing
from directory.mail import outbox
from directory.settings import Settings
from directory.vocabulary import NEEDS
from directory.web.clock import OSLO
from directory.web.language import label_of
from directory.wishes.forms import FEWEST, MOST
from directory.wishes.models import PlannedGroup, Wish, WishInvitation
from directory.wishes.sealing import recipient_of, unseal
from directory.wishes.wishing import erase


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """How far a planned group has come: said yes (by link and by hand), said no, asked and not heard from."""

    yes: int
    no: int
    open: int

    @property
    def is_full(self) -> bool:
        return self.yes >= MOST

    @property
    def is_enough(self) -> bool:
        return self.yes >= FEWEST


def plan(
    session: Session, contact_id: str, *, need: str, audience: str, municipality_number: str, today: date
) -> PlannedGroup:
    """A new planned group, shown to those who seek from now on."""
    group = PlannedGroup(
        id=secrets.token_hex(5),
        contact_id=contact_id,
        need=need,
        audience=audience,
        municipality_number=municipality_number,
        made_on=today,
        state="planned",
    )
    session.add(group)
    session.flush()
    return group


def standing_of(session: Session, group: PlannedGroup) -> GroupStanding:
    """How many said what."""
    answers = select(WishInvitation.answer).where(WishInvitation.group_id == group.id)
    said = Counter(session.scalars(answers))
    return GroupStanding(said["yes"] + group.by_hand, said["no"], said[None])


def find_uninvited(session: Session, group: PlannedGroup, today: date) -> list[Wish]:
    """Those who wait for just this, left a way to be reached, and were not asked about this group."""
    asked = select(WishInvitation.wish_id).where(WishInvitation.group_id == group.id)
    rows = session.scalars(
        select(Wish)
        .where(
            Wish.need == group.need,
            Wish.audience == group.audience,
            Wish.municipality_number == group.municipality_number,
            Wish.reach.is_not(None),
            Wish.expires_on > today,
            Wish.id.not_in(asked),
        )
        .order_by(Wish.expires_on, Wish.id)
    )
    return list(rows)


def invite(session: Session, group: PlannedGroup, now: datetime, settings: Settings) -> int:
    """Ask everybody who waits and left an e-mail address, by a neutral letter. Returns how many; nobody is asked twice."""
    asked = 0
    for wish in find_uninvited(session, group, now.date()):
        if "@" in (unseal(settings, wish.reach or "") or ""):
            _write(session, group, wish, now)
            asked += 1
    session.flush()
    return asked


def _write(session: Session, group: PlannedGroup, wish: Wish, now: datetime) -> None:
    token = secrets.token_urlsafe(32)
    session.add(WishInvitation(wish_id=wish.id, group_id=group.id, token_hash=digest(token)))
    outbox.queue(
        session,
        recipient_of(wish.reach or ""),
        "wishes/invitation",
        wish.language,
        unique_key=f"wish:{wish.id}:{group.id}",
        due_at=now,
        expires_at=datetime.combine(wish.expires_on, time(), OSLO),
        url=outbox.address(f"/onske/svar/{token}", wish.language),
    )


def find_invitation(session: Session, token: str) -> tuple[WishInvitation, PlannedGroup] | None:
    """What a link asks about, while the group is planned and the wish is there."""
    found = session.execute(
        select(WishInvitation, PlannedGroup)
        .join(PlannedGroup, PlannedGroup.id == WishInvitation.group_id)
        .where(WishInvitation.token_hash == digest(token), PlannedGroup.state == "planned")
    ).first()
    return (found[0], found[1]) if found else None


def answer(session: Session, token: str, said: str) -> str | None:
    """Keep a yes or a no, which may be changed. Returns what stands: `yes`, `no`, or `full` where eight have said yes before;
    None where the link leads nowhere."""
    found = find_invitation(session, token)
    if found is None:
        return None
    invitation, group = found
    session.get(PlannedGroup, group.id, with_for_update=True)  # of two at the same moment one is the eighth
    if said == "yes" and invitation.answer != "yes" and standing_of(session, group).is_full:
        return "full"
    invitation.answer = said
    session.flush()
    return said


def start(editing: Editing, group: PlannedGroup, place: str) -> Listing:
    """The group begins: a draft at the desk, which waits for its words; and those who said yes are erased.

    After the commit the caller empties SQLite's log (`db.forget_erased`).
    """
    name = f"{label_of(NEEDS, group.need)}: {place}"
    values = {"name": name, "kind": "group", "needs": [group.need], "audiences": [group.audience]}
    draft = create(editing, {**values, "municipality_number": group.municipality_number})
    group.state, group.listing_id = "started", draft.id
    session = editing.session
    came = select(WishInvitation.wish_id).where(
        WishInvitation.group_id == group.id, WishInvitation.answer == "yes"
    )
    erase(session, session.scalars(came).all())
    session.flush()
    return draft


def give_up(session: Session, group: PlannedGroup) -> None:
    """Nothing comes of it; whoever was asked waits on."""
    session.delete(group)
    session.flush()
