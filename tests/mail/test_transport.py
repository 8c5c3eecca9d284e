"""Does mail go by a real server: encrypted where it can, tried again on a no, never twice when the answer is lost?"""

import socket
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.smtp import SMTP, Envelope
from flask import Flask

from directory.settings import SettingsError, from_environment
from tests.desks import later
from tests.mail.post_box import PostBox, server_for
from tests.mail.test_outbox import queue_letter, send, states


@pytest.fixture
def box() -> PostBox:
    return PostBox()


@pytest.fixture
def mailing_house(fresh_house: Flask, box: PostBox) -> Iterator[Flask]:
    """A house whose mail goes by that server."""
    controller = server_for(box, authenticator=box.check, auth_required=False, auth_require_tls=False)
    controller.start()
    url = f"smtp://varde:hemmelig%2Ford@127.0.0.1:{controller.port}"
    fresh_house.extensions["settings"] = replace(fresh_house.extensions["settings"], mail_url=url)
    yield fresh_house
    controller.stop()


def test_a_letter_arrives_as_it_was_written(mailing_house: Flask, box: PostBox) -> None:
    queue_letter(mailing_house)
    assert send(mailing_house) == {"sent": 1}
    (envelope,) = box.arrived
    assert envelope.rcpt_tos == ["noen@eksempel.no"]
    assert isinstance(envelope.content, bytes)
    message = message_from_bytes(envelope.content, policy=default)
    body = message.get_body(("plain",))  # type: ignore[attr-defined]
    assert "så får du en lenke" in body.get_content()
    assert message["Subject"] == "Varde: du har fått tilgang"
    assert box.logins == ["varde"]


def test_a_letter_keeps_its_id_however_often_it_is_tried(mailing_house: Flask, box: PostBox) -> None:
    seen: list[object] = []

    def later_please(_server: SMTP, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        seen.append(message_from_bytes(envelope.content)["Message-ID"])
        return "451 later" if len(seen) < 3 else "250 OK"

    box.answer = later_please
    queue_letter(mailing_house)
    for _try in range(3):
        send(mailing_house)
        later(mailing_house, hours=1)
    assert len(seen) == 3
    assert len(set(seen)) == 1
    assert len(box.arrived) == 1


@pytest.mark.parametrize(("answer", "state"), [("451 later", "queued"), ("550 never", "failed")])
@pytest.mark.parametrize("at", ["recipient", "text"])
def test_a_servers_no_is_for_now_or_for_good(
    mailing_house: Flask, box: PostBox, at: str, answer: str, state: str
) -> None:
    if at == "recipient":
        box.recipient = answer
    else:
        box.answer = lambda _server, _envelope: answer
    queue_letter(mailing_house)
    send(mailing_house)
    assert states(mailing_house) == {state: 1}
    assert box.arrived == []


def test_when_the_line_breaks_before_the_answer_the_letter_is_told_and_not_sent_again(
    mailing_house: Flask, box: PostBox
) -> None:
    def hang_up(server: SMTP, _envelope: Envelope) -> str:
        assert server.transport
        server.transport.abort()
        return "250 OK"

    box.answer = hang_up
    queue_letter(mailing_house)
    assert send(mailing_house) == {"unsure": 1}
    box.answer = lambda _server, _envelope: "250 OK"
    later(mailing_house, days=1)
    send(mailing_house)
    assert states(mailing_house) == {"unsure": 1}
    assert len(box.arrived) == 1


def test_without_a_server_the_letter_waits(mailing_house: Flask, box: PostBox) -> None:
    settings = mailing_house.extensions["settings"]
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    mailing_house.extensions["settings"] = replace(settings, mail_url=f"smtp://127.0.0.1:{port}")
    queue_letter(mailing_house)
    assert send(mailing_house) == {"later": 1}
    mailing_house.extensions["settings"] = settings
    later(mailing_house, minutes=1)
    assert send(mailing_house) == {"sent": 1}
    assert len(box.arrived) == 1


def test_a_wrong_password_is_a_no_for_now(mailing_house: Flask, box: PostBox) -> None:
    settings = mailing_house.extensions["settings"]
    url = settings.mail_url.replace("hemmelig", "feil")
    mailing_house.extensions["settings"] = replace(settings, mail_url=url)
    queue_letter(mailing_house)
    assert send(mailing_house) == {"later": 1}
    assert box.arrived == []


@pytest.mark.parametrize(
    "url",
    ["mailto:x@y.no", "smtp://", "file:relative", "file://host/x", "http://x", "smtp://a:geheim@h:port"],
)
def test_a_mail_address_that_cannot_be_used_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(SettingsError, match="VARDE_MAIL_URL must be") as refused:
        from_environment({"VARDE_MAIL_URL": url, "VARDE_SECRET_KEY": "x" * 32})
    assert "geheim" not in str(refused.value)
