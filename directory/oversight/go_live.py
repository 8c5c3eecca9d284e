"""Is the house ready for real people? What can be seen from here is seen; the rest somebody ticks off by name of a code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, ForeignKey, FromClause, Select, func, literal, select, union_all
from sqlalchemy.orm import Mapped, Session, lazyload, mapped_column

from directory import db
from directory.accounts.access import OVERSEERS
from directory.accounts.models import Grant, Person
from directory.contact_points.held_reach import HeldReach
from directory.contact_points.models import ContactPoint
from directory.db.base import Base, Moment
from directory.listings.readiness import select_unready
from directory.listings.records.models import Listing, bare
from directory.listings.starting.starting_data import select_demonstration
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
    counts = _counts(session)
    seen = [Check(code, is_done(counts, settings)) for code, is_done in _SEEN.items()]
    counted = [Check(code, not counts[code], counts[code]) for code in _LEFT]
    by_hand = [Check(code, code in counts, by_hand=True) for code in TICKED_BY_HAND]
    return [*seen, *counted, *by_hand]


def _counts(session: Session) -> Mapping[str, int]:
    """How many there are of all that is counted, by code, and each code that was ticked off; one statement."""
    wanted = [select(literal(code), func.count()).select_from(rows) for code, rows in _rows_by_code().items()]
    ticked = select(GoLiveTick.code, literal(1))
    return {row[0]: row[1] for row in session.execute(union_all(*wanted, ticked))}


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
    return list(session.scalars(bare(wanted)))


def contacts_to_confirm(session: Session) -> list[ContactPoint]:
    """Those who answer, as the starting data has them, until somebody has called."""
    wanted = select(ContactPoint).where(ContactPoint.confirm, ~ContactPoint.demo).order_by(ContactPoint.id)
    unread = (lazyload(ContactPoint.opening), lazyload(ContactPoint.areas))
    return list(session.scalars(wanted.options(*unread)))


def _to_confirm() -> ColumnElement[bool]:
    return Listing.go_live_note.is_not(None) & ~Listing.demo & Listing.status.in_((*PUBLIC_STATUSES, "draft"))


def _own_secret(_counts: Mapping[str, int], settings: Settings) -> bool:
    """Not the one that a development machine makes for itself."""
    made = settings.instance / "secret_key"
    return not (made.exists() and made.read_text(encoding="ascii").strip() == settings.secret_key)


def _real_address(_counts: Mapping[str, int], settings: Settings) -> bool:
    host = urlsplit(settings.public_url).hostname or ""
    return (
        settings.https and "." in host and not host.endswith((".example", ".test", ".invalid", ".localhost"))
    )


def _has_sent_letter(counts: Mapping[str, int], settings: Settings) -> bool:
    """By a mail server: what only lies in a folder reaches nobody."""
    return not settings.mail_url.startswith("file:") and counts["mail_sent"] > 0


_SEEN: dict[str, Callable[[Mapping[str, int], Settings], bool]] = {
    "production": lambda _counts, settings: settings.production,
    "secret": _own_secret,
    "public_address": _real_address,
    "demo_removed": lambda counts, _settings: not counts["demo"],
    "backup_key": lambda _counts, settings: settings.backup_key is not None,
    "contact_email": lambda _counts, settings: bool(settings.contact_email),
    "mail_from": lambda _counts, settings: bool(settings.mail_from),
    "mail_sent": _has_sent_letter,
    # Somebody must be able to look at what the national editor changes.
    "two_pairs_of_eyes": lambda counts, _settings: counts["overseers"] > 1,
    "contact_point_made": lambda counts, _settings: counts["contact_point_made"] > 0,
}
_LEFT = (
    "lines_confirmed",
    "contacts_confirmed",
    "listings_confirmed",
    "everything_reached",
    "reach_seen",
    "nobody_silent",
)


def _select_contact_points() -> Select[str]:
    """Those near who answer, by a number or an address that another has seen."""
    reached = ContactPoint.phone.is_not(None) | ContactPoint.email.is_not(None)
    standing = (ContactPoint.level == "contact_point") & ~ContactPoint.demo & ContactPoint.closed_on.is_(None)
    return select(ContactPoint.id).where(standing, reached)


def _rows_by_code() -> dict[str, FromClause]:
    """The rows that are counted, by code."""
    sent = (Letter.kind == TEST_LETTER, Letter.state.in_(("sent", "settled")))
    overseeing = (Grant.role.in_(OVERSEERS), Grant.until.is_(None), Person.disabled_at.is_(None))
    overseers = select(Person.id).join(Grant, Grant.person_id == Person.id).where(*overseeing).distinct()
    asked = select(ContactPoint.id).where(ContactPoint.confirm, ~ContactPoint.demo)
    rows = {
        "lines_confirmed": asked.where(ContactPoint.level == "national_line"),
        "contacts_confirmed": asked.where(ContactPoint.level != "national_line"),
        "contact_point_made": _select_contact_points(),
        "everything_reached": select_unready().order_by(None).with_only_columns(Listing.id),
        "reach_seen": select(HeldReach.id),
        "listings_confirmed": select(Listing.id).where(_to_confirm()),
        "nobody_silent": select(ContactPoint.id).where(
            ContactPoint.silent_since.is_not(None), ~ContactPoint.demo
        ),
        "demo": select_demonstration(),
        "mail_sent": select(Letter.id).where(*sent),
        "overseers": overseers,
    }
    return {code: wanted.subquery() for code, wanted in rows.items()}
