"""Are roles given and ended by those who may, and does a listing that is handed over leave its former contact behind?"""

import pytest
from flask import Flask

from directory import db
from directory.accounts import roles
from directory.web.clock import oslo_now
from directory.web.formatting import norwegian_order
from tests.desks import Colleague, add_person, colleague, letters, text_of
from tests.listings.editors import office_that_keeps

FOLK = "/skrivebord/folk"
NEW = "ny@eksempel.no"


def page_of(overseer: Colleague, email: str) -> str:
    """The address of somebody's page."""
    links = overseer.get(FOLK).select(".desk-list a[href]")
    return next(link["href"] for link in links if link.text == email)


def give(overseer: Colleague, role: str, expect: int = 303, **reach: str) -> object:
    """Give a role to somebody new, in the form."""
    return overseer.post(FOLK, {"email": NEW, "role": role, **reach}, expect=expect)


@pytest.mark.parametrize(
    ("role", "reach", "called"),
    [
        ("contact", "demo005", "Ivareta-gruppa i Ålesund"),
        ("contact", "http://127.0.0.1:8000/tilbud/demo005-lms-alesund", "Ivareta-gruppa i Ålesund"),
        ("organisation_editor", "lms", "Ivareta"),
        ("contact_point", "demopointaalesund", "Kontaktpunktet i Ålesund"),
    ],
)
def test_a_role_is_given_with_what_it_reaches(fresh_house: Flask, role: str, reach: str, called: str) -> None:
    editor = colleague(fresh_house, "national_editor")
    give(editor, role, **{role: reach})
    assert called in editor.get(page_of(editor, NEW)).text
    (letter,) = [letter for letter in letters(fresh_house) if letter["To"] == NEW]
    assert "/logg-inn" in text_of(letter)
    assert "Ivareta" not in letter["Subject"]


def test_an_invitation_says_who_which_role_for_what_and_what_to_do(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    give(editor, "contact", contact="demo005")
    (letter,) = [letter for letter in letters(fresh_house) if letter["To"] == NEW]
    for words in (
        f"{editor.email} har gitt deg en rolle i Varde.",
        "Rollen er: Kontakt for et tilbud.",
        "Du holder ett tilbud oppdatert",
        "Lurer du på noe?",
    ):
        assert words in text_of(letter)


def test_a_second_role_is_told_as_well(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    give(editor, "contact", contact="demo005")
    give(editor, "organisation_editor", organisation_editor="lms")
    told = [text_of(letter) for letter in letters(fresh_house) if letter["To"] == NEW]
    assert sorted("Redaktør for en organisasjon" in text for text in told) == [False, True]


@pytest.mark.parametrize(
    ("role", "reach", "field"),
    [
        ("contact", {}, "contact"),
        ("contact", {"contact": "finnes-ikke"}, "contact"),
        ("contact", {"organisation_editor": "lms"}, "contact"),
        ("organisation_editor", {"organisation_editor": "finnesikke"}, "organisation_editor"),
        ("contact_point", {"contact_point": ""}, "contact_point"),
        ("", {}, "role"),
        ("dronning", {}, "role"),
    ],
)
def test_a_role_without_its_reach_comes_back_filled_in(
    fresh_house: Flask, role: str, reach: dict[str, str], field: str
) -> None:
    editor = colleague(fresh_house, "national_editor")
    page = give(editor, role, expect=422, **reach)
    assert page.one("#email").get("value") == NEW  # type: ignore[attr-defined]
    assert page.select(f"#{field}-error")  # type: ignore[attr-defined]
    assert page.title.startswith("Feil:")  # type: ignore[attr-defined]
    assert NEW not in editor.get(FOLK).text


@pytest.mark.parametrize("role", ["national_editor", "administrator"])
def test_a_national_editor_gives_and_ends_no_role_that_reaches_everything(
    fresh_house: Flask, role: str
) -> None:
    editor, somebody = colleague(fresh_house, "national_editor"), colleague(fresh_house, role)
    give(editor, role, expect=422)
    page = editor.get(page_of(editor, somebody.email))
    assert page.select("form[action^=/skrivebord/folk/rolle]") == []
    admin = colleague(fresh_house, "administrator")
    end = admin.get(page_of(admin, somebody.email)).one("form[action^=/skrivebord/folk/rolle]")["action"]
    editor.post(end, expect=403)
    assert somebody.get("/skrivebord/").status == 200


def test_a_new_administrator_gets_codes_that_are_shown_once(fresh_house: Flask) -> None:
    admin = colleague(fresh_house, "administrator")
    page = give(admin, "administrator", expect=200)
    codes = page.texts(".codes code")  # type: ignore[attr-defined]
    assert len(set(codes)) == 10
    assert codes[0] not in admin.get(page_of(admin, NEW)).text
    assert all(codes[0] not in text_of(letter) for letter in letters(fresh_house))


def test_the_last_administrator_stays(fresh_house: Flask) -> None:
    admin = colleague(fresh_house, "administrator")
    mine = page_of(admin, admin.email)
    end = admin.get(mine).one("form[action^=/skrivebord/folk/rolle]")["action"]
    assert admin.post(end, expect=409).heading == "Det må finnes minst én administrator"
    admin.post(f"{mine}/slett", expect=409)
    colleague(fresh_house, "administrator")
    admin.post(end)
    assert admin.get(FOLK, expect=303).location == "/logg-inn"


def test_a_listing_handed_over_leaves_the_former_contact_at_once(fresh_house: Flask) -> None:
    former = colleague(fresh_house, "contact", "demo005")
    still = colleague(fresh_house, "contact", "demo006")
    editor = colleague(fresh_house, "national_editor")
    editor.post(f"{FOLK}/overlat", {"listing": "demo005", "address": NEW})
    assert former.get("/skrivebord/", expect=303).location == "/logg-inn"
    assert still.get("/skrivebord/").status == 200
    assert "Ivareta-gruppa" in editor.get(page_of(editor, NEW)).text
    told = [(letter["To"], letter["Subject"]) for letter in letters(fresh_house)]
    assert (former.email, "Varde: en oppgave er overlatt til noen andre") in told
    assert [subject for to, subject in told if to == NEW] == ["Varde: du har fått tilgang"]


def test_whoever_has_another_listing_stays_signed_in(fresh_house: Flask) -> None:
    former = colleague(fresh_house, "contact", "demo005")
    with fresh_house.app_context(), db.of_app().writing() as session:
        person = roles.find(session, former.email)
        assert person
        roles.grant(session, person, "contact", "demo006", oslo_now(), giver=None)
    editor = colleague(fresh_house, "national_editor")
    editor.post(f"{FOLK}/overlat", {"listing": "demo005", "address": NEW})
    page = former.get("/skrivebord/konto")
    assert "Ivareta-gruppa i Ålesund" not in page.text


@pytest.mark.parametrize(("listing", "address"), [("finnesikke", NEW), ("demo005", "kari"), ("", "")])
def test_a_hand_over_that_is_not_understood_changes_nothing(
    fresh_house: Flask, listing: str, address: str
) -> None:
    former = colleague(fresh_house, "contact", "demo005")
    editor = colleague(fresh_house, "national_editor")
    page = editor.post(f"{FOLK}/overlat", {"listing": listing, "address": address}, expect=422)
    assert page.one("#listing").get("value") == listing
    assert former.get("/skrivebord/").status == 200


def test_the_same_role_twice_is_one(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    for _time in range(2):
        give(editor, "organisation_editor", organisation_editor="lms")
    assert len(editor.get(page_of(editor, NEW)).select("form[action^=/skrivebord/folk/rolle]")) == 1


def test_somebody_forgotten_is_in_no_table_and_no_file(fresh_house: Flask) -> None:
    email = add_person(fresh_house, "contact", "demo005", email="glemt-meg@eksempel.no")
    fresh_house.test_client().post("/logg-inn", data={"email": email})
    admin = colleague(fresh_house, "administrator")
    admin.post(f"{page_of(admin, email)}/slett")
    assert email not in admin.get(FOLK).text
    folder = fresh_house.extensions["settings"].instance
    held = [path.name for path in folder.rglob("*") if path.is_file() and email.encode() in path.read_bytes()]
    assert held == []


def test_somebody_unknown_is_not_found(fresh_house: Flask) -> None:
    admin = colleague(fresh_house, "administrator")
    admin.get(f"{FOLK}/99999", expect=404)
    admin.post(f"{FOLK}/rolle/99999/avslutt", expect=404)


def test_a_listing_is_meant_by_its_name_and_where_several_fit_the_page_asks(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    give(editor, "contact", contact="ivareta-gruppa ålesund")
    assert "Ivareta-gruppa i Ålesund" in editor.get(page_of(editor, NEW)).text
    page = give(editor, "contact", expect=422, contact="aa ålesund")
    choices = page.select("input[name=contact_choice]")
    assert len(choices) > 1 and "Velg hvilket tilbud du mener." in page.text
    give(editor, "contact", contact="aa ålesund", contact_choice=choices[0]["value"])
    assert "Vi finner ikke tilbudet." in give(editor, "contact", expect=422, contact="finnes ikke").text


def test_only_what_was_offered_is_meant_and_nothing_that_is_closed(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    page = give(editor, "contact", expect=422, contact="aa oslo", contact_choice="demo005")
    (closed, *_more) = [each["value"] for each in page.select("input[name=contact_choice]")]
    with office_that_keeps(fresh_house) as office:
        office.listing(closed).status = "closed"
    page = give(editor, "contact", expect=422, contact="aa oslo")
    assert closed not in [each["value"] for each in page.select("input[name=contact_choice]")]


def test_where_more_fit_than_a_page_holds_it_says_so(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    for _each in range(16):
        add_person(fresh_house, "contact", "demo005")
    page = editor.post(f"{FOLK}/finn", {"words": "ivareta"}, expect=200)
    assert len(page.select(".desk-list li")) == 15
    assert "Her står de første." in page.text
    assert "Her står de første." not in editor.post(f"{FOLK}/finn", {"words": editor.email}, expect=200).text


def test_somebody_is_found_by_address_or_by_what_they_reach_and_no_address_holds_it(
    fresh_house: Flask,
) -> None:
    editor = colleague(fresh_house, "national_editor")
    give(editor, "contact", contact="demo005")
    for words in (NEW[:6], "IVARETA"):
        page = editor.post(f"{FOLK}/finn", {"words": words}, expect=200)
        assert NEW in page.text and editor.email not in page.one(".desk-list").text
    assert "0 passer." in editor.post(f"{FOLK}/finn", {"words": "finnes ikke"}, expect=200).text


def test_people_stand_on_pages_that_a_phone_can_show(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    people = {editor.email, *(add_person(fresh_house, "contact", "demo005") for _each in range(16))}
    first, second = (editor.get(f"{FOLK}?side={side}").select(".desk-list a[href]") for side in (1, 2))
    assert (len(first), len(second)) == (15, 2)
    assert {each.text for each in (*first, *second)} == people


def test_what_a_role_reaches_is_chosen_by_name(fresh_house: Flask) -> None:
    page = colleague(fresh_house, "national_editor").get(FOLK)
    for field, code in (("organisation_editor", "na"), ("contact_point", "demopointaalesund")):
        (offered,) = [each for each in page.select(f"#{field} option") if each.get("value") == code]
        assert len(offered.text) > len("Anonyme") and code not in offered.text
        names = [each.text for each in page.select(f"#{field} option")][1:]
        assert names == sorted(names, key=norwegian_order)


def test_a_listing_is_handed_over_by_its_name_and_where_several_fit_the_page_asks(
    fresh_house: Flask,
) -> None:
    editor = colleague(fresh_house, "national_editor")
    wanted = {"listing": "aa ålesund", "address": NEW}
    choices = editor.post(f"{FOLK}/overlat", wanted, expect=422).select("input[name=listing_choice]")
    assert len(choices) > 1
    editor.post(f"{FOLK}/overlat", {**wanted, "listing_choice": choices[0]["value"]})
    assert "i Ålesund" in editor.get(page_of(editor, NEW)).text
