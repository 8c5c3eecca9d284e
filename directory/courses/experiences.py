"""What did hosts learn? They write it for the next ones; another than they reads it before it is shared."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from directory.accounts.models import Person
from directory.courses.models import HostExperience
from directory.listings.editing.apply import Editing
from directory.listings.records.models import Listing


def write_experience(editing: Editing, listing: Listing, text: str) -> HostExperience | None:
    """Keep it until it is read; None for a course without a programme, which has no next hosts."""
    programme = listing.course.programme_code if listing.course else None
    if programme is None:
        return None
    row = HostExperience(
        listing_id=listing.id,
        programme_code=programme,
        text=text,
        made_on=editing.today,
        made_by=editing.by.person_id,
        state="waiting",
    )
    editing.session.add(row)
    editing.session.flush()
    return row


def waiting_for(person: Person) -> Select[HostExperience]:
    """What the person may decide about: not what they wrote themselves."""
    others = HostExperience.made_by.is_distinct_from(person.id)
    return select(HostExperience).where(HostExperience.state == "waiting", others).order_by(HostExperience.id)


def decide(session: Session, person: Person, number: int, state: str) -> bool:
    """Share it, or not; False where it does not wait for this person."""
    row = session.scalar(waiting_for(person).where(HostExperience.id == number))
    if row is None:
        return False
    row.state = state
    session.flush()
    return True


def shared_of(session: Session, programme_code: str, most: int) -> Sequence[tuple[HostExperience, str]]:
    """What is shared with the hosts of a programme, the latest first, each with the name of the run it was learned at."""
    rows = session.execute(
        select(HostExperience, Listing.name)
        .join(Listing, Listing.id == HostExperience.listing_id)
        .where(HostExperience.programme_code == programme_code, HostExperience.state == "shared")
        .order_by(HostExperience.made_on.desc(), HostExperience.id.desc())
        .limit(most)
    )
    return [(row, name) for row, name in rows]
