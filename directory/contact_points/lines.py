"""Which numbers stand on every page? The national lines; from the committed table when the database is away."""

import json
from functools import cache

from sqlalchemy.exc import SQLAlchemyError

from directory import db
from directory.contact_points.presenting import ContactEntry, person
from directory.contact_points.responsibility import (
    Caller,
    Contact,
    all_contacts,
    choose_lines,
    national_lines,
)
from directory.settings import DATA


def lines_for_every_page() -> list[ContactEntry]:
    """The lines that suit anybody. Never fails on an error page, which needs them most."""
    return [person(line) for line in choose_lines(known_lines(), Caller())]


def known_lines() -> list[Contact]:
    """Every national line, as the database has them or else as they were when this version was made."""
    try:
        return national_lines(db.read_cached(all_contacts, "contact_point")) or _committed_lines()
    except SQLAlchemyError as error:
        if db.may_read_again(error):
            raise
        return _committed_lines()


@cache
def _committed_lines() -> list[Contact]:
    """The lines as they were when this version was made."""
    rows = map(json.loads, (DATA / "contacts.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Contact(
            id=row["id"],
            level=row["level"],
            name=row["name"],
            covers=tuple(row["covers"]),
            about=row["about"],
            phone=row["phone"],
            hours=row["hours"],
            needs=tuple(row["needs"]),
            audiences=tuple(row["audiences"]),
            young=row["young"],
            urgent=row["urgent"],
            unconfirmed=row["confirm"],
        )
        for row in rows
        if row["level"] == "national_line"
    ]
