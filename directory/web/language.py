"""Which language does this visitor read? The first step of the path says it: `/`, `/nn/`, `/en/`. No cookie.

Where it says none, nothing was chosen: the front page is then in the language that the browser asks for, and a letter is
answered in its own. Whoever chooses bokmål comes to `/nb/`, which means the same as none, and that it was chosen.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from babel import Locale
from flask import Flask, Response, g, has_request_context, request, url_for
from flask.globals import request_ctx
from flask_babel import Babel, refresh
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from directory.vocabulary import LANGUAGES, Codes, label
from directory.web import catalogues

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DEFAULT = "nb"
PREFIXES = {code: "" if code == DEFAULT else f"/{code}" for code in LANGUAGES}
CHOSEN = f"/{DEFAULT}"  # the language without a prefix, chosen all the same
_FRONT = "/"
_OWN_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


class LanguagePath:
    """Moves a leading `/nn`, `/en` or `/nb` from the path to the script name, so every route exists in each language."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path, root = environ.get("PATH_INFO", ""), environ.get("SCRIPT_NAME", "")
        environ["varde.root"] = root
        code, prefix = _first_step(path)
        environ["varde.chosen"] = bool(prefix)
        if prefix:
            environ["PATH_INFO"] = path[len(prefix) :] or _FRONT
        elif path == _FRONT:
            code = preferred(environ.get("HTTP_ACCEPT_LANGUAGE"))
            prefix = PREFIXES[code]
        environ["varde.language"] = code
        environ["SCRIPT_NAME"] = root + prefix
        return self._app(environ, start_response)


def _first_step(path: str) -> tuple[str, str]:
    """The language that a path chooses, and the prefix that says so; bokmål and nothing where it chooses none."""
    for code, prefix in [*PREFIXES.items(), (DEFAULT, CHOSEN)]:
        if prefix and (path == prefix or path.startswith(prefix + "/")):
            return code, prefix
    return DEFAULT, ""


def preferred(accepted: str | None) -> str:
    """The best of an `Accept-Language`; bokmål where it names none that we have. "no" is what bokmål was called."""
    asked = (tag.lower() for tag, quality in parse_accept_header(accepted, LanguageAccept) if quality > 0)
    known = {code: code for code in LANGUAGES} | {"no": DEFAULT}
    return next((known[code] for tag in asked if (code := tag.partition("-")[0]) in known), DEFAULT)


def current() -> str:
    """The language of the page, or for an interface the best of `Accept-Language`; bokmål outside a request."""
    environ = _environ()
    if environ.get("PATH_INFO", "").startswith("/api/"):
        return preferred(environ.get("HTTP_ACCEPT_LANGUAGE"))
    language: str = environ.get("varde.language", DEFAULT)
    return language


def _environ() -> "WSGIEnvironment":
    """What the server says of this request; nothing outside of one. Looked up in one step, since a page asks dozens of times."""
    try:
        environ: WSGIEnvironment = request._get_current_object().environ  # type: ignore[attr-defined]
    except RuntimeError:
        return {}
    return environ


def is_chosen() -> bool:
    """Whether the address of this page says its language."""
    return bool(request.environ.get("varde.chosen"))


def answer_in(code: str, to_stay: bool = False) -> None:
    """From here on this request is answered in the language `code`, and its links lead to pages in it. `to_stay`: to such
    as stay in it whatever the browser asks for."""
    environ = request.environ
    prefix = CHOSEN if to_stay and code == DEFAULT else PREFIXES[code]
    root: str = environ.get("varde.root", "") + prefix
    environ["varde.language"], environ["SCRIPT_NAME"] = code, root
    request.root_path = root
    request.__dict__.pop("script_root", None)  # kept by werkzeug once it was asked for
    if request_ctx.url_adapter is not None:
        request_ctx.url_adapter.script_name = f"{root}/"
    refresh()


def without_choice(path: str) -> str:
    """`path`, a path of this page's language, as it is where no language is chosen, so that what is sent there may choose."""
    root: str = request.environ.get("varde.root", "")
    return path if is_chosen() else root + path.removeprefix(page_root())


def direction() -> str:
    """`ltr`, or `rtl` where the language of the page is written from the right."""
    return _direction_of(current())


@cache
def _direction_of(language: str) -> str:
    return str(Locale.parse(language).text_direction)


def label_of(codes: Codes, code: str) -> str:
    """A code's name in the language of the page."""
    return label(codes, code, current())


def page_root() -> str:
    """What stands before every path on this page: its language, and where the house stands; empty outside a request."""
    root: str = _environ().get("SCRIPT_NAME", "")
    return root


def carry_along() -> None:
    """From here on the links of this page carry something of this visitor's, and none of them is another's too."""
    g.carries = True


def same_for_all() -> bool:
    """Whether the links of this page are those of everybody who reads its language, and may be kept for the next one."""
    return has_request_context() and not g.get("carries")


def path_for(endpoint: str, **values: Any) -> str:
    """The path of a page in the language of this page."""
    if not same_for_all() or any(type(value) is not str for value in values.values()):
        return url_for(endpoint, **values)
    return _path(page_root(), endpoint, tuple(values.items()))


@lru_cache(maxsize=10_000)
def _path(_root: str, endpoint: str, values: tuple[tuple[str, str], ...]) -> str:
    """Kept, since the same few paths stand on every page."""
    return url_for(endpoint, **dict(values))  # type: ignore[arg-type]


def alternates() -> list[tuple[str, str, str]]:
    """This page in every language: (code, its own name for itself, path)."""
    root = request.environ.get("varde.root", "")
    shown = request.path if request.method == "GET" and not g.get("failed") else "/"
    query = "" if g.get("failed") else query_string(query_pairs())
    chosen = {**PREFIXES, DEFAULT: CHOSEN}
    return [(code, _OWN_NAMES[code], f"{root}{chosen[code]}{shown}{query}") for code in LANGUAGES]


def keep_query(pairs: Iterable[tuple[str, str]]) -> None:
    """More of this page's query that was understood. Nothing else of it is ever written into a page again."""
    g.understood = [*query_pairs(), *pairs]


def query_pairs() -> list[tuple[str, str]]:
    """What of this page's query was understood so far."""
    found: list[tuple[str, str]] = g.get("understood", [])
    return found


def query_string(pairs: Iterable[tuple[str, str]]) -> str:
    """Pairs as the query of an address, with its question mark; empty for none."""
    query = urlencode(list(pairs), safe=",")
    return f"?{query}" if query else ""


def install(app: Flask) -> None:
    """Languages for templates, dates and numbers."""
    app.wsgi_app = LanguagePath(app.wsgi_app)  # type: ignore[method-assign]
    app.after_request(_told_what_it_varies_by)
    Babel(app, default_locale=DEFAULT, locale_selector=current).domain_instance = catalogues.Catalogues()
    catalogues.install(app)


def _told_what_it_varies_by(response: Response) -> Response:
    """The front page is another one for browsers that ask for another language, where nothing is chosen."""
    if request.path == _FRONT and not is_chosen():
        response.vary.add("Accept-Language")
    return response
