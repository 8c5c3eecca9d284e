"""Whom is one pointed to first, in a world with many listings? Scenes as somebody who answers a helpline would judge them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from flask import Flask

from tests.evaluation.lines import read
from tests.evaluation.ranking import listing_of, there

_HERE = Path(__file__).parent
_EVERYTHING = 200
_BEST = 3
_CLAIMS = {"first", "top", "before", "absent", "shown"}
_PARTS = _CLAIMS | {"why", "situation", "need", "other"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must be true of one person's answer: ids in the order in which the page shows them."""

    top: str | None = None
    first: Sequence[str] = ()
    before: Sequence[tuple[str, str]] = ()
    absent: Sequence[str] = ()
    shown: Sequence[str] = ()

    def faults(self, ids: Sequence[str]) -> Iterator[str]:
        """What is not so, as messages."""
        place = {id_: at for at, id_ in enumerate(ids)}
        if self.top and ids[:1] != [self.top]:
            yield f"{self.top} is not first ({', '.join(ids[:_BEST]) or 'nothing is'})"
        for id_ in self.first:
            if place.get(id_, _BEST) >= _BEST:
                yield f"{id_} is not among the first three ({', '.join(ids[:_BEST])})"
        for first, second in self.before:
            if first not in place:
                yield f"{first} is not there, and should stand before {second}"
            elif place.get(second, len(ids)) < place[first]:
                yield f"{second} stands before {first}"
        yield from (f"{id_} is not there" for id_ in self.shown if id_ not in place)
        yield from (f"{id_} is there" for id_ in self.absent if id_ in place)


@dataclass(frozen=True, slots=True)
class WorldScene:
    """One question put to the world; with `other`, two people are spoken of."""

    why: str
    asked: Mapping[str, Any]
    wanted: Wanted
    other: Wanted | None = None

    def faults(self, answer: Mapping[str, Any], known: frozenset[str]) -> list[str]:
        """What is not so in `answer`, that of `POST /api/v1/match`. Only the world's listings count."""
        found = list(self.wanted.faults(_in_order(answer, known)))
        if self.other is None:
            return found
        second = answer.get("other")
        if not second:
            return [*found, "there is no second answer"]
        return [*found, *(f"to the other: {each}" for each in self.other.faults(_in_order(second, known)))]


def _in_order(answer: Mapping[str, Any], known: frozenset[str]) -> list[str]:
    items = [item for part in ("matches", "online", "courses", "later") for item in answer.get(part, ())]
    if all("rank" in item for item in items):
        items.sort(key=lambda item: item["rank"])
    else:
        items.sort(key=lambda item: item["step"] == "farther")
    return [item["id"] for item in items if item["id"] in known]


def _wanted(row: Mapping[str, Any]) -> Wanted:
    chains = row.get("before", [])
    before = [pair for chain in chains for pair in pairwise(chain)]
    return Wanted(row.get("top"), row.get("first", []), before, row.get("absent", []), row.get("shown", []))


def world_scene(row: Mapping[str, Any]) -> WorldScene:
    """One line of `scenes.jsonl`.

    Raises:
        ValueError: a part is not known, or nothing is asked.
    """
    unknown = sorted((row.keys() - _PARTS) | (row.get("other", {}).keys() - _CLAIMS))
    if unknown:
        raise ValueError(f'there is no part "{unknown[0]}"')
    if not row.get("why") or not (row.get("situation") or row.get("need")):
        raise ValueError('"why", and "situation" or "need", must be said')
    asked = {"limit": _EVERYTHING, **row.get("need", {})}
    if "situation" in row:
        asked["situation"] = row["situation"]
    other = _wanted(row["other"]) if "other" in row else None
    return WorldScene(row["why"], asked, _wanted(row), other)


def answered(app: Flask) -> list[tuple[WorldScene, list[str]]]:
    """Every scene of the world, with what is not so in the answer of `app`. Afterwards the world is gone again."""
    rows = read(_HERE / "listings.jsonl", listing_of)
    scenes = read(_HERE / "scenes.jsonl", world_scene)
    known, client = frozenset(row["id"] for row in rows), app.test_client()
    with there(app, rows):
        return [
            (scene, scene.faults(client.post("/api/v1/match", json=scene.asked).get_json(), known))
            for scene in scenes
        ]
