"""What is asked of `/services`? Its parameters together: every one takes away, none adds."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from directory.exchange.exporting.hsds.service_ids import which
from directory.exchange.exporting.hsds.taxonomies import TAXONOMIES, all_terms, taxonomy_id, term_id
from directory.listings.editing.changes import Change
from directory.listings.records.models import Listing
from directory.matching.suggesting.context import SearchContext
from directory.places.gazetteer import Gazetteer
from search_index.masks import Mask, Rows

MOST = 1000
USUAL = 50
_MOST_WORDS = 20
_WORD = re.compile(r"\w+")
_COLUMNS = {"class": Listing.class_, "leadership": Listing.leadership, "leader": Listing.leader}


class UnreadableParameter(ValueError):
    """A parameter that cannot be read. Its words name it, and never what was sent."""


@dataclass(frozen=True, slots=True)
class PageAsked:
    """Which page, and of how many; all of it at once where it streams."""

    number: int
    size: int
    streams: bool


def page_of(args: "MultiDict[str, str]") -> PageAsked:
    """The page that is asked for.

    Raises:
        UnreadableParameter: names the parameter.
    """
    form = args.get("format", "json")
    if form not in ("json", "ndjson"):
        raise UnreadableParameter("format must be json or ndjson.")
    return PageAsked(
        _whole(args, "page", 1, 1_000_000), _whole(args, "per_page", USUAL, MOST), form == "ndjson"
    )


def rows(
    args: "MultiDict[str, str]", context: SearchContext, gazetteer: Gazetteer, organisations: list[str]
) -> Rows:
    """The rows of the index that fit, in order of id.

    Raises:
        UnreadableParameter: names the parameter.
    """
    mask = context.columns.everything()
    for part in _parts(args, context, gazetteer, organisations):
        mask = mask & part
    return mask.rows()


def flag(args: "MultiDict[str, str]", name: str) -> bool:
    """Whether something is asked for."""
    text = args.get(name, "false").lower()
    if text not in ("true", "false", "1", "0", ""):
        raise UnreadableParameter(f"{name} must be true or false.")
    return text in ("true", "1")


def _parts(
    args: "MultiDict[str, str]", context: SearchContext, gazetteer: Gazetteer, organisations: list[str]
) -> Iterator[Mask]:
    columns = context.columns
    nothing = ~columns.everything()
    readers: dict[str, Callable[[str], Mask]] = {
        "search": lambda text: columns.mask_of(_having_words(text, context)),
        "organization_id": lambda id_: (
            columns.having("organisation", [code])
            if (code := which("organization", id_, organisations))
            else nothing
        ),
        "taxonomy_term_id": lambda id_: _with_term(id_, context),
        "taxonomy_id": lambda id_: _with_taxonomy(id_, context),
        "modified_after": lambda text: _changed_since(text, context),
        "postcode": lambda text: _near(text, args.get("proximity", ""), context, gazetteer),
    }
    for name, read in readers.items():
        for value in filter(None, (each.strip() for each in args.getlist(name))):
            yield read(value)


def _having_words(text: str, context: SearchContext) -> list[str]:
    """The ids of what has all the words, in its name or in what is written about it."""
    words = _WORD.findall(text[:400])[:_MOST_WORDS]
    found = [
        np.union1d(*(context.snapshot.text.search([word], field) for field in ("name", "text")))
        for word in words
    ]
    if not found:
        return []
    both = found[0]
    for each in found[1:]:
        both = np.intersect1d(both, each)
    return context.ids(both)


def _with_term(id_: str, context: SearchContext) -> Mask:
    found = next(((name, code) for name, code in all_terms() if term_id(name, code) == id_), None)
    return _having(*found, context) if found else ~context.columns.everything()


def _with_taxonomy(id_: str, context: SearchContext) -> Mask:
    name = next((each for each in TAXONOMIES if taxonomy_id(each) == id_), None)
    mask = ~context.columns.everything()
    for code in TAXONOMIES[name].codes if name else ():
        mask = mask | _having(str(name), code, context)
    return mask


def _having(name: str, code: str, context: SearchContext) -> Mask:
    facet = TAXONOMIES[name].facet
    if facet:
        return context.columns.having(facet, [code])
    ids = context.session.scalars(select(Listing.id).where(_COLUMNS[name] == code))
    return context.columns.mask_of(ids)


def _changed_since(text: str, context: SearchContext) -> Mask:
    """Changed at that moment or after it; where nobody changed it here, known since then."""
    try:
        since = datetime.fromisoformat(text.strip().replace(" ", "+"))
    except ValueError:
        raise UnreadableParameter("modified_after must be a moment, such as 2026-11-30T12:00:00Z.") from None
    since = since.replace(tzinfo=UTC) if since.tzinfo is None else since.astimezone(UTC)
    session = context.session
    changed = set(session.scalars(select(Change.listing_id).where(Change.applied_at >= since)))
    touched = set(session.scalars(select(Change.listing_id).where(Change.applied_at.is_not(None))))
    day = (
        since.date()
        if since.time() == datetime.min.time()
        else since.date().fromordinal(since.toordinal() + 1)
    )
    known = select(Listing.id).where((Listing.source_date >= day) | (Listing.last_confirmed_on >= day))
    return context.columns.mask_of(changed | (set(session.scalars(known)) - touched))


def _near(text: str, proximity: str, context: SearchContext, gazetteer: Gazetteer) -> Mask:
    """Within so many metres of a postcode; without a distance, what is in its municipality or takes people from there."""
    place = gazetteer.find(text, "postcode").place if text.isascii() and text.isdecimal() else None
    columns = context.columns
    if place is None:
        return ~columns.everything()
    if not proximity:
        number = [str(place.municipality_number)]
        return columns.having("municipality", number) | columns.having("catchment", number)
    if not proximity.isascii() or not proximity.isdecimal() or len(proximity) > 8:
        raise UnreadableParameter("proximity must be a whole number of metres.")
    return columns.within(place.latitude, place.longitude, int(proximity) / 1000)


def _whole(args: "MultiDict[str, str]", name: str, usual: int, most: int) -> int:
    text = args.get(name, "")
    if not text:
        return usual
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or not 1 <= int(text) <= most:
        raise UnreadableParameter(f"{name} must be a whole number from 1 to {most}.")
    return int(text)
