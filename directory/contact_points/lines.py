"""Which numbers stand on every page? The national lines; from the committed table when the database is away."""

import json
from functools import cache

from sqlalchemy.exc import SQLAlchemyError

from directory import db
from directory.contact_points.presenting import Person, person
from directory.contact_points.responsibility import (
    Caller,
    Contact,
    all_contacts,
    chosen_lines,
    national_lines,
)
from directory.settings import DATA


def lines_for_every_page() -> list[Person]:
    """The lines that suit anybody. Never fails: an error page needs them most."""
    return [person(line) for line in chosen_lines(known_lines(), Caller())]


def known_lines() -> list[Contact]:
    """Every national line, as the database has them or else as they were when this version was made."""
    try:
        return national_lines(db.as_of_now(all_contacts)) or _committed()
    except SQLAlchemyError:
        return _committed()


@cache
def _committed() -> list[Contact]:
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
        )
        for row in rows
        if row["level"] == "national_line"
    ]
