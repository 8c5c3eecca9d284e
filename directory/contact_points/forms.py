"""How does the desk ask when a contact point is open, and how it is reached?"""

import re
from collections.abc import Callable
from datetime import time
from itertools import pairwise

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import EmailField, Field, StringField
from wtforms.validators import Length

from directory.accounts.roles import address_of
from directory.contact_points.models import ContactPoint
from directory.contact_points.upkeep import Reach, Span, week_of
from directory.vocabulary import WEEKDAYS
from directory.web.formatting import clock_alone
from directory.web.sent.fields import SentForm
from directory.web.sent.phones import phone_of, refusal
from directory.web.typed import clean

_SPAN = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*(?:-|–|til|to)\s*(\d{1,2})(?:[.:](\d{2}))?")
_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}")
_DIGITS = re.compile(r"\d(?:[ ./-]?\d){4,}")
_BETWEEN = re.compile(r"\s*(?:,|;|\bog\b|\band\b)\s*")


class ReachForm(SentForm):
    """Phone, e-mail, and a line for each weekday. What cannot be read stays as it was typed."""

    phone = StringField(_("Telefon"), validators=[Length(max=40)])
    email = EmailField(_("E-post"), validators=[Length(max=254)])
    hours = StringField(
        _("Når dere svarer, med egne ord"), validators=[Length(max=200, message=_("Skriv litt kortere."))]
    )

    def read(self, contact: ContactPoint) -> Reach | None:
        """What was written; None when something must be mended, which then stands by its field."""
        self.validate()
        fault = refusal(self.phone.data or "") or gettext("Sjekk at alle sifrene er med.")
        phone = read_one(self.phone, phone_of, contact.phone, fault)
        fault = gettext("Skriv en e-postadresse, for eksempel post@eksempel.no.")
        email = read_one(self.email, address_of, contact.email, fault)
        week = {day: self._spans(day) for day in WEEKDAYS}
        if self.errors:
            return None
        hours = clean(self.hours.data, 200).strip() or None
        if hours and hours != contact.hours and _tells_a_way(hours):
            self.hours.errors = [gettext("Skriv nummer og adresser i feltene for det, ikke her.")]
            return None
        return Reach(phone, email, hours, contact.url, {day: spans for day, spans in week.items() if spans})

    def _spans(self, day: str) -> list[Span]:
        spans = spans_of(clean(self[day].data, 100))
        if spans is None:
            self[day].errors = [gettext("Skriv tidene slik: 10–15, eller 10.30–12, 13–15.")]
        return spans or []


for _day in WEEKDAYS:
    setattr(ReachForm, _day, StringField(validators=[Length(max=60, message=_("Skriv litt kortere."))]))


def read_one(
    field: Field, meaning: Callable[[str], str | None], before: str | None, fault: str
) -> str | None:
    """The value of a field; what stands there already may stay as it is, whoever wrote it."""
    typed = clean(field.data, 300).strip()
    if not typed or typed == before:
        return typed or None
    found = meaning(typed)
    if found is None:
        field.errors = [fault]
    return found


def _tells_a_way(text: str) -> bool:
    """Whether there is a number, an address or a site in it; those have fields of their own, and are seen by two."""
    without_clocks = _CLOCK.sub(" ", text)
    return bool(_DIGITS.search(without_clocks)) or any(sign in text.lower() for sign in ("@", "www.", "://"))


def fill_form(contact: ContactPoint) -> ReachForm:
    """The form as the contact point stands."""
    reach = {"phone": contact.phone, "email": contact.email, "hours": contact.hours}
    return ReachForm(formdata=None, data={**reach, **week_in_fields(contact)})


def week_in_fields(contact: ContactPoint) -> dict[str, str]:
    """For each weekday that it opens: `10–12, 13–15`."""
    return {day: ", ".join(map(_span_in_words, spans)) for day, spans in week_of(contact).items()}


def spans_of(typed: str) -> list[Span] | None:
    """`10–15` or `10.30–12, 13–15` as times in order; empty where nothing is written, None where it cannot be read."""
    parts = [part for part in _BETWEEN.split(typed.strip().removeprefix("kl.").strip()) if part]
    spans = [span for part in parts if (span := _span(part))]
    if len(spans) != len(parts):
        return None
    spans.sort()
    overlap = any(first[1] > second[0] for first, second in pairwise(spans))
    return None if overlap else spans


def _span(text: str) -> Span | None:
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    hours = [int(match[1]), int(match[3])]
    minutes = [int(match[2] or 0), int(match[4] or 0)]
    if max(hours) > 24 or max(minutes) > 59 or hours[0] == 24 or (hours[1] == 24 and minutes[1]):
        return None
    opens, closes = time(hours[0], minutes[0]), time(hours[1] % 24, minutes[1])
    return None if opens == closes else (opens, closes)


def _span_in_words(span: Span) -> str:
    return f"{clock_alone(span[0])}–{clock_alone(span[1])}"
