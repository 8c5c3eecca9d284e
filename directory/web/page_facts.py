"""How is a page told to those who look for it? Its one address, its languages, a neutral preview, and facts as data."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request

from directory.settings import Settings
from directory.web.language import DEFAULT, PREFIXES, current

_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The whole addresses of a page: its own, without a query, and (language, address) for each language."""

    canonical: str
    languages: list[tuple[str, str]]
    locale: str


def page_facts() -> PageFacts | None:
    """What search engines and previews are told about this page; None for an error, and for the answer to a form."""
    if not request or request.method != "GET" or g.get("failed"):
        return None
    languages = in_every_language(request.path)
    own = dict(languages)[current()]
    return PageFacts(own, [*languages, ("x-default", dict(languages)[DEFAULT])], _LOCALES[current()])


def in_every_language(path: str) -> list[tuple[str, str]]:
    """(language, whole address) of a path that stands without its language."""
    settings: Settings = current_app.extensions["settings"]
    base = settings.public_url + request.environ.get("varde.root", "")
    return [(code, f"{base}{prefix}{path}") for code, prefix in PREFIXES.items()]


def facts(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """A thing in the words of schema.org, for a data block; what is not known is left out."""
    return {"@context": "https://schema.org", **thing(kind, values)}


def thing(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """A part of one."""
    known = {name: value for name, value in values.items() if value not in (None, "", [], {})}
    return {"@type": kind, **known}
