"""What does the room need in the house? Its pages, what others may show of it, and where sealed letters go."""

from flask import Flask

from directory.accounts import scopes
from directory.mail import delivery
from directory.settings import Settings
from directory.wishes import group_desk, reply, wish, wish_desk
from directory.wishes.how_many import count_for_everybody
from directory.wishes.presenting import planned_on_pages
from directory.wishes.sealing import open_recipient
from directory.wishes.waiting_wishes import WAITS

_PAGES = (wish.pages, reply.pages, wish_desk.pages, group_desk.pages)


def install(app: Flask, settings: Settings) -> None:
    """Open the room."""
    for pages in _PAGES:
        app.register_blueprint(pages)
    app.extensions["wishes"] = count_for_everybody
    app.extensions["planned"] = planned_on_pages
    scopes.also_waits(app, WAITS)
    delivery.open_by(app, lambda recipient: open_recipient(settings, recipient))
