"""What does the desk ask of whoever decides?"""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from directory.web.sent.fields import SentForm

_MOST = 500


class DecisionForm(SentForm):
    """Yes or no to a change. A no needs a reason, which whoever made the change may read."""

    version = HiddenField()
    reason = TextAreaField(_("Begrunnelse"), validators=[Length(max=_MOST, message=_("Skriv litt kortere."))])

    def has_reason(self) -> bool:
        """Whether a reason was given; what must be mended stands by its field."""
        if self.validate() and not (self.reason.data or "").strip():
            self.reason.errors = [gettext("Skriv hvorfor du sier nei.")]
        return not self.reason.errors

    def version_seen(self) -> int | None:
        """The version of the listing that was shown."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class ReportDecisionForm(SentForm):
    """What came of something that the public told us?"""

    decision = StringField(
        _("Hva gjorde du?"), validators=[Length(max=_MOST, message=_("Skriv litt kortere."))]
    )

    def says_why(self, changed: bool) -> bool:
        """Whether it says what was done, where nothing was changed that would tell it."""
        if self.validate() and not changed and not (self.decision.data or "").strip():
            self.decision.errors = [
                gettext("Skriv hva du fant ut. Tilbudet er ikke endret etter at meldingen kom.")
            ]
        return not self.decision.errors
