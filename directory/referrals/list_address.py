"""How does a list go along from page to page where there is no script? In the address, as public ids, written here alone.

With JavaScript the list lies in the browser, and these links are never followed (directory/web/static/varde.js).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request, url_for

from directory.matching.suggesting.service import of_app
from directory.web.language import carry_along, keep_query, query_pairs, query_string

MOST = 20
LONGEST_ID = 40
NAME = "kept"
_LIST = "my_list.show"
# The blueprints whose pages a visitor walks through with a list in hand.
_ROOMS = frozenset(
    (
        "about",
        "contact",
        "find",
        "guides",
        "listing",
        "map",
        "offline",
        "organisation",
        "place",
        "place_need",
        "report",
        "staff",
        "way",
        "wish",
    )
)
_NOT_PAGES = frozenset(("about.leave", "listing.calendar"))


@dataclass(frozen=True, slots=True)
class Star:
    """Whether a listing is on the list, and the link that puts it on or takes it off."""

    kept: bool
    url: str


def install(app: Flask) -> None:
    """Let every link of a page carry the list that the page's own address holds."""
    app.before_request(_take_up)
    app.url_defaults(_carry)
    app.jinja_env.globals.update(star=star, stars_begin=stars_begin, list_url=list_url, kept=kept_ids)


def ids_in(text: str) -> tuple[str, ...]:
    """The ids of an address, each once, at most `MOST`; what cannot be an id is left out."""
    parts = (part for part in text[: MOST * LONGEST_ID * 2].split(",") if part.isascii() and part.isalnum())
    return tuple(dict.fromkeys(part for part in parts if len(part) <= LONGEST_ID))[:MOST]


def kept_ids() -> tuple[str, ...]:
    """The list in the address of this page."""
    found: tuple[str, ...] = g.get("kept", ())
    return found


def go_along(ids: Iterable[str]) -> None:
    """The list that the links of this page carry."""
    g.kept = tuple(ids)
    if g.kept:
        carry_along()


def list_url(ids: Iterable[str] | None = None) -> str:
    """The page of a list; of the one in the address where none is given."""
    text = ",".join(kept_ids() if ids is None else ids)
    return url_for(_LIST, listing=text) if text else url_for(_LIST)


def star(listing_id: str) -> Star:
    """A listing's star on this page. It leads back to the same page, with what was there; an answer to a form has no
    address to come back to, and there it leads to the list."""
    kept = kept_ids()
    on = listing_id in kept
    ids = [id_ for id_ in kept if id_ != listing_id] if on else [*kept, listing_id]
    if len(ids) > MOST:
        return Star(on, list_url())
    page = _page()
    if page is None:
        return Star(on, list_url(ids))
    path, query = page
    if ids:
        query = f"{query or '?'}{'&' if query else ''}{NAME}={','.join(ids)}"  # ids are letters and digits
    return Star(on, f"{path}{query}#tilbud-{listing_id}")


def stars_begin() -> str | None:
    """How the link of every star of this page begins, up to the listing's id; None where one needs the other's looking at."""
    page = None if kept_ids() else _page()
    if page is None:
        return None
    path, query = page
    return f"{path}{query}{'&' if query else '?'}{NAME}="


def _page() -> tuple[str, str] | None:
    """The path of this page and its query without the list, written once for all its stars; None where there is no address to
    come back to."""
    if g.get("failed"):
        return None
    if "star_page" not in g:
        walks = request.method == "GET" and request.endpoint != _LIST and _walks(request.endpoint)
        query = query_string(pair for pair in query_pairs() if pair[0] != NAME)
        g.star_page = (request.script_root + request.path, query) if walks else None
    page: tuple[str, str] | None = g.star_page
    return page


def _take_up() -> None:
    given = request.args.get(NAME, "") if _walks(request.endpoint) else ""
    known = of_app().index.snapshot().columns.keep_known(ids_in(given)) if given else ()
    if known:
        go_along(known)
        keep_query([(NAME, ",".join(known))])


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    if kept_ids() and _walks(endpoint):
        values.setdefault(NAME, ",".join(kept_ids()))


def _walks(endpoint: str | None) -> bool:
    """Whether somebody walks through this page with a list in hand."""
    return bool(endpoint) and endpoint not in _NOT_PAGES and str(endpoint).split(".")[0] in _ROOMS
