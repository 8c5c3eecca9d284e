"""Is the house ready for real people? What can be seen is seen, the rest a person ticks off."""

from dataclasses import replace

import pytest
from flask import Flask

from directory.contact_points.models import ContactPoint
from directory.mail import outbox
from directory.oversight.go_live import TICKED_BY_HAND
from directory.settings import Settings
from tests.desks import Colleague, colleague
from tests.desks import letters as sent_letters
from tests.houses import NOW
from tests.listings.editors import office_that_keeps

READY = "/skrivebord/klar"
FIRST = "/skrivebord/bekreft-forst"
TODAY = NOW.date()


@pytest.fixture
def editor(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "national_editor")


def done(editor: Colleague, code: str) -> bool:
    """Whether a point of the list is in order."""
    return "I orden" in editor.get(READY).one(f"li[id={code}]").text


@pytest.mark.both_databases
def test_a_new_house_is_not_ready_and_says_why(editor: Colleague) -> None:
    page = editor.get(READY).text
    for words in ("Sett VARDE_ENV=production", "demo remove", "Ingen får dem", "VARDE_BACKUP_KEY"):
        assert words in page
    assert done(editor, "secret")
    assert "ting er ikke på plass ennå" in page and "Alt er på plass" not in page
    for code in ("production", "contact_point_made", "everything_reached"):
        assert not done(editor, code)
    assert "Mestringsteamet i Trondheim" in editor.get("/skrivebord/mangler").text


def _with_backup_key(house: Flask) -> Settings:
    settings: Settings = house.extensions["settings"]
    return replace(settings, backup_key="x" * 40)


def test_what_can_be_seen_is_seen(
    fresh_house: Flask, editor: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not done(editor, "two_pairs_of_eyes")
    colleague(fresh_house, "administrator")
    monkeypatch.setitem(fresh_house.extensions, "settings", _with_backup_key(fresh_house))
    assert done(editor, "two_pairs_of_eyes")
    assert done(editor, "backup_key")


@pytest.mark.parametrize("code", TICKED_BY_HAND)
def test_the_rest_is_ticked_by_a_person_and_can_be_taken_back(editor: Colleague, code: str) -> None:
    for _twice in range(2):
        editor.post(f"{READY}/{code}", {"done": "yes"})
    assert done(editor, code)
    editor.post(f"{READY}/{code}", {"done": "no"})
    assert not done(editor, code)


def test_what_is_seen_cannot_be_ticked(editor: Colleague) -> None:
    for code in ("production", "demo_removed", "x"):
        editor.post(f"{READY}/{code}", {"done": "yes"}, expect=404)


def test_a_test_letter_goes_to_oneself(fresh_house: Flask, editor: Colleague) -> None:
    editor.post(READY + "/provebrev")
    mine = [letter["Subject"] for letter in sent_letters(fresh_house) if letter["To"] == editor.email]
    assert "Varde: et prøvebrev" in mine
    assert not done(editor, "mail_sent")  # a folder is not a mail server


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_test_letter_is_written_in_every_language(house: Flask, language: str) -> None:
    with house.test_request_context():
        assert "https://x" in outbox.write("test", language, url="https://x").text


def everything_asked(editor: Colleague) -> list[str]:
    """Where the buttons of all its pages lead to."""
    pages = (editor.get(f"{FIRST}?side={number}") for number in range(1, 5))
    return sorted({part["action"].partition("?")[0] for page in pages for part in page.select("main form")})


def test_the_starting_data_is_gone_through_one_by_one(fresh_house: Flask, editor: Colleague) -> None:
    forms = everything_asked(editor)
    assert len([action for action in forms if "/tilbud/" in action]) == 31
    assert len([action for action in forms if "/kontakt/" in action]) == 12
    assert not [action for action in forms if "/demo" in action]
    editor.post(FIRST + "/tilbud/tmwq4kda")
    editor.post(FIRST + "/kontakt/alarmtelefonen")
    assert len(everything_asked(editor)) == len(forms) - 2
    with office_that_keeps(fresh_house) as office:
        listing = office.listing("tmwq4kda")
        assert (listing.go_live_note, listing.last_confirmed_on) == (None, TODAY)
        assert office.session.get_one(ContactPoint, "alarmtelefonen").last_confirmed_on == TODAY


def test_what_is_not_there_is_not_confirmed(editor: Colleague) -> None:
    editor.post(FIRST + "/tilbud/finnesikke", expect=404)
    editor.post(FIRST + "/kontakt/finnesikke", expect=404)
