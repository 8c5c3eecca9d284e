"""What is there already? Every listing with its name, state and place, and when it meets: read once for a whole list."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import Session

from directory.listings.records.models import Listing
from directory.listings.records.schedules import Schedule


class StandingListing(NamedTuple):
    """A listing as far as a list is compared with it. `reached`: whoever brings the list may edit it."""

    listing_id: str
    name: str
    status: str
    municipality: str | None
    latitude: float | None
    longitude: float | None
    reached: bool


@dataclass(slots=True)
class Standing:
    """All of them by id, and by weekday and time those that meet then and are not closed."""

    by_id: dict[str, StandingListing] = field(default_factory=dict)
    at: dict[tuple[str, str], list[StandingListing]] = field(default_factory=lambda: defaultdict(list))

    @property
    def reached(self) -> set[str]:
        """The ids of those that may be edited."""
        return {each.listing_id for each in self.by_id.values() if each.reached}


def read_standing(session: Session, mine: Select[Listing] | None = None) -> Standing:
    """`mine`: what whoever brings the list may edit; None for everything."""
    reached = Listing.id.in_(mine.with_only_columns(Listing.id)) if mine is not None else literal(True)
    rows = session.execute(
        select(
            Listing.id,
            Listing.name,
            Listing.status,
            Listing.municipality_number,
            Listing.latitude,
            Listing.longitude,
            reached.label("reached"),
            Schedule.weekday,
            Schedule.starts,
        ).outerjoin(Schedule, Schedule.listing_id == Listing.id)
    )
    found = Standing()
    for id_, name, status, number, latitude, longitude, may, weekday, starts in rows:
        held = found.by_id.setdefault(
            id_, StandingListing(id_, name, status, number, latitude, longitude, may)
        )
        if weekday is not None and status != "closed":
            found.at[weekday, f"{starts:%H:%M}"].append(held)
    return found
