"""How do tests look at pages? Through one client that inspects every page it fetches, as a careful visitor would."""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from directory.accounts.access import is_desk
from tests.links import Links, route_of
from tests.markup import Part, parse
from tests.page_faults import faults
from tests.query_limits import counted, most_queries

_LANG = re.compile(r'<html lang="(nn|en|nb)"')


@dataclass(frozen=True)
class Page:
    """An answer. Where it is HTML, it has passed every check before a test sees it."""

    status: int
    headers: Mapping[str, str]
    body: str
    json: Any
    is_html: bool

    @property
    def root(self) -> Part | None:
        """The parsed page; None where the answer is none."""
        return parse(self.body) if self.is_html else None

    @property
    def text(self) -> str:
        """What a reader sees of the page's body, spaces made single."""
        return " ".join(part.text for part in self.select("body"))

    @property
    def title(self) -> str:
        return self.one("head title").text

    @property
    def heading(self) -> str:
        return self.one("h1").text

    @property
    def location(self) -> str:
        """Where a redirect leads: path and query on this site, else the whole address."""
        return self.headers["Location"]

    def select(self, selector: str) -> list[Part]:
        """Parts of the page by a small CSS selector (see `markup.Part.select`)."""
        root = self.root
        assert root is not None, f"the answer is {self.headers.get('Content-Type')}, not a page"
        return root.select(selector)

    def one(self, selector: str) -> Part:
        """The only part that fits."""
        found = self.select(selector)
        assert len(found) == 1, f"{len(found)} parts fit {selector!r}"
        return found[0]

    def texts(self, selector: str) -> list[str]:
        """The words of each part that fits."""
        return [part.text for part in self.select(selector)]


class Visitor:
    """Fetches pages of one house. Each address that a page links to is looked up (`links.py`), unless `links` is False:
    for a house that is broken on purpose. `whole`: as it stands, also one that is made of nothing new."""

    def __init__(self, app: Flask, links: bool = True, whole: bool = False) -> None:
        self.app = app
        self._host = urlsplit(app.extensions["settings"].public_url).netloc
        opened = Links(app, lambda path: self._open(path, "GET"), self.standing, whole)
        self._links = opened if links else None

    def get(self, path: str, expect: int = 200, headers: Mapping[str, str] | None = None) -> Page:
        """`GET path`, which must answer `expect`."""
        with counted() as statements:
            response = self._open(path, "GET", headers=headers)
        page = self._inspected(response, path, expect)
        fault = self._puts_too_many(path, len(statements)) if page.status == 200 and page.root else None
        assert fault is None, f"{path}: {fault}"
        return page

    def post(
        self,
        path: str,
        data: Mapping[str, Any] | None = None,
        json: Any = None,
        expect: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """`POST path` with a form's fields or JSON, which must answer `expect` (303 for a redirect)."""
        response = self._open(path, "POST", data=data, json=json, headers=headers)
        typed = tuple(value for value in (data or {}).values() if isinstance(value, str))
        return self._inspected(response, path, expect, typed)

    def say(self, situation: str, language: str = "nb", **choices: str) -> Page:
        """Writes a sentence into the form and follows to the page it leads to."""
        prefix = "" if language == "nb" else f"/{language}"
        response = self._open(f"{prefix}/finn", "POST", data={"situation": situation, **choices})
        if response.status_code == 303:
            assert situation not in response.headers["Location"]
            return self.get(response.headers["Location"])
        return self._inspected(response, f"{prefix}/finn", response.status_code, (situation,))

    def standing(self) -> Hashable:
        """Who asks, as far as it decides which pages are open: nobody in particular."""
        return None

    def _open(self, path: str, method: str, **values: Any) -> TestResponse:
        client = self.app.test_client(use_cookies=False)
        return client.open(path, base_url=f"http://{self._host}", method=method, **values)

    def count_queries(self, path: str) -> int:
        """How many statements a page puts to the database, once its worker has read what it keeps between requests."""
        self._open(path, "GET").close()
        with counted() as statements, self._open(path, "GET") as response:
            assert response.status_code == 200, f"{path} answered {response.status}"
        return len(statements)

    def _puts_too_many(self, path: str, put: int) -> str | None:
        """A page of many queries is asked for again: the first time its worker may have read what it keeps."""
        rule = route_of(self.app, path, "GET")[0]
        most = most_queries(rule.endpoint, is_desk(rule))
        many = put > most and (put := self.count_queries(path)) > most
        return f"{put} queries, more than the {most} of tests/query_limits.py" if many else None

    def _inspected(self, response: TestResponse, path: str, expect: int, typed: tuple[str, ...] = ()) -> Page:
        assert response.status_code == expect, f"{path} answered {response.status}, not {expect}"
        redirect = 300 <= response.status_code < 400  # its body is the framework's, and no browser shows it
        html = response.mimetype == "text/html" and bool(response.data) and not redirect
        if html:
            found = faults(response.text, response.headers, language_of(path, response), self._host, typed)
            assert not found, f"{path}:\n" + "\n".join(found)
        with response:  # a stream holds what it reads from until it is closed
            return self._looked_at(response, path, html)

    def _looked_at(self, response: TestResponse, path: str, html: bool) -> Page:
        page = Page(
            response.status_code,
            response.headers,
            response.text if html or not response.is_streamed else "",
            response.get_json(silent=True) if response.is_json else None,
            html,
        )
        if html and self._links:
            dead = self._links.dead_ends(page.body)
            assert not dead, f"{path}:\n" + "\n".join(dead)
        return page


def language_of(path: str, answer: TestResponse) -> str:
    """The language that the first step of a path says. Where it may be another one, that of the answer: the front page
    follows the browser, what is sent to the form follows the text, and a slip has its own."""
    plain = urlsplit(path).path
    first = plain.split("/")[1]
    if first in ("nn", "en"):
        return first
    said = _LANG.search(answer.text)
    return said[1] if said and (plain in ("/", "/finn") or first == "lapp") else "nb"
