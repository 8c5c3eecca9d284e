"""What was handled stays with who and what, can be taken up again, and is not put away without a word."""

from flask import Flask

from directory.listings.editing.apply import change
from tests.desks import colleague
from tests.listings.desk.test_report_desk import DESK, told
from tests.listings.editors import AALESUND, office_that_keeps

__all__ = ["told"]


def test_where_nothing_was_changed_a_word_is_asked_for(fresh_house: Flask, told: dict[str, int]) -> None:
    somebody = colleague(fresh_house, "contact_point", AALESUND)
    page = somebody.post(f"{DESK}/{told['here']}", {"state": "done"}, expect=422)
    assert "Skriv hva du fant ut" in page.one("#decision-error").text
    with office_that_keeps(fresh_house) as office:
        change(office.contact(), office.listing(), {"summary": "Rettet tekst."})
    somebody.post(f"{DESK}/{told['here']}", {"state": "done"})


def test_what_was_decided_stays_with_who_and_what_and_can_be_opened_again(
    fresh_house: Flask, told: dict[str, int]
) -> None:
    somebody = colleague(fresh_house, "contact_point", AALESUND)
    somebody.post(f"{DESK}/{told['here']}", {"state": "dismissed", "decision": "Ringt: Alt stemmer."})
    page = somebody.get(DESK)
    (part,) = page.select("section[aria-labelledby=behandlet] li")
    assert "Ikke tatt videre" in part.text
    assert "Kontaktpunkt" in part.text
    assert "Ringt: Alt stemmer." in part.text
    stranger = colleague(fresh_house, "organisation_editor", "aa")
    stranger.post(f"{DESK}/{told['here']}/igjen", expect=404)
    somebody.post(f"{DESK}/{told['here']}/igjen")
    assert "Ringt: Alt stemmer." in somebody.get(DESK).one(f"#melding-{told['here']}").text
    somebody.post(f"{DESK}/{told['here']}/igjen", expect=404)
