"""What if somebody one knows goes there? Where the first suggestions are all of one organisation, the nearest of the others."""

from collections.abc import Sequence
from datetime import datetime

from directory.listings.wording.presenting import when
from directory.matching.results.cards import CardRow, path_of
from directory.matching.suggesting.suggest import Suggestion
from directory.places.gazetteer import Gazetteer
from directory.web.formatting import kilometres_in_words, sentence

_AT_THE_TOP = 4
_LITTLE_FARTHER_KM = 10
_MOST = 3


def other_choices(near: Sequence[Suggestion], now: datetime, gazetteer: Gazetteer) -> tuple[CardRow, ...]:
    """The nearest of each other organisation that fits about as well; none where the top holds a choice already."""
    top, rest = near[:_AT_THE_TOP], near[_AT_THE_TOP:]
    seen = {_behind(suggestion) for suggestion in top}
    if len(seen) != 1 or seen == {None}:
        return ()
    reach = max(suggestion.distance_km or 0.0 for suggestion in top) + _LITTLE_FARTHER_KM
    rows: list[CardRow] = []
    for suggestion in rest:
        who = _behind(suggestion)
        if who not in seen and suggestion.fresh and (suggestion.distance_km or 0.0) <= reach:
            seen.add(who)
            rows.append(_row(suggestion, now, gazetteer))
    return tuple(rows[:_MOST])


def _behind(suggestion: Suggestion) -> str | None:
    return next(iter(suggestion.listing.organisations), None)


def _row(suggestion: Suggestion, now: datetime, gazetteer: Gazetteer) -> CardRow:
    listing = suggestion.listing
    time, _known = when(listing, suggestion.next_meeting, now)
    far = suggestion.distance_km
    note = ". ".join([*([sentence(kilometres_in_words(far))] if far is not None else []), time])
    return CardRow(listing.name, f"{note}.", path_of(listing, gazetteer))
