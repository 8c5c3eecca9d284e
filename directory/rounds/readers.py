"""Who is asked about each listing? Its contact, else the organisation's editor, else the contact point of the place.

One for each listing: of two, each would think that the other answered. Whoever wants to be asked no more is passed over.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Grant, Person
from directory.contact_points.models import ContactPoint, CoveredArea
from directory.contact_points.responsibility import COUNTRY
from directory.listings.records.models import Listing
from directory.listings.upkeep.asking import Reader
from directory.rounds.refusals import mark_of

_COUNTY_DIGITS = 2
_KINDS = ("contact", "organisation_editor", "contact_point")
Candidate = tuple[str, Reader]
"""The role in which somebody is asked, and who they are."""


@dataclass(slots=True)
class PossibleReaders:
    """Everybody who may be asked, by what they answer for; read once for all listings."""

    by_role: dict[tuple[str, str], list[Reader]] = field(default_factory=lambda: defaultdict(list))
    refused: Collection[str] = ()

    def first(self, listing: Listing) -> Candidate | None:
        """Who is asked about the listing; None where there is nobody."""
        return next(
            (each for each in self._candidates(listing) if mark_of(each[1].email) not in self.refused), None
        )

    def _candidates(self, listing: Listing) -> Iterator[Candidate]:
        people = self.by_role.get(("contact", listing.id), [])
        for reader in people or _roles_of(listing):
            yield "contact", reader
        for code in listing.organisations:
            for reader in self.by_role.get(("organisation_editor", code), []):
                yield "organisation_editor", reader
        number = listing.municipality_number or COUNTRY
        for area in dict.fromkeys((number, number[:_COUNTY_DIGITS], COUNTRY)):
            for reader in self.by_role.get(("contact_point", area), []):
                yield "contact_point", reader


def read_standing(session: Session, refused: Collection[str]) -> PossibleReaders:
    """Everybody with a role that may be asked, the longest first; contact points with their own address last."""
    standing, covered = PossibleReaders(refused=refused), _read_areas(session)
    wanted = (
        select(Grant.role, Grant.listing_id, Grant.organisation_code, Grant.contact_id)
        .add_columns(Person.email, Person.language, Person.id)
        .join(Person, Person.id == Grant.person_id)
        .where(Grant.role.in_(_KINDS), Grant.until.is_(None))
        .where(Person.disabled_at.is_(None), Person.email.is_not(None))
        .order_by(Grant.id)
    )
    for role, listing_id, organisation, contact_id, *person in session.execute(wanted):
        reader = Reader(*person)
        for scope in covered[contact_id] if contact_id else [listing_id or organisation]:
            standing.by_role[role, scope].append(reader)
    _add_own_addresses(session, standing, covered)
    return standing


def _read_areas(session: Session) -> dict[str, list[str]]:
    covered: dict[str, list[str]] = defaultdict(list)
    rows = session.execute(
        select(CoveredArea.contact_id, CoveredArea.area).order_by(CoveredArea.contact_id, CoveredArea.area)
    )
    for contact_id, area in rows:
        covered[contact_id].append(area)
    return covered


def _add_own_addresses(session: Session, standing: PossibleReaders, covered: dict[str, list[str]]) -> None:
    points = select(ContactPoint.id, ContactPoint.email).where(
        ContactPoint.level == "contact_point",
        ContactPoint.email.is_not(None),
        ContactPoint.closed_on.is_(None),
    )
    for contact_id, email in session.execute(points.order_by(ContactPoint.id)):
        for area in covered[contact_id]:
            standing.by_role["contact_point", area].append(Reader(str(email).lower(), "nb", None))


def _roles_of(listing: Listing) -> list[Reader]:
    emails = (each.email.lower() for each in listing.contacts if each.email and not each.private)
    return [Reader(email, listing.language, None) for email in dict.fromkeys(emails)]
