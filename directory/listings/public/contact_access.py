"""What may a listing's page show of its private contacts? All, or one press, or how long it is until its turn.

It is the same for everybody, with or without JavaScript: a form, and an address that shows the contact when its turn has come. What
that address carries is signed, names a listing and a moment and nobody, and is good for a quarter of an hour, so that
whoever has rung comes back to the same page. It may be used again: a script gains nothing that it had not got.
"""

import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, request, url_for
from flask_babel import ngettext
from itsdangerous import BadSignature, URLSafeSerializer

from directory.listings.public import contact_limit
from directory.listings.records.models import Listing
from directory.web.language import keep_query
from directory.web.wire.page_tags import keep_nowhere

_GOOD_FOR = timedelta(minutes=15)
_CARRIED = "kontakt"
_FULL = "fullt"
_SALT = "when a private contact is shown"


@dataclass(frozen=True, slots=True)
class ContactAccess:
    """Whether private contacts are `shown`. If not: where one asks for them, or how long one `waits`, and where one looks again."""

    shown: bool = False
    ask_url: str | None = None
    full: bool = False
    waits: str | None = None
    again_url: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


def access_to(listing: Listing, slug: str, now: datetime) -> ContactAccess:
    """What this request is shown of the listing's private contacts. One that is shown is counted."""
    contacts, carried = contact_limit.count_private(listing, now.date()), request.args.get(_CARRIED, "")
    if contacts:
        keep_nowhere()  # who is shown one is counted, and one that is erased is gone at once
    turn = _turn(listing.id, carried, now) if contacts else None
    if turn is not None:
        keep_query([(_CARRIED, carried)])  # another language shows the same
    if not contacts or (turn is not None and turn <= now):
        return ContactAccess(shown=True)
    if turn is not None:
        return _wait(listing, slug, carried, turn - now)
    if contact_limit.count_view(contacts, now):
        return ContactAccess(shown=True)
    return ContactAccess(ask_url=url_for("contact_turn.ask", id=listing.id), full=carried == _FULL)


def path_of_turn(listing: Listing, slug: str, turn: datetime | None) -> str:
    """The listing's page as it shows its private contacts at `turn`; None where no turn is to be had just now."""
    carried = _signer().dumps([listing.id, int(turn.timestamp())]) if turn else _FULL
    return _path(listing, slug, carried)


def _turn(listing_id: str, carried: str, now: datetime) -> datetime | None:
    """When this listing's contacts are shown to whoever carries this; None where nobody of ours signed it, or long ago."""
    try:
        signed_for, seconds = _signer().loads(carried)
    except (BadSignature, ValueError, TypeError):
        return None
    turn = datetime.fromtimestamp(seconds, now.tzinfo)
    return turn if signed_for == listing_id and now - turn <= _GOOD_FOR else None


def _wait(listing: Listing, slug: str, carried: str, left: timedelta) -> ContactAccess:
    """The page comes back by itself: whoever has pressed once need not press again."""
    seconds = math.ceil(left.total_seconds())
    again = _path(
        listing, slug, carried, om=seconds
    )  # another address, or a browser would only move on the page
    return ContactAccess(
        waits=_in_words(seconds), again_url=again, headers={"Refresh": f"{seconds}; url={again}"}
    )


def _in_words(seconds: int) -> str:
    if seconds < 90:
        return ngettext("om ett sekund", "om %(num)s sekunder", seconds)
    return ngettext("om ett minutt", "om %(num)s minutter", math.ceil(seconds / 60))


def _path(listing: Listing, slug: str, carried: str, **more: Any) -> str:
    more[_CARRIED] = carried
    return url_for("listing.show", id=listing.id, slug=slug, _anchor="kontakt", **more)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt=_SALT)
