"""How does one get there? On to a map, when somebody asks for it, and not before.

No page names a map. The tap comes here first, and only then does the phone's own map learn where to; never who asks, or
from which page.
"""

from urllib.parse import quote

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from directory.listings.public.listing import public_listing
from directory.listings.wording.presenting import has_address, place_in_words
from directory.places.loading import load

pages = Blueprint("way", __name__)

_APPLE = ("iPhone", "iPad", "Macintosh")


@pages.get("/tilbud/<code:id>/vei")
def show(id: str) -> ResponseReturnValue:
    listing = public_listing(id)
    if not has_address(listing):
        abort(404)
    return redirect(_map(quote(place_in_words(listing, load())), request.headers.get("User-Agent", "")), 303)


def _map(where: str, browser: str) -> str:
    """The map that the device has of its own; on others, one that belongs to nobody."""
    if "Android" in browser:
        return f"geo:0,0?q={where}"
    if any(name in browser for name in _APPLE):
        return f"https://maps.apple.com/?q={where}"
    return f"https://www.openstreetmap.org/search?query={where}"
