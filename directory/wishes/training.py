"""Where does an initiator learn to start a group? The courses and services whose name says so, the nearest first."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.listings.records.models import Listing, bare
from directory.listings.wording.presenting import slug
from directory.places.loading import load
from directory.vocabulary import PUBLIC_STATUSES

_CALLED = ("igangset", "initiator")
"""How such a word begins in the three languages."""
_MOST = 3
_COUNTY_DIGITS = 2


def trainings_near(session: Session, municipality_number: str) -> list[tuple[str, str, str]]:
    """The id, the slug and the name of at most three: in the municipality, in the county, elsewhere."""
    named = or_(*(Listing.name.icontains(word) for word in _CALLED))
    wanted = select(Listing).where(
        named, Listing.kind.in_(("course", "service")), Listing.status.in_(PUBLIC_STATUSES)
    )
    near = (
        Listing.municipality_number.is_distinct_from(municipality_number),
        ~Listing.municipality_number.startswith(municipality_number[:_COUNTY_DIGITS]),
    )
    rows = session.scalars(bare(wanted).order_by(*near, Listing.name, Listing.id).limit(_MOST))
    return [(row.id, slug(row, load()), row.name) for row in rows]
