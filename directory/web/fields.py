"""How does a form ask? The base of public forms: labels, hints and errors as text; no cookie, no token.

A public form changes no listing and is guarded by the check of origin (`security.py`), so it needs no CSRF token, which
would need a cookie. The desk's forms use Flask-WTF's own protection.
"""

from flask_wtf import FlaskForm


class PublicForm(FlaskForm):  # type: ignore[misc]
    """A form without session or token."""

    class Meta:
        csrf = False
