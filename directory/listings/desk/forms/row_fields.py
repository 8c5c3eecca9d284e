"""Which parts of a listing come in rows? Times, evenings, ways to reach it and ways onward. An empty row is no row."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField

from directory.listings.desk.forms.field_types import (
    AddressField,
    ClockField,
    DayField,
    LineField,
    LinkField,
    PhoneField,
)
from directory.vocabulary import FORMATS, PATHS, WEEKDAYS
from directory.web.language import label_of
from directory.web.sent.fields import PartForm

_LONGEST = timedelta(hours=14)  # what is longer is more likely a slip: an end before the start
_RHYTHMS: dict[str, tuple[int, int | None]] = {str(weeks): (weeks, None) for weeks in range(1, 53)} | {
    f"nth{nth}": (1, nth) for nth in (1, 2, 3, 4, 5, -1)
}


class PartRow(PartForm):
    """A row that can be left empty or taken away."""

    remove = BooleanField(_("Ta bort"))
    needed: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the row says something, and stays."""
        typed = (
            field.raw_data for field in self if field.name != self.remove.name and field.type != "SelectField"
        )
        chosen = any(self[name].data for name in self.needed)
        return not self.remove.data and (chosen or any(any(values or ()) for values in typed))

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        if not self.counts:
            return True
        fine = bool(super().validate(extra_validators))
        for name in self.needed:
            if not self[name].data and not self[name].errors:
                self[name].errors = [self.missing(name)]
                fine = False
        return fine and self.fits()

    def missing(self, name: str) -> str:
        """What to write where nothing stands."""
        raise NotImplementedError

    def fits(self) -> bool:
        """Whether the fields fit together; says by a field where they do not."""
        return True


def span_fits(starts: ClockField, ends: ClockField) -> bool:
    """Whether an end can belong to a start; past midnight is possible, half a day and more is a slip."""
    if not starts.data or not ends.data:
        return True
    first, last = (datetime.fromisoformat(f"2000-01-01T{field.data}") for field in (starts, ends))
    lasts = (last - first) % timedelta(days=1)
    if timedelta(0) < lasts <= _LONGEST:
        return True
    ends.errors = [gettext("Det slutter ikke etter at det begynner. Sjekk klokkeslettene.")]
    return False


class RhythmField(SelectField):  # type: ignore[misc]
    """How often. What stands there can be chosen too, although few meet so seldom that everybody is offered it."""

    def __init__(self, label: str, **values: Any) -> None:
        super().__init__(label, choices=self._choices_offered, **values)

    def _choices_offered(self) -> list[tuple[str, str]]:
        offered = rhythms()
        if self.data in _RHYTHMS and self.data not in offered:
            offered[self.data] = gettext("Hver %(weeks)s. uke", weeks=self.data)
        return list(offered.items())


class TimeRow(PartRow):
    """One recurring time."""

    weekday = SelectField(
        _("Dag"),
        choices=lambda: [("", gettext("Velg")), *((code, label_of(WEEKDAYS, code)) for code in WEEKDAYS)],
    )
    rhythm = RhythmField(_("Hvor ofte"))
    starts = ClockField(_("Fra klokka"))
    ends = ClockField(_("Til klokka"))
    from_date = DayField(_("Første dag"))
    until_date = DayField(_("Siste dag"))
    format = SelectField(
        _("Møteform"),
        choices=lambda: [("", gettext("Som resten"))] + [(code, label_of(FORMATS, code)) for code in FORMATS],
    )
    link = LinkField(_("Lenke til nettmøtet"))
    link_public = BooleanField(_("Lenken kan vises for alle"))
    note = LineField(_("Merknad"))
    needed = ("weekday", "starts")

    def missing(self, name: str) -> str:
        return (
            gettext("Velg en dag.") if name == "weekday" else gettext("Skriv når det begynner, slik: 19.30.")
        )

    def fits(self) -> bool:
        if not span_fits(self.starts, self.ends):
            return False
        if self.rhythm.data in _RHYTHMS and _RHYTHMS[self.rhythm.data][0] > 1 and not self.from_date.data:
            self.from_date.errors = [gettext("Skriv en dag det er møte, så vet vi hvilke uker det gjelder.")]
            return False
        if self.from_date.data and self.until_date.data and self.until_date.data < self.from_date.data:
            self.until_date.errors = [gettext("Den siste dagen er før den første.")]
            return False
        return True

    def part(self, purpose: str, before: list[dict[str, Any]]) -> dict[str, Any]:
        """As in a document. What was said of single dates stays where the weekday and the rhythm do."""
        every, nth = _RHYTHMS[self.rhythm.data]
        mine = (self.weekday.data, self.rhythm.data)
        same = [each for each in before if (each["weekday"], _rhythm(each)) == mine]
        kept = next((each for each in same if each["starts"] == self.starts.data), same[0] if same else None)
        return {
            "weekday": self.weekday.data,
            "every": kept["every"] if kept else every,  # where `nth` counts, it stays as it was said
            "nth": nth,
            "starts": self.starts.data,
            "ends": self.ends.data,
            "from": self.from_date.data,
            "until": self.until_date.data,
            "format": self.format.data or None,
            "purpose": kept["purpose"] if kept else purpose,
            "link": self.link.data,
            "link_public": bool(self.link.data and self.link_public.data),
            "note": self.note.data,
            "changed_dates": kept["changed_dates"] if kept else [],
        }


class EveningRow(PartRow):
    """One evening of a course."""

    on = DayField(_("Dato"))
    starts = ClockField(_("Fra klokka"))
    ends = ClockField(_("Til klokka"))
    theme = LineField(_("Tema"))
    needed = ("on", "starts")

    def missing(self, name: str) -> str:
        return (
            gettext("Skriv datoen slik: 1.12.2026.")
            if name == "on"
            else gettext("Skriv klokkeslettet slik: 19.30.")
        )

    def fits(self) -> bool:
        return span_fits(self.starts, self.ends)

    def part(self) -> dict[str, Any]:
        """As in a document."""
        return {name: self[name].data for name in ("on", "starts", "ends", "theme")}


class ContactRow(PartRow):
    """One way to reach the listing: a role, never a private person."""

    role = LineField(_("Hvem som svarer"))
    phone = PhoneField(_("Telefon"))
    email = AddressField(_("E-post"))
    needed = ("role",)

    def missing(self, _name: str) -> str:
        return gettext("Skriv hvem som svarer, for eksempel «Gruppas telefon».")

    def fits(self) -> bool:
        if not self.phone.data and not self.email.data:
            self.phone.errors = [gettext("Skriv et telefonnummer eller en e-postadresse.")]
            return False
        return True

    def part(self) -> dict[str, Any]:
        """As in a document."""
        return {name: self[name].data for name in ("role", "phone", "email")}


class WayRow(PartRow):
    """One thing that it leads to: a listing, by its name, or words where there is none to name."""

    path = SelectField(
        _("Når?"),
        choices=lambda: [("", gettext("Velg")), *((code, label_of(PATHS, code)) for code in PATHS)],
    )
    to = LineField(_("Navnet på tilbudet"), render_kw={"list": "egne-tilbud"})
    choice = RadioField(_("Hvilket tilbud er det?"), choices=[], validate_choice=False)
    text = LineField(_("Med egne ord"))
    needed = ("path",)

    def missing(self, _name: str) -> str:
        return gettext("Velg når det passer.")

    def fits(self) -> bool:
        if not self.to.data and not self.text.data:
            self.to.errors = [gettext("Skriv navnet på et tilbud, eller si det med egne ord.")]
            return False
        return True


def rhythms() -> dict[str, str]:
    """How often something can be, as text."""
    return {
        "1": gettext("Hver uke"),
        "2": gettext("Annenhver uke"),
        "3": gettext("Hver tredje uke"),
        "4": gettext("Hver fjerde uke"),
        "6": gettext("Hver sjette uke"),
        "8": gettext("Hver åttende uke"),
        "nth1": gettext("Den første i måneden"),
        "nth2": gettext("Den andre i måneden"),
        "nth3": gettext("Den tredje i måneden"),
        "nth4": gettext("Den fjerde i måneden"),
        "nth5": gettext("Den femte i måneden"),
        "nth-1": gettext("Den siste i måneden"),
    }


def time_row(meeting: Mapping[str, Any]) -> dict[str, Any]:
    """A document's meeting as `TimeRow` shows it."""
    return {
        **meeting,
        "rhythm": _rhythm(meeting),
        "from_date": meeting["from"],
        "until_date": meeting["until"],
    }


def _rhythm(meeting: Mapping[str, Any]) -> str:
    return f"nth{meeting['nth']}" if meeting["nth"] else str(meeting["every"])
