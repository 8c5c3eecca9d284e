"""Is each letter sent exactly once, or told as unsure? Whoever dies in the middle, and however many send."""

import os
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from directory import db
from directory.db.write_queue import MOST_WAITING
from directory.mail import delivery, transport
from directory.web.clock import oslo_now
from tests.desks import colleague, later, letters
from tests.house.tree import ROOT
from tests.mail.test_outbox import TO, queue_letter, send, states
from tests.serving import environment


@pytest.fixture
def broken_mail(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Mail goes nowhere: what the carrier answers is what a test writes here."""
    answer = {"outcome": "later"}
    monkeypatch.setattr(
        transport, "transport_for", lambda _settings: lambda _m, _n: (answer["outcome"], "smtp 451")
    )
    return answer


@pytest.mark.both_databases
def test_many_senders_send_each_letter_once(fresh_house: Flask) -> None:
    queue_letter(fresh_house, count=40)
    with ThreadPoolExecutor(MOST_WAITING) as pool:  # more at once may be asked to come again
        found = pool.map(lambda _sender: send(fresh_house), range(MOST_WAITING))
        done = sum((Counter(each) for each in found), Counter())
    assert done == {"sent": 40}
    assert len(letters(fresh_house)) == 40


def test_what_cannot_be_sent_is_tried_again_and_then_told(
    fresh_house: Flask, broken_mail: dict[str, str]
) -> None:
    queue_letter(fresh_house)
    tried = 0
    for _hour in range(24):
        tried += sum(send(fresh_house).values())
        later(fresh_house, hours=1)
    assert tried == 7
    assert states(fresh_house) == {"failed": 1}


def test_a_letter_that_failed_once_arrives_when_mail_is_back(
    fresh_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_letter(fresh_house)
    with monkeypatch.context() as broken:
        broken.setattr(transport, "transport_for", lambda _settings: lambda _m, _n: ("later", "smtp 451"))
        send(fresh_house)
    assert letters(fresh_house) == []
    later(fresh_house, minutes=1)
    assert len(letters(fresh_house)) == 1


@pytest.mark.parametrize(("outcome", "state"), [("refused", "failed"), ("unsure", "unsure")])
def test_a_letter_that_may_not_have_arrived_is_told_to_the_national_editor(
    fresh_house: Flask, broken_mail: dict[str, str], outcome: str, state: str
) -> None:
    broken_mail["outcome"] = outcome
    queue_letter(fresh_house)
    send(fresh_house)
    send(fresh_house)
    assert states(fresh_house) == {state: 1}
    editor = colleague(fresh_house, "national_editor")
    assert TO in editor.get("/skrivebord/brev").text
    put_aside = editor.get("/skrivebord/brev").select("form[action^=/skrivebord/brev]")[-1]["action"]
    editor.post(put_aside)
    assert TO not in editor.get("/skrivebord/brev").text
    editor.post(put_aside, expect=404)


@pytest.mark.both_databases
def test_a_sender_that_died_leaves_a_letter_that_is_told_and_sent_only_on_request(fresh_house: Flask) -> None:
    queue_letter(fresh_house)
    with fresh_house.app_context():
        assert delivery._claim_next(db.of_app(), oslo_now())
    assert letters(fresh_house) == []
    later(fresh_house, minutes=3)
    assert letters(fresh_house) == []
    assert states(fresh_house) == {"unsure": 1}
    editor = colleague(fresh_house, "national_editor")
    again = editor.get("/skrivebord/brev").select("form[action^=/skrivebord/brev]")[0]["action"]
    assert again.endswith("/igjen")
    editor.post(again)
    assert [letter["To"] for letter in letters(fresh_house)] == [TO, editor.email]


def test_a_letter_that_lies_in_the_folder_did_leave(fresh_house: Flask) -> None:
    queue_letter(fresh_house)
    with fresh_house.app_context():
        letter = delivery._claim_next(db.of_app(), oslo_now())
        assert letter
        settings = fresh_house.extensions["settings"]
        transport.transport_for(settings)(transport.message_of(letter, settings), letter.id)
    later(fresh_house, minutes=3)
    assert len(letters(fresh_house)) == 1
    assert states(fresh_house) == {"sent": 1}


def test_a_half_written_file_is_no_letter(fresh_house: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    queue_letter(fresh_house)
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _no_space)
        send(fresh_house)
    assert letters(fresh_house) == []
    later(fresh_house, minutes=1)
    assert len(letters(fresh_house)) == 1


def _no_space(_descriptor: int) -> None:
    raise OSError("no space left on device")


_KILLED = """
import datetime, os, signal, sys
from app import create_app
from directory.mail import delivery, transport
carry, turn = transport._into_folder, int(sys.argv[1])
def dying(folder, message, name):
    if turn == 0: os.kill(os.getpid(), signal.SIGKILL)
    answer = carry(folder, message, name)
    if turn == 1: os.kill(os.getpid(), signal.SIGKILL)
    return answer
transport._into_folder = dying
app = create_app()
app.config["NOW"] = datetime.datetime.fromisoformat(sys.argv[2])
with app.app_context():
    delivery.send_due()
"""


@pytest.mark.both_databases
@pytest.mark.parametrize("turn", [0, 1], ids=["before it left", "after it left"])
def test_a_kill_in_the_middle_of_sending_loses_and_doubles_nothing(fresh_house: Flask, turn: int) -> None:
    queue_letter(fresh_house, count=5)
    settings = fresh_house.extensions["settings"]
    values = environment(settings.instance, VARDE_DATABASE_URL=settings.database_url)
    command = [sys.executable, "-c", _KILLED, str(turn), fresh_house.config["NOW"].isoformat()]
    for _kill in range(2):
        ended = subprocess.run(command, cwd=ROOT, env=values, capture_output=True, timeout=60, check=False)
        assert ended.returncode == -signal.SIGKILL
    later(fresh_house, minutes=3)
    arrived = len(letters(fresh_house))
    assert arrived + states(fresh_house)["unsure"] == 5
    assert arrived == (5 if turn else 3)
    assert len(letters(fresh_house)) == arrived
