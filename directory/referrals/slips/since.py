"""What is different since a slip was made? Said of each listing from the day on which the change began to count."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing
from directory.listings.wording.coming import PLACE, coming_from, scheduled_changes
from directory.listings.wording.presenting import place_in_words
from directory.places.gazetteer import Gazetteer
from directory.web.catalogues import gettext as _
from directory.web.clock import OSLO
from directory.web.formatting import date_in_words

Since = Mapping[str, list[str]]


def changes_since(
    session: Session, listings: Iterable[Listing], made_on: date, gazetteer: Gazetteer, now: datetime
) -> Since:
    """By listing: sentences on what changed from `made_on` on, then on what is known to change later."""
    listings = list(listings)
    ids = [listing.id for listing in listings]
    begun = datetime.combine(made_on, time.min, OSLO)
    done = select(Change).where(
        Change.listing_id.in_(ids), Change.state == "applied", Change.applied_at >= begun
    )
    past = _by_listing(
        row for row in session.scalars(done) if "id" not in row.fields
    )  # that was its beginning
    ahead = _by_listing(scheduled_changes(session, ids))
    return {
        listing.id: [
            *_say(past[listing.id], listing, gazetteer, now.date()),
            *(coming.text for coming in coming_from(ahead[listing.id], listing, gazetteer, now.date())),
        ]
        for listing in listings
    }


def _by_listing(changes: Iterable[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = defaultdict(list)
    for each in changes:
        found[each.listing_id].append(each)
    return found


def _say(changes: Iterable[Change], listing: Listing, gazetteer: Gazetteer, today: date) -> Iterator[str]:
    """One sentence for each kind of change, of the last time that it happened."""
    last: dict[str, date] = {}
    for each in changes:
        day = (each.applied_at or each.made_at).astimezone(OSLO).date()
        for field in each.fields:
            last[field] = max(day, last.get(field, day))
    kinds = (
        (PLACE, _new_place(listing, gazetteer)),
        (("meetings", "course"), _("Nye tider siden %(date)s.")),
        (("contacts", "phone", "email"), _("Ny måte å ta kontakt på siden %(date)s.")),
        (("name",), _("Nytt navn siden %(date)s.")),
    )
    for fields, words in kinds:
        days = [last[field] for field in fields if field in last]
        if days:
            yield words.replace("%(date)s", date_in_words(max(days), today))


def _new_place(listing: Listing, gazetteer: Gazetteer) -> str:
    where = place_in_words(listing, gazetteer)
    return _("Flyttet til nytt sted %(date)s: %(where)s.").replace("%(where)s", where)
