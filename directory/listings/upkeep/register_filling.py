"""What does the central register fill in? Telephone and web address of municipalities and organisations, where nobody here has told.

What somebody at the desk wrote, stays. What came from the register before is renewed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.contact_points.models import ContactPoint, CoveredArea
from directory.contact_points.registers import NAME, Entity
from directory.listings.records.models import Organisation
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place

_LEVEL = "municipal_service"


@dataclass(slots=True)
class Filled:
    """How many of each, and the organisations that were told apart by their whole name, for somebody to look at."""

    municipalities: int = 0
    organisations: int = 0
    unknown: int = 0
    by_name: list[str] = field(default_factory=list)


def fill(session: Session, entities: Iterable[Entity], gazetteer: Gazetteer, today: date) -> Filled:
    """Write what the register tells. Municipalities that are not in our geography are counted."""
    done = Filled()
    numbered, named = _organisations(session)
    found: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.municipality_number:
            place = gazetteer.by_number(entity.municipality_number)
            done.unknown += place is None
            done.municipalities += place is not None and _fill_municipality(session, place, entity, today)
        elif entity.number in numbered:
            done.organisations += _fill_organisation(numbered[entity.number], entity, today)
        elif entity.name.casefold() in named:
            found.setdefault(entity.name.casefold(), []).append(entity)
    for name, same in found.items():
        if len(same) == 1:  # two of one name: nobody knows which
            organisation = named[name]
            done.organisations += _fill_organisation(organisation, same[0], today)
            done.by_name.append(f"{organisation.code} = {same[0].number} {same[0].name}")
    session.flush()
    return done


def _organisations(session: Session) -> tuple[dict[str, Organisation], dict[str, Organisation]]:
    """Those that stand: by their number; and where it is not known, by their whole name."""
    rows = session.scalars(select(Organisation).where(Organisation.closed_on.is_(None))).all()
    numbered = {row.org_number: row for row in rows if row.org_number}
    return numbered, {row.name.casefold(): row for row in rows if not row.org_number}


def _fill_municipality(session: Session, place: Place, entity: Entity, today: date) -> bool:
    """The municipality's own door. Where somebody at the desk keeps another one for the same place alone, theirs stays."""
    if not (entity.phone or entity.url):
        return False
    number = str(place.municipality_number)
    row = session.get(ContactPoint, f"kommune{number}")
    if row is None:
        row = ContactPoint(id=f"kommune{number}", level=_LEVEL, name=f"{place.municipality} kommune")
        row.source, row.needs, row.audiences = NAME, [], []
        row.areas = [CoveredArea(area=number)]
        session.add(row)
    if row.source != NAME:
        return False
    row.phone, row.url, row.source_date = entity.phone, entity.url, today.isoformat()
    return True


def _fill_organisation(organisation: Organisation, entity: Entity, today: date) -> bool:
    theirs = organisation.reach_source == NAME
    wanted = {"phone": entity.phone, "url": entity.url}
    filled = {name: value for name, value in wanted.items() if theirs or getattr(organisation, name) is None}
    organisation.org_number = entity.number
    if not any(filled.values()):
        return False
    for name, value in filled.items():
        setattr(organisation, name, value)
    if organisation.reach_source is None:
        organisation.reach_source = NAME
    organisation.reach_date = today
    return True
