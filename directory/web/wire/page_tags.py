"""Is what somebody has of a page still what it says? A tag tells, and a proxy may be told to keep the page for a moment.

A page is made of the state of the database and of the minute: where neither has changed, it is the same one. Browsers keep nothing
(`security.py`); a proxy of ours may, where `VARDE_KEEP_SECONDS` says so, and no page that holds anything of one visitor.
"""

import hashlib
import math
import time
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from flask import Response, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from directory import db
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.language import current, page_root, same_for_all

View = Callable[..., ResponseReturnValue]
_MINUTE, _DAY = "%Y-%m-%d %H:%M", "%Y-%m-%d"
_FOR_PROXY = "X-Accel-Expires"  # nginx keeps it for so long, and shows it to nobody
_HOUSE = Path(__file__).resolve().parents[2]
_WHOLE_SECOND = 1  # nginx counts whole seconds, and lets the last one pass


def may_be_kept(view: View) -> View:
    """Mark a public page that says the same to everybody for as long as the database stands still and the minute lasts."""
    return _with_tag(view, _MINUTE)


def kept_for_the_day(view: View) -> View:
    """Mark an answer for machines that says the same to everybody for as long as the database stands still and the day lasts:
    whoever asks every hour gets 304 where nothing has changed."""
    return _with_tag(view, _DAY)


def _with_tag(view: View, lasts: str) -> View:
    @wraps(view)
    def show(**values: Any) -> ResponseReturnValue:
        began, tag = time.monotonic(), _tag(lasts)
        if tag is None:
            return view(**values)
        if request.if_none_match.contains_weak(tag):
            return _mark(Response(status=304), tag, began)
        answer = make_response(view(**values))
        return (
            _mark(answer, tag, began) if answer.status_code == 200 and "kept_by_nobody" not in g else answer
        )

    return show


def keep_nowhere() -> None:
    """From here on this page holds something that no proxy may keep."""
    g.kept_by_nobody = True


def _tag(lasts: str) -> str | None:
    """What this page is made of, which is asked before anything else: what changes meanwhile gets another tag, even where the page
    shows it already. None where the page is one visitor's own, or where nobody can say."""
    if request.cookies or "Authorization" in request.headers or not same_for_all():
        return None
    try:
        state = db.state_in(db.read_session())
    except SQLAlchemyError as error:
        if db.may_read_again(error):
            raise
        return None
    spoken = f"{page_root()} {current()}"
    made_of = f"{state.number} {state.mark} {oslo_now().strftime(lasts)} {spoken} {_code_mark()}"
    return hashlib.blake2b(made_of.encode(), digest_size=12).hexdigest()


@cache
def _code_mark() -> str:
    """Which code makes the answers: a new version of the house says old things in a new way."""
    content = hashlib.blake2b(digest_size=8)
    for path in sorted(_HOUSE.rglob("*.py")):
        content.update(path.read_bytes())
    return content.hexdigest()


def _mark(answer: Response, tag: str, began: float) -> Response:
    """With its tag, weak since it is packed for some; and with what is left of the seconds for which it may be kept."""
    answer.set_etag(tag, weak=True)
    settings: Settings = current_app.extensions["settings"]
    left = settings.keep_seconds - _WHOLE_SECOND - math.ceil(time.monotonic() - began)
    if left > 0:
        answer.headers[_FOR_PROXY] = str(left)
    return answer
