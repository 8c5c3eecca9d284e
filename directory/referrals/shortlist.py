"""What stands on a list? The listings of its address, in its order, each with the ways to move it or take it off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from directory.matching.results.cards import Card, cards
from directory.matching.suggesting.listing_cache import CachedListing
from directory.matching.suggesting.service import Matching
from directory.matching.suggesting.suggest import Suggestion
from directory.matching.understanding.need import Need
from directory.referrals.list_address import list_url


@dataclass(frozen=True, slots=True)
class Item:
    """One listing as a card, and the list as it would be with it one step earlier or later."""

    card: Card
    up_url: str | None
    down_url: str | None


def items(listed: Sequence[CachedListing], matching: Matching, now: datetime) -> list[Item]:
    """The list as it is shown. Nothing is said of why: nobody asked."""
    ids = [each.listing.id for each in listed]
    made = cards([_plain(each, now) for each in listed], Need(), now, matching.gazetteer)
    return [
        Item(card._replace(reasons=()), _swap(ids, at - 1), _swap(ids, at)) for at, card in enumerate(made)
    ]


def _plain(cached: CachedListing, now: datetime) -> Suggestion:
    state = cached.state(now)
    return Suggestion(cached, cached.listing, "named", None, next(iter(state.meetings), None), state.fresh)


def _swap(ids: Sequence[str], at: int) -> str | None:
    """The list with the items at `at` and after it in each other's place; None beyond its ends."""
    if not 0 <= at < len(ids) - 1:
        return None
    return list_url([*ids[:at], ids[at + 1], ids[at], *ids[at + 2 :]])
