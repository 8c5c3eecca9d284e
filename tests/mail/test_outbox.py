"""Is a letter neutral, safe and readable, sent only with the change it tells of, and forgotten afterwards?"""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from directory import db
from directory.mail import delivery
from directory.mail.models import Letter
from directory.mail.outbox import queue, write
from tests.desks import add_person, later, letters, text_of
from tests.house.tree import ROOT

TO = "noen@eksempel.no"
LINK = "http://127.0.0.1:8000/logg-inn/abc"


def _kinds() -> set[str]:
    """Every kind of letter, by the name of its text."""
    texts = ROOT / "templates/mail"
    found = {path.relative_to(texts).with_suffix("").as_posix() for path in texts.rglob("*.txt")}
    return {kind for kind in found if not kind.startswith("parts/")}


def queue_letter(house: Flask, to: str | None = TO, count: int = 1, **values: object) -> list[bool]:
    """Queue letters, as a change does."""
    with house.app_context(), db.of_app().writing() as session:
        told = {"url": LINK, **values}
        return [queue(session, to, "welcome", "nb", **told) for _number in range(count)]  # type: ignore[arg-type]


def send(house: Flask) -> Mapping[str, int]:
    """One round of the sender."""
    with house.app_context():
        return delivery.send_due()


def states(house: Flask) -> Counter[str]:
    """How many letters are in which state."""
    with house.extensions["database"].engine.connect() as connection:
        return Counter(connection.exec_driver_sql("SELECT state FROM letter").scalars())


def test_a_letter_is_plain_text_and_simple_html(fresh_house: Flask) -> None:
    queue_letter(fresh_house)
    (letter,) = letters(fresh_house)
    html = letter.get_body(("html",))
    assert html
    assert f'<a href="{LINK}">{LINK}</a>' in html.get_content()
    assert LINK in text_of(letter).splitlines()
    assert "<" not in text_of(letter)
    assert letter["Message-ID"].endswith("@127.0.0.1>")
    assert letter["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("kind", sorted(_kinds()))
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_kind_of_letter_has_a_neutral_subject(fresh_house: Flask, kind: str, language: str) -> None:
    with fresh_house.app_context():
        words = write(kind, language, url=LINK, count=2)
    assert words.subject.startswith("Varde: ")
    assert len(words.text.split()) > 10


def test_a_value_from_outside_cannot_add_a_header_or_markup(fresh_house: Flask) -> None:
    queue_letter(fresh_house, url="http://x.no/\r\nBcc: x@y.no<script>")
    (letter,) = letters(fresh_house)
    assert letter["Bcc"] is None
    html = letter.get_body(("html",))
    assert html
    assert "<script>" not in html.get_content()


def test_the_file_is_named_like_the_letter_and_only_its_owner_reads_it(fresh_house: Flask) -> None:
    queue_letter(fresh_house)
    letters(fresh_house)
    (path,) = (fresh_house.extensions["settings"].instance / "mail").iterdir()
    assert path.suffix == ".eml"
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_undone_is_never_sent(fresh_house: Flask) -> None:
    with suppress(ZeroDivisionError), fresh_house.app_context(), db.of_app().writing() as session:
        queue(session, TO, "welcome", "nb", url=LINK)
        raise ZeroDivisionError
    assert letters(fresh_house) == []


@pytest.mark.both_databases
def test_of_two_letters_with_one_key_the_first_is_sent(fresh_house: Flask) -> None:
    assert queue_letter(fresh_house, unique_key="remind-1") == [True]
    assert queue_letter(fresh_house, count=2, unique_key="remind-1") == [False, False]
    assert len(letters(fresh_house)) == 1
    later(fresh_house, days=90)
    send(fresh_house)
    assert queue_letter(fresh_house, unique_key="remind-1") == [False]


def test_a_decoy_leaves_nothing_behind(fresh_house: Flask) -> None:
    queue_letter(fresh_house, to=None)
    assert send(fresh_house) == {"dropped": 1}
    assert states(fresh_house) == {}
    assert letters(fresh_house) == []


def test_a_letter_whose_link_has_ended_is_not_sent(fresh_house: Flask) -> None:
    queue_letter(fresh_house, expires_at=datetime.fromisoformat("2026-11-22T12:10:00+01:00"))
    later(fresh_house, minutes=10)
    assert letters(fresh_house) == []
    assert states(fresh_house) == {"settled": 1}


def test_nothing_of_a_sent_letters_text_is_kept(fresh_house: Flask) -> None:
    queue_letter(fresh_house)
    letters(fresh_house)
    with fresh_house.extensions["database"].engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT text FROM letter").scalars().all() == [""]


def test_sent_letters_are_forgotten_after_a_month(fresh_house: Flask) -> None:
    queue_letter(fresh_house)
    queue_letter(fresh_house, unique_key="once")
    letters(fresh_house)
    later(fresh_house, days=30)
    send(fresh_house)
    with fresh_house.app_context(), db.of_app().reading() as session:
        (kept,) = session.query(Letter).all()
    assert (kept.unique_key, kept.recipient, kept.subject) == ("once", None, "")


def test_the_outgoing_folder_can_be_elsewhere(fresh_house: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "ut og inn"
    fresh_house.extensions["settings"] = replace(
        fresh_house.extensions["settings"], mail_url=f"file://{tmp_path}/ut%20og%20inn"
    )
    add_person(fresh_house, "contact", "demo005")
    send(fresh_house)
    assert len(list(folder.glob("*.eml"))) == 1


@pytest.mark.parametrize("kind", sorted(_kinds()))
def test_every_letter_says_what_varde_is_and_whom_to_ask(fresh_house: Flask, kind: str) -> None:
    with fresh_house.app_context():
        text = write(kind, "nb", url=LINK, count=2).text
    assert "Varde er en oversikt" in text and "Lurer du på noe?" in text


def test_the_number_to_call_is_printed_as_people_read_it_however_it_was_set(house: Flask) -> None:
    settings = house.extensions["settings"]
    house.extensions["settings"] = replace(settings, contact_phone="22222222")
    with house.test_request_context():
        words = write("welcome", "nb", url=LINK).text
    house.extensions["settings"] = settings
    assert "Ring 22\u00a022\u00a022\u00a022." in words
