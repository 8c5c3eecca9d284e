"""Which wishes and planned groups are whose? A contact point's are those of the municipalities that it covers."""

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from directory.accounts.models import Person
from directory.contact_points.models import CoveredArea
from directory.listings.editing.scope import within
from directory.wishes.models import PlannedGroup, Wish


def contact_ids(person: Person) -> list[str]:
    """The contact points that the person stands for. Who oversees the house reads nobody's wishes by that."""
    return [grant.contact_id for grant in person.current_grants if grant.contact_id]


def in_area(number: InstrumentedAttribute[str], person: Person) -> ColumnElement[bool]:
    """In one of the municipalities that the person answers for."""
    areas: Select[str] = select(CoveredArea.area).where(CoveredArea.contact_id.in_(contact_ids(person)))
    return within(number, areas)


def find_wish(session: Session, person: Person, wish_id: str) -> Wish | None:
    """A wish within the person's area."""
    return session.scalar(select(Wish).where(Wish.id == wish_id, in_area(Wish.municipality_number, person)))


def groups_of(person: Person) -> Select[PlannedGroup]:
    """The groups that the person's contact points plan, the latest first."""
    mine = PlannedGroup.contact_id.in_(contact_ids(person))
    return select(PlannedGroup).where(mine).order_by(PlannedGroup.made_on.desc(), PlannedGroup.id)


def contact_for(session: Session, person: Person, number: str) -> str | None:
    """The one of the person's contact points that answers for a municipality."""
    areas = ("NO", number, number[:2])
    covering = select(CoveredArea.contact_id).where(
        CoveredArea.contact_id.in_(contact_ids(person)), CoveredArea.area.in_(areas)
    )
    return session.scalars(covering.order_by(CoveredArea.contact_id)).first()
