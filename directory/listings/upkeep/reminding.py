"""Who must be asked today whether a listing is still so? Safe to run every day, and nobody is asked twice.

First whoever has the responsibility, with a link that confirms that one listing; without an answer the contact point of
the place; then the national editor. A contact point that does not answer is silent from the day it was asked. What nobody
confirms for long is hidden, never deleted, and shown again when somebody confirms it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from directory.listings.editing.apply import Editing, change
from directory.listings.editing.due import apply_due, let_go_of_past_times
from directory.listings.editing.moderation import HOUSE
from directory.listings.records.models import Listing
from directory.listings.records.reminders import Reminder
from directory.listings.upkeep.asking import Reader, current_roles, fall_silent, next_step
from directory.listings.upkeep.claims import forget_old
from directory.listings.upkeep.reminder_letters import write_reminders
from directory.listings.upkeep.reports import forget_decided
from directory.places.gazetteer import Gazetteer
from directory.settings import Periods
from directory.vocabulary import ASKED, PUBLIC_STATUSES
from directory.web.clock import OSLO
from directory.web.formatting import months_ago

UNCONFIRMED = "Ingen har bekreftet det på lenge"
"""Why the house hid something, as it stands in the history."""
_MONTH = timedelta(days=30)
_LAST = list(ASKED)[-1]


@dataclass(slots=True)
class Reminded:
    """What one run did: changes that began, listings asked about in each step, letters, what was hidden, who fell
    silent."""

    begun: int = 0
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASKED, 0))
    letters: int = 0
    hidden: int = 0
    silent: int = 0


def remind(session: Session, gazetteer: Gazetteer, now: datetime, periods: Periods) -> Reminded:
    """All that the house does by itself on a day. Two runs at the same time wait for each other."""
    done, today = Reminded(begun=apply_due(session, gazetteer, now)), now.astimezone(OSLO).date()
    let_go_of_past_times(session, gazetteer, now)
    listings = _find_unconfirmed(session, today - periods.remind_months * _MONTH)
    asked = _earlier_reminders(session, listings)
    house = Editing(session, gazetteer, HOUSE, now)
    for listing in listings:
        if _is_over(listing, asked[listing.id], today, periods):
            change(house, listing, {"status": "hidden"}, reason=UNCONFIRMED)
            done.hidden += 1
    shown = [listing for listing in listings if listing.public]
    done.letters = write_reminders(session, gazetteer, _ask(session, shown, asked, today, periods, done), now)
    forget_old(session, today)
    forget_decided(session, now - timedelta(days=periods.reports_days))
    session.flush()
    return done


def ask_again(session: Session, gazetteer: Gazetteer, listing: Listing, now: datetime) -> str | None:
    """Ask from the beginning whether this one is still so. Returns who is asked, of `ASKED`; None where that was done today,
    or nobody stands anywhere."""
    today = now.astimezone(OSLO).date()
    found = next_step(session, listing, {}, today, timedelta(0), current_roles(session))
    if found is None or not found[1]:
        return None
    session.execute(delete(Reminder).where(Reminder.listing_id == listing.id))
    session.add(Reminder(listing_id=listing.id, asked=found[0], made_on=today))
    to_write = {(found[0], reader): [listing] for reader in found[1]}
    return found[0] if write_reminders(session, gazetteer, to_write, now) else None


def _ask(
    session: Session,
    listings: list[Listing],
    asked: dict[str, dict[str, date]],
    today: date,
    periods: Periods,
    done: Reminded,
) -> dict[tuple[str, Reader], list[Listing]]:
    """Keep who is asked today about what, and count it in `done`. Returns the letters to be written."""
    letters: dict[tuple[str, Reader], list[Listing]] = defaultdict(list)
    patience, standing = timedelta(weeks=periods.escalate_weeks), current_roles(session)
    for listing in listings:
        before = asked[listing.id]
        step = next_step(session, listing, before, today, patience, standing)
        if step is None:
            continue
        session.add(Reminder(listing_id=listing.id, asked=step[0], made_on=today))
        done.asked[step[0]] += 1
        if step[0] == _LAST and "contact_point" in before:
            done.silent += len(fall_silent(session, listing, before["contact_point"]))
        for reader in step[1]:
            letters[step[0], reader].append(listing)
    return letters


def _earlier_reminders(session: Session, listings: list[Listing]) -> dict[str, dict[str, date]]:
    """Of each listing: who was asked about it on which day, since it was confirmed last."""
    asked: dict[str, dict[str, date]] = {listing.id: {} for listing in listings}
    for row in session.scalars(select(Reminder)):
        asked.setdefault(row.listing_id, {})[row.asked] = row.made_on
    return asked


def _find_unconfirmed(session: Session, before: date) -> list[Listing]:
    """What is shown and was not confirmed since; locked, so that a second run waits and then sees who was asked."""
    rows = session.scalars(
        select(Listing)
        .where(
            Listing.status.in_(PUBLIC_STATUSES),
            or_(Listing.last_confirmed_on.is_(None), Listing.last_confirmed_on <= before),
        )
        .order_by(Listing.id)
        .with_for_update()
    )
    return list(rows)


def _is_over(listing: Listing, asked: dict[str, date], today: date, periods: Periods) -> bool:
    """Unconfirmed for too long, and everybody was asked and had time. What never was confirmed counts from the
    document that it was taken from, or else from the first question."""
    if _LAST not in asked or today < asked[_LAST] + timedelta(weeks=periods.escalate_weeks):
        return False
    since = listing.last_confirmed_on or listing.source_date or min(asked.values())
    return months_ago(since, today) >= periods.hide_months
