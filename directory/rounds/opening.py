"""How is everybody asked once? In batches, each kept with its letters: whoever dies in the middle goes on where it stopped.

A batch is one transaction under a lock on the round. What it holds is asked and queued together, or not at all.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, lazyload

from directory.accounts.sessions import digest
from directory.db import Database
from directory.listings.records.models import Listing
from directory.listings.upkeep.asking import Reader
from directory.rounds.models import AskedReader, QuestionRound, RoundAnswer
from directory.rounds.readers import Candidate, read_standing
from directory.rounds.refusals import mark_of, refused_marks, token_of
from directory.rounds.round_letters import key_of, write_question
from directory.vocabulary import PUBLIC_STATUSES

_AT_ONCE = 200
_COUNTY_DIGITS = 2


@dataclass(slots=True)
class AskingTurn:
    """Who is asked, as what, and the rows of what they are asked about."""

    candidate: Candidate | None
    rows: list[RoundAnswer] = field(default_factory=list)


def ask_everybody(base: Database, round_id: int, now: datetime) -> int:
    """Ask all who were not asked in this round. Safe to repeat, and to run twice at once. Returns how many letters are new."""
    with base.reading() as session:
        turns = _plan(session, round_id)
    new = 0
    for start in range(0, len(turns), _AT_ONCE):
        with base.writing() as session:
            held = _lock(session, round_id)
            if held is None or held.closed_at:
                return new
            new += _ask(session, held, turns[start : start + _AT_ONCE], now)
    with base.writing() as session:
        held = _lock(session, round_id)
        if held is not None and held.asked_at is None:
            held.asked_at = now
    return new


def ask_where_it_stopped(base: Database, now: datetime) -> int:
    """Go on with rounds whose opening died in the middle. Returns how many letters are new."""
    with base.reading() as session:
        stopped = select(QuestionRound.id).where(
            QuestionRound.asked_at.is_(None), QuestionRound.closed_at.is_(None)
        )
        found = session.scalars(stopped).all()
    return sum(ask_everybody(base, round_id, now) for round_id in found)


def _lock(session: Session, round_id: int) -> QuestionRound | None:
    return session.scalar(select(QuestionRound).where(QuestionRound.id == round_id).with_for_update())


def _plan(session: Session, round_id: int) -> list[AskingTurn]:
    """Each reader once, with all that they answer for; last, what nobody answers for."""
    standing = read_standing(session, refused_marks(session))
    turns: dict[str, AskingTurn] = defaultdict(lambda: AskingTurn(None))
    for listing in session.scalars(_select_unasked(round_id)):
        found = standing.first(listing)
        turn = turns[mark_of(found[1].email) if found else ""]
        turn.candidate = turn.candidate or found
        turn.rows.append(_row_of(listing, round_id))
    return sorted(turns.values(), key=lambda turn: turn.candidate is None)


def _select_unasked(round_id: int) -> Select[Listing]:
    there = select(RoundAnswer.listing_id).where(RoundAnswer.round_id == round_id)
    unread = (Listing.schedules, Listing.pauses, Listing.course, Listing.steps, Listing.pathways)
    return (
        select(Listing)
        .where(Listing.status.in_(PUBLIC_STATUSES), Listing.id.not_in(there))
        .order_by(Listing.id)
        .options(*(lazyload(each) for each in unread))
    )


def _row_of(listing: Listing, round_id: int) -> RoundAnswer:
    return RoundAnswer(
        round_id=round_id,
        listing_id=listing.id,
        organisation=next(iter(listing.organisations), None),
        county=(listing.municipality_number or "")[:_COUNTY_DIGITS] or None,
        class_=listing.class_,
        answers={},
        demo=listing.demo,
    )


def _ask(session: Session, held: QuestionRound, some: Sequence[AskingTurn], now: datetime) -> int:
    """Ask those of a batch who were not asked meanwhile, and queue their letters."""
    new = 0
    for turn, asked in _put_in(session, held, some):
        reader = turn.candidate[1] if turn.candidate else None
        if asked is not None and reader is not None:
            new += write_question(session, held, asked, reader.email, len(turn.rows), now)
    return new


def _put_in(
    session: Session, held: QuestionRound, some: Sequence[AskingTurn]
) -> Iterator[tuple[AskingTurn, AskedReader | None]]:
    ids = [row.listing_id for turn in some for row in turn.rows]
    there = select(RoundAnswer.listing_id).where(
        RoundAnswer.round_id == held.id, RoundAnswer.listing_id.in_(ids)
    )
    known, before = set(session.scalars(there)), _find_asked(session, held.id, some)
    made = []
    for turn in some:
        turn.rows = [row for row in turn.rows if row.listing_id not in known]
        asked = _asked_row(held.id, *turn.candidate) if turn.candidate and turn.rows else None
        new = asked is not None and asked.letter_key not in before
        if turn.rows and (new or turn.candidate is None):
            made.append((turn, asked))
    session.add_all(asked for _turn, asked in made if asked)
    session.flush()
    for turn, asked in made:
        for row in turn.rows:
            row.asked_id = asked.id if asked else None
        session.add_all(turn.rows)
    session.flush()
    yield from made


def _find_asked(session: Session, round_id: int, some: Sequence[AskingTurn]) -> set[str]:
    keys = [key_of(round_id, mark_of(turn.candidate[1].email)) for turn in some if turn.candidate]
    return set(session.scalars(select(AskedReader.letter_key).where(AskedReader.letter_key.in_(keys))))


def _asked_row(round_id: int, role: str, reader: Reader) -> AskedReader:
    mark = mark_of(reader.email)
    return AskedReader(
        round_id=round_id,
        letter_key=key_of(round_id, mark),
        person_id=reader.person_id,
        address=None if reader.person_id else reader.email,
        address_mark=mark,
        asked_as=role,
        language=reader.language if reader.language in ("nb", "nn", "en") else "nb",
        token_hash=digest(token_of(round_id, mark)),
        reminders=0,
    )
