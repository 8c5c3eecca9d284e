"""What is asked of `GetSearchResults`? Its parameters as one question; what cannot be read is a fault in words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time, timedelta

from werkzeug.datastructures import MultiDict

from directory.exchange.exporting.bmlt.meeting_rows import FIELDS

MOST_TEXT = 200
_KM_IN_A_MILE = 1.609344
_WHOLE = re.compile(r"-?\d{1,18}")
_NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,20})?")


class Unreadable(ValueError):
    """A parameter that cannot be read. Its words name it, and never what was sent."""


@dataclass(frozen=True, slots=True)
class WantedNumbers:
    """Numbers of which a meeting must have one, and such that it must not have."""

    some: frozenset[int] = frozenset()
    none: frozenset[int] = frozenset()

    def fits(self, numbers: Iterable[int]) -> bool:
        had = frozenset(numbers)
        return (not self.some or not self.some.isdisjoint(had)) and self.none.isdisjoint(had)

    def fits_with_all(self, numbers: Iterable[int]) -> bool:
        """As `fits`, where it must have all of them."""
        had = frozenset(numbers)
        return self.some <= had and self.none.isdisjoint(had)


@dataclass(frozen=True, slots=True)
class Circle:
    """Around a point: so many kilometres, or the nearest `count`."""

    latitude: float
    longitude: float
    kilometres: float | None
    count: int = 0


@dataclass(frozen=True, slots=True)
class MeetingQuestion:
    """All that `GetSearchResults` can be asked."""

    ids: WantedNumbers
    weekdays: WantedNumbers
    venues: WantedNumbers
    formats: WantedNumbers
    all_formats: bool
    bodies: WantedNumbers
    recursive: bool
    text: str
    starts_after: time | None
    starts_before: time | None
    ends_before: time | None
    shortest: timedelta | None
    longest: timedelta | None
    circle: Circle | None
    key: str
    value: str
    contains: bool
    fields: tuple[str, ...]
    order: tuple[str, ...]
    by_distance: bool
    page: int
    size: int
    used_formats: bool
    formats_alone: bool


def read(args: "MultiDict[str, str]") -> MeetingQuestion:
    """The question of an address.

    Raises:
        Unreadable: names the parameter.
    """
    key = args.get("meeting_key", "")
    return MeetingQuestion(
        ids=_wishes(args, "meeting_ids"),
        weekdays=_wishes(args, "weekdays"),
        venues=_wishes(args, "venue_types"),
        formats=_wishes(args, "formats"),
        all_formats=args.get("formats_comparison_operator", "AND").upper() != "OR",
        bodies=_wishes(args, "services"),
        recursive=_is_set(args, "recursive"),
        text=" ".join(args.get("SearchString", "")[:MOST_TEXT].split()).casefold(),
        starts_after=_clock(args, "StartsAfter"),
        starts_before=_clock(args, "StartsBefore"),
        ends_before=_clock(args, "EndsBefore"),
        shortest=_length(args, "MinDuration"),
        longest=_length(args, "MaxDuration"),
        circle=_circle(args),
        key=key if key in FIELDS else "",
        value=args.get("meeting_key_value", "")[:MOST_TEXT],
        contains=_is_set(args, "meeting_key_contains"),
        fields=_fields(args, "data_field_key"),
        order=_fields(args, "sort_keys") or _fields(args, "sort_key"),
        by_distance=_is_set(args, "sort_results_by_distance"),
        page=max(1, _number(args, "page_num") or 1),
        size=max(0, _number(args, "page_size") or 0),
        used_formats=_is_there(args, "get_used_formats"),
        formats_alone=_is_there(args, "get_formats_only"),
    )


def listed(args: "MultiDict[str, str]", name: str) -> list[str]:
    """All values of a parameter, however they are written: `k=1`, `k=1,2`, `k[]=1&k[]=2`, `k[0]=1`."""
    given = [
        value
        for key in args
        if key == name or (key.startswith(f"{name}[") and key.endswith("]"))
        for value in args.getlist(key)
    ]
    return [part.strip() for value in given for part in value.split(",") if part.strip()]


def numbers(args: "MultiDict[str, str]", name: str) -> list[int]:
    """The same as whole numbers."""
    parts = listed(args, name)
    if not all(part.isascii() and _WHOLE.fullmatch(part) for part in parts):
        raise Unreadable(f"{name} must be whole numbers, with commas between them or as {name}[].")
    return [int(part) for part in parts]


def _wishes(args: "MultiDict[str, str]", name: str) -> WantedNumbers:
    found = numbers(args, name)
    return WantedNumbers(
        frozenset(each for each in found if each > 0), frozenset(-each for each in found if each < 0)
    )


def _fields(args: "MultiDict[str, str]", name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in listed(args, name) if part in FIELDS))


def _is_set(args: "MultiDict[str, str]", name: str) -> bool:
    return args.get(name, "0").lower() not in ("0", "", "false")


def _is_there(args: "MultiDict[str, str]", name: str) -> bool:
    """Clients name it without a value: presence counts."""
    return name in args and args[name].lower() not in ("0", "false")


def _number(args: "MultiDict[str, str]", name: str) -> int | None:
    text = args.get(name, "").strip()
    if not text:
        return None
    if not text.isascii() or not _WHOLE.fullmatch(text):
        raise Unreadable(f"{name} must be a whole number.")
    return int(text)


def _clock(args: "MultiDict[str, str]", name: str) -> time | None:
    hour, minute = _number(args, f"{name}H"), _number(args, f"{name}M")
    if hour is None and minute is None:
        return None
    if not (0 <= (hour or 0) <= 24 and 0 <= (minute or 0) <= 59):
        raise Unreadable(f"{name}H must be 0 to 24, and {name}M 0 to 59.")
    return time.max if hour == 24 else time(hour or 0, minute or 0)


def _length(args: "MultiDict[str, str]", name: str) -> timedelta | None:
    hours, minutes = _number(args, f"{name}H"), _number(args, f"{name}M")
    if hours is None and minutes is None:
        return None
    if not (0 <= (hours or 0) <= 24 and 0 <= (minutes or 0) <= 1440):
        raise Unreadable(f"{name}H must be 0 to 24, and {name}M 0 to 1440.")
    return timedelta(hours=hours or 0, minutes=minutes or 0)


def _circle(args: "MultiDict[str, str]") -> Circle | None:
    latitude, longitude = _degrees(args, "lat_val", 90), _degrees(args, "long_val", 180)
    widths = [width for width in _widths(args) if width]
    if latitude is None or longitude is None or not widths:
        return None
    wide = widths[0]
    return Circle(latitude, longitude, wide) if wide > 0 else Circle(latitude, longitude, None, round(-wide))


def _widths(args: "MultiDict[str, str]") -> Iterator[float | None]:
    yield _decimal(args, "geo_width_km")
    miles = _decimal(args, "geo_width")
    yield miles * _KM_IN_A_MILE if miles and miles > 0 else miles


def _degrees(args: "MultiDict[str, str]", name: str, most: int) -> float | None:
    value = _decimal(args, name)
    if value is not None and abs(value) > most:
        raise Unreadable(f"{name} must be -{most} to {most}.")
    return value


def _decimal(args: "MultiDict[str, str]", name: str) -> float | None:
    text = args.get(name, "").strip()
    if not text:
        return None
    if not text.isascii() or not _NUMBER.fullmatch(text):
        raise Unreadable(f"{name} must be a number.")
    return float(text)
