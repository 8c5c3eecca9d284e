"""What is somebody who answers called on a page, and how is their site said? By the name in its language, where one was given."""

from typing import Protocol

from directory.web.catalogues import gettext as _
from directory.web.language import current

_LINKS = ("https://", "http://")


class Called(Protocol):
    """Something with a Norwegian name, and by choice one in nynorsk and one in English."""

    @property
    def name(self) -> str: ...
    @property
    def name_nn(self) -> str | None: ...
    @property
    def name_en(self) -> str | None: ...


def name_of(named: Called) -> str:
    """The name in the language of the page. What the starting data calls somebody is in the catalogues."""
    return {"nn": named.name_nn, "en": named.name_en}.get(current()) or _(named.name)


def site_in_words(url: str | None) -> str | None:
    """`www.eksempel.no/grupper`; None where it is no page of the net."""
    start = next((each for each in _LINKS if (url or "").startswith(each)), None)
    return (url or "").removeprefix(start).rstrip("/") if start else None
