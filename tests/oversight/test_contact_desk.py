"""Who answers, and who runs it: made, changed, merged and closed at the desk; nobody's number gets out unseen."""

import pytest
from flask import Flask

from directory import db
from directory.accounts import roles
from directory.contact_points.models import ContactPoint
from directory.listings.records.models import Listing, Organisation
from directory.web.clock import oslo_now
from directory.web.formatting import norwegian_order
from tests.desks import Colleague, colleague, letters, signed_in
from tests.inspecting import Visitor
from tests.listings.editors import office_that_keeps

CONTACTS = "/skrivebord/kontakter"
ORGANISATIONS = "/skrivebord/organisasjoner"
NUMBERS = "/skrivebord/numre"
POINT = {
    "name": "Kontaktpunktet på fjellet (eksempel)",
    "name_en": "The contact point in the mountains (example)",
    "level": "contact_point",
    "covers": "Røros, Trøndelag",
    "phone": "70 16 18 00",
    "monday": "10–14",
}


@pytest.fixture
def editor(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "national_editor")


@pytest.fixture
def second(fresh_house: Flask) -> Colleague:
    return colleague(fresh_house, "administrator")


def made(app: Flask, editor: Colleague, **changed: str) -> str:
    """A contact point made at the desk: its id."""
    answer = editor.post(f"{CONTACTS}/ny", {**POINT, **changed})
    return answer.location.partition("?")[0].rsplit("/", 1)[1]


def kept(app: Flask, contact_id: str) -> ContactPoint:
    with app.app_context(), db.of_app().reading() as session:
        contact = session.get_one(ContactPoint, contact_id)
        session.expunge_all()
        return contact


def held_id(somebody: Colleague) -> str:
    """The number of the one thing that waits."""
    return str(somebody.get(NUMBERS).select("main form")[-1]["action"]).split("/")[-2]


def test_a_contact_point_is_made_and_its_number_is_shown_when_another_has_seen_it(
    fresh_house: Flask, editor: Colleague, second: Colleague
) -> None:
    point = made(fresh_house, editor)
    contact = kept(fresh_house, point)
    assert (contact.covers, contact.phone) == (["50", "5025"], None)
    waiting = held_id(editor)
    editor.post(f"{NUMBERS}/{waiting}/ja", expect=404)
    second.post(f"{NUMBERS}/{waiting}/ja")
    page = Visitor(fresh_house).get("/en/kontaktpunkt/kontaktpunktet-pa-fjellet-eksempel").text
    assert "The contact point in the mountains" in page and "70 16 18 00" in page


def test_ones_own_second_mailbox_is_not_another(fresh_house: Flask, editor: Colleague) -> None:
    """Not by a role in the same house, nor as the people of the contact point that one made."""
    point = made(fresh_house, editor)
    with fresh_house.app_context(), db.of_app().writing() as session:
        maker = roles.find(session, editor.email)
        own = roles.add(session, "andre@eksempel.no", oslo_now())
        roles.grant(session, own, "contact_point", point, oslo_now(), giver=maker)
    mailbox = signed_in(fresh_house, "andre@eksempel.no")
    mailbox.post(f"/skrivebord/kontaktpunkt/{point}", {"phone": "73 16 18 00"})
    assert kept(fresh_house, point).phone is None
    assert (
        "ikke før en annen har sett det: 73 16 18 00" in mailbox.get(f"/skrivebord/kontaktpunkt/{point}").text
    )
    editor.post(f"{NUMBERS}/{held_id(editor)}/ja", expect=404)
    assert kept(fresh_house, point).phone is None


def test_a_number_in_a_text_is_refused(fresh_house: Flask, editor: Colleague) -> None:
    for field in ("name", "about", "hours", "name_nn"):
        page = editor.post(f"{CONTACTS}/ny", {**POINT, field: "Ring 70 16 18 00"}, expect=422)
        stands = page.one(f"[name={field}]")
        assert (stands.get("value") or stands.text) == "Ring 70 16 18 00"


def test_what_cannot_be_read_is_named_and_nothing_is_lost(fresh_house: Flask, editor: Colleague) -> None:
    wrong = {**POINT, "covers": "Røros, Sted som ikke finnes", "phone": "12", "url": "ikke noe sted"}
    page = editor.post(f"{CONTACTS}/ny", wrong, expect=422)
    assert len(page.select("div.errors li")) == 3
    assert "Sted som ikke finnes" in page.text


def test_two_that_are_one_become_one(fresh_house: Flask, editor: Colleague) -> None:
    point = made(fresh_house, editor)
    keeper = colleague(fresh_house, "contact_point", point)
    into = "demopointaalesund"
    editor.post(f"{CONTACTS}/{point}/sla-sammen", {"into": into})
    assert kept(fresh_house, point).merged_into == into
    assert {"50", "5025", "1508"} <= set(kept(fresh_house, into).covers)
    assert ("contact_point", None, None, into) in {(*each,) for each in keeper.standing()}  # type: ignore[attr-defined]
    gone = Visitor(fresh_house).get("/kontaktpunkt/kontaktpunktet-pa-fjellet-eksempel", expect=301)
    assert gone.location.endswith("/kontaktpunkt/kontaktpunktet-i-alesund-eksempel")


def test_one_that_is_closed_leads_to_its_place(fresh_house: Flask, editor: Colleague) -> None:
    point = made(fresh_house, editor)
    keeper = colleague(fresh_house, "contact_point", point)
    editor.post(f"{CONTACTS}/{point}/slutt")
    gone = Visitor(fresh_house).get("/kontaktpunkt/kontaktpunktet-pa-fjellet-eksempel", expect=301)
    assert "/sted/" in gone.location
    assert keeper.standing() == ()
    assert "Varde: en rolle er avsluttet" in [each["Subject"] for each in letters(fresh_house)]
    editor.get(f"{CONTACTS}/{point}", expect=404)


def test_an_organisation_is_made_changed_and_merged(
    fresh_house: Flask, editor: Colleague, second: Colleague
) -> None:
    new = {"name": "Eksempelforeningen", "name_en": "The example society", "url": "www.eksempel.no"}
    editor.post(f"{ORGANISATIONS}/ny", {**new, "org_number": "12"}, expect=422)
    assert editor.post(f"{ORGANISATIONS}/ny", new).location.startswith(f"{ORGANISATIONS}/eksempelforeningen")
    page = Visitor(fresh_house).get("/en/organisasjon/eksempelforeningen")
    assert "The example society" in page.text and "www.eksempel.no" not in page.text
    second.post(f"{NUMBERS}/{held_id(second)}/ja")
    assert "www.eksempel.no" in Visitor(fresh_house).get("/organisasjon/eksempelforeningen").text
    to = Visitor(fresh_house).get("/organisasjon/eksempelforeningen/nettsted", expect=303).location
    assert to == "https://www.eksempel.no"
    editor.post(f"{ORGANISATIONS}/lms/sla-sammen", {"into": "eksempelforeningen"})
    with fresh_house.app_context(), db.of_app().reading() as session:
        assert session.get_one(Organisation, "lms").merged_into == "eksempelforeningen"
        rows = [each.organisations for each in session.query(Listing)]
    assert not [each for each in rows if "lms" in each] and [
        each for each in rows if "eksempelforeningen" in each
    ]
    assert Visitor(fresh_house).get("/organisasjon/lms", expect=301).location.endswith("eksempelforeningen")


def test_the_starting_data_does_not_undo_what_the_desk_wrote(fresh_house: Flask, editor: Colleague) -> None:
    editor.post(f"{ORGANISATIONS}/lms", {"name": "Et nytt navn"})
    fresh_house.test_cli_runner().invoke(args=["init", "--no-demo"])
    with office_that_keeps(fresh_house) as office:
        assert office.session.get_one(Organisation, "lms").name == "Et nytt navn"


def test_what_can_be_merged_with_stands_in_norwegian_order(fresh_house: Flask, editor: Colleague) -> None:
    """Capitals beside small letters, and å last, where the database would have them otherwise."""
    for page in (f"{ORGANISATIONS}/lms", f"{CONTACTS}/demopointaalesund"):
        (offered,) = editor.get(page).select("select[name=into]")
        names = [option.text for option in offered.select("option")][1:]
        assert len(names) > 20 and names == sorted(names, key=norwegian_order)
    names = [each.text for each in editor.get(f"{ORGANISATIONS}/lms").select("select[name=into] option")]
    assert names.index("proLAR Nett") < names.index("Rusettervernet i Sogn og Fjordane")
