"""Do the right suggestions stand in the right order? "For this person A must stand before B", on made-up listings."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flask import Flask

from directory import db
from directory.listings.records.loading import put_rows
from directory.listings.records.models import Listing
from directory.places.loading import load

# What a listing of a scene is where the scene does not say otherwise: a group that was confirmed lately.
_USUAL = {"kind": "group", "source": "evaluation", "last_confirmed_on": "2026-10-15"}
_KM_A_DEGREE = 111.195
_EVERYTHING = 200
_PARTS = {"why", "situation", "need", "every", "listings", "before", "shown", "absent", "step"}


@dataclass(frozen=True, slots=True)
class Scene:
    """One person, the listings there are, and what must be true of the answer."""

    why: str
    asked: Mapping[str, Any]
    listings: Sequence[Mapping[str, Any]]
    before: Sequence[tuple[str, str]] = ()
    shown: Sequence[str] = ()
    absent: Sequence[str] = ()
    step: Mapping[str, str] | None = None

    def faults(self, answer: Mapping[str, Any]) -> Iterator[str]:
        """What is not so, as messages. `answer` is that of `POST /api/v1/match`."""
        items = [item for part in ("matches", "online", "courses", "later") for item in answer[part]]
        place = {item["id"]: at for at, item in enumerate(items)}
        steps = {item["id"]: item["step"] for item in items}
        for first, second in self.before:
            if first not in place:
                yield f"{first} is not there, and should stand before {second}"
            elif place.get(second, len(items)) < place[first]:
                yield f"{second} stands before {first}"
        yield from (f"{id_} is not there" for id_ in self.shown if id_ not in place)
        yield from (f"{id_} is there" for id_ in self.absent if id_ in place)
        for id_, step in (self.step or {}).items():
            if steps.get(id_) != step:
                yield f"{id_} is in the step {steps.get(id_)}, not in {step}"

    @property
    def claims(self) -> int:
        """How many things the scene says must be true."""
        return len(self.before) + len(self.shown) + len(self.absent) + len(self.step or {})


def scene(row: Mapping[str, Any]) -> Scene:
    """One line of a file of scenes; the form is told in docs/evaluation.md.

    Raises:
        ValueError: a part is not known, or names a listing that the scene does not have.
    """
    unknown = sorted(row.keys() - _PARTS)
    if unknown:
        raise ValueError(f'there is no part "{unknown[0]}"')
    if not row.get("why") or not (row.get("situation") or row.get("need")):
        raise ValueError('"why", and "situation" or "need", must be said')
    listings = [listing_of({**row.get("every", {}), **listing}) for listing in row["listings"]]
    asked = {"limit": _EVERYTHING, **row.get("need", {})}
    if "situation" in row:
        asked["situation"] = row["situation"]
    chains = row.get("before", [])
    made = Scene(
        row["why"],
        asked,
        listings,
        [pair for chain in chains for pair in pairwise(chain)],
        row.get("shown", []),
        row.get("absent", []),
        row.get("step"),
    )
    named = {id_ for pair in made.before for id_ in pair} | {*made.shown, *made.absent, *(made.step or {})}
    strangers = sorted(named - {listing["id"] for listing in listings})
    if strangers:
        raise ValueError(f'no listing of the scene is called "{strangers[0]}"')
    return made


def listing_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """A whole listing; `km` puts it so far north of its municipality's point."""
    listing = {**_USUAL, "name": f"{said['id']} (eksempel)", **said}
    kilometres = listing.pop("km", None)
    if kilometres is not None:
        (place,) = load().find(listing["municipality"]).places
        listing["latitude"] = place.latitude + kilometres / _KM_A_DEGREE
        listing["longitude"] = place.longitude
    return listing


def answer(app: Flask, scene: Scene) -> Mapping[str, Any]:
    """What `app` answers in a world where the scene's listings are there too."""
    with there(app, scene.listings):
        response = app.test_client().post("/api/v1/match", json=scene.asked)
    if response.status_code != 200:
        raise RuntimeError(f"{scene.why}: the answer is {response.status_code}")
    return response.get_json()


@contextmanager
def there(app: Flask, listings: Sequence[Mapping[str, Any]]) -> Iterator[None]:
    """The listings come in as by `init --listings`, and are gone afterwards."""
    base: db.Database = app.extensions["database"]
    with app.app_context(), base.writing() as session:
        put_rows(session, listings, load())
    try:
        yield
    finally:
        with app.app_context(), base.writing() as session:
            for listing in listings:
                session.delete(session.get_one(Listing, listing["id"]))
