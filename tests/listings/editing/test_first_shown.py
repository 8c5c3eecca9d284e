"""What is shown for the first time can be reached, and is confirmed by whoever shows it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from directory.accounts import roles
from directory.contact_points.models import ContactPoint
from directory.listings.editing.approval import accept
from directory.listings.editing.lifecycle import Unready, create, publish
from directory.listings.editing.moderation import HOUSE
from directory.listings.editing.undo import undo
from directory.listings.wording.freshness import freshness_in_words
from directory.mail.models import Letter
from tests.listings.editors import AALESUND, Office

MEETING = [{"weekday": "tuesday", "starts": "19:00"}]
READY = {"kind": "course", "by_appointment": True, "url": "https://gruppa.example/"}


@pytest.mark.parametrize(
    ("values", "lacking"),
    [
        ({"kind": "group"}, ["time", "way_in"]),
        ({"kind": "course", "url": "https://gruppa.example/"}, ["time"]),
        ({"kind": "group", "by_appointment": True}, ["way_in"]),
        ({"kind": "group", "by_appointment": True, "address": "Gata 1", "openness": "closed"}, ["way_in"]),
        ({"kind": "group", "by_appointment": True, "address": "Gata 1"}, ["way_in"]),
        ({"kind": "group", "meetings": MEETING, "address": "Gata 1"}, []),
        ({"kind": "meeting_place"}, ["time", "way_in"]),
        ({"kind": "service", "by_appointment": True, "phone": "70 16 18 00"}, []),
        ({"kind": "group", "by_appointment": True, "municipality_number": "1508"}, []),
    ],
)
def test_what_is_shown_has_a_time_and_a_way_in(
    office: Office, values: dict[str, object], lacking: list[str]
) -> None:
    """In Ålesund a contact point answers for those who have no number of their own."""
    editor = office.as_(office.person("national_editor"))
    draft = create(editor, {"name": "Ny", **values})
    if lacking:
        with pytest.raises(Unready) as raised:
            publish(editor, draft)
        assert raised.value.lacks == lacking
    else:
        assert publish(editor, draft)[0].state == "applied"


@pytest.mark.parametrize("gone", ["silent_since", "closed_on"])
def test_who_has_fallen_silent_or_is_gone_is_no_way_in(office: Office, gone: str) -> None:
    editor = office.as_(office.person("national_editor"))
    draft = create(
        editor, {"name": "Ny", "kind": "group", "by_appointment": True, "municipality_number": "1508"}
    )
    for each in office.session.scalars(select(ContactPoint)):
        setattr(each, gone, office.now.date())
    office.session.flush()
    with pytest.raises(Unready) as raised:
        publish(editor, draft)
    assert raised.value.lacks == ["way_in"]


def test_what_somebody_shows_is_confirmed_by_that(office: Office) -> None:
    point = office.as_(office.person("contact_point", AALESUND))
    draft = create(point, {"name": "Nytt kurs", "municipality_number": "1508", **READY})
    (made,) = publish(point, draft)
    words = freshness_in_words(draft, office.now.date())
    assert words.startswith("Bekreftet") and words.endswith("av kontaktpunktet")
    undo(point, made)
    assert (draft.status, draft.last_confirmed_on, draft.confirmed_by) == ("draft", None, None)


def test_what_the_house_shows_by_itself_is_confirmed_by_nobody(office: Office) -> None:
    point = office.as_(office.person("contact_point", AALESUND))
    draft = create(point, {"name": "Nytt kurs", "municipality_number": "1508", **READY})
    publish(replace(point, by=HOUSE), draft)
    assert (draft.status, draft.last_confirmed_on) == ("active", None)


def test_what_another_accepts_is_confirmed_by_whoever_says_yes(office: Office) -> None:
    contact = office.contact("demo005")
    draft = create(contact, {"name": "Nytt kurs", "municipality_number": "1508", **READY})
    (made,) = publish(contact, draft)
    assert publish(contact, draft) == [made]  # sent once is enough
    accept(office.as_(office.person("contact_point", AALESUND)), made)
    assert (draft.public, draft.confirmed_by, draft.confirmed_how) == (True, "contact_point", "single")


def test_those_who_answer_for_the_place_hear_of_it_once(office: Office) -> None:
    maker = office.person("national_editor")
    keeper = roles.add(office.session, "kontaktpunkt@eksempel.no", office.now)
    roles.grant(office.session, keeper, "contact_point", AALESUND, office.now, giver=maker)
    editor = office.as_(maker)
    publish(editor, create(editor, {"name": "Nytt kurs", "municipality_number": "1508", **READY}))
    assert office.letters().count(("listing_shown", "kontaktpunkt@eksempel.no")) == 1
    for name in ("Ett kurs til", "Enda ett"):  # several are one letter
        publish(editor, create(editor, {"name": name, "municipality_number": "1508", **READY}))
    mine = select(Letter).where(
        Letter.kind == "listing_shown", Letter.recipient == "kontaktpunkt@eksempel.no"
    )
    (told,) = office.session.scalars(mine)
    assert told.subject == "Varde: nye tilbud vises" and "/skrivebord/oppforinger" in told.text
