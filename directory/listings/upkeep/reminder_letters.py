"""What does a reminder say? One letter to each reader: what it is about, how it is confirmed, why they get it.

About one listing it says neither name nor need, and has a link that confirms that one. About more, to somebody at the desk,
it groups them by place with their names, and has two links: to their list, and to a page that confirms row by row.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from directory.accounts import links
from directory.listings.records.models import Listing
from directory.listings.upkeep.asking import Reader
from directory.mail import outbox
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import ASKED, FORMATS, WEEKDAYS, label
from directory.web.formatting import clock_in_words

CONFIRM_PATH = "/bekreft/"
"""Where the link of one listing leads, with its token behind."""
EACH_PATH = "/bekreft-hver/"
"""Where the link of somebody's listings leads."""
_LIST_PATH = "/skrivebord/oppforinger"
_LAST = list(ASKED)[-1]

_Row = tuple[str, str | None]
"""A listing as text, with its own link if it has one."""


def write_reminders(
    session: Session,
    gazetteer: Gazetteer,
    to_write: Mapping[tuple[str, Reader], list[Listing]],
    now: datetime,
) -> int:
    """Queue one letter to each reader of each step. Returns how many are new."""
    shared: dict[str, str] = {}
    written = 0
    for (step, reader), listings in to_write.items():
        about = [reader.email, *(listing.id for listing in listings)]
        key = hashlib.sha256("|".join(about).encode()).hexdigest()[:16]
        written += outbox.queue(
            session,
            reader.email,
            f"remind_{step}",
            reader.language,
            unique_key=f"remind:{step}:{now:%Y-%m-%d}:{key}",
            list_url=outbox.address(_LIST_PATH, reader.language),
            count=len(listings),
            **_ways_to_confirm(session, gazetteer, step, reader, listings, now, shared),
        )
    return written


def _ways_to_confirm(  # noqa: PLR0913  (what a letter is made of)
    session: Session,
    gazetteer: Gazetteer,
    step: str,
    reader: Reader,
    listings: list[Listing],
    now: datetime,
    shared: dict[str, str],
) -> dict[str, Any]:
    """The rows by place, and the link that confirms all of them one by one, where there is one."""
    if step == _LAST:
        return {}
    together = reader.person_id is not None and len(listings) > 1
    rows: list[tuple[Listing, str, str | None]] = [
        (each, _with_name(each, reader.language), None)
        if together
        else (each, _times(each, reader.language), _link(session, each, reader, now, shared))
        for each in listings
    ]
    token = links.make(session, "confirm", reader.person_id, now) if together else None
    return {
        "places": _by_place(rows, gazetteer, reader.language),
        "each_url": outbox.address(EACH_PATH + token, reader.language) if token else None,
    }


def _link(session: Session, listing: Listing, reader: Reader, now: datetime, shared: dict[str, str]) -> str:
    """The link of one listing. Roles without an account share one: a new link would end the former."""
    token = shared.get(listing.id) if reader.person_id is None else None
    if token is None:
        token = links.make(session, "confirm", reader.person_id, now, listing.id)
    if reader.person_id is None:
        shared[listing.id] = token
    return outbox.address(CONFIRM_PATH + token, reader.language)


def _by_place(
    rows: list[tuple[Listing, str, str | None]], gazetteer: Gazetteer, language: str
) -> list[tuple[str, list[_Row]]]:
    """The places in order, each with its listings."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for listing, words, url in rows:
        found[_where(listing, gazetteer, language)].append((words, url))
    return [(place, sorted(found[place], key=str)) for place in sorted(found)]


def _where(listing: Listing, gazetteer: Gazetteer, language: str) -> str:
    place = gazetteer.by_id(listing.place_id or listing.municipality_number or "")
    return place.name if place else label(FORMATS, next(iter(listing.formats), "online"), language)


def _with_name(listing: Listing, language: str) -> str:
    return ", ".join(filter(None, (listing.name, _times(listing, language))))


def _times(listing: Listing, language: str) -> str:
    """When it is, for whoever knows it, and nothing of what it is about: `tirsdag kl. 19`."""
    times = []
    for each in listing.schedules:
        day = label(WEEKDAYS, each.weekday, language)
        day = day if language == "en" else day.lower()
        times.append(f"{day} {clock_in_words(each.starts, language)}")
    return ", ".join(dict.fromkeys(times))
