"""Does a link by mail let in exactly the one who asked, exactly once?"""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import structlog
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app import create_app
from directory import db
from directory.accounts import roles
from directory.accounts.models import DeskSession
from tests.desks import Colleague, add_person, later, letters, signed_in, text_of
from tests.houses import NOW
from tests.inspecting import Visitor

ASKED = "/logg-inn"
HOME = "http://127.0.0.1:8000"
SIGN_IN_PATHS = ("/logg-inn", "/nn/logg-inn", "/en/logg-inn", "/nb/logg-inn")  # where the mark is sent


def link_for(house: Flask, email: str, ask: str = ASKED) -> str:
    """Ask for a link as a visitor does, and find it in the newest letter. Returns its path."""
    letters(house)
    Visitor(house).post(ask, {"email": email}, expect=303)
    return link_in(letters(house)[-1])


def link_in(letter: object) -> str:
    """The path of the only link in a letter."""
    (address,) = re.findall(r"^http\S+$", text_of(letter), re.MULTILINE)  # type: ignore[arg-type]
    return urlsplit(address).path


def use(house: Flask, link: str) -> TestResponse:
    """Press the button on the link's page, in a browser of one's own."""
    return house.test_client().post(link, base_url=HOME)


def sessions_of(house: Flask) -> int:
    """How many sessions were ever begun."""
    with house.extensions["database"].reading() as session:
        count: int = session.scalar(select(func.count()).select_from(DeskSession))
        return count


def test_a_link_leads_to_the_desk(fresh_house: Flask) -> None:
    email = add_person(fresh_house, "contact", "demo005")
    link = link_for(fresh_house, f" {email.upper()} ")
    client = fresh_house.test_client()
    assert client.get(link, base_url=HOME).status_code == 200
    assert client.post(link, base_url=HOME).location == "/skrivebord/"
    page = Colleague(fresh_house, email, client).get("/skrivebord/konto")
    assert email in page.text
    assert "Ivareta-gruppa i Ålesund" in page.text


def test_the_mail_is_neutral_and_in_the_persons_language(fresh_house: Flask) -> None:
    email = add_person(fresh_house, "contact", "demo005")
    signed_in(fresh_house, email).post("/skrivebord/konto/sprak", {"language": "en"})
    link = link_for(fresh_house, email)
    letter = letters(fresh_house)[-1]
    assert link.startswith("/en/logg-inn/")
    assert (letter["To"], letter["Content-Language"]) == (email, "en")
    assert letter["Subject"].startswith("Varde")
    assert letter["From"].addresses[0].display_name == "Varde"


def test_the_letter_says_when_for_which_house_and_what_to_do_if_it_was_not_you(fresh_house: Flask) -> None:
    link_for(fresh_house, add_person(fresh_house, "contact", "demo005"))
    text = text_of(letters(fresh_house)[-1]).replace("\u00a0", " ")
    assert "i Varde (127.0.0.1:8000) med denne e-postadressen, 22. november kl. 12." in text
    assert "Var det ikke deg, så la lenken ligge." in text and "Lurer du på noe?" in text


def test_looking_at_a_link_never_uses_it_up(fresh_house: Flask) -> None:
    link = link_for(fresh_house, add_person(fresh_house, "contact", "demo005"))
    for _scanner in range(3):
        assert fresh_house.test_client().get(link).status_code == 200
        assert fresh_house.test_client().head(link).status_code == 200
    assert use(fresh_house, link).status_code == 303


def test_a_link_works_once(fresh_house: Flask) -> None:
    link = link_for(fresh_house, add_person(fresh_house, "contact", "demo005"))
    assert [use(fresh_house, link).status_code for _time in range(3)] == [303, 410, 410]
    assert fresh_house.test_client().get(link).status_code == 410


@pytest.mark.both_databases
def test_of_twenty_uses_at_the_same_moment_one_gets_in(fresh_house: Flask) -> None:
    link = link_for(fresh_house, add_person(fresh_house, "contact", "demo005"))
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _n: use(fresh_house, link).status_code, range(20)))
    assert answers.count(303) == 1
    assert set(answers) <= {303, 410, 503}  # where many write at once, some are asked to try again
    assert sessions_of(fresh_house) == 1


def test_an_altered_link_lets_nobody_in(fresh_house: Flask) -> None:
    link = link_for(fresh_house, add_person(fresh_house, "contact", "demo005"))
    for altered in (
        link[:-1],
        link + "x",
        link.swapcase(),
        "/logg-inn/%ff%ff",
        "/logg-inn/%00",
        link + "%20",
    ):
        assert use(fresh_house, altered.replace("/LOGG-INN/", "/logg-inn/")).status_code in (404, 410)
    assert sessions_of(fresh_house) == 0


@pytest.mark.parametrize(("minutes", "status"), [(9.9, 303), (10, 410), (600, 410)])
def test_a_link_lasts_ten_minutes(fresh_house: Flask, minutes: float, status: int) -> None:
    link = link_for(fresh_house, add_person(fresh_house, "contact", "demo005"))
    later(fresh_house, minutes=minutes)
    assert use(fresh_house, link).status_code == status


def test_only_the_newest_link_works(fresh_house: Flask) -> None:
    email = add_person(fresh_house, "contact", "demo005")
    older, newer = link_for(fresh_house, email), link_for(fresh_house, email)
    assert use(fresh_house, older).status_code == 410
    assert use(fresh_house, newer).status_code == 303


def test_a_link_of_one_person_does_not_end_anothers(fresh_house: Flask) -> None:
    mine = link_for(fresh_house, add_person(fresh_house, "contact", "demo005"))
    link_for(fresh_house, add_person(fresh_house, "contact", "demo005"))
    assert use(fresh_house, mine).status_code == 303


def test_whoever_has_lost_every_role_gets_no_link_and_no_way_in(fresh_house: Flask) -> None:
    email = add_person(fresh_house, "contact", "demo005")
    link = link_for(fresh_house, email)
    with fresh_house.app_context(), db.of_app().writing() as session:
        person = roles.find(session, email)
        assert person
        roles.end(session, person.grants[0], NOW)
    assert use(fresh_house, link).status_code == 410
    before = len(letters(fresh_house))
    Visitor(fresh_house).post(ASKED, {"email": email}, expect=303)
    assert len(letters(fresh_house)) == before


@pytest.mark.both_databases
def test_known_and_unknown_get_the_same_answer(fresh_house: Flask) -> None:
    known = add_person(fresh_house, "contact", "demo005")
    client = fresh_house.test_client()
    answers = [client.post(ASKED, data={"email": email}) for email in (known, "ukjent@eksempel.no")]
    first, second = ((answer.status, sorted(answer.headers.items()), answer.data) for answer in answers)
    assert first == second
    assert not answers[0].headers.getlist("Set-Cookie")


def test_a_stranger_gets_no_mail(fresh_house: Flask) -> None:
    Visitor(fresh_house).post(ASKED, {"email": "ukjent@eksempel.no"}, expect=303)
    assert letters(fresh_house) == []


@pytest.mark.parametrize(
    "typed", ["", "kari", "a@b", "a@b.no, c@d.no", "a b@c.no", "<a@b.no>", "a@b.no\r\nBcc: x@y.no"]
)
def test_what_is_no_address_comes_back_with_words(fresh_house: Flask, typed: str) -> None:
    page = Visitor(fresh_house).post(ASKED, {"email": typed}, expect=422)
    assert "Skriv en e-postadresse" in page.one(".field-error").text
    assert page.one("input[type=email]").get("value") == "\n".join(typed.splitlines())


def test_the_cookie_is_for_the_server_alone(fresh_house: Flask) -> None:
    link = link_for(fresh_house, add_person(fresh_house, "contact", "demo005"))
    cookie, *marks = use(fresh_house, link).headers.getlist("Set-Cookie")
    assert cookie.startswith("varde_desk=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} == set(cookie.split("; ")[1:])
    assert {mark.partition("=")[0] for mark in marks} == {"varde_known"}
    for path, mark in zip(SIGN_IN_PATHS, marks, strict=True):
        assert {"HttpOnly", f"Path={path}", "SameSite=Strict"} < set(mark.split("; ")[1:])


@pytest.mark.parametrize("address", ["https://varde.example", "http://varde.example"])
def test_anywhere_but_on_ones_own_machine_the_cookie_wants_https(fresh_house: Flask, address: str) -> None:
    link = link_for(fresh_house, add_person(fresh_house, "contact", "demo005"))
    app = create_app(replace(fresh_house.extensions["settings"], public_url=address))
    app.config["NOW"] = NOW
    cookies = app.test_client().post(link).headers.getlist("Set-Cookie")
    app.extensions["database"].close()
    assert len(cookies) == 5
    assert all("; Secure" in cookie for cookie in cookies)


def test_signing_in_again_ends_the_session_that_the_browser_held(fresh_house: Flask) -> None:
    email = add_person(fresh_house, "contact", "demo005")
    browser = signed_in(fresh_house, email)
    cookie = browser.client.get_cookie("varde_desk", "127.0.0.1")
    assert cookie
    browser.client.post(link_for(fresh_house, email), base_url=HOME)
    other = fresh_house.test_client()
    other.set_cookie("varde_desk", cookie.value, domain="127.0.0.1")
    assert other.get("/skrivebord/", base_url=HOME).location == ASKED
    assert browser.get("/skrivebord/").status == 200


def test_neither_link_nor_address_is_written_down(
    fresh_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = io.StringIO()
    monkeypatch.setattr(fresh_house.extensions["log"], "_logger", structlog.WriteLogger(log))
    email = add_person(fresh_house, "contact", "demo005")
    link = link_for(fresh_house, email)
    fresh_house.test_client().get(link)
    use(fresh_house, link)
    use(fresh_house, link)
    said = log.getvalue()
    assert "/logg-inn/<" in said
    assert link.rsplit("/", 1)[1] not in said
    assert email not in said


def test_the_database_holds_no_link_that_was_sent(fresh_house: Flask) -> None:
    token = link_for(fresh_house, add_person(fresh_house, "contact", "demo005")).rsplit("/", 1)[1]
    engine = fresh_house.extensions["database"].engine
    with engine.connect() as connection:
        held = [
            str(row)
            for table in ("sign_in_link", "letter", "desk_session")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        ]
    assert held
    assert not [row for row in held if token in row]
