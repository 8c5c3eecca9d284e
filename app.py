"""The front door: settings, hall, rooms, commands."""

import os
import sys

from flask import Flask

from directory import commands, db
from directory.accounts import room as accounts
from directory.accounts.access import refuse_unguarded
from directory.contact_points import room as contact_points
from directory.contact_points.lines import lines_for_every_page
from directory.courses import room as courses
from directory.exchange import room as exchange
from directory.guides import guides
from directory.listings import room as listings
from directory.listings.desk import scope_names
from directory.listings.starting.starting_data import refuse_demonstration, shows_demonstration
from directory.mapping import room as mapping
from directory.matching import room as matching_room
from directory.matching.suggesting import service as matching
from directory.oversight import figures
from directory.oversight import room as oversight
from directory.referrals import room as referrals
from directory.rounds import room as rounds
from directory.settings import Settings, SettingsError, from_environment
from directory.web import hall
from directory.web.watching import health, metrics
from directory.wishes import room as wishes

ROOMS = (
    *matching_room.PAGES,
    *listings.PAGES,
    *exchange.PAGES,
    guides.pages,
    *oversight.PAGES,
    *contact_points.PAGES,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The application.

    Raises:
        SettingsError: the settings, or what the database holds, cannot be served. In words.
    """
    settings = settings or from_environment()
    app = Flask(__name__, static_folder="directory/web/static")
    app.extensions["settings"] = settings
    base = db.install(app, settings)
    if settings.production and _is_serving():
        try:
            refuse_demonstration(base)
        except SettingsError:
            base.close()
            raise
    hall.install(app, settings)
    accounts.install(app, scope_names)
    matching.install(app, settings, base)
    mapping.install(app, settings)
    wishes.install(app, settings)
    for each in (referrals, rounds, courses, matching_room):
        each.install(app)
    watching = health.pages(lambda: matching.of_app().health()), metrics.pages(settings, figures.figures)
    for pages in (*ROOMS, *watching):
        app.register_blueprint(pages)
    hall.provide(app, lambda: {"lines": lines_for_every_page, "has_demo": shows_demonstration()})
    commands.install(app)
    refuse_unguarded(app)
    return app


def _is_serving() -> bool:
    """Whether this process will answer visitors; the command line must be able to mend what stops a start."""
    return os.environ.get("FLASK_RUN_FROM_CLI") != "true" or "run" in sys.argv[1:]
