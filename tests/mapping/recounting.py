"""The report counted anew by somebody who knows only the open listings, and the definitions of docs/method.md."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from flask.testing import FlaskClient

Document = dict[str, Any]
Counts = Mapping[str, tuple[int, int]]


def open_listings(client: FlaskClient) -> list[Document]:
    """Every public listing, as anybody can fetch it."""
    page, found = 1, []
    while True:
        answer = client.get(f"/api/v1/listings?limit=200&page={page}").json
        found += answer["items"]
        if page >= answer["pages"]:
            return found
        page += 1


def recount(listings: Iterable[Document], today: date, of: Callable[[Document], Iterable[str]]) -> Counts:
    """How many listings there are by something, and how many of them were confirmed in the 365 days before."""
    since = (today - timedelta(days=365)).isoformat()
    count: Counter[str] = Counter()
    fresh: Counter[str] = Counter()
    for each in listings:
        for value in of(each):
            count[value] += 1
            fresh[value] += (each.get("last_confirmed_on") or "") >= since
    return {value: (number, fresh[value]) for value, number in count.items()}


def _one(name: str) -> Callable[[Document], list[str]]:
    return lambda each: [each.get(name) or "unknown"]


def _several(name: str) -> Callable[[Document], list[str]]:
    return lambda each: each.get(name) or ["unknown"]


def _county(each: Document) -> list[str]:
    if "in_person" not in each["formats"]:
        return ["remote"]
    return [(each.get("municipality_number") or "")[:2] or "unknown"]


def _format(each: Document) -> list[str]:
    formats = set(each["formats"])
    if "in_person" not in formats:
        return ["remote" if formats else "unknown"]
    return ["in_person" if formats == {"in_person"} else "both"]


def _season(each: Document) -> list[str]:
    days = [session["on"] for session in (each.get("course") or {}).get("sessions") or []]
    return [f"{min(days)[:4]}-{1 if min(days)[5:7] <= '06' else 2}"] if days else ["unknown"]


def _programme(each: Document) -> list[str]:
    return [(each.get("course") or {}).get("programme") or "none"]


# By the table's key: of which kind of listing, and by what.
BY: dict[str, tuple[str | None, Callable[[Document], Iterable[str]]]] = {
    "tilbud": (None, _one("kind")),
    "klasse": (None, _one("class")),
    "organisasjon": ("group", lambda each: (each["organisations"] or ["none"])[:1]),
    "organisasjon-fylke": ("group", lambda each: (each["organisations"] or ["none"])[:1]),
    "fylke": ("group", _county),
    "apenhet": ("group", _one("openness")),
    "ledelse": ("group", _one("leadership")),
    "for-hvem": ("group", _several("audiences")),
    "kvinner-menn": ("group", _one("for")),
    "tolv-trinn": ("group", lambda each: ["yes" if each["twelve_step"] else "no"]),
    "behov": ("group", _several("needs")),
    "form": ("group", _format),
    "kurs-program": ("course", _programme),
    "kurs-vert": ("course", lambda each: [each.get("municipality_number") or "unknown"]),
    "kurs-tid": ("course", _season),
}
