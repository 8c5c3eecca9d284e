"""Where does mail of tests arrive? At a real mail server of this machine, which keeps what it was given."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from flask import Flask

from directory.mail import delivery
from tests.serving import free_port

Answer = Callable[[SMTP, Envelope], str]


class PostBox:
    """What arrived at a mail server, and how it answers."""

    def __init__(self) -> None:
        self.arrived: list[Envelope] = []
        self.logins: list[str] = []
        self.answer: Answer = lambda _server, _envelope: "250 OK"
        self.recipient = "250 OK"

    async def _recipient_named(
        self, server: SMTP, session: Session, envelope: Envelope, to: str, options: Any
    ) -> str:
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(to)
        return self.recipient

    async def _text_sent(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.answer(server, envelope)
        if answer.startswith("250"):
            self.arrived.append(envelope)
        return answer

    handle_RCPT, handle_DATA = _recipient_named, _text_sent  # the names that the library calls

    def check(
        self, _server: SMTP, _session: Session, _envelope: Envelope, how: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        return AuthResult(success=data.password == b"hemmelig/ord", handled=False)


def server_for(box: PostBox, **values: Any) -> Controller:
    """A mail server of this machine."""
    return Controller(box, "127.0.0.1", free_port(), server_hostname="localhost", **values)


@contextmanager
def receiving(app: Flask) -> Iterator[PostBox]:
    """A house whose mail goes by such a server, as long as this lasts."""
    box = PostBox()
    controller = server_for(box)
    controller.start()
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, mail_url=f"smtp://127.0.0.1:{controller.port}")
    try:
        yield box
    finally:
        controller.stop()
        app.extensions["settings"] = settings


def arrived_at(app: Flask, box: PostBox, email: str) -> list[EmailMessage]:
    """Send what is due; every mail that ever came to an address."""
    with app.app_context():
        delivery.send_due()
    mine = [each for each in box.arrived if each.rcpt_tos == [email]]
    return [_read(each) for each in mine]


def _read(envelope: Envelope) -> EmailMessage:
    assert isinstance(envelope.content, bytes)
    message = message_from_bytes(envelope.content, policy=default)
    assert isinstance(message, EmailMessage)
    return message
