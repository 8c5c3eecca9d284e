"""What does a person see when something fails? Calm words, the lines to call, and a way home."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from flask import Flask, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from directory import db
from directory.web import refusing
from directory.web.request_log import write_fault

_RETRY_AFTER = 15  # seconds


class ErrorText(NamedTuple):
    """What an error page says."""

    heading: str
    message: str


class ErrorInWords(HTTPException):
    """An error with words of its own, instead of those that its code has."""

    def __init__(self, code: int, words: ErrorText, retry_after: int | None = None) -> None:
        super().__init__(words.message)
        self.code, self.words, self.retry_after = code, words, retry_after

    def get_headers(self, *given: Any) -> list[tuple[str, str]]:
        after = [("Retry-After", str(self.retry_after))] if self.retry_after else []
        return [*super().get_headers(*given), *after]


Again = Callable[[ErrorText], str | None]
"""Makes the page on which a form that could not be stored can be sent once more; None where none may be given back.
It is told what to say, and asks no database."""

_View = TypeVar("_View", bound=Callable[..., Any])


def provide(app: Flask, again: Again) -> None:
    """Let a room above give back a form of the desk that could not be stored."""
    app.extensions["send_again"] = again


def gives_back(show: Callable[..., str]) -> Callable[[_View], _View]:
    """Mark a route for everybody: what it could not store is given back on the page that `show` makes, as an `Again` that
    also takes what stands in the address. Only for what tells nothing of whoever sent it."""

    def mark(view: _View) -> _View:
        view.gives_back = show  # type: ignore[attr-defined]
        return view

    return mark


def install(app: Flask) -> None:
    """Errors of every kind, as a page or, under /api/, as problem+json."""

    @app.errorhandler(HTTPException)
    def show_error(error: HTTPException) -> ResponseReturnValue:
        if error.code is None or error.code < 400:
            return error.get_response()
        if isinstance(error, InternalServerError) and error.original_exception:  # on the way out
            write_fault(app, error.original_exception)
        return _answer(error.code, error)

    @app.errorhandler(Exception)
    def show_fault(error: Exception) -> ResponseReturnValue:
        again = db.once_more(app, error)
        if again is not None:
            return again
        write_fault(app, error)
        if not refusing.passes(error):
            return _answer(500, InternalServerError())
        return _refuse(app, error, ServiceUnavailable(retry_after=_RETRY_AFTER))


def _refuse(app: Flask, error: Exception, busy: HTTPException) -> Response:
    """Nothing was read, or nothing stored: with the form, filled in, where it may be given back."""
    unsure = refusing.is_unsure(error)
    page = _give_back(app, _unsure() if unsure else _given_back()) if request.method == "POST" else None
    if page or unsure or refusing.refuses_writing(error) or db.wants_to_write():
        return _answer(503, busy, _unsure() if unsure else _not_stored(), page)
    return _answer(503, busy)


def _give_back(app: Flask, words: ErrorText) -> str | None:
    g.failed = True  # as on every page of a fault
    show = getattr(app.view_functions.get(request.endpoint or ""), "gives_back", None)
    if show is not None:
        page: str = show(words, **(request.view_args or {}))
        return page
    again: Again | None = app.extensions.get("send_again")
    return again(words) if again else None


def _answer(
    code: int, error: HTTPException, words: ErrorText | None = None, page: str | None = None
) -> Response:
    words = words or (error.words if isinstance(error, ErrorInWords) else _words(code))
    g.failed = True  # nothing of the address that failed is written into the page
    if request.path.startswith("/api/"):
        response = problem(code, words.heading, words.message)
    else:
        told = {"code": code, "heading": words.heading, "message": words.message}
        page = page or render_template("errors/error.html", **told)
        response = Response(page, status=code, mimetype="text/html")
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def problem(code: int, title: str, detail: str) -> Response:
    """An error for a machine (RFC 9457). It never repeats what was sent."""
    response = jsonify(type="about:blank", title=title, status=code, detail=detail)
    response.status_code = code
    response.mimetype = "application/problem+json"
    return response


def _not_stored() -> ErrorText:
    return ErrorText(
        _("Akkurat nå får vi ikke lagret noe"),
        _("Ingenting er endret. Last siden på nytt om litt, så blir det du skrev sendt en gang til."),
    )


def _given_back() -> ErrorText:
    return ErrorText(
        _("Akkurat nå får vi ikke lagret noe"),
        _("Ingenting er endret ennå, og alt du skrev, er med her. Vent litt, og trykk én gang til."),
    )


def _unsure() -> ErrorText:
    return ErrorText(
        _("Vi vet ikke om det ble lagret"),
        _("Forbindelsen ble borte midt i. Se etter om det kom med, før du sender det én gang til."),
    )


def _words(code: int) -> ErrorText:
    words = {
        400: ErrorText(_("Vi forsto ikke det som ble sendt"), _("Prøv en gang til fra forsiden.")),
        403: ErrorText(_("Dette kom fra et annet nettsted"), _("Gå til forsiden og skriv der i stedet.")),
        404: ErrorText(_("Vi finner ikke denne siden"), _("Den kan være flyttet eller tatt bort.")),
        405: ErrorText(_("Slik kan ikke siden brukes"), _("Prøv en gang til fra forsiden.")),
        413: ErrorText(_("Teksten er for lang"), _("Skriv litt kortere. Noen få setninger er nok.")),
        429: ErrorText(_("Det gikk litt fort"), _("Vent et minutt og prøv igjen.")),
        503: ErrorText(_("Akkurat nå får vi ikke svart"), _("Prøv igjen om litt. Du kan ringe noen imens.")),
    }
    if code in words:
        return words[code]
    if code >= 500:
        return ErrorText(
            _("Noe gikk galt hos oss"),
            _("Det er ikke din feil. Prøv igjen om litt. Du kan ringe noen imens."),
        )
    return words[400]
