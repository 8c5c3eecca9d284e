"""Who may send more than a form holds? Whoever has a word for it that a page of the desk gave them, and no stranger.

The word stands in the address, so that the gate can judge it before the body comes: by its signature, without any database. It opens
nothing else; who may do what is asked of the session, as ever.
"""

from urllib.parse import parse_qs, urlsplit

from flask import Flask, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

MOST_LONG = 8 * 1024 * 1024  # bytes
NAME = "plass"  # of the word in an address
_AROUND = 64 * 1024  # of a longer one the house says itself that it is too long
_LASTS = 12 * 60 * 60  # seconds
_SALT = "a long body may come"
_ROOM = "room"


def install(app: Flask) -> None:
    """Let the gate before `app` ask."""

    def most_at(target: str) -> int:
        """How long a body for this address may be at most; 0 where a usual one is meant."""
        try:
            words = parse_qs(urlsplit(target).query).get(NAME, [])
        except ValueError:
            return 0
        return MOST_LONG + _AROUND if len(words) == 1 and _is_ours(app, words[0]) else 0

    app.extensions["longer_body"] = most_at


def word() -> str:
    """For the address of a form that may bring much."""
    return str(_signer(current_app).dumps(_ROOM))


def is_expected() -> bool:
    """Whether this request has such a word."""
    return _is_ours(current_app, request.args.get(NAME, ""))


def _is_ours(app: Flask, said: str) -> bool:
    try:
        return bool(_signer(app).loads(said, max_age=_LASTS) == _ROOM)
    except BadSignature:
        return False


def _signer(app: Flask) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(app.config["SECRET_KEY"], salt=_SALT)
