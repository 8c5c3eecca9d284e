"""What must be known before something is paused, closed or cancelled?"""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired

from directory.listings.desk_fields import DayField, LineField


class PauseForm(FlaskForm):  # type: ignore[misc]
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


class CloseForm(FlaskForm):  # type: ignore[misc]
    """From which day, and why?"""

    starts_on = DayField(_("Fra og med"))
    reason = LineField(_("Hvorfor?"))
