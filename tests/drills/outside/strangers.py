"""What does a stranger send, and a colleague with a script? Any method to any route, with fields as the pages have them or odd ones."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any, NamedTuple
from urllib.parse import quote, quote_from_bytes

from flask import Flask
from werkzeug.routing import Rule

from directory.referrals.slips.code import Slip, write
from directory.vocabulary import ROLES
from tests.accounts.matrix import HOME
from tests.desks import ROLE_SCOPES, Colleague, colleague, later
from tests.drills.outside.bodies import Body, body
from tests.listings.filling import filled
from tests.markup import parse
from tests.matching.test_hostile import as_bytes, texts

NOBODY = "nobody"
SLIP = write(Slip(("demo005", "demo007"), ("demo019",), date(2026, 11, 22)))
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "LYTT")
_STEPS: dict[str, tuple[str, ...]] = {
    "listing": ("demo001", "demo002", "demo005", "demo007", "demo019", "lwnwee5n", "q7r77w34", "x"),
    "number": ("0", "1", "2", "3", "4", "7", "12", "9999", "9" * 18, "9" * 19, "9" * 40, "9" * 5000),
    "on": ("2026-11-22", "2026-11-24", "2026-12-01", "2027-02-30", "0001-01-01", "9999-12-31", "x"),
    "kind": ("group", "course", "service", "meeting_place", "x"),
    "place": ("alesund", "oslo", "heroy", "1508", "more-og-romsdal", "x"),
    "need": ("alcohol", "violence", "grief", "x"),
    "slug": ("alesund", "more-og-romsdal", "aa", "gruppe-alesund", "x"),
    "code": (SLIP, "NO", "15", "aa", "domain", "x"),
    "programme_code": ("ta-tak", "mestringstreff", "x"),
    "rota_code": ("demosoresunnmore", "x"),
    "table": ("fylke", "behov", "kommune", "x"),
    "ending": ("csv", "json", "xlsx", "svg", "png", "x"),
    "contact_id": ("demopointaalesund", "medisinsk113", "x%00"),
    "token": ("x" * 43, "y" * 20, "z" * 5000),
    "filename": ("varde.css", "../app.py", "built/varde.css"),
}
_VALUES = (
    "",
    "0",
    "-1",
    "1.12.2026",
    "2026-12-01",
    "0001-01-01",
    "9999-12-31",
    "31.12.9999",
    "1.1.0001",
    "19.30",
    "0000",
    "24.00",
    "116 117",
    "829 00 000",
    "22 40 00 40 ext. 12",
    "+" + "9" * 200,
    "post@eksempel.no",
    "post@" + "a" * 300 + ".no",
    "https://[",
    "https://eksempel.no:99999/",
    "www.anonyme-alkoholikere.no.evil.example",
    "Herøy",
    "Ålesund",
    "9" * 30,
    "53",
    "nth9",
    "¹²³",
    "\u0661\u0662",
    "demo005",
    "demo005\x00",
    "on",
    "yes",
    "alcohol",
)
_NAMES = (
    "situation place chosen shown need kind audience email code answer text name what link opened homepage act version"
    " reason role contact organisation_editor contact_point listing address language state decision done next csrf_token"
    " mine keep-name on first last note starts_on clock to starts ends phone hours monday consent_until"
    " meetings-0-weekday meetings-0-starts meetings-1-rhythm meetings-99999999-starts contacts-0-role contacts-0-phone"
    " sessions-0-on sessions-3-starts pathways-0-path pathways-0-to first_evening evening_starts programme rota"
    " place_text place_choice catchment status needs audiences formats page limit sort"
).split()
_ODD_NAMES = (
    "",
    "meetings-²-starts",
    "meetings--1-on",
    "contacts-0",
    "csrf_token\x00",
    "a" * 5000,
    "ÆØÅ",
    "x[y]",
)
_ACTS = (
    "save preview back evenings more-meetings more-contacts more-sessions more-pathways more- more-name x wrong"
    " nobody_answered no_longer_meets"
).split()
_HEADERS: tuple[tuple[str, str], ...] = (
    ("Accept-Language", "en;q=x, nn;q=1e9, *"),
    ("Accept-Encoding", "gzip;q=nan, br;q=-1"),
    ("Accept", "application/json;q=nan"),
    ("Cookie", "varde_desk=\xff; a; =; varde_desk="),
    ("Cookie", "varde_desk=" + "x" * 4000),
    ("Host", "evil.example:99999"),
    ("Host", "[::1"),
    ("Host", ""),
    ("Origin", "null"),
    ("Referer", "http://[::1"),
    ("Range", "bytes=9-1,,-"),
    ("If-None-Match", '"\xff", W/x'),
    ("If-Modified-Since", "Thu, 99 Foo 9999 99:99:99 GMT"),
    ("Content-Encoding", "gzip"),
    ("X-CSRFToken", "\xff"),
    ("X-Forwarded-For", "x" * 300),
    ("Authorization", "Basic \xff"),
)


class Attempt(NamedTuple):
    """One request: by whom, and what is sent to which rule."""

    who: str
    method: str
    rule: str
    path: str
    body: Body
    headers: tuple[tuple[str, str], ...]

    @property
    def in_short(self) -> str:
        """Enough to find it again."""
        return f"{self.who}: {self.method} {self.path[:120]} {self.body.name} {self.body.content[:300]!r} {self.headers}"


class Crowd:
    """Everybody who may ask something of one house: nobody in particular, and somebody in each role."""

    def __init__(self, app: Flask, chance: Random) -> None:
        self._app, self._chance = app, chance
        rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
        self._rules = rules + 2 * [rule for rule in rules if "POST" in (rule.methods or ())]
        self._signed_in: dict[str, Colleague] = {}
        self._forms: dict[tuple[str, str], dict[str, Any]] = {}

    def attempts(self, count: int) -> Iterator[Attempt]:
        """`count` requests, each to be made before the next one is asked for."""
        for _number in range(count):
            later(self._app, seconds=self._chance.randrange(60))
            rule = self._chance.choice(self._rules)
            yield self._attempt(rule)

    def send(self, attempt: Attempt) -> int:
        """What the house answers: the status. Whoever is not let in any more signs in anew before the next time."""
        somebody = self._signed_in.get(attempt.who)
        client = somebody.client if somebody else self._app.test_client(use_cookies=False)
        kind, headers = attempt.body.type, list(attempt.headers)
        sent = {"data": attempt.body.content, "content_type": kind, "headers": headers, "base_url": HOME}
        with client.open(attempt.path, method=attempt.method, **sent) as answer:
            answer.get_data()
        if answer.status_code == 401 or answer.headers.get("Location", "").endswith("/logg-inn"):
            self._signed_in.pop(attempt.who, None)
        return answer.status_code

    def _attempt(self, rule: Rule) -> Attempt:
        chance = self._chance
        at_desk = rule.rule.startswith("/skrivebord")
        who = chance.choice(tuple(ROLES)) if at_desk and chance.random() < 0.95 else NOBODY
        path = path_to(rule, chance)
        own = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        method = chance.choice(own if chance.random() < 0.85 else _METHODS)
        sent = (
            body(chance, self._fields(who, path))
            if method not in ("GET", "HEAD")
            else Body("none", None, b"")
        )
        headers = (chance.choice(_HEADERS),) if chance.random() < 0.15 else ()
        return Attempt(who, method, rule.rule, path + self._query(), sent, headers)

    def _query(self) -> str:
        if self._chance.random() < 0.6:
            return ""
        return "?" + "&".join(
            f"{quote_from_bytes(as_bytes(name))}={quote_from_bytes(as_bytes(value))}"
            for name, value in self._odd_fields()
        )

    def _fields(self, who: str, path: str) -> list[tuple[str, str]]:
        """As the page has them, a few of them otherwise; with the token of whoever is signed in."""
        form = [(name, str(value)) for name, all_ in self._form(who, path).items() for value in all_]
        kept = [pair for pair in form if self._chance.random() < 0.97]
        for at in self._chance.sample(range(len(kept)), min(len(kept), self._chance.randrange(4))):
            kept[at] = (kept[at][0], self._value())
        fields = [*kept, *self._odd_fields(), ("act", self._chance.choice(_ACTS))]
        if who != NOBODY and self._chance.random() < 0.95:
            fields.append(("csrf_token", self._somebody(who).token()))
        return fields

    def _odd_fields(self) -> list[tuple[str, str]]:
        names = self._chance.choices(_NAMES, k=self._chance.randrange(5))
        if self._chance.random() < 0.1:
            names.append(self._chance.choice(_ODD_NAMES))
        return [(name, self._value()) for name in names]

    def _value(self) -> str:
        return texts(self._chance) if self._chance.random() < 0.4 else self._chance.choice(_VALUES)

    def _form(self, who: str, path: str) -> dict[str, Any]:
        """What a browser would send of the form on a page; nothing where there is none."""
        if (who, path) not in self._forms:
            self._forms[who, path] = self._read_form(who, path)
        return self._forms[who, path]

    def _read_form(self, who: str, path: str) -> dict[str, Any]:
        client = self._somebody(who).client if who != NOBODY else self._app.test_client(use_cookies=False)
        with client.get(path, base_url=HOME) as answer:
            if answer.status_code != 200 or answer.mimetype != "text/html":
                return {}
            forms = parse(answer.text).select("main form[method=post]")
        if not forms:
            return {}
        return filled(_OnePart(self._chance.choice(forms)))  # type: ignore[arg-type]

    def _somebody(self, role: str) -> Colleague:
        if role not in self._signed_in:
            self._signed_in[role] = colleague(self._app, role, ROLE_SCOPES.get(role))
        return self._signed_in[role]


class _OnePart:
    """A form as `filled` asks for it."""

    def __init__(self, form: Any) -> None:
        self._form = form

    def one(self, _selector: str) -> Any:
        """The form."""
        return self._form


def path_to(rule: Rule, chance: Random) -> str:
    """An address of the rule, in any language."""
    steps = [_step(rule, chance, text) if dynamic else text for dynamic, text in rule._trace]
    return chance.choice(("", "", "", "/nn", "/en", "/nb")) + "".join(steps).lstrip("|")


def _step(rule: Rule, chance: Random, name: str) -> str:
    if "Integer" in type(rule._converters[name]).__name__:
        return chance.choice(_STEPS["number"])
    known = _STEPS.get(name, _STEPS["listing"] if name.endswith("id") else ("x", "lms", "aa", "x%00"))
    if chance.random() < 0.12:
        return quote(as_bytes(texts(chance)).replace(b"/", b""), safe="") or "x"
    return chance.choice(known)
