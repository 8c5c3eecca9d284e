"""What time is it in Norway? The one clock that pages ask; tests set it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import current_app

from directory.db.base import now

OSLO = ZoneInfo("Europe/Oslo")


def oslo_now() -> datetime:
    """This moment on the Norwegian clock, or the fixed moment of `app.config["NOW"]`."""
    fixed: datetime | None = current_app.config.get("NOW")
    return (fixed or now()).astimezone(OSLO)
