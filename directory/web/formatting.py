"""How do we say it? Dates, times, distances and phone numbers as text, in three languages."""

import unicodedata
from datetime import date, datetime, time, timedelta

from babel.dates import format_date
from flask import current_app, has_app_context

from directory.settings import Periods
from directory.vocabulary import WEEKDAYS
from directory.web.catalogues import gettext as _
from directory.web.language import current, label_of
from directory.web.sent.phones import dialled, with_extension

NBSP = "\u00a0"
_LAST_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})  # signs that stand after z
_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


def day_in_words(day: date, today: date) -> str:
    """`tirsdag 24. november`, with the year where it is another year than `today`'s."""
    language = current()
    pattern = "EEEE d MMMM" if language == "en" else f"EEEE d.{NBSP}MMMM"
    if day.year != today.year:
        pattern += " y"
    return str(format_date(day, pattern, locale=_LOCALES[language]))


def date_in_words(day: date, today: date, language: str | None = None) -> str:
    """`24. november`, with the year where it is another year than `today`'s. A letter has its reader's `language`."""
    language = language or current()
    pattern = "d MMMM" if language == "en" else f"d.{NBSP}MMMM"
    if day.year != today.year:
        pattern += " y"
    return str(format_date(day, pattern, locale=_LOCALES[language]))


def month_in_words(day: date) -> str:
    """`september 2025`."""
    return str(format_date(day, "MMMM y", locale=_LOCALES[current()]))


def weekday_in_words(code: str) -> str:
    """`tirsdag`; `Tuesday` in English, which keeps its capital letter."""
    name = label_of(WEEKDAYS, code)
    return name if current() == "en" else name.lower()


def clock_in_words(moment: datetime | time, language: str | None = None) -> str:
    """`kl. 19` or `kl. 18.30`; `19:00` in English. A letter has its reader's `language`, a page its own."""
    if (language or current()) == "en":
        return f"{moment.hour:02d}:{moment.minute:02d}"
    minutes = f".{moment.minute:02d}" if moment.minute else ""
    return f"kl.{NBSP}{moment.hour}{minutes}"


def clock_alone(clock: time) -> str:
    """The end of a span: `20.30`, `21`; `20:30` in English."""
    if current() == "en":
        return f"{clock.hour:02d}:{clock.minute:02d}"
    return f"{clock.hour}.{clock.minute:02d}" if clock.minute else f"{clock.hour}"


def meeting_in_words(starts: datetime, now: datetime) -> str:
    """`i kveld kl. 20 (søndag)`, `i morgen kl. 19`, else `tirsdag 24. november kl. 19`. `now` in the same zone."""
    clock = clock_in_words(starts)
    days = (starts.date() - now.date()).days
    if days == 0 and starts <= now:
        return _("nå (begynte %(clock)s)", clock=clock)
    if days == 0:
        return _("i kveld %(clock)s", clock=clock) if starts.hour >= 17 else _("i dag %(clock)s", clock=clock)
    if days == 1:
        return _("i morgen %(clock)s", clock=clock)
    return _("%(day)s %(clock)s", day=day_in_words(starts.date(), now.date()), clock=clock)


def kilometres_in_words(kilometres: float) -> str:
    """`1 km unna`, from 10 km on `30 km unna i luftlinje`: people take a short distance as it is."""
    if kilometres < 1:
        return _("under 1%(space)skm unna", space=NBSP)
    rounded = round(kilometres)
    if rounded < 10:
        return _("%(number)s%(space)skm unna", number=rounded, space=NBSP)
    if rounded >= 20:
        rounded = round(kilometres / 5) * 5
    return _("%(number)s%(space)skm unna i luftlinje", number=rounded, space=NBSP)


def phone_in_words(number: str) -> str:
    """The number as it is printed, with hard spaces, so that it never breaks over a line."""
    return with_extension(number).replace(" ", NBSP)


def phone_link(number: str) -> str | None:
    """`tel:+4722400040`, or a short number as it is; None for the zeros that stand in demonstration data."""
    dials = dialled(number) if number.strip("0+ ") else None
    return f"tel:{dials}" if dials else None


def sentence(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def lately_confirmed(confirmed: date | None, today: date) -> bool:
    """Whether somebody confirmed it within the months that the settings say: the one rule for listings and contacts."""
    periods: Periods = current_app.extensions["settings"].periods if has_app_context() else Periods()
    return confirmed is not None and months_ago(confirmed, today) < periods.stale_months


def months_ago(day: date, today: date) -> int:
    """Whole months of 30 days between two dates; 0 for a day to come."""
    return max(today - day, timedelta(0)).days // 30


def norwegian_order(name: str) -> str:
    """What names are put in order by: æ, ø and å stand last, capitals beside small letters. "Aa" is two letters: an
    organisation may be called so."""
    plain = unicodedata.normalize("NFC", name).casefold().translate(_LAST_LETTERS)
    letters = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
