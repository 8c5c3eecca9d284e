"""Do the links and forms of a page lead anywhere? Each address is opened, unless all that it is made of was opened before,
wherever that must answer the same."""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from directory.accounts.access import is_desk
from tests.markup import Part, parse

_LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("use", "href"))
_PREFIX = re.compile(r"^/(nn|en|nb)(?=/|$)")
_EVERYWHERE, _EVERY_DESK = "every house", "every desk"
# What these name stands in tables, which are the same in every house: a place, a need, an audience.
_OF_TABLES = ("place.show", "place_need.show", "map.show", "find.results", "calendars.of_place")
_COUNTED = "page"  # how many there are hangs on all that is asked
# What answered, and what the answer hangs on. It answers again where that is the same.
_there: set[tuple[Hashable, Hashable]] = set()


class Links:
    """Looks up where the pages of one house lead to, for one visitor. `whole`: each address is opened as it stands, also
    one that is made of nothing new."""

    def __init__(
        self,
        app: Flask,
        get: Callable[[str], TestResponse],
        standing: Callable[[], Hashable],
        whole: bool = False,
    ) -> None:
        self._whole = whole
        self._app = app
        self._get = get
        self._standing = self._asks = standing
        self._resolved: dict[str, str | None] = {}
        self._walked: set[int] = set()

    def dead_ends(self, html: str) -> list[str]:
        """What leads nowhere, as messages. A page that was walked before leads where it led then."""
        if hash(html) in self._walked:
            return []
        root, state = parse(html), lru_cache(self._state)
        self._asks = lru_cache(self._standing)  # nobody becomes somebody else while a page is looked through
        dead = [fault for path in _addresses(root) if (fault := self._resolve(path, state))]
        for form in root.select("form"):
            fault = self._accepts(form["action"], (form.get("method") or "get").upper())
            dead += [fault] if fault else []
        if not dead:
            self._walked.add(hash(html))
        return dead

    def _resolve(self, path: str, state: Callable[[], Hashable]) -> str | None:
        if path not in self._resolved:
            shared = self._hangs_on(path, state)
            known = {(shared, part) for part in self._made_of(path)} if shared is not None else set()
            self._resolved[path] = None if known and known <= _there else self._opened(path, known)
        return self._resolved[path]

    def _opened(self, path: str, known: set[tuple[Hashable, Hashable]]) -> str | None:
        with self._get(path) as response:
            status = response.status_code
        if status >= 400:
            return f"a link that answers {status}: {path}"
        _there.update(known)
        return None

    def _made_of(self, path: str) -> Iterator[Hashable]:
        """What must be there for an address to answer: the kind of page in its language and with these fields, and each
        thing that is named in it. Who works here may see one thing and not another, so that theirs are taken whole."""
        rule, values = route_of(self._app, path, "GET")
        asked = parse_qsl(urlsplit(path).query, keep_blank_values=True)
        names = frozenset(name for name, _value in asked)
        if self._whole or is_desk(rule) or rule.endpoint == "static" or _COUNTED in names:
            yield path
            return
        language = _PREFIX.match(path)
        yield rule.rule, language and language[1], names
        yield from ((rule.rule, each) for each in (*values.items(), *asked))

    def _hangs_on(self, path: str, state: Callable[[], Hashable]) -> Hashable:
        """What its answer hangs on besides the address; None where that is more than can be told. Files, and public
        pages whose address holds nothing or what stands in a table, hang on nothing; such a page of the
        desk hangs on who asks. What has a number was made by the test."""
        try:
            rule, values = route_of(self._app, path, "GET")
        except HTTPException:
            return None
        if rule.endpoint in ("static", *_OF_TABLES):
            return _EVERYWHERE
        if not (values or "?" in path):
            return (_EVERY_DESK, self._asks()) if is_desk(rule) else _EVERYWHERE
        return None if any(isinstance(value, int) for value in values.values()) else state()

    def _state(self) -> Hashable:
        """The model that this house is a copy of, the time, and who asks; None once something was changed in it."""
        model = self._app.extensions.get("model")
        if model is None or self._app.extensions["database"].state().number != model.changes:
            return None
        return model, self._app.config["NOW"], self._asks()

    def _accepts(self, path: str, method: str) -> str | None:
        try:
            route_of(self._app, path, method)
        except HTTPException as error:
            return f"a form's {method} {path} would answer {error.code}"
        return None


def route_of(app: Flask, path: str, method: str) -> tuple[Rule, Mapping[str, Any]]:
    """The route that answers a path in any language, and what stands in its address."""
    plain = _PREFIX.sub("", urlsplit(path).path) or "/"
    return app.url_map.bind("").match(plain, method, return_rule=True)


def _addresses(root: Part) -> Iterator[str]:
    """Where a page links to on this site. Choices that narrow an answer are many, and opened one by one in
    `test_narrowing.py`; stars lead back to the page itself (`test_list_address.py`); each document is a process of its own, and
    made where it is looked at (`test_paper.py`, `test_flyer.py`)."""
    narrowing = {part["href"] for part in root.select("details.narrow a, a[data-star]")}
    for tag, attribute in _LINKS:
        for part in root.select(f"{tag}[{attribute}^=/]"):
            if part[attribute] not in narrowing and not part[attribute].endswith(".pdf"):
                yield part[attribute].partition("#")[0]
