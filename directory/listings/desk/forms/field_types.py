"""How is one thing written at the desk? Clocks, dates, numbers, phones, addresses and links as people write them.

What cannot be read stays in the field as it was typed, with words that say how to write it.
"""

import re
from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from wtforms import Field, Form, SelectField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.widgets import CheckboxInput, DateInput, ListWidget

from directory.accounts.roles import address_of
from directory.web.sent.phones import phone_of, refusal
from directory.web.typed import is_clean

HTTPS = "https://"
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:\s]?(\d{2}))?", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})[.\s/]+(\d{1,2})[.\s/]+(\d{4}|\d{2})")
_CALLED = re.compile(r"^\s*(?:tlf|telefon|tel|mobil|mob|phone)\b[.:]?", re.IGNORECASE)
_EXTENSION = re.compile(r"[\s,;]*\b(?:ext|tast|linje)\b[.:=]?\s*(?=\d{1,7}\s*$)", re.IGNORECASE)
_OTHER_WORDS = re.compile(r"[^\W\d_]{2,}")
_YEARS = range(1900, 2200)  # that somebody can mean: at the calendar's own ends one cannot reckon on
_HOST = re.compile(r"[^\s@]+\.[^\s@.]{2,}")


class _Read(StringField):  # type: ignore[misc]
    """A text that is read; `data` is what it means (None for nothing), the field goes on showing what was typed."""

    def take(self, valuelist: list[str]) -> None:
        """What was sent, read."""
        typed = valuelist[0].strip() if valuelist else ""
        if typed and typed == self.write(self.object_data):
            self.data = self.object_data  # what stands there already may stay, whoever wrote it
            return
        self.data = self.read(typed) if typed else None
        if typed and self.data is None:
            raise ValueError(self.fault())

    process_formdata = take

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else self.write(self.data)

    def read(self, typed: str) -> Any:
        """What it means; None where it cannot be read."""
        raise NotImplementedError

    def fault(self) -> str:
        """How it must be written."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """As it is written in the field."""
        return "" if value is None else str(value)


class ClockField(_Read):
    """`19`, `19.30`, `19:30` or `1930`; `data` as `19:30`."""

    def read(self, typed: str) -> str | None:
        match = _CLOCK.fullmatch(typed)
        hour, minute = (int(part or 0) for part in match.groups()) if match else (99, 0)
        return time(hour, minute).isoformat("minutes") if hour < 24 and minute < 60 else None

    def fault(self) -> str:
        return _("Skriv klokkeslettet slik: 19.30.")

    def write(self, value: Any) -> str:
        return (value or "").replace(":", ".")


def _day_of(day: int, month: int, year: int) -> date:
    return date(year + 2000 if year < 100 else year, month, day)


class DayField(_Read):
    """`2026-12-01` from a browser that has a calendar, or `1.12.2026`; `data` as the first."""

    widget = DateInput()

    def read(self, typed: str) -> str | None:
        match = _DAY.fullmatch(typed)
        try:
            on = date.fromisoformat(typed) if match is None else _day_of(*map(int, match.groups()))
        except ValueError:
            return None
        return on.isoformat() if on.year in _YEARS else None

    def fault(self) -> str:
        return _("Skriv datoen slik: 1.12.2026.")


class NumberField(_Read):
    """A whole number within bounds."""

    def __init__(self, label: str, least: int, most: int, **values: Any) -> None:
        super().__init__(label, render_kw={"inputmode": "numeric"}, **values)
        self._least, self._most = least, most

    def read(self, typed: str) -> int | None:
        digits = typed.replace(" ", "")
        number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 9 else -1
        return number if self._least <= number <= self._most else None

    def fault(self) -> str:
        return _("Skriv et helt tall fra %(least)s til %(most)s.", least=self._least, most=self._most)


class PhoneField(_Read):
    """A number that can be called from Norway at the price of a call; `data` with spaces as it is printed."""

    def read(self, typed: str) -> str | None:
        number = _EXTENSION.sub(" x", typed)
        return None if _OTHER_WORDS.search(_CALLED.sub("", number)) else phone_of(number)

    def fault(self) -> str:
        if _OTHER_WORDS.search(str(self.raw_data[0]) if self.raw_data else ""):
            return _(
                "Skriv bare telefonnummeret her. Når en kan ringe, kan stå sammen med hva det er, slik: Vakttelefon, kveld."
            )
        return refusal(self._value()) or _("Dette er ikke et telefonnummer. Sjekk at alle sifrene er med.")


class AddressField(_Read):
    """One e-mail address."""

    def read(self, typed: str) -> str | None:
        return address_of(typed)

    def fault(self) -> str:
        return _("Skriv en e-postadresse, for eksempel post@eksempel.no.")


class LinkField(_Read):
    """A web address. `https://` goes without saying, and without writing."""

    def read(self, typed: str) -> str | None:
        scheme, _colon, rest = typed.rpartition("://")
        link = HTTPS + rest
        try:
            parts = urlsplit(link)
        except ValueError:
            return None
        safe = scheme.lower() in ("", "https") and not any(sign.isspace() for sign in typed)
        return link if safe and "@" not in parts.netloc and _HOST.fullmatch(parts.hostname or "") else None

    def fault(self) -> str:
        return _("Skriv en trygg nettadresse, for eksempel www.eksempel.no.")

    def write(self, value: Any) -> str:
        return (value or "").removeprefix(HTTPS)

    def _value(self) -> str:
        return super()._value().removeprefix(HTTPS)


class KnownField(SelectField):  # type: ignore[misc]
    """Yes, no, or that nobody knows; `data` True, False or None."""

    def __init__(self, label: str, **values: Any) -> None:
        super().__init__(label, choices=self._choices, coerce=self._coded, **values)

    @staticmethod
    def _choices() -> list[tuple[str, str]]:
        return [("", _("Vi vet ikke")), ("yes", _("Ja")), ("no", _("Nei"))]

    @staticmethod
    def _coded(value: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return str(value or "")

    @property
    def known(self) -> bool | None:
        """What was chosen."""
        return {"yes": True, "no": False}.get(self.data)


class CheckboxesField(SelectMultipleField):  # type: ignore[misc]
    """Any of a few choices."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class LineField(StringField):  # type: ignore[misc]
    """One line of text; `data` None where it is empty."""

    def take(self, valuelist: list[str]) -> None:
        """What was sent, as it is kept."""
        self.data = tidy(valuelist[0]) if valuelist else None

    process_formdata = take

    def pre_validate(self, _form: Form) -> None:
        keepable(self)


class ProseField(TextAreaField):  # type: ignore[misc]
    """A few sentences; `data` None where it is empty."""

    def take(self, valuelist: list[str]) -> None:
        """What was sent, as it is kept."""
        self.data = tidy(valuelist[0]) if valuelist else None

    process_formdata = take

    def pre_validate(self, _form: Form) -> None:
        keepable(self)


def tidy(typed: str) -> str | None:
    """A text as it is kept, without what a form puts at the ends of lines; None for an empty one."""
    return typed.replace("\r\n", "\n").replace("\r", "\n").strip() or None


def keepable(field: Field, most: int = 4000) -> None:
    """Refuse what the database cannot keep.

    Raises:
        ValidationError: with a message that says what to write.
    """
    if field.data and not is_clean(field.data):
        raise ValidationError(_("Teksten har et tegn som ikke kan lagres. Skriv den på nytt."))
    if field.data and len(field.data) > most:
        raise ValidationError(_("Teksten er for lang. Skriv høyst %(most)s tegn.", most=most))
