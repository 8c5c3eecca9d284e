"""How is one row of outside data read? Value by value; a bad one is named in the message."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from directory.vocabulary import Codes
from directory.web.typed import is_clean


class IncomingRow:
    """A JSON object from outside. Every reader raises ValueError with the field's name in the text."""

    def __init__(self, row: object, within: str = "") -> None:
        self._within = f"{within}: " if within else ""
        if not isinstance(row, Mapping):
            raise ValueError(f"{self._within}must be a JSON object")
        self._row: Mapping[str, Any] = row

    def fault(self, text: str) -> ValueError:
        return ValueError(self._within + text)

    def text(self, name: str, most: int = 4000) -> str | None:
        value = self._row.get(name)
        if value is not None and not isinstance(value, str):
            raise self.fault(f"{name} must be text")
        if value and not is_clean(value):
            raise self.fault(f"{name} holds a sign that cannot be kept")
        if value and len(value) > most:
            raise self.fault(f"{name} must be at most {most} letters")
        return (value or "").strip() or None

    def required(self, name: str) -> str:
        value = self.text(name)
        if value is None:
            raise self.fault(f"{name} is missing")
        return value

    def code(self, name: str, codes: Codes) -> str | None:
        value = self.text(name)
        if value is not None and value not in codes:
            raise self.fault(f"{name} must be one of: {', '.join(codes)}")
        return value

    def codes(self, name: str, codes: Codes) -> list[str]:
        values = self.texts(name)
        if any(value not in codes for value in values):
            raise self.fault(f"{name} must be from: {', '.join(codes)}")
        return values

    def texts(self, name: str) -> list[str]:
        values = self._row.get(name) or []
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.fault(f"{name} must be a list of texts")
        if not all(map(is_clean, values)):
            raise self.fault(f"{name} holds a sign that cannot be kept")
        return list(dict.fromkeys(values))

    def rows(self, name: str) -> Iterator["IncomingRow"]:
        values = self._row.get(name) or []
        if not isinstance(values, list):
            raise self.fault(f"{name} must be a list of objects")
        for number, value in enumerate(values, start=1):
            yield IncomingRow(value, f"{self._within}{name} {number}")

    def row(self, name: str) -> "IncomingRow | None":
        value = self._row.get(name)
        return None if value is None else IncomingRow(value, f"{self._within}{name}")

    def flag(self, name: str) -> bool:
        return self.yes_or_no(name) is True

    def yes_or_no(self, name: str) -> bool | None:
        """True, False, or None for "we don't know"."""
        value = self._row.get(name)
        if value is not None and not isinstance(value, bool):
            raise self.fault(f"{name} must be true, false or null")
        return value

    def number(self, name: str, least: int, most: int) -> int | None:
        value = self._row.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.fault(f"{name} must be a whole number from {least} to {most}")
        return value

    def degrees(self, name: str, most: float) -> float | None:
        value = self._row.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= most:
            raise self.fault(f"{name} must be a number of degrees from -{most} to {most}")
        return float(value)

    def day(self, name: str) -> date | None:
        value = self.text(name)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise self.fault(f"{name} must be a date such as 2026-11-24") from None

    def required_day(self, name: str) -> date:
        value = self.day(name)
        if value is None:
            raise self.fault(f"{name} is missing")
        return value

    def clock(self, name: str) -> time | None:
        value = self.text(name)
        try:
            return time.fromisoformat(value) if value else None
        except ValueError:
            raise self.fault(f"{name} must be a time such as 19:00") from None

    def required_clock(self, name: str) -> time:
        value = self.clock(name)
        if value is None:
            raise self.fault(f"{name} is missing")
        return value
