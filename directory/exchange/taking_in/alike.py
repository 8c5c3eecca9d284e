"""Are two listings of two sources one? Somebody says so: then it is one listing, and both sources tell of it."""

from directory.exchange.taking_in.models import SourceEntry
from directory.listings.editing.apply import Editing, change
from directory.listings.editing.lifecycle import discard, is_discardable
from directory.listings.records.models import Listing


def join(editing: Editing, entry: SourceEntry) -> None:
    """The entry tells of the listing that was there before. The draft that was made of it goes; what somebody has shown
    already is closed, with a word about it."""
    double = editing.session.get_one(Listing, entry.listing_id)
    entry.listing_id, entry.like_id = entry.like_id, None
    editing.session.flush()
    if is_discardable(editing.session, double):
        discard(editing, double)
    else:
        change(editing, double, {"status": "closed"}, reason=f"Er det samme som {entry.listing_id}")


def part(editing: Editing, entry: SourceEntry) -> None:
    """They are two. The draft waits for whoever shows it."""
    entry.like_id = None
    editing.session.flush()
