"""Is everybody of 3,000 asked, and nobody twice, when the house is killed while it asks, and again while letters leave?"""

import json
import resource
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from directory import db
from directory.mail import delivery
from directory.rounds.models import QuestionRound
from tests.drills.truth import house_over
from tests.drills.visiting import PUBLIC, command
from tests.house.tree import ROOT
from tests.houses import SECRET
from tests.mail.post_box import PostBox, server_for
from tests.serving import environment

pytestmark = pytest.mark.long
COUNT, KILLS, WITHIN = 3_000, 3, 60.0  # contacts; of each kind; seconds of work for all letters
_PATIENCE = 600  # seconds, for a busy machine
_BEGIN = "from app import create_app; app = create_app(); app.app_context().push(); "
ASK = (
    "from directory import db; from directory.web.clock import oslo_now; "
    "from directory.rounds.opening import ask_where_it_stopped; ask_where_it_stopped(db.of_app(), oslo_now())"
)
SEND = "from directory.mail.delivery import send_due; send_due()"


def address(number: int) -> str:
    return f"spurt{number}@eksempel.no"


@pytest.fixture
def asking(tmp_path: Path) -> Path:
    """The folder of a house with so many contacts, where a round was opened a moment ago and nobody is asked."""
    instance, path = tmp_path / "house", tmp_path / "mange.jsonl"
    rows = (
        {"id": f"spurt{number}", "name": "Treff (eksempel)", "municipality": "Oslo", "email": address(number)}
        for number in range(COUNT)
    )
    path.write_text("".join(json.dumps(row | {"demo": True}) + "\n" for row in rows), encoding="utf-8")
    command(instance, "init", "--no-demo", "--listings", str(path))
    with house_over(instance) as app, app.app_context(), db.of_app().writing() as session:
        now: datetime = app.config["NOW"]
        session.add(QuestionRound(year=now.year, wording={}, deadline=deadline(now), opened_at=now))
    return instance


def deadline(now: datetime) -> date:
    return now.date() + timedelta(days=30)


@pytest.fixture
def box() -> Iterator[tuple[PostBox, str]]:
    """A mail server, and its address."""
    box = PostBox()
    controller = server_for(box)
    controller.start()
    yield box, f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


def begun(instance: Path, what: str, mail: str) -> "subprocess.Popen[bytes]":
    """The house at work, in a process of its own."""
    settings = environment(instance, VARDE_SECRET_KEY=SECRET, VARDE_PUBLIC_URL=PUBLIC, VARDE_MAIL_URL=mail)
    return subprocess.Popen([sys.executable, "-c", _BEGIN + what], cwd=ROOT, env=settings)


def killed_at(process: "subprocess.Popen[bytes]", done: Callable[[], int], enough: int) -> None:
    """Kill it, once so much is done."""
    end = time.monotonic() + _PATIENCE
    try:
        while done() < enough:
            assert process.poll() is None, "it was over before"
            assert time.monotonic() < end, "nothing is done"
            time.sleep(0.001)
    finally:
        process.kill()
        process.wait()


def states(instance: Path) -> Counter[str]:
    """How many letters of the round stand how."""
    return Counter(state for _to, state in question_letters(instance))


def question_letters(instance: Path) -> list[tuple[str, str]]:
    """To whom each letter of the round goes, and how it stands."""
    with closing(sqlite3.connect(f"file:{instance / 'varde.sqlite3'}?mode=ro", uri=True, timeout=60)) as base:
        found = base.execute("SELECT recipient, state FROM letter WHERE kind = 'rounds/question'")
        return [(to, state) for to, state in found]


def work() -> float:
    """Processor seconds of all processes that were begun and are over."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_three_thousand_are_asked_once_whoever_is_killed(asking: Path, box: tuple[PostBox, str]) -> None:
    (post, mail), chance = box, Random(19)
    everybody = Counter(address(number) for number in range(COUNT))
    before, began = work(), time.monotonic()
    for turn in range(KILLS):
        enough = chance.randrange(COUNT * turn // 4, COUNT * (turn + 1) // 4) + 1
        killed_at(begun(asking, ASK, mail), lambda: sum(states(asking).values()), enough)
        assert sum(states(asking).values()) < COUNT
    assert begun(asking, ASK, mail).wait(_PATIENCE) == 0
    used = work() - before
    print(
        f"{COUNT} letters queued with {KILLS} kills: {used:.0f} s of work, {time.monotonic() - began:.0f} s"
    )
    assert Counter(to for to, _state in question_letters(asking)) == everybody
    assert used < WITHIN
    for turn in range(KILLS):
        enough = chance.randrange(COUNT * turn // 4, COUNT * (turn + 1) // 4) + 1
        killed_at(begun(asking, SEND, mail), lambda: len(post.arrived), enough)
    assert begun(asking, SEND, mail).wait(_PATIENCE) == 0
    came = Counter(to for envelope in post.arrived for to in envelope.rcpt_tos)
    assert set(came.values()) == {1}
    tell_who_died(asking)
    unsure = {to for to, state in question_letters(asking) if state == "unsure"}
    print(f"{len(came)} arrived, {len(unsure)} told as unsure")
    assert states(asking) == {"sent": COUNT - len(unsure), "unsure": len(unsure)}
    assert set(came) | unsure == set(everybody)
    assert len(unsure) <= KILLS


def tell_who_died(instance: Path) -> None:
    """Some minutes later the house looks for letters whose sender is no more."""
    with house_over(instance) as app, app.app_context():
        app.config["NOW"] += timedelta(minutes=4)
        delivery.send_due()
