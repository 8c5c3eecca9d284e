"""Which day and which time is meant? In numbers, in the words of four languages, as a sheet keeps them."""

import re
from datetime import date, datetime, time, timedelta

from directory.exchange.fetching.clean_text import line
from directory.vocabulary import WEEKDAYS

DAYS = tuple(WEEKDAYS)
_NAMES = {
    "mandag": 0, "måndag": 0, "mandager": 0, "tirsdag": 1, "tysdag": 1, "onsdag": 2, "torsdag": 3, "fredag": 4, "lørdag": 5,
    "laurdag": 5, "lordag": 5, "søndag": 6, "sundag": 6, "sondag": 6, "lördag": 5, "söndag": 6,
}  # fmt: skip
_SHORT = {
    "man": 0,
    "mån": 0,
    "mon": 0,
    "tir": 1,
    "tys": 1,
    "tue": 1,
    "ons": 2,
    "wed": 2,
    "tor": 3,
    "thu": 3,
    "fre": 4,
    "fri": 4,
}
_SHORT |= {"lør": 5, "lau": 5, "lör": 5, "sat": 5, "søn": 6, "sun": 6, "sön": 6}
_LONG = {code: number for number, code in enumerate(DAYS)} | _NAMES
_WORD = re.compile(r"[^\W\d_]+")
_ALL_DAYS = re.compile(
    r"\b(?:hver dag|kvar dag|alle dager|alle dagar|daglig|dagleg|daily|every ?day)\b", re.IGNORECASE
)
_SPAN = re.compile(r"(?<=[^\W\d_])\.?\s*(?:-|–|—|\b(?:til|to|through|thru)\b)\s*(?=[^\W\d_])", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:kl\.?\s*)?(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?(?:[:.](\d{2}))?\s*([ap])?\.?\s*(m)?\.?", re.IGNORECASE
)
_BARE = re.compile(r"\d{3,4}")
_NAMED_TIMES = {
    "noon": time(12),
    "midnight": time(0),
    "middag": time(12),
    "midnatt": time(0),
    "24:00": time(0),
    "24:00:00": time(0),
}
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%Y/%m/%d", "%d/%m/%Y", "%Y%m%d", "%d-%m-%Y", "%d. %m. %Y")
_FIRST_DAY = date(1899, 12, 30)  # of the numbers in which sheets keep dates


def days_numbered(value: object, first: int) -> list[str]:
    """The weekday with a number, where Sunday has `first`; or those that it names."""
    text = line(value)
    if re.fullmatch(r"\d(\.0)?", text):
        number = int(text[0]) - first
        return [DAYS[(number - 1) % 7]] if 0 <= number <= 6 else []
    return days_in(text)


def days_in(text: str) -> list[str]:
    """The weekdays that a text names, in its order; all of `mandag–fredag`, and of `hver dag`."""
    if _ALL_DAYS.search(text):
        return list(DAYS)
    found = list[int]()
    for span in _SPAN.split(text):
        named = [number for word in _WORD.findall(span) if (number := _day(word.lower())) is not None]
        if found and named:
            found += [(found[-1] + step) % 7 for step in range(1, (named[0] - found[-1]) % 7)]
        found += named
    return [DAYS[number] for number in dict.fromkeys(found)]


def _day(word: str) -> int | None:
    if (known := _LONG.get(word)) is not None:
        return known
    stem = word.removesuffix("s").removesuffix("er").removesuffix("ar").removesuffix("en")
    return _LONG.get(stem, _SHORT.get(word))


def clock_of(value: object) -> time | None:
    """A time of day: `19:00`, `7:30 PM`, `kl. 19`, `19.00`, `1900`, a sheet's own, or a part of a day."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, float | int) and not isinstance(value, bool) and 0 <= value < 1:
        minutes = round(value * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60)
    text = line(value).lower()
    if text in _NAMED_TIMES:
        return _NAMED_TIMES[text]
    if _BARE.fullmatch(text):
        return _time(int(text[:-2]), int(text[-2:]), None)
    match = _CLOCK.fullmatch(text)
    return _time(int(match[1]), int(match[2] or 0), match[4]) if match else None


def _time(hour: int, minute: int, half: str | None) -> time | None:
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def later(starts: time, length: timedelta) -> time:
    """The time so long after another, past midnight too."""
    return (datetime.combine(date(2000, 1, 3), starts) + length).time()


def date_of(value: object) -> date | None:
    """A date as it is written, or as a sheet keeps it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = line(value)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _FIRST_DAY + timedelta(days=int(float(text)))
    return next(
        filter(None, (_read(text.split(" ")[0] if "T" not in text else text[:10], form) for form in _DATES)),
        None,
    )


def _read(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text.partition("T")[0], form).date()  # noqa: DTZ007  (a day has no zone)
    except ValueError:
        return None
