"""What must be known before something is paused, closed or moved?"""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from directory.listings.desk.forms.field_types import ClockField, DayField, LineField
from directory.listings.desk.forms.row_fields import span_fits
from directory.listings.editing.single_dates import Instead
from directory.vocabulary import CANCELLED_FOR
from directory.web.language import label_of
from directory.web.sent.fields import SentForm


class PauseForm(SentForm):
    """From which day to which?"""

    first = DayField(
        _("Første dag i pausen"), validators=[InputRequired(_("Skriv den første dagen i pausen."))]
    )
    last = DayField(_("Siste dag i pausen"))
    note = LineField(_("Noe folk bør vite"))

    def fits(self) -> bool:
        """Whether it begins before it ends; says so by the field where not."""
        if not self.last.data or not self.first.data or self.first.data <= self.last.data:
            return True
        self.last.errors = [gettext("Den siste dagen er før den første.")]
        return False


class CancelForm(SentForm):
    """Why is a date cancelled? Nobody has to say."""

    reason = RadioField(
        _("Hvorfor er det avlyst?"),
        choices=lambda: [(code, label_of(CANCELLED_FOR, code)) for code in CANCELLED_FOR],
    )


class CloseForm(SentForm):
    """From which day, and why?"""

    starts_on = DayField(_("Fra og med"))
    reason = LineField(_("Hvorfor?"))


class MoveDateForm(SentForm):
    """When and where is it held instead of on this one date? `clock` says which one, of several on a day."""

    clock = RadioField(
        _("Hvilken gang flytter du?"),
        choices=[],
        validators=[InputRequired(_("Velg hvilken av gangene du flytter."))],
    )
    to = DayField(_("Ny dag"), validators=[InputRequired(_("Skriv den nye dagen."))])
    starts = ClockField(
        _("Fra klokka"), validators=[InputRequired(_("Skriv når det begynner, slik: 19.30."))]
    )
    ends = ClockField(_("Til klokka"))
    address = LineField(_("Et annet sted denne gangen"))
    note = LineField(_("Noe folk bør vite"))

    def fits(self) -> bool:
        """Whether it ends after it begins; says so by the field where not."""
        return span_fits(self.starts, self.ends)

    def says(self, values: Mapping[str, Any]) -> bool:
        """Whether it says nothing but `values`."""
        return all(field.data == values[field.name] for field in self if field.name in values)

    def instead(self) -> Instead:
        """How that one date is held. Only after the form was found to be right."""
        address, note = (self[name].data if name in self else None for name in ("address", "note"))
        starts, ends = (
            time.fromisoformat(each.data) if each.data else None for each in (self.starts, self.ends)
        )
        return Instead(date.fromisoformat(self.to.data), starts, ends, address, note)
