"""Where has nobody confirmed for long? Counted by county and by organisation, and the listings themselves."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from directory.listings.records.models import Listing, ListingOrganisation, Organisation
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import PUBLIC_STATUSES
from directory.web.formatting import norwegian_order

_MONTH = timedelta(days=30)
_COUNTY_DIGITS = 2  # a municipality's number begins with its county's
NOWHERE = "ingen"
"""What stands for no county, or no organisation, in an address."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many listings of a county or an organisation are shown, and how many of them nobody has confirmed for long."""

    code: str
    name: str | None
    shown: int
    stale: int


def by_county(session: Session, gazetteer: Gazetteer, today: date, months: int) -> list[Share]:
    """Every county that has listings, by name; what belongs to no county last, without a name."""
    rows = session.execute(
        _select_counts(Listing.municipality_number, today, months).group_by(Listing.municipality_number)
    )
    counts: dict[str, tuple[int, int]] = {}
    for number, shown, stale in rows:
        code = number[:_COUNTY_DIGITS] if number else NOWHERE
        before = counts.get(code, (0, 0))
        counts[code] = before[0] + shown, before[1] + stale
    shares = [_share(code, gazetteer, *count) for code, count in counts.items()]
    return sorted(shares, key=lambda share: (share.name is None, norwegian_order(share.name or "")))


def by_organisation(session: Session, today: date, months: int) -> list[Share]:
    """Every organisation that runs something, by name; what nobody is named for last, without a name."""
    rows = session.execute(
        _select_counts(ListingOrganisation.organisation_code, today, months)
        .add_columns(Organisation.name)
        .outerjoin(ListingOrganisation, ListingOrganisation.listing_id == Listing.id)
        .outerjoin(Organisation, Organisation.code == ListingOrganisation.organisation_code)
        .group_by(ListingOrganisation.organisation_code, Organisation.name)
    )
    shares = [Share(code or NOWHERE, name, shown, stale) for code, shown, stale, name in rows]
    return sorted(shares, key=lambda share: (share.name is None, norwegian_order(share.name or "")))


def select_unconfirmed(
    today: date, months: int, county: str | None = None, organisation: str | None = None
) -> Select[Listing]:
    """The listings that nobody has confirmed for so many months, the longest first; what never was comes before."""
    wanted = select(Listing).where(Listing.status.in_(PUBLIC_STATUSES), _is_stale(today, months))
    if county == NOWHERE:
        wanted = wanted.where(Listing.municipality_number.is_(None))
    elif county:
        wanted = wanted.where(Listing.municipality_number.startswith(county, autoescape=True))
    if organisation == NOWHERE:
        wanted = wanted.where(~Listing.run_by.any())
    elif organisation:
        wanted = wanted.where(Listing.run_by.any(ListingOrganisation.organisation_code == organisation))
    never = case((Listing.last_confirmed_on.is_(None), 0), else_=1)
    return wanted.order_by(never, Listing.last_confirmed_on, Listing.name, Listing.id)


def _select_counts(key: InstrumentedAttribute[Any], today: date, months: int) -> Select[Any]:
    stale = func.sum(case((_is_stale(today, months), 1), else_=0))
    return select(key, func.count(Listing.id), stale).where(Listing.status.in_(PUBLIC_STATUSES))


def _is_stale(today: date, months: int) -> ColumnElement[bool]:
    return or_(Listing.last_confirmed_on.is_(None), Listing.last_confirmed_on <= today - months * _MONTH)


def _share(code: str, gazetteer: Gazetteer, shown: int, stale: int) -> Share:
    place = gazetteer.by_number(code) if code != NOWHERE else None
    return Share(code, place.name if place else None, shown, stale)
