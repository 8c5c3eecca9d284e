"""Which language does this visitor read? The first step of the path says it: `/`, `/nn/`, `/en/`. No cookie."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, g, has_request_context, request, url_for
from flask_babel import Babel, Domain

from directory.vocabulary import LANGUAGES, Codes, label

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DEFAULT = "nb"
PREFIXES = {code: "" if code == DEFAULT else f"/{code}" for code in LANGUAGES}
_OWN_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


class LanguagePath:
    """Moves a leading `/nn` or `/en` from the path to the script name, so every route exists in each language."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path, root = environ.get("PATH_INFO", ""), environ.get("SCRIPT_NAME", "")
        environ["varde.root"] = root
        environ["varde.language"] = DEFAULT
        for code, prefix in PREFIXES.items():
            if prefix and (path == prefix or path.startswith(prefix + "/")):
                environ["varde.language"] = code
                environ["SCRIPT_NAME"] = root + prefix
                environ["PATH_INFO"] = path[len(prefix) :] or "/"
        return self._app(environ, start_response)


class Catalogues(Domain):  # type: ignore[misc]
    """The catalogues. A page asks for hundreds of words, so the catalogue that it reads from is chosen once."""

    def get_translations(self) -> NullTranslations:
        """The catalogue of this page's language; `force_locale` clears what was chosen."""
        try:
            chosen = g._flask_babel.babel_translations
        except (AttributeError, RuntimeError):  # not chosen yet, or nobody's page
            chosen = None
        if chosen is None:
            chosen = super().get_translations()
            if g:
                g._flask_babel.babel_translations = chosen
        return chosen


def current() -> str:
    """The language of the page, or for an interface the best of `Accept-Language`; bokmål outside a request."""
    if not has_request_context():
        return DEFAULT
    environ = request.environ
    if environ.get("PATH_INFO", "").startswith("/api/"):
        return request.accept_languages.best_match(list(LANGUAGES), DEFAULT) or DEFAULT
    language: str = environ.get("varde.language", DEFAULT)
    return language


def direction() -> str:
    """`ltr`, or `rtl` where the language of the page is written from the right."""
    return str(Locale.parse(current()).text_direction)


def label_of(codes: Codes, code: str) -> str:
    """A code's name in the language of the page."""
    return label(codes, code, current())


def page_root() -> str:
    """What stands before every path on this page: its language, and where the house stands; empty outside a request."""
    root: str = request.environ.get("SCRIPT_NAME", "") if has_request_context() else ""
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
    return [(code, _OWN_NAMES[code], f"{root}{PREFIXES[code]}{shown}{query}") for code in LANGUAGES]


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
    Babel(app, default_locale=DEFAULT, locale_selector=current).domain_instance = Catalogues()
