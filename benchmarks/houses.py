"""Which houses are pages measured in? Large ones in which, around the places that are asked for, no more stands than in a small one.

A house of 1,500 listings is the starting and the demonstration data, and copies of them. A larger one has the same and more
elsewhere: in municipalities that no question reaches. So the pages that are measured say the same in each of them, and
what differs is what the size of the house costs. No name of a person, no number, and all of it marked as made up.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np

from app import create_app
from benchmarks.listings import Chance, Place
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing
from directory.places.distance import great_circle
from directory.places.gazetteer import Gazetteer
from directory.places.loading import load
from directory.settings import from_environment

ROOT = Path(__file__).resolve().parents[1]
SMALL = 1_500
ASKED_PLACES = ("alesund", "bergen", "drammen", "oslo", "tromso", "trondheim")
_OUT_OF_REACH = 160.0  # kilometres: farther than the widest circle that finds enough, and the scatter below
_SCATTER = 0.05  # degrees of latitude, at most; twice that of longitude
_SEED = 20261130
_FORM = 1  # counted up when houses are made otherwise, so that kept ones are made anew

Document = dict[str, Any]


def kept(folder: Path, size: int) -> Path:
    """The house of `size` listings in `folder`, made where it is not there yet."""
    house = folder / f"house-{size}-{_FORM}"
    if not house.exists():
        making = folder / f"making-{size}"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        furnish(making, size)
        making.rename(house)
    return house


def copied(house: Path, instance: Path) -> Path:
    """`instance`, a copy of `house` that may be edited, brought to today's tables and with a valid generation."""
    shutil.copytree(house, instance)
    command(instance, "init", "--no-demo")
    return instance


def furnish(instance: Path, size: int, **settings: str) -> None:
    """Fill a new house with `size` listings."""
    begin(instance, **settings)
    path = instance / "more.jsonl"
    if write_more(path, instance, size, **settings):
        command(instance, "init", "--no-demo", "--listings", str(path), **settings)
    path.unlink()


def begin(instance: Path, **settings: str) -> None:
    """A new house with the starting and the demonstration data."""
    command(instance, "init", "--demo", **settings)


def write_more(path: Path, instance: Path, size: int, **settings: str) -> int:
    """What the house needs beyond that, as a file for `init --listings`. Returns how many listings it holds."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for line in _more_lines(environment(instance, **settings), size):
            file.write(line)
            count += 1
    return count


def command(instance: Path, *words: str, **settings: str) -> None:
    """A command of the house, in a process of its own, which must succeed."""
    line = [sys.executable, "-W", "ignore", "-m", "flask", "--app", "app", *words]
    subprocess.run(line, cwd=ROOT, env=environment(instance, **settings), check=True, capture_output=True)


def environment(instance: Path, **settings: str) -> dict[str, str]:
    """The variables of a process that works in `instance`."""
    return os.environ | {"VARDE_INSTANCE": str(instance)} | settings


def _more_lines(variables: Mapping[str, str], size: int) -> Iterator[str]:
    documents = _documents(variables)
    copies = max(0, min(size, SMALL) - len(documents))
    same = (
        document | {"id": f"bench{number}"}
        for number, document in zip(range(copies), cycle(documents), strict=False)
    )
    far = far_away(documents, size - len(documents) - copies)
    return (json.dumps(document, ensure_ascii=False) + "\n" for part in (same, far) for document in part)


def _documents(variables: Mapping[str, str]) -> list[Document]:
    app, gazetteer = create_app(from_environment(variables)), load()
    base = app.extensions["database"]
    with base.reading() as session:
        rows = session.query(Listing).order_by(Listing.id)
        found = [document_of(listing, gazetteer, public=False) for listing in rows]
    base.close()
    return found


def far_away(documents: Iterable[Document], count: int) -> Iterator[Document]:
    """`count` listings that no question of the measurements reaches: like `documents`, each at a place of its own."""
    chance, gazetteer = Chance(_SEED), load()
    there = _out_of_reach(chance, gazetteer)
    weights = [place.size for place in there]
    bound = [document for document in documents if "in_person" in document["formats"]]
    for number, document in zip(range(count), cycle(bound), strict=False):
        place = chance.random.choices(there, weights)[0]
        yield _moved(document, f"far{number:06d}", place, chance)


def _out_of_reach(chance: Chance, gazetteer: Gazetteer) -> list[Place]:
    there = np.array([(place.latitude, place.longitude) for place in chance.places])
    away = np.full(len(there), np.inf)
    for name in ASKED_PLACES:
        asked = gazetteer.find(name).places[0]
        away = np.minimum(away, great_circle(asked.latitude, asked.longitude, there[:, 0], there[:, 1]))
    return [place for place, far in zip(chance.places, away, strict=True) if far > _OUT_OF_REACH]


def _moved(document: Document, listing_id: str, place: Place, chance: Chance) -> Document:
    """The same at `place` and for those who live there, with a few words that nobody else has."""
    north, east = (chance.random.uniform(-_SCATTER, _SCATTER) for _axis in "ne")
    words = " ".join(chance.words(8))
    return document | {
        "id": listing_id,
        "name": f"{chance.words(1)[0].capitalize()} i {place.name} (eksempel)",
        "summary": f"{document['summary'] or ''} {words}".strip(),
        "formats": ["in_person"],
        "municipality_number": place.number,
        "municipality": None,
        "place": None,
        "address": None,
        "latitude": place.latitude + north,
        "longitude": place.longitude + 2 * east,
        "catchment": [place.number] if document["catchment"] else [],
        "pathways": [],
        "demo": True,
    }
