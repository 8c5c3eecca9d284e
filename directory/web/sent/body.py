"""Is what was sent whole, and can it be read? Asked of every body before any page looks at it.

Servers differ in what they do with a body that is cut short or wrongly cut up: some end it as if nothing were missing,
some raise errors of their own in the middle of reading. So it is read here, once, and nothing is done on half of it.
"""

from collections.abc import Callable
from io import BytesIO
from typing import IO, Any, TypeVar

from flask import Flask, Request, abort, current_app, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from directory.web.errors import ErrorInWords, ErrorText
from directory.web.sent import long_bodies

_NUL = "\0"  # in no text that anybody types; PostgreSQL can neither keep it nor look for it
_View = TypeVar("_View", bound=Callable[..., Any])
_BRING_SOMETHING = ("POST", "PUT", "PATCH", "DELETE")


class SentRequest(Request):
    """A request of which nothing is put aside on a disk, not even a file that is refused."""

    def _get_file_stream(self, *_told: Any, **_more: Any) -> IO[bytes]:
        return BytesIO()


def takes_a_file(view: _View) -> _View:
    """Mark a route: its form may bring a file, and much, if its address has the word for that (`long_bodies.word`).
    Everywhere else a file is refused before any page looks at it."""
    view.takes_a_file = True  # type: ignore[attr-defined]
    return view


def install(app: Flask) -> None:
    """Refuse what `app` cannot read, before any route."""
    app.request_class = SentRequest

    @app.before_request
    def refuse_what_cannot_be_read() -> None:
        if _NUL in request.path:
            abort(404)
        if b"%00" in request.query_string:
            abort(400)
        if request.method in _BRING_SOMETHING and not (_is_whole() and _comes_apart() and _is_words_alone()):
            abort(400)


def _is_whole() -> bool:
    """Whether all that was announced has come. What was read stays at hand for the routes."""
    if _asks_for_a_file() and long_bodies.is_expected():
        request.max_content_length = request.max_form_memory_size = long_bodies.MOST_LONG
    try:
        body = request.get_data()
    except RequestEntityTooLarge:
        raise (_too_large() if _asks_for_a_file() else RequestEntityTooLarge()) from None
    except HTTPException:  # gone; werkzeug says so itself
        raise
    except Exception:  # each server has its own for a body that it cannot read
        return False
    return request.content_length in (None, len(body))


def _comes_apart() -> bool:
    """Whether a form in parts has all of them, to its end. Werkzeug makes an empty form of one that breaks off."""
    body = request.get_data()
    if request.mimetype != "multipart/form-data" or not body:
        return True
    parser = request.make_form_data_parser()
    parser.silent = False
    try:
        parser.parse(BytesIO(body), request.mimetype, len(body), request.mimetype_params)
    except ValueError:
        return False
    return True


def _is_words_alone() -> bool:
    """Whether a form holds fields with names, and no file where none is asked for."""
    fields = request.form.items(multi=True)
    return (_asks_for_a_file() or not request.files) and all(
        name is not None and _NUL not in name + value for name, value in fields
    )


def _asks_for_a_file() -> bool:
    return getattr(current_app.view_functions.get(request.endpoint or ""), "takes_a_file", False)


def _too_large() -> ErrorInWords:
    words = ErrorText(
        _("Lista er for stor"),
        _(
            "En liste kan være på 8 MB. Er den mindre, åpner du siden med lister på nytt og sender den en gang til. Er den større, "
            "deler du den i flere filer."
        ),
    )
    return ErrorInWords(RequestEntityTooLarge.code, words)
