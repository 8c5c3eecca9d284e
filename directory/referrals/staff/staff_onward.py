"""What can start now where one has to wait, which groups come after a course, and who shows the way onward? Said of somebody else.

What a way leads to is said by name. What whoever runs the listing writes of it in free text speaks to the person who comes, so it
stands as a quotation. Where no way leads to a listing by name, what is near and fits the same person is named instead.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from directory.listings.records.listing_record import ListingRecord
from directory.listings.wording.presenting import join_words
from directory.matching.suggesting.suggest import Suggestion, Suggestions
from directory.referrals.staff.soon import begins_soon
from directory.web.catalogues import gettext as _

_MOST = 2


@dataclass(frozen=True, slots=True)
class Beside:
    """What else fits the same person, near or from home: names by id, nearest first. What can begin now, and which are groups."""

    now: Mapping[str, str]
    groups: Mapping[str, str]


def beside(found: Suggestions, now: datetime) -> Beside:
    """Of all that was found. Where one has to wait, or be referred, is nothing that can begin now."""
    near = (*found.of("near", "related_need", "neutral"), *found.online)
    starts = (each.listing for each in near if _at_once(each, now))
    return Beside(_names(starts), _names(each.listing for each in near if each.listing.kind == "group"))


def _at_once(suggestion: Suggestion, now: datetime) -> bool:
    listing = suggestion.listing
    return listing.kind != "course" and not listing.waiting_days and begins_soon(suggestion, now)


def _names(listings: Iterable[ListingRecord]) -> dict[str, str]:
    return {listing.id: listing.name for listing in listings}


def onward_of(listing: ListingRecord, names: Mapping[str, str], beside: Beside) -> list[str]:
    """The sentences of one listing. `names`: of the public listings that ways lead to."""
    return [*_meanwhile(listing, names, beside), *_after(listing, names, beside), *_farther(listing, names)]


def _meanwhile(listing: ListingRecord, names: Mapping[str, str], beside: Beside) -> Iterator[str]:
    if not (listing.waiting_days or listing.status == "full"):
        return
    linked = _linked(listing, "meanwhile", names)
    yield from _sentence(_("Mens personen venter: %(what)s."), linked)
    yield from _quoted(listing, "meanwhile")
    if not linked:
        yield from _sentence(_("Kan begynne nå: %(what)s."), _others(listing, beside.now))


def _after(listing: ListingRecord, names: Mapping[str, str], beside: Beside) -> Iterator[str]:
    linked = _linked(listing, "after", names)
    yield from _sentence(_("Etterpå: %(what)s."), linked)
    yield from _quoted(listing, "after")
    if listing.kind == "course" and not linked:
        yield from _sentence(_("Grupper å gå til etterpå: %(what)s."), _others(listing, beside.groups))


def _farther(listing: ListingRecord, names: Mapping[str, str]) -> Iterator[str]:
    yield from _sentence(_("Viser videre til %(what)s."), _linked(listing, "onward", names))
    yield from _quoted(listing, "onward")


def _sentence(words: str, names: list[str]) -> Iterator[str]:
    if names:
        yield words.replace("%(what)s", join_words(names))


def _linked(listing: ListingRecord, path: str, names: Mapping[str, str]) -> list[str]:
    ways = [way.to_id for way in listing.pathways if way.path == path]
    return [names[id_] for id_ in ways if id_ and id_ in names]


def _quoted(listing: ListingRecord, path: str) -> Iterator[str]:
    """What is said of a way that leads to no listing."""
    for way in listing.pathways:
        if way.path == path and way.text and not way.to_id:
            yield _("Arrangøren skriver: «%(words)s»").replace("%(words)s", way.text.strip())


def _others(listing: ListingRecord, names: Mapping[str, str]) -> list[str]:
    return [name for id_, name in names.items() if id_ != listing.id][:_MOST]
