"""Who edits while pages are measured? Somebody at the desk, by the desk's own verbs, in a process of their own.

`python -m benchmarks.editing` reads an act and the id of a listing from each line, and says when it was committed.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from app import create_app
from benchmarks.houses import ROOT
from directory.accounts.models import Actor, Grant, Person
from directory.db.engine import Database
from directory.listings.editing.apply import Editing, change
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing
from directory.places.loading import load
from directory.web.clock import oslo_now

ACTS = ("rename", "retime", "summarise", "rename")
_WORDS = "sju søyler står i stua og sola skin på golvet"


@dataclass(frozen=True, slots=True)
class Done:
    """A committed edit: when (`time.monotonic`), what took how long (seconds), and the listing's name since."""

    at: float
    took: float
    name: str


@dataclass(frozen=True, slots=True)
class Editor:
    """The editing process."""

    process: "subprocess.Popen[str]"

    def do(self, act: str, listing_id: str) -> Done:
        """One act, which must succeed."""
        assert self.process.stdin and self.process.stdout
        print(act, listing_id, file=self.process.stdin, flush=True)
        said = self.process.stdout.readline()
        if not said:
            raise RuntimeError("the editor could not edit")
        return Done(**json.loads(said))


@contextmanager
def editing(variables: Mapping[str, str]) -> Iterator[Editor]:
    """Somebody at the desk of the house that `variables` name."""
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.editing"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=dict(variables), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield Editor(process)
    finally:
        process.communicate()


def _national_editor(session: Session) -> Actor:
    now = oslo_now()
    person = Person(created_at=now, grants=[Grant(role="national_editor", since=now)])
    session.add(person)
    session.flush()
    return Actor(person.id, "national_editor")


def _edit(base: Database, by: Actor, act: str, listing_id: str, number: int) -> Done:
    began = time.monotonic()
    with base.writing() as session:
        listing = session.get_one(Listing, listing_id)
        made = change(Editing(session, load(), by, oslo_now()), listing, _values(listing, act, number))
        if [each.state for each in made] != ["applied"]:
            raise RuntimeError(f"{act} is not in force")
        name = listing.name
    return Done(time.monotonic(), time.monotonic() - began, name)


def _values(listing: Listing, act: str, number: int) -> dict[str, Any]:
    """Fields as a document has them."""
    if act in ("hide", "show"):
        return {"status": {"hide": "hidden", "show": "active"}[act]}
    if act == "rename":
        return {"name": f"{listing.name.partition(' nr. ')[0]} nr. {_in_letters(number)}"}
    meetings = document_of(listing, load(), public=False)["meetings"]
    if act == "summarise" or not meetings:
        return {"summary": f"{_WORDS.capitalize()}, {_in_letters(number)}."}
    first = meetings[0] | {"starts": f"17:{number % 60:02d}", "ends": "19:00"}
    return {"meetings": [first, *meetings[1:]]}


def _in_letters(number: int) -> str:
    """Many digits in a text are a number to call, which may not change just so."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def main() -> None:
    """Do what each line says."""
    app = create_app()
    base, numbers = app.extensions["database"], count(int(time.time()))  # never one that stands there
    with app.app_context():
        with base.writing() as session:
            by = _national_editor(session)
        for line in sys.stdin:
            act, listing_id = line.split()
            done = _edit(base, by, act, listing_id, next(numbers))
            print(json.dumps({"at": done.at, "took": done.took, "name": done.name}), flush=True)


if __name__ == "__main__":
    main()
