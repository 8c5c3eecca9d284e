"""What does every address answer to every role? Asked of the running house, to be held against what it tells."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import Any
from unittest.mock import patch

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.routing import AnyConverter, Rule
from werkzeug.test import TestResponse

from directory.accounts import guard
from directory.accounts.access import is_desk
from directory.vocabulary import ROLES
from tests.desks import ROLE_SCOPES, colleague

HOME = "http://127.0.0.1:8000"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
FORGED = {
    "X-Forwarded-For": "127.0.0.1",
    "X-Forwarded-Host": "127.0.0.1:8000",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/api",
    "Forwarded": "for=127.0.0.1;host=127.0.0.1:8000;proto=https",
    "X-Original-URL": "/om",
    "X-Rewrite-URL": "/om",
    "X-HTTP-Method-Override": "GET",
    "X-HTTP-Method": "GET",
    "X-Method-Override": "GET",
    "X-User": "administrator",
    "X-Remote-User": "administrator",
    "Authorization": "Basic YWRtaW5pc3RyYXRvcjo=",
}
_FEW = ("nobody", "administrator")  # who try HEAD, what an address does not take, and what is public
_EXAMPLES = {
    "id": "demo005",
    "listing_id": "demo005",
    "place": "alesund",
    "filename": "varde.css",
    "token": "x" * 43,
    "form": "json",
}


def everybody(app: Flask) -> dict[str, FlaskClient]:
    """A browser for each role, reaching the same listing where a role reaches a part; and one that is nobody's."""
    clients = {role: colleague(app, role, ROLE_SCOPES.get(role)).client for role in ROLES}
    return {"nobody": app.test_client(), **clients}


def path_of(rule: Rule) -> str:
    """An address of a rule, with examples filled in."""
    whole = [_step(rule, kind, text) for kind, text in rule._trace]
    return "".join(whole).lstrip("|")


def _step(rule: Rule, dynamic: bool, text: str) -> str:
    if not dynamic:
        return text
    converter = rule._converters[text]
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return "1" if "Integer" in type(converter).__name__ else _EXAMPLES.get(text, "x")


def answers(
    app: Flask,
    clients: Mapping[str, FlaskClient],
    rule: Rule,
    taken: set[str],
    headers: Mapping[str, str],
    whole: bool,
) -> Iterator[tuple[str, str, str]]:
    """What everybody meets at a rule, without a form's token: (method, who, what). Only the `whole` drill has every page
    made for every one of them: else it is made once for each who is let in, and the guard alone answers the rest."""
    path, closed, forged = path_of(rule), is_desk(rule), bool(headers)
    for method in METHODS:
        for who in _asking(clients, method in taken, closed or whole, forged and not whole):
            made = whole or not (forged or method == "HEAD" or (who != "nobody" and not closed))
            with nullcontext() if made else _an_empty_room(app, rule.endpoint):
                yield method, who, _met(clients[who], method, path, headers)


def _asking(clients: Iterable[str], taken: bool, by_all: bool, once_more: bool) -> Iterable[str]:
    """Who tries a method. What is public asks nobody who they are, and what an address does not take it takes from nobody."""
    if taken and by_all:
        return clients
    return _FEW[:1] if once_more else _FEW


@contextmanager
def _an_empty_room(app: Flask, endpoint: str) -> Iterator[None]:
    """Who comes meets a word instead of a page, be it of the room or of the guard: to make it is what costs. The room says
    as before whom it lets in."""
    view = app.view_functions[endpoint]

    @wraps(view)
    def inside(**_named: object) -> str:
        return "inside"

    app.view_functions[endpoint] = inside
    try:
        with patch.object(guard, "render_template", return_value="refused"):
            yield
    finally:
        app.view_functions[endpoint] = view


def _met(client: FlaskClient, method: str, path: str, headers: Mapping[str, str]) -> str:
    with client.open(path, method=method, headers=headers, base_url=HOME) as answer:
        return _said(answer)


def _said(answer: TestResponse) -> str:
    if answer.status_code == 405:
        return "no such method"
    if answer.status_code == 401 or answer.headers.get("Location", "").partition("?")[0].endswith(
        "/logg-inn"
    ):
        return "sign in first"
    return "refused" if answer.status_code == 403 else "in"


def wanted(app: Flask, rules: list[dict[str, Any]], path: str, method: str, who: str) -> str:
    """What the house tells of the rule that answers this path and method, and of this role."""
    asked = "GET" if method == "HEAD" else method
    try:
        rule, _values = app.url_map.bind("127.0.0.1").match(path, asked, return_rule=True)
    except MethodNotAllowed:
        return "no such method"
    told = [row["access"] for row in rules if row["rule"] == rule.rule and asked in row["methods"]]
    if told[0] == "public":
        return "in"
    if who == "nobody":
        return "sign in first"
    return "in" if who in told[0] else "refused"


def differences(
    app: Flask,
    clients: Mapping[str, FlaskClient],
    rules: list[dict[str, Any]],
    only: str = "",
    whole: bool = False,
) -> list[str]:
    """Where the house answers otherwise than it tells; empty when it keeps its word. `only`: the rules that begin so."""
    found = []
    for rule, taken in _addresses(app, only):
        for headers in ({}, FORGED):
            for method, who, met in answers(app, clients, rule, taken, headers, whole):
                told = wanted(app, rules, path_of(rule), method, who)
                if met != told:
                    forged = " with forged headers" if headers else ""
                    found.append(f"{method} {rule.rule} as {who}{forged}: {met}, told: {told}")
    return found


def _addresses(app: Flask, only: str) -> list[tuple[Rule, set[str]]]:
    """Each address once, with every method that one of its rules takes, `HEAD` left out."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(only)]
    taken: dict[str, set[str]] = {rule.rule: set() for rule in rules}
    for rule in rules:
        taken[rule.rule] |= (rule.methods or set()) - {"HEAD", "OPTIONS"}
    return [(rule, taken[rule.rule]) for rule in {rule.rule: rule for rule in rules}.values()]
