"""What does a search of FHIR ask for? Names, codes, a point, a day; read once, and refused in words where it cannot be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from directory.places.distance import kilometres
from directory.places.spelling import folded_key as fold

Fits = Callable[[Any], bool]
MOST, USUAL = 200, 50
_MILES = 1.609344
_NEAR_USUALLY = 50.0
_COMPARED = {"ge": "__ge__", "gt": "__gt__", "le": "__le__", "lt": "__lt__", "eq": "__eq__"}


class SearchRefused(ValueError):
    """What was asked cannot be answered. `code` is FHIR's word for why; the text says it without repeating anything."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, slots=True)
class FhirSearch:
    """What each thing must be, how many are given, and from which on."""

    fits: tuple[Fits, ...]
    count: int
    offset: int

    def keeps(self, each: Any) -> bool:
        return all(fits(each) for fits in self.fits)


def read_search(values: "MultiDict[str, str]", known: Mapping[str, Callable[[str, str], Fits]]) -> FhirSearch:
    """The search of these parameters, each with its modifier (`name:exact`).

    Raises:
        SearchRefused: a parameter is not known, or its value cannot be read.
    """
    fits: list[Fits] = []
    for name, value in values.items(multi=True):
        plain, _colon, modifier = name.partition(":")
        if plain in ("_count", "_offset", "_format") or not value:
            continue
        if plain not in known:
            raise SearchRefused(
                "not-supported", "A search parameter is not supported here. See /fhir/metadata."
            )
        fits.append(known[plain](value[:200], modifier))
    count = min(_number(values.get("_count"), USUAL), MOST)
    return FhirSearch(tuple(fits), count, _number(values.get("_offset"), 0))


def _number(given: str | None, usual: int) -> int:
    if not given:
        return usual
    if not (given.isascii() and given.isdigit() and len(given) < 7):
        raise SearchRefused("value", "_count and _offset must be whole numbers.")
    return int(given)


def text(read: Callable[[Any], str]) -> Callable[[str, str], Fits]:
    """A text: from its beginning, somewhere in it (`:contains`), or the very same (`:exact`)."""

    def build(value: str, modifier: str) -> Fits:
        wanted = fold(value)
        if modifier == "exact":
            return lambda each: read(each) == value
        if modifier == "contains":
            return lambda each: wanted in fold(read(each))
        _no_modifier(modifier)
        return lambda each: any(part.startswith(wanted) for part in _beginnings(fold(read(each))))

    return build


def _beginnings(name: str) -> list[str]:
    words = name.split()
    return [" ".join(words[at:]) for at in range(len(words))]


def token(read: Callable[[Any], Any]) -> Callable[[str, str], Fits]:
    """One of some codes, with or without the system before it; several with commas between them are any of them."""

    def build(value: str, modifier: str) -> Fits:
        _no_modifier(modifier)
        wanted = {part.rpartition("|")[2] for part in value.split(",")}
        return lambda each: not wanted.isdisjoint(read(each))

    return build


def moment(read: Callable[[Any], datetime]) -> Callable[[str, str], Fits]:
    """Before or after a day: `ge2026-11-01`."""

    def build(value: str, modifier: str) -> Fits:
        _no_modifier(modifier)
        prefix, rest = (value[:2], value[2:]) if value[:2] in _COMPARED else ("eq", value)
        try:
            at = datetime.fromisoformat(rest)
        except ValueError:
            raise SearchRefused("value", "_lastUpdated must be a date such as ge2026-11-01.") from None
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        if prefix == "eq":
            return lambda each: read(each).date() == at.date()
        return lambda each: bool(getattr(read(each), _COMPARED[prefix])(at))

    return build


def near(read: Callable[[Any], tuple[float, float] | None]) -> Callable[[str, str], Fits]:
    """Within a distance of a point: `62.47|6.15|25|km`."""

    def build(value: str, modifier: str) -> Fits:
        _no_modifier(modifier)
        parts = [*value.split("|"), "", "", ""]
        try:
            point = (float(parts[0]), float(parts[1]))
            most = float(parts[2] or _NEAR_USUALLY) * (_MILES if parts[3] == "[mi_us]" else 1)
        except ValueError:
            raise SearchRefused("value", "near must be latitude|longitude|distance|km.") from None
        if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180 and 0 <= most <= 5000):
            raise SearchRefused("value", "near must be latitude|longitude|distance|km.")
        return lambda each: (at := read(each)) is not None and kilometres(point, at) <= most

    return build


def _no_modifier(modifier: str) -> None:
    if modifier:
        raise SearchRefused("not-supported", "This search parameter takes no such modifier.")
