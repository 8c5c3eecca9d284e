"""Was this open form filled in by a person? No account, no cookie and no riddle: a field that people leave empty, and time.

What looks like a program is never dropped in silence. The form comes back with all that was written, and a person who
was only quick, or whose browser filled in too much, presses once more.
"""

from datetime import datetime, timedelta

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from directory.listings.upkeep.reports import MOST_SIGNS
from directory.web.sent.fields import PublicForm
from directory.web.typed import clean

SHORTEST = timedelta(seconds=2)
LONGEST = timedelta(hours=12)
_SALT = "when a form was opened"


class OpenForm(PublicForm):
    """A form that anybody may send. `opened` says when it was shown, signed, and nothing of who it was shown to."""

    opened = HiddenField()
    homepage = StringField(_("La dette feltet stå tomt"))

    def show(self, now: datetime) -> None:
        """Make it ready to be shown: with the moment, and with the trap empty."""
        self.homepage.data = ""
        if not self._is_recent(now):
            self.opened.data = _signer().dumps(int(now.timestamp()))

    def refusal(self, now: datetime) -> str | None:
        """Why the form must be sent once more, as a sentence; None where a person sent it."""
        if self.homepage.data:
            return gettext("Et felt som skal stå tomt, var fylt ut. Nå er det tomt. Trykk én gang til.")
        if not self._is_recent(now):
            return gettext("Siden har stått åpen lenge. Trykk én gang til.")
        if now - self._opened_at() < SHORTEST:
            return gettext("Det gikk litt fort for oss. Trykk én gang til.")
        return None

    def _is_recent(self, now: datetime) -> bool:
        return timedelta(0) <= now - self._opened_at() <= LONGEST

    def _opened_at(self) -> datetime:
        """When it was shown; long ago where nobody of ours signed it."""
        try:
            seconds = int(_signer().loads(str(self.opened.data or "")))
        except (BadSignature, ValueError, TypeError):
            seconds = 0
        return datetime.fromtimestamp(seconds).astimezone()


class ReportForm(OpenForm):
    """What is wrong with a listing? Which button was pressed says the kind."""

    text = TextAreaField(
        _("Hva er feil?"), validators=[Length(max=MOST_SIGNS, message=_("Skriv litt kortere."))]
    )


class MissingForm(OpenForm):
    """What is missing, and where? Enough for somebody to look for it; nothing of who tells."""

    name = StringField(_("Hva heter det?"), validators=[Length(max=120, message=_("Skriv litt kortere."))])
    place = StringField(
        _("Hvor er det?"),
        validators=[
            DataRequired(_("Skriv et sted, for eksempel navnet på kommunen.")),
            Length(max=80, message=_("Skriv litt kortere.")),
        ],
    )
    what = StringField(
        _("Hva slags tilbud er det?"),
        validators=[
            DataRequired(_("Skriv noen ord om hva det er.")),
            Length(max=200, message=_("Skriv litt kortere.")),
        ],
    )
    link = StringField(
        _("Hvor kan vi lese om det?"), validators=[Length(max=200, message=_("Skriv litt kortere."))]
    )
    text = TextAreaField(
        _("Noe mer vi bør vite?"), validators=[Length(max=300, message=_("Skriv litt kortere."))]
    )

    def in_words(self) -> str:
        """All that was written, each part under its question."""
        asked = (self.name, self.place, self.what, self.link, self.text)
        told = ((field.label.text, clean(field.data, MOST_SIGNS).strip()) for field in asked)
        return "\n".join(f"{label} {words}" for label, words in told if words)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt=_SALT)
