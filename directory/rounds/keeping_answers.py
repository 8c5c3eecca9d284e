"""How is an answer kept? What differs from what is known is changed by the desk's own rules; all else is a confirmation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session, lazyload

from directory.accounts.models import Actor, Person
from directory.accounts.sessions import digest
from directory.listings.editing.apply import Editing, change
from directory.listings.editing.changes import Change
from directory.listings.editing.scope import listings_of, nearest
from directory.listings.records.models import Listing
from directory.listings.upkeep.confirming import confirm
from directory.places.gazetteer import Gazetteer
from directory.rounds.known_answers import QUESTIONS, values_of
from directory.rounds.models import AskedReader, QuestionRound, RoundAnswer

_OVER = ("closed", "draft")
_UNREAD = (Listing.pauses, Listing.course, Listing.steps, Listing.pathways)


@dataclass(frozen=True, slots=True)
class AskedListing:
    """One listing of a link, the row of its answer, and who its reader is to it."""

    listing: Listing
    row: RoundAnswer
    acting: Actor


def find_asked(session: Session, token: str) -> AskedReader | None:
    """Whose link it is, while the round is open and they may still answer."""
    asked = session.scalar(
        select(AskedReader)
        .join(QuestionRound, QuestionRound.id == AskedReader.round_id)
        .where(AskedReader.token_hash == digest(token), QuestionRound.closed_at.is_(None))
    )
    if asked is None or (asked.person_id is None and asked.address is None):
        return None
    person = session.get(Person, asked.person_id) if asked.person_id is not None else None
    return None if asked.person_id is not None and not (person and person.current_grants) else asked


def listings_asked_about(session: Session, asked: AskedReader) -> list[AskedListing]:
    """All that they are asked about and answer for today, by place and name. What closed down meanwhile is left out."""
    person = session.get(Person, asked.person_id) if asked.person_id is not None else None
    reached = listings_of(session, person) if person else select(Listing)
    rows = session.execute(
        reached.join(RoundAnswer, RoundAnswer.listing_id == Listing.id)
        .add_columns(RoundAnswer)
        .where(RoundAnswer.asked_id == asked.id)
        .order_by(Listing.municipality_number, Listing.name, Listing.id)
        .options(*(lazyload(each) for each in _UNREAD))
    )
    return [
        AskedListing(listing, row, acting)
        for listing, row in rows
        if (acting := _acting(asked, person, listing)) and (listing.status not in _OVER or row.answered_at)
    ]


def _acting(asked: AskedReader, person: Person | None, listing: Listing) -> Actor | None:
    """In which role they answer, where it is one of theirs to answer for; none for an address that stands there no more."""
    if person is not None:
        mine = person.current_grants
        near = {each.role for each in mine if each.listing_id == listing.id}
        near |= {each.role for each in mine if each.organisation_code in listing.organisations}
        wide = person.roles - {"contact", "organisation_editor"}
        return nearest(person, near or ({asked.asked_as} & wide) or wide)
    still = {(each.email or "").lower() for each in listing.contacts if not each.private}
    if asked.asked_as == "contact" and asked.address not in still:
        return None
    return Actor(None, asked.asked_as)


def answers_before(session: Session, held_id: int, listing_ids: list[str]) -> dict[str, RoundAnswer]:
    """Of each listing its newest answer in an earlier round."""
    rows = session.scalars(
        select(RoundAnswer)
        .join(QuestionRound, QuestionRound.id == RoundAnswer.round_id)
        .where(RoundAnswer.listing_id.in_(listing_ids), RoundAnswer.round_id != held_id)
        .where(RoundAnswer.answered_at.is_not(None))
        .order_by(QuestionRound.year)
    )
    return {row.listing_id: row for row in rows}


def keep_answer(  # noqa: PLR0913  (what is kept, of whom, by whom)
    session: Session,
    gazetteer: Gazetteer,
    found: AskedListing,
    answers: Mapping[str, Any],
    comment: str | None,
    version: int | None,
    now: datetime,
) -> list[Change]:
    """Keep one listing's answers. Returns what was changed or waits.

    Raises:
        EditedMeanwhile: the listing is no longer at `version`; nothing is kept.
        ValueError: an answer cannot be used.
    """
    editing, listing = Editing(session, gazetteer, found.acting, now), found.listing
    made: list[Change] = []
    if listing.status not in _OVER:
        values = values_of(listing, answers)
        made = change(editing, listing, values, version=version) if values else []
        if answers["still"] != "no":
            confirm(editing, listing)
    found.row.answers = {name: answers[name] for name in QUESTIONS}
    found.row.comment, found.row.answered_at = comment, now
    session.flush()
    return made


def end_if_answered(session: Session, asked: AskedReader, now: datetime) -> bool:
    """Whether all that they were asked about is answered; then so are they."""
    left = select(RoundAnswer).where(RoundAnswer.asked_id == asked.id, RoundAnswer.answered_at.is_(None))
    if session.scalar(select(exists(left.subquery()))):
        return False
    mine = update(AskedReader).where(AskedReader.id == asked.id, AskedReader.answered_at.is_(None))
    session.execute(mine.values(answered_at=now))
    return True
