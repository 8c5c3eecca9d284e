"""What did the form hold? Carried through a page that stands between the form and its end."""

from flask import request

_NEW_EACH_TIME = ("csrf_token", "act", "version", "mine")


def hidden_values(*also: str) -> list[tuple[str, str]]:
    """Every field that was sent, to be sent once more, but for those that are made anew on each page; `also` named ones."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name in also or (name not in _NEW_EACH_TIME and not name.startswith("keep-"))
    ]
