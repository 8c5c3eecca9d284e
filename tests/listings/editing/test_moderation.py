"""What could turn people to a wrong door waits for a second pair of eyes; what cannot does not."""

import pytest

from directory.listings.editing.apply import change
from directory.listings.editing.approval import (
    NotWaitingError,
    OwnChangeError,
    accept,
    held_in_reach,
    may_decide,
    refuse,
)
from directory.listings.editing.lifecycle import create, publish
from directory.vocabulary import HELD_FOR
from tests.listings.editors import AALESUND, Office

READY = {"by_appointment": True, "url": "https://gruppa.example/"}
NEW_PHONE = {"contacts": [{"role": "Gruppas telefon", "phone": "00 00 00 01", "email": None}]}


def test_the_phone_of_a_trusted_listing_waits_when_a_stranger_changes_it(office: Office) -> None:
    office.person("contact", "demo005")
    listing = office.listing()
    editor = office.as_(office.known("organisation_editor", "lms"))
    (made,) = change(editor, listing, NEW_PHONE)
    assert (made.state, made.held_for) == ("held", ["reach"])
    assert listing.contacts[0].phone == "00 00 00 00"


@pytest.mark.parametrize(
    "values",
    [
        {"url": "https://gruppa.example/"},
        {"address": "Eksempelgata 9"},
        {"area_only": False},
        {"way_in": "Bak huset"},
        {"municipality_number": "1577"},
        {"contacts": []},
        {"meetings": [{"weekday": "monday", "starts": "18:30", "link": "https://rom.example/"}]},
        {"contacts": [{"role": "Gruppas telefon", "phone": "00 00 00 00", "email": "post@gruppa.example"}]},
    ],
)
def test_every_way_to_reach_a_listing_is_held(office: Office, values: dict[str, object]) -> None:
    office.person("contact", "demo005")
    editor = office.as_(office.known("national_editor"))
    (made,) = change(editor, office.listing(), values)
    assert made.held_for == ["reach"]


def test_what_does_not_lead_anybody_astray_is_in_force_at_once(office: Office) -> None:
    editor = office.as_(office.known("organisation_editor", "lms"))
    (made,) = change(editor, office.listing(), {"summary": "Ny tekst.", "status": "paused"})
    assert made.state == "applied"


def test_the_responsible_contact_changes_the_phone_at_once(office: Office) -> None:
    (made,) = change(office.contact(), office.listing(), NEW_PHONE)
    assert made.state == "applied"
    assert office.listing().contacts[0].phone == "00 00 00 01"


def test_without_a_contact_the_contact_point_of_the_place_is_the_responsible_one(office: Office) -> None:
    point = office.as_(office.person("contact_point", AALESUND))
    assert change(point, office.listing(), NEW_PHONE)[0].state == "applied"
    office.person("contact", "demo005")
    assert change(point, office.listing(), {"contacts": []})[0].state == "applied"  # they set it themselves
    assert change(point, office.listing(), {"url": "https://a.example/"})[0].state == "held"


def test_who_set_a_number_may_change_it_and_a_new_time_does_not_make_one_the_setter(office: Office) -> None:
    office.person("contact", "demo013")
    listing = office.listing("demo013")
    editor = office.as_(office.known("organisation_editor", "al-anon"))
    monday = {"weekday": "monday", "starts": "19:00", "link": "https://mote.example/al-anon"}
    assert change(editor, listing, {"meetings": [monday]})[0].state == "applied"
    (made,) = change(editor, listing, {"meetings": [{**monday, "link": "https://annet.example/"}]})
    assert made.held_for == ["reach"]


def test_a_listing_that_nobody_confirmed_is_not_trusted_yet(office: Office) -> None:
    listing = office.listing()
    listing.confirmed_by = None
    editor = office.as_(office.known("organisation_editor", "lms"))
    assert change(editor, listing, NEW_PHONE)[0].state == "applied"


def test_a_new_editors_first_change_waits_and_the_second_does_not(office: Office) -> None:
    person = office.person("organisation_editor", "lms")
    (first,) = change(office.as_(person), office.listing(), {"summary": "Ny tekst."})
    assert first.held_for == ["first"]
    (again,) = change(office.as_(person), office.listing(), {"summary": "Også ny."})
    assert again.held_for == ["first"]
    accept(office.as_(office.person("national_editor")), first)
    assert office.listing().summary == "Ny tekst."
    assert change(office.as_(person), office.listing(), {"summary": "Neste."})[0].state == "applied"


def test_a_refused_first_change_makes_nobody_known(office: Office) -> None:
    person = office.person("organisation_editor", "lms")
    (first,) = change(office.as_(person), office.listing(), {"summary": "Ny tekst."})
    refuse(office.as_(office.person("national_editor")), first, "Stemmer ikke")
    assert (first.state, first.decision) == ("refused", "Stemmer ikke")
    assert change(office.as_(person), office.listing(), {"summary": "Ny."})[0].held_for == ["first"]


def test_drafts_make_nobody_known_and_the_first_publishing_waits(office: Office) -> None:
    person = office.person("organisation_editor", "lms")
    draft = create(office.as_(person), {"name": "Ny gruppe", "organisations": ["lms"], **READY})
    assert change(office.as_(person), draft, {"summary": "Mer."})[0].state == "applied"
    (made,) = publish(office.as_(person), draft)
    assert made.held_for == ["first"]
    assert not draft.public
    accept(office.as_(office.person("national_editor")), made)
    assert draft.public


def test_a_hidden_sign_waits_whoever_typed_it(office: Office) -> None:
    (made,) = change(office.contact(), office.listing(), {"name": "Ivareta\u200b i Ålesund"})
    assert made.held_for == ["look_alike"]


def test_what_a_draft_hides_is_looked_at_when_it_is_to_be_shown(office: Office) -> None:
    point = office.as_(office.person("contact_point", AALESUND))
    draft = create(point, {"name": "АА i Ålesund", "municipality_number": "1508", **READY})
    (made,) = publish(point, draft)
    assert "look_alike" in made.held_for


def test_nobody_is_the_second_pair_of_eyes_for_themselves(office: Office) -> None:
    office.person("contact", "demo005")
    editor = office.person("national_editor")
    (made,) = change(office.as_(editor), office.listing(), NEW_PHONE)
    assert not may_decide(office.session, editor, made)
    with pytest.raises(OwnChangeError):
        accept(office.as_(editor), made)
    with pytest.raises(OwnChangeError):
        refuse(office.as_(editor), made, "")
    assert made.state == "held"


def test_those_above_a_listing_and_its_contact_decide_and_strangers_do_not(office: Office) -> None:
    contact = office.person("contact", "demo005")
    (made,) = change(office.as_(office.person("national_editor")), office.listing(), NEW_PHONE)
    deciders = [contact, office.person("contact_point", AALESUND), office.person("administrator")]
    assert all(may_decide(office.session, person, made) for person in deciders)
    strangers = [office.person("contact", "demo007"), office.person("organisation_editor", "aa")]
    assert not any(may_decide(office.session, person, made) for person in strangers)
    seen = [
        list(office.session.scalars(held_in_reach(office.session, each))) for each in (contact, *strangers)
    ]
    assert seen == [[made], [], []]


@pytest.mark.both_databases
def test_a_change_is_decided_once(office: Office) -> None:
    office.person("contact", "demo005")
    (made,) = change(office.as_(office.known("organisation_editor", "lms")), office.listing(), NEW_PHONE)
    accept(office.as_(office.person("national_editor")), made, "Ringt og spurt")
    assert (made.state, made.decided_as, made.decision) == ("applied", "national_editor", "Ringt og spurt")
    assert office.listing().contacts[0].phone == "00 00 00 01"
    with pytest.raises(NotWaitingError):
        refuse(office.as_(office.person("national_editor")), made, "")


def test_the_old_contact_is_told_that_it_waits_and_both_when_it_is_in_force(office: Office) -> None:
    contact = office.person("contact", "demo005")
    listing = office.listing()
    old, new = [{"role": "Gruppa", "phone": None, "email": f"{who}@gruppa.example"} for who in ("old", "new")]
    change(office.as_(contact), listing, {"contacts": [old]})
    office.session.execute(office.everything_sent())
    editor = office.known("organisation_editor", "lms")
    (made,) = change(office.as_(editor), listing, {"contacts": [new]})
    assert office.letters() == [("change_held", contact.email), ("change_held", "old@gruppa.example")]
    office.session.execute(office.everything_sent())
    accept(office.as_(office.person("national_editor")), made)
    assert office.letters() == [
        ("change_decided", editor.email),
        ("change_made", contact.email),
        ("change_made", "new@gruppa.example"),
        ("change_made", "old@gruppa.example"),
    ]


def test_nobody_is_told_of_a_change_that_leaves_the_way_in_as_it_was(office: Office) -> None:
    change(office.contact(), office.listing(), {"summary": "Ny tekst."})
    assert office.letters() == []


def test_every_reason_to_wait_can_be_said(office: Office) -> None:
    reasons = {"reach", "first", "look_alike", "publishing", "invited", "many", "overtaken", "handed_over"}
    assert reasons == set(HELD_FOR)
