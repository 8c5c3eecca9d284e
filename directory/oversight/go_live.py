"""Is the house ready for real people? What can be seen from here is seen; the rest somebody ticks off by name of a code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from directory import db
from directory.accounts import roles
from directory.contact_points.held_reach import HeldReach
from directory.contact_points.models import ContactPoint
from directory.db.base import Base, Moment
from directory.listings.readiness import is_unready
from directory.listings.records.models import Listing
from directory.listings.starting.starting_data import has_demonstration
from directory.mail.models import Letter
from directory.settings import Settings
from directory.vocabulary import PUBLIC_STATUSES

TEST_LETTER = "test"
TICKED_BY_HAND = (
    "mail_arrived",
    "backup_restored",
    "remind_daily",
    "privacy_read",
    "accessibility_read",
    "policy_read",
)
"""What only a person can know."""


class GoLiveTick(Base):
    """Somebody has seen to one thing. `code` is one of `TICKED_BY_HAND`."""

    __tablename__ = "go_live_tick"

    code: Mapped[str] = mapped_column(primary_key=True)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    made_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to be in order: whether it is, how many are left where it is counted, and if a person says so."""

    code: str
    done: bool
    left: int | None = None
    by_hand: bool = False


def checks(session: Session, settings: Settings) -> list[Check]:
    """Everything, in the order in which one would do it."""
    seen = [Check(code, is_done(session, settings)) for code, is_done in _SEEN.items()]
    counted = [Check(code, not left, left) for code, left in _count_left(session).items()]
    ticked = set(session.scalars(select(GoLiveTick.code)))
    by_hand = [Check(code, code in ticked, by_hand=True) for code in TICKED_BY_HAND]
    return [*seen, *counted, *by_hand]


def tick(session: Session, code: str, done: bool, person_id: int, now: datetime) -> None:
    """Say that something is in order, or that it is not after all."""
    row = session.get(GoLiveTick, code)
    if done:
        session.execute(
            db.insert(session, GoLiveTick)
            .values(code=code, made_by=person_id, made_at=now)
            .on_conflict_do_nothing(index_elements=["code"])
        )
    elif row is not None:
        session.delete(row)
    session.flush()


def listings_to_confirm(session: Session) -> list[Listing]:
    """What the starting data says must be asked about first; what is made up is not asked about."""
    wanted = select(Listing).where(_to_confirm()).order_by(Listing.name, Listing.id)
    return list(session.scalars(wanted))


def lines_to_confirm() -> ColumnElement[bool]:
    """Lines for the whole country whose hours and number nobody has confirmed."""
    return ContactPoint.confirm & ~ContactPoint.demo & (ContactPoint.level == "national_line")


def contacts_to_confirm(session: Session) -> list[ContactPoint]:
    """Those who answer, as the starting data has them, until somebody has called."""
    wanted = select(ContactPoint).where(ContactPoint.confirm, ~ContactPoint.demo).order_by(ContactPoint.id)
    return list(session.scalars(wanted))


def _to_confirm() -> ColumnElement[bool]:
    return Listing.go_live_note.is_not(None) & ~Listing.demo & Listing.status.in_((*PUBLIC_STATUSES, "draft"))


def _count_left(session: Session) -> dict[str, int]:
    """How much of each is left, in one statement."""
    counts = [
        select(func.count()).where(clause()).scalar_subquery().label(code)
        for code, clause in _COUNTED.items()
    ]
    return dict(session.execute(select(*counts)).one()._mapping)


def _own_secret(_session: Session, settings: Settings) -> bool:
    """Not the one that a development machine makes for itself."""
    made = settings.instance / "secret_key"
    return not (made.exists() and made.read_text(encoding="ascii").strip() == settings.secret_key)


def _real_address(_session: Session, settings: Settings) -> bool:
    host = urlsplit(settings.public_url).hostname or ""
    return (
        settings.https and "." in host and not host.endswith((".example", ".test", ".invalid", ".localhost"))
    )


def _has_sent_letter(session: Session, settings: Settings) -> bool:
    """By a mail server: what only lies in a folder reaches nobody."""
    sent = select(Letter.id).where(Letter.kind == TEST_LETTER, Letter.state.in_(("sent", "settled"))).limit(1)
    return not settings.mail_url.startswith("file:") and session.scalar(sent) is not None


def _two_pairs_of_eyes(session: Session, _settings: Settings) -> bool:
    """Somebody must be able to look at what the national editor changes."""
    overseers = [*roles.holders(session, "national_editor"), *roles.holders(session, "administrator")]
    return len({person.id for person in overseers}) > 1


def _has_contact_point(session: Session, _settings: Settings) -> bool:
    """Somebody near who answers, by a number or an address that another has seen."""
    reached = ContactPoint.phone.is_not(None) | ContactPoint.email.is_not(None)
    standing = (ContactPoint.level == "contact_point") & ~ContactPoint.demo & ContactPoint.closed_on.is_(None)
    return session.scalar(select(ContactPoint.id).where(standing, reached).limit(1)) is not None


_SEEN: dict[str, Callable[[Session, Settings], bool]] = {
    "production": lambda _session, settings: settings.production,
    "secret": _own_secret,
    "public_address": _real_address,
    "demo_removed": lambda session, _settings: not has_demonstration(session),
    "backup_key": lambda _session, settings: settings.backup_key is not None,
    "contact_email": lambda _session, settings: bool(settings.contact_email),
    "mail_from": lambda _session, settings: bool(settings.mail_from),
    "mail_sent": _has_sent_letter,
    "two_pairs_of_eyes": _two_pairs_of_eyes,
    "contact_point_made": _has_contact_point,
}
_COUNTED: dict[str, Callable[[], ColumnElement[bool]]] = {
    "lines_confirmed": lines_to_confirm,
    "contacts_confirmed": lambda: (
        ContactPoint.confirm & ~ContactPoint.demo & (ContactPoint.level != "national_line")
    ),
    "listings_confirmed": _to_confirm,
    "everything_reached": lambda: Listing.status.in_(PUBLIC_STATUSES) & ~Listing.demo & is_unready(),
    "reach_seen": lambda: HeldReach.id.is_not(None),
    "nobody_silent": lambda: ContactPoint.silent_since.is_not(None) & ~ContactPoint.demo,
}
