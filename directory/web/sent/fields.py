"""How does a form ask? The base of all forms: labels, hints and errors as text, filled in from a form's own data alone.

A public form changes no listing and is guarded by the check of origin (`security.py`), so it needs no CSRF token, which
would need a cookie. The desk's forms use Flask-WTF's own protection.
"""

import re
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Form

# What a field of ours can be called. WTForms reads the number of a row out of a name, and stumbles over "²".
_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")


class _Words:
    """What WTForms says of itself, where a field of ours has no words of its own: it knows no nynorsk."""

    def gettext(self, text: str) -> str:
        words = {
            "Not a valid date value.": _("Skriv datoen slik: 1.12.2026."),
            "Not a valid integer value.": _("Skriv et helt tall."),
            "This field is required.": _("Dette må fylles ut."),
        }
        return words.get(text) or _("Velg noe av det som står der.")

    def ngettext(self, text: str, _many: str, _count: int) -> str:
        return _("Skriv kortere: høyst %(max)d tegn.") if "longer" in text else self.gettext(text)


class SentForm(FlaskForm):  # type: ignore[misc]
    """A form that reads what was sent as a form. Flask-WTF also takes a file, or a JSON body of any kind, for words."""

    class Meta:
        def get_translations(self, _form: Any) -> _Words:
            """How WTForms speaks."""
            return _Words()

        def wrap_formdata(self, _form: Any, formdata: Any) -> "MultiDict[str, str] | None":
            """What the form is filled in from; None where it is shown as we fill it in, or nothing was sent."""
            return None if formdata is None else _fields_sent() or None


class PartForm(Form):  # type: ignore[misc]
    """A row of fields within a form."""

    class Meta:
        def get_translations(self, _form: Any) -> _Words:
            """How WTForms speaks."""
            return _Words()


class PublicForm(SentForm):
    """A form without session or token."""

    class Meta:
        csrf = False


def _fields_sent() -> "MultiDict[str, str]":
    return MultiDict((name, value) for name, value in request.form.items(multi=True) if _NAME.fullmatch(name))
