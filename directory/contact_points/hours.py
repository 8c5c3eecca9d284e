"""Is somebody there now? Opening hours as text: open until when, opening when, and the whole week."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Protocol

from directory.vocabulary import WEEKDAYS
from directory.web.catalogues import gettext as _
from directory.web.clock import OSLO
from directory.web.formatting import clock_alone, clock_in_words, sentence
from directory.web.language import label_of

_DAYS = list(WEEKDAYS)


class Hours(Protocol):
    """Open on one weekday from `opens` to `closes` on the Norwegian clock; a close not after it is past midnight."""

    @property
    def weekday(self) -> str: ...
    @property
    def opens(self) -> time: ...
    @property
    def closes(self) -> time: ...


def open_until(hours: Iterable[Hours], now: datetime) -> datetime | None:
    """When it closes, where it is open at `now` (Norwegian clock); else None."""
    return max(
        (closes for opens, closes in _openings_near(hours, now) if opens <= now < closes), default=None
    )


def opens_next(hours: Iterable[Hours], now: datetime) -> datetime | None:
    """The next time that it opens after `now`; None where no hours are known."""
    return min((opens for opens, _closes in _openings_near(hours, now) if opens > now), default=None)


def now_in_words(hours: Iterable[Hours], now: datetime) -> str | None:
    """`Åpent nå til kl. 15`, `Åpner mandag kl. 10`; None where no hours are known."""
    hours = list(hours)
    if closes := open_until(hours, now):
        return _("Åpent nå til %(clock)s", clock=clock_in_words(closes))
    opens = opens_next(hours, now)
    if opens is None:
        return None
    clock, days = clock_in_words(opens), (opens.date() - now.date()).days
    if days == 0:
        return _("Åpner i dag %(clock)s", clock=clock)
    if days == 1:
        return _("Åpner i morgen %(clock)s", clock=clock)
    return _("Åpner %(weekday)s %(clock)s", weekday=_weekday(_DAYS[opens.weekday()]), clock=clock)


def week_in_words(hours: Iterable[Hours]) -> list[str]:
    """`Mandag til torsdag kl. 10–14`: days in a row with the same hours share a line."""
    days = [(day, _clocks([row for row in hours if row.weekday == day])) for day in _DAYS]
    lines = []
    for clocks, run in groupby(days, key=lambda item: item[1]):
        names = [_weekday(day) for day, _clocks_of_day in run]
        if clocks:
            lines.append(sentence(f"{_span(names)} {clocks}"))
    return lines


def _span(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("%(first)s til %(last)s", first=names[0], last=names[-1])


def _clocks(hours: list[Hours]) -> str:
    return ", ".join(
        f"{clock_in_words(datetime.combine(date.min, row.opens))}–{clock_alone(row.closes)}"
        for row in sorted(hours, key=lambda row: row.opens)
    )


def _weekday(code: str) -> str:
    """In a sentence: lower case in Norwegian, a capital in English."""
    name = label_of(WEEKDAYS, code)
    return name if name == WEEKDAYS[code].en else name.lower()


def _openings_near(hours: Iterable[Hours], now: datetime) -> Iterable[tuple[datetime, datetime]]:
    """Every opening from yesterday, whose night may still last, to the same weekday next week."""
    hours = list(hours)
    for days in range(-1, 8):
        day = now.date() + timedelta(days=days)
        for row in hours:
            if row.weekday == _DAYS[day.weekday()]:
                night = timedelta(days=row.closes <= row.opens)
                yield datetime.combine(day, row.opens, OSLO), datetime.combine(day + night, row.closes, OSLO)
