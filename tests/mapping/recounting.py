"""The report counted anew by somebody who knows only the open listings, the inhabitants of the counties, and the definitions of
docs/method.md: every table of the country, a county, a municipality or an organisation, each with its rows and columns."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

Document = dict[str, Any]
Codes = Callable[[Document], Sequence[str]]
Numbers = dict[str, Any]
Rows = dict[str, Numbers]
Table = dict[str, Any]
_INHABITANTS = Path(__file__).parents[2] / "data" / "population.csv"


def open_listings(client: FlaskClient) -> list[Document]:
    """Every public listing, as anybody can fetch it."""
    page, found = 1, []
    while True:
        answer = client.get(f"/api/v1/listings?limit=200&page={page}").json
        found += answer["items"]
        if page >= answer["pages"]:
            return found
        page += 1


def inhabitants() -> dict[str, int]:
    """By county number, and of the country."""
    with _INHABITANTS.open(encoding="utf-8", newline="") as lines:
        found = {row["county_number"]: int(row["inhabitants"]) for row in csv.DictReader(lines)}
    return found | {"NO": sum(found.values())}


@dataclass(frozen=True)
class Recount:
    """One area's report: `kind` is country, county, municipality or organisation."""

    listings: Sequence[Document]
    today: date
    kind: str = "country"
    code: str = "NO"

    def tables(self) -> dict[str, Rows]:
        """Every table by its key: each row by its code, and the total."""
        left_out = _LEFT_OUT[self.kind]
        simple = {key: self._simple(key, *said) for key, said in BY.items() if key not in left_out}
        crossed = {key: self._crossed(*said) for key, said in CROSSED.items() if key not in left_out}
        return simple | crossed

    def total(self, kind: str | None) -> list[Document]:
        """The listings that a table counts."""
        return [each for each in self.listings if kind in (None, each["kind"]) and self._holds(each)]

    def _holds(self, each: Document) -> bool:
        number = each.get("municipality_number") or ""
        if self.kind == "organisation":
            return self.code in each["organisations"]
        here = {"country": True, "county": number[:2] == self.code, "municipality": number == self.code}
        return here[self.kind] and (self.kind == "country" or "in_person" in each["formats"])

    def _simple(self, key: str, kind: str | None, of: Codes) -> Rows:
        counted = self.total(kind)
        rows = {code: self._numbers(some, key, code) for code, some in _by(counted, of).items()}
        return rows | {"total": self._numbers(counted, key, "NO")}

    def _numbers(self, some: Sequence[Document], key: str, code: str) -> Numbers:
        found = self._confirmed(some)
        people = inhabitants().get(code if key == "fylke" else self._area())
        if key in _UNRATED or self.kind == "municipality":
            return found
        return found | {"rate": round(len(some) * 100_000 / people, 2) if people else None}

    def _area(self) -> str:
        return "NO" if self.kind == "organisation" else self.code

    def _crossed(self, kind: str | None, down: Codes, across: Codes) -> Rows:
        counted = self.total(kind)
        parts = {"total": counted, **_by(counted, down)}
        return {
            code: self._confirmed(some) | {name: len(part) for name, part in _by(some, across).items()}
            for code, some in parts.items()
        }

    def _confirmed(self, some: Sequence[Document]) -> Numbers:
        since = (self.today - timedelta(days=365)).isoformat()
        fresh = sum((each.get("last_confirmed_on") or "") >= since for each in some)
        share = round(fresh / len(some), 3) if some else None
        return {"count": len(some), "fresh": fresh, "fresh_share": share}


def rows_of(table: Table) -> list[Numbers]:
    """The rows of a table as it is given out, the total last."""
    return [*table["rows"], *([table["total"]] if table["total"] else [])]


def write(value: Any, kind: str) -> str:
    """A number as it stands on a page in bokmål, without its spaces."""
    if value is None:
        return "–"
    if kind == "share":
        return f"{(Decimal(str(value)) * 100).quantize(Decimal(1), ROUND_HALF_EVEN)}%"
    if kind == "rate":
        return f"{value:.{2 if 0 < value < 0.1 else 1}f}".replace(".", ",")
    return str(value)


def _by(listings: Iterable[Document], of: Codes) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for each in listings:
        for code in of(each):
            found.setdefault(code, []).append(each)
    return found


def _one(name: str) -> Codes:
    return lambda each: [each.get(name) or "unknown"]


def _several(name: str) -> Codes:
    return lambda each: each.get(name) or ["unknown"]


def _named_by(each: Document) -> list[str]:
    return (each["organisations"] or ["none"])[:1]


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
BY: dict[str, tuple[str | None, Codes]] = {
    "tilbud": (None, _one("kind")),
    "organisasjon": ("group", _named_by),
    "fylke": ("group", _county),
    "kommune": ("group", _one("municipality_number")),
    "apenhet": ("group", _one("openness")),
    "for-hvem": ("group", _several("audiences")),
    "kvinner-menn": ("group", _one("for")),
    "tolv-trinn": ("group", lambda each: ["yes" if each["twelve_step"] else "no"]),
    "behov": ("group", _several("needs")),
    "form": ("group", _format),
    "kurs-program": ("course", _programme),
    "kurs-vert": ("course", _one("municipality_number")),
    "kurs-tid": ("course", _season),
}
# And of those that cross two things: by what down, and by what across.
CROSSED: dict[str, tuple[str | None, Codes, Codes]] = {
    "klasse": (None, _one("class"), _one("kind")),
    "organisasjon-fylke": ("group", _named_by, _county),
    "ledelse": ("group", _one("leadership"), _one("leader")),
}
_UNRATED = ("kommune", "kurs-vert")
_LEFT_OUT = {
    "country": {"kommune"},
    "county": {"fylke", "organisasjon-fylke"},
    "municipality": {"fylke", "kommune", "organisasjon-fylke", "kurs-vert"},
    "organisation": {"organisasjon", "kommune", "organisasjon-fylke"},
}
