"""What waits until another has seen it? A telephone, an address or a site of somebody who answers.

Whoever makes a contact point, or an organisation's contact, could lead people to themselves by it. So what is written is
kept here, and stands on no page, until another person has said yes to it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from directory.accounts.models import Actor, Person
from directory.db.base import Base, Moment, one_of

KINDS = ("contact_point", "organisation")


class HeldReach(Base):
    """How one contact point or organisation shall be reached, and who wrote it. The newest takes the place of the one before."""

    __tablename__ = "held_reach"
    __table_args__ = (one_of("kind", KINDS), UniqueConstraint("kind", "scope"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    scope: Mapped[str]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    url: Mapped[str | None]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    made_as: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class ReachWays:
    """A telephone as it is printed, an e-mail address, and a site with its `https://`; None for what there is not."""

    phone: str | None = None
    email: str | None = None
    url: str | None = None


def hold(session: Session, kind: str, scope: str, ways: ReachWays, by: Actor, now: datetime) -> HeldReach:
    """Keep it until another has seen it."""
    let_go(session, kind, scope)
    held = HeldReach(
        kind=kind,
        scope=scope,
        phone=ways.phone,
        email=ways.email,
        url=ways.url,
        made_by=by.person_id,
        made_as=by.role,
        made_at=now,
    )
    session.add(held)
    session.flush()
    return held


def let_go(session: Session, kind: str, scope: str) -> None:
    """Nothing waits there any more."""
    session.execute(delete(HeldReach).where(HeldReach.kind == kind, HeldReach.scope == scope))


def held_for(session: Session, kind: str, scope: str) -> HeldReach | None:
    """What waits for this one."""
    return session.scalar(select(HeldReach).where(HeldReach.kind == kind, HeldReach.scope == scope))


def adds_something(ways: ReachWays, stands: ReachWays) -> bool:
    """Whether people would be led anywhere new by it; taking something away leads nobody astray."""
    pairs = ((ways.phone, stands.phone), (ways.email, stands.email), (ways.url, stands.url))
    return any(wanted and wanted != there for wanted, there in pairs)


def stands_for(person: Person, contact_id: str) -> bool:
    """Whether the person answers there in a role that rests on more than one person's word."""
    return any(grant.contact_id == contact_id and grant.stands for grant in person.current_grants)
