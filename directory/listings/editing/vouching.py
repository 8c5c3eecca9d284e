"""Are two people at the desk two people? Who gave whom a role, and who has been seen by another than that one.

Whoever gives roles can give one to a second mailbox of their own. So a role that somebody gave counts as theirs until
another has accepted something that was done with it, and nobody is the second pair of eyes for those who share a giver
with them, or for the giver.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from directory.accounts.models import TWO_STEPS, Grant

_FARTHEST = 4  # a national editor, a contact point, a contact, and one more


class Kinship:
    """Who gave whom a role, of these people and those above them: read once, for all that is asked about them."""

    def __init__(self, session: Session, people: Collection[int]) -> None:
        self._grants = _grants_up_from(session, people)

    def apart_from(self, person_id: int, others: Collection[int], *, strictly: bool = False) -> set[int]:
        """Those of `others` for whom the person is surely another. Themselves are not among them. `strictly`: also two who
        oversee the house and share a giver must have been seen by somebody else."""
        givers = {each: _givers(each, self._grants) for each in {person_id, *others}}
        known = {each for each in givers if _is_known(self._grants[each], strictly)}
        return {each for each in others if each != person_id and _are_two(person_id, each, givers, known)}


def circle_of(session: Session, person_id: int) -> set[int]:
    """The person, who gave them a role, and those to whom either gave one that nobody else has vouched for."""
    mine = select(Grant.given_by).where(Grant.person_id == person_id)
    givers = {each for each in session.scalars(mine) if each is not None}
    given = select(Grant).where(Grant.given_by.in_({person_id, *givers}))
    return {person_id, *givers, *(each.person_id for each in session.scalars(given) if not each.stands)}


def vouch(grants: Collection[Grant], now: datetime) -> None:
    """Another than the giver has accepted what was done with these roles: from now on they stand by themselves."""
    for each in grants:
        each.vouched_at = each.vouched_at or now


def _are_two(one: int, other: int, givers: Mapping[int, set[int]], known: Collection[int]) -> bool:
    if one in givers[other] or other in givers[one]:
        return False
    return not givers[one] & givers[other] or (one in known and other in known)


def _is_known(grants: Collection[Grant], strictly: bool) -> bool:
    """Somebody else has seen them at work; or their role is one that every overseer is told of when it is given."""
    return any(each.stands or (each.role in TWO_STEPS and not strictly) for each in grants)


def _givers(person_id: int, grants: Mapping[int, list[Grant]]) -> set[int]:
    """Who gave them a role, and who gave that one theirs, up to somebody who oversees the house. Ended roles count too:
    ending one makes nobody another."""
    found: set[int] = set()
    asked = {person_id}
    while asked:
        above = {each.given_by for one in asked for each in grants[one] if each.given_by is not None}
        new = above - found - {person_id}
        found |= new
        asked = {one for one in new if not any(each.role in TWO_STEPS for each in grants[one])}
    return found


def _grants_up_from(session: Session, people: Collection[int]) -> Mapping[int, list[Grant]]:
    """All roles that these people have and had, and those of whoever gave them, some steps up."""
    found: dict[int, list[Grant]] = defaultdict(list)
    asked = (
        select(Grant.person_id, literal(1).label("step"))
        .where(Grant.person_id.in_(people))
        .cte(recursive=True)
    )
    above = select(Grant.given_by, asked.c.step + 1).join(asked, asked.c.person_id == Grant.person_id)
    asked = asked.union(above.where(Grant.given_by.is_not(None), asked.c.step < _FARTHEST))
    rows = select(Grant).where(Grant.person_id.in_(select(asked.c.person_id)))
    for each in session.scalars(rows.order_by(Grant.id)):
        found[each.person_id].append(each)
    return found
