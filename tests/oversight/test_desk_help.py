"""Whoever has a role finds what they do first on one page with pictures, and from where they do it."""

import pytest
from flask import Flask

from directory.oversight.desk_steps import tasks
from directory.vocabulary import ROLES
from directory.web.styles import STATIC
from tests.desks import ROLE_SCOPES, Colleague, colleague

PAGE = "/skrivebord/hjelp"
FIRST = {
    "contact": "Bekrefte at det stemmer",
    "organisation_editor": "Bekrefte at det stemmer",
    "contact_point": "Bekrefte at det stemmer",
    "national_editor": "Godkjenne noe som er nytt eller endret",
    "administrator": "Gi noen en rolle",
}


def in_role(house: Flask, role: str) -> Colleague:
    """Somebody in that role, for what has it."""
    return colleague(house, role, ROLE_SCOPES.get(role))


@pytest.mark.parametrize("role", ROLES)
def test_the_readers_own_part_stands_first_and_open(own_house: Flask, role: str) -> None:
    page = in_role(own_house, role).get(PAGE)
    assert page.select("main h2")[0].text == ROLES[role].nb
    assert page.select("main h3")[0].text == FIRST[role]
    assert len(page.select("main details.help-part")) == len(ROLES) - 1
    assert page.one("main details[open] h3").text == FIRST[role]


@pytest.mark.parametrize("language", ["", "/nn", "/en"])
def test_every_task_has_its_picture_and_says_what_is_on_it(own_house: Flask, language: str) -> None:
    pictures = in_role(own_house, "contact_point").get(language + PAGE).select("main img")
    assert len(pictures) == len({each["alt"] for each in pictures}) == 9
    assert all((STATIC / "help" / f"{name}.png").stat().st_size < 60_000 for name in _names(own_house))


def _names(house: Flask) -> list[str]:
    with house.test_request_context():
        return list(tasks())


@pytest.mark.parametrize(
    ("role", "path", "task"),
    [
        ("contact", "/skrivebord/oppforinger", "confirm"),
        ("contact", "/skrivebord/oppforinger/demo005/endre", "correct"),
        ("contact_point", "/skrivebord/oppforinger/ny", "new"),
        ("contact_point", "/skrivebord/meldinger", "report"),
        ("contact_point", "/skrivebord/oppforinger/demo005/kontakter", "keeper"),
        ("national_editor", "/skrivebord/ventende", "approve"),
        ("administrator", "/skrivebord/folk", "invite"),
    ],
)
def test_it_is_linked_where_it_is_needed(own_house: Flask, role: str, path: str, task: str) -> None:
    person = in_role(own_house, role)
    assert person.get(path).one(f'main a[href="{PAGE}?oppgave={task}#{task}"]')
    assert person.get(f"{PAGE}?oppgave={task}").one(f"#{task}[open]")


def test_the_foot_of_the_desk_leads_there_and_nobody_else_gets_in(own_house: Flask) -> None:
    assert in_role(own_house, "contact").get("/skrivebord/konto").one(f'footer a[href="{PAGE}"]')
    assert own_house.test_client().get(PAGE).status_code in (302, 303)
