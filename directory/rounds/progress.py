"""How far has a round come? Asked, sent, opened, answered and come back, of each organisation, county and class."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.mail.models import Letter
from directory.rounds.models import AskedReader, RoundAnswer

_BACK = ("failed", "unsure")


class AskedState(NamedTuple):
    """One listing of a round: what it is counted by, and how far its question came."""

    organisation: str | None
    county: str | None
    class_: str | None
    asked: bool
    sent: bool
    opened: bool
    answered: bool
    bounced: bool
    refused: bool
    demo: bool


class RoundSums(NamedTuple):
    """Listings: `nobody` are those that nobody could be asked about, all else is of `asked`."""

    asked: int = 0
    sent: int = 0
    opened: int = 0
    answered: int = 0
    bounced: int = 0
    refused: int = 0
    nobody: int = 0


def states_of(session: Session, round_id: int) -> list[AskedState]:
    """Every listing of a round. One statement."""
    rows = session.execute(
        select(RoundAnswer.organisation, RoundAnswer.county, RoundAnswer.class_, RoundAnswer.asked_id)
        .add_columns(RoundAnswer.answered_at, RoundAnswer.demo, AskedReader.opened_at, AskedReader.refused_at)
        .add_columns(Letter.state)
        .outerjoin(AskedReader, AskedReader.id == RoundAnswer.asked_id)
        .outerjoin(Letter, Letter.unique_key == AskedReader.letter_key)
        .where(RoundAnswer.round_id == round_id)
    )
    return [
        AskedState(
            organisation=organisation,
            county=county,
            class_=class_,
            asked=asked_id is not None,
            sent=state == "sent",
            opened=opened_at is not None,
            answered=answered_at is not None,
            bounced=state in _BACK,
            refused=refused_at is not None,
            demo=demo,
        )
        for organisation, county, class_, asked_id, answered_at, demo, opened_at, refused_at, state in rows
    ]


def sum_up(states: Iterable[AskedState]) -> RoundSums:
    """The sums of some listings."""
    some = list(states)
    return RoundSums(
        asked=sum(each.asked for each in some),
        sent=sum(each.sent for each in some),
        opened=sum(each.opened for each in some),
        answered=sum(each.answered for each in some),
        bounced=sum(each.bounced for each in some),
        refused=sum(each.refused for each in some),
        nobody=sum(not each.asked for each in some),
    )


def sums_by(
    states: Iterable[AskedState], key: Callable[[AskedState], str | None]
) -> dict[str | None, RoundSums]:
    """The sums of each organisation, county or class."""
    some: dict[str | None, list[AskedState]] = defaultdict(list)
    for each in states:
        some[key(each)].append(each)
    return {code: sum_up(found) for code, found in some.items()}
