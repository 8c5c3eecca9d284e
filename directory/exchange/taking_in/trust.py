"""Whose word counts for which field? A source is believed in what it knows best; in the rest what we wrote stands."""

from collections.abc import Collection, Mapping
from typing import Any

GROUPS: Mapping[str, tuple[str, ...]] = {
    "times": ("meetings", "pauses", "by_appointment", "status"),
    "place": ("address", "municipality_number", "place", "latitude", "longitude", "approximate", "way_in", "area_only", "formats"),
    "contacts": ("contacts", "url"),
    "words": ("name", "summary", "first_time", "cost", "free", "language"),
    "classification": ("kind", "class", "organisation", "organisations", "audiences", "needs", "openness", "for", "twelve_step", "young", "catchment"),
}  # fmt: skip
USUAL = ["times", "place", "contacts", "words"]
"""Their times win, our classification wins."""
_GROUP = {field: group for group, fields in GROUPS.items() for field in fields}
_NEVER_EMPTY = ("name", "kind", "formats", "status")


def news(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """What a source says today and did not say last time. What it no longer says is empty."""
    changed = {field: value for field, value in now.items() if before.get(field) != value}
    left: dict[str, Any] = {
        field: ([] if isinstance(value, list) else None)
        for field, value in before.items()
        if field not in now
    }
    return {
        **{
            field: value
            for field, value in left.items()
            if field not in _NEVER_EMPTY and value != before[field]
        },
        **changed,
    }


def divide(values: Mapping[str, Any], trust: Collection[str]) -> tuple[dict[str, Any], list[str]]:
    """What counts, and the fields in which our own word stands."""
    counts = {field: value for field, value in values.items() if _GROUP.get(field, "words") in trust}
    return counts, [field for field in values if field not in counts]
