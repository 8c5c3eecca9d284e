"""Where was somebody going when they were asked to sign in? A page where work waits: its path alone, and nothing typed.

It goes along in addresses and in the letter, never in a cookie. What is no such path of ours leads to the first page.
"""

from typing import Any
from urllib.parse import urlencode

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

from directory.accounts.access import DESK

NAME = "videre"
_LONGEST = 200  # longer than any of them
_WORK = tuple(f"{DESK}/{page}" for page in ("oppforinger", "ventende", "meldinger"))


def here() -> dict[str, Any]:
    """The page that is asked for now, to be gone on to, as a query's values; empty where it is none to go on to."""
    return _query_of(request.path)


def goal_query() -> dict[str, Any]:
    """The page that this request's address or form goes on to, as a query's values."""
    return _query_of(request.values.get(NAME, ""))


def address_after(path: str) -> str:
    """`path` with what this request goes on to, for a letter."""
    query = urlencode(goal_query(), safe="/")
    return f"{path}?{query}" if query else path


def goal() -> str:
    """Where whoever has signed in goes on to, in the page's language."""
    found: str | None = goal_query().get(NAME)
    return request.script_root + found if found else url_for("account.start")


def _query_of(path: str) -> dict[str, Any]:
    known = path.startswith(_WORK) and len(path) < _LONGEST
    return {NAME: path} if known and _is_page(path) else {}


def _is_page(path: str) -> bool:
    """Whether the house has such a page: no other site, no form's address, nothing made up."""
    try:
        current_app.url_map.bind("").match(path, "GET")
    except HTTPException:
        return False
    return True
