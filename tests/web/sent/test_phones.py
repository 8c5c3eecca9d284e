"""Does a number lead to those who answer, at the price of a call?"""

import pytest
from flask import Flask

from directory.listings.records.loading import put_rows
from directory.places.loading import load
from directory.web.formatting import phone_in_words, phone_link
from directory.web.sent.phones import phone_of, refusal, refused_kind
from tests.desks import Colleague, colleague
from tests.listings.filling import filled

EDIT = "/skrivebord/oppforinger/demo005/endre"
REFUSED = [
    ("820 00 000", "premium"),
    ("829 00 000", "premium"),
    ("+47 829 00 000", "premium"),
    ("0047 82900000", "premium"),
    ("825 00 000", "premium"),
    ("1888", "premium"),
    ("+44 909 000 0000", "premium"),
    ("+1 900 555 0100", "premium"),
    ("+870 000 000 000", "satellite"),
    ("+8816 000 00000", "satellite"),
    ("+882 16 000 00000", "satellite"),
    ("+883 5100 000000", "satellite"),
    ("110", "emergency"),
    ("112", "emergency"),
    ("113", "emergency"),
    ("+47 113", "emergency"),
    ("1412", "emergency"),
]
ORDINARY = ["22 40 00 40", "116 117", "116 123", "02800", "800 00 000", "815 00 000", "+46 8 123 456 00"]


@pytest.mark.parametrize(("typed", "kind"), REFUSED)
def test_a_number_that_costs_extra_or_is_nobodys_own_is_refused_with_a_reason(
    house: Flask, typed: str, kind: str
) -> None:
    assert refused_kind(typed) == kind
    assert phone_of(typed) is None
    with house.test_request_context("/"):
        assert refusal(typed)


@pytest.mark.parametrize("typed", ORDINARY)
def test_an_ordinary_number_is_taken(house: Flask, typed: str) -> None:
    assert phone_of(typed)
    with house.test_request_context("/"):
        assert refusal(typed) is None


@pytest.mark.parametrize("typed", ["", "hei", "22", "22 40 00 40 / 22 40 00 41", "999", "911", "116 123 x5"])
def test_what_is_no_number_is_refused_without_that_reason(typed: str) -> None:
    assert phone_of(typed) is None
    assert refused_kind(typed) is None


@pytest.mark.parametrize(
    ("kept", "link"),
    [
        ("22 40 00 40 ext. 12", "tel:+4722400040"),
        ("22400040x12", "tel:+4722400040"),
        ("22 40 00 40;ext=12", "tel:+4722400040"),
        ("+46 8 123 456 00 ext. 7", "tel:+46812345600"),
        ("22 40 00 40 / 22 40 00 41", None),
        ("Ring oss", None),
        ("02800", "tel:02800"),
        ("116 006", "tel:116006"),
        ("00 00 00 00", None),
    ],
)
def test_a_link_dials_one_number_and_no_extension(kept: str, link: str | None) -> None:
    assert phone_link(kept) == link


def test_an_extension_is_said_in_words(house: Flask) -> None:
    with house.test_request_context("/"):
        assert phone_in_words("22 40 00 40 ext. 12").replace("\u00a0", " ") == "22 40 00 40, tast 12"


@pytest.fixture(scope="module")
def editor(own_house: Flask) -> Colleague:
    """Somebody who may change everything."""
    return colleague(own_house, "national_editor")


@pytest.mark.parametrize("typed", ["829 00 000", "+870 000 000 000", "112"])
def test_the_desk_says_why(own_house: Flask, editor: Colleague, typed: str) -> None:
    with own_house.test_request_context("/"):
        why = str(refusal(typed))
    form = filled(editor.get(EDIT))
    sent = {**form, "contacts-0-role": "Gruppa", "contacts-0-phone": typed, "act": "save"}
    assert why in editor.post(EDIT, sent, expect=422).text
    private = {"role": "Vert", "phone": typed, "consent_until": "1.12.2026"}
    assert why in editor.post("/skrivebord/oppforinger/demo005/privat", private, expect=422).text
    contact = "/skrivebord/kontaktpunkt/demopointaalesund"
    assert why in editor.post(contact, {"phone": typed}, expect=422).text


@pytest.mark.parametrize("typed", ["829 00 000", "+870 000 000 000", "112"])
def test_a_file_of_listings_is_refused_for_it(own_house: Flask, typed: str) -> None:
    row = {"id": "x1", "name": "Gruppe (eksempel)", "kind": "group", "phone": typed}
    with (
        own_house.app_context(),
        own_house.extensions["database"].reading() as session,
        pytest.raises(ValueError, match="phone"),
    ):
        put_rows(session, [row], load())
