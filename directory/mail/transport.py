"""How does a letter leave the house? Into a folder, or by SMTP; and how surely do we know that it left?"""

import os
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from directory.mail.models import Letter
from directory.settings import Settings

_PATIENCE = 15  # seconds for each answer of a mail server
_POLICY = SMTP.clone(max_line_length=998)  # no line is broken: a link stands whole, however the mail is read
_STYLE = (
    "max-width: 36rem; margin: 1rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; overflow-wrap: anywhere"
)
DASH = "– "
"""What a line of a list begins with."""
Outcome = Literal["sent", "later", "refused", "unsure"]
Transport = Callable[[EmailMessage, str], tuple[Outcome, str | None]]


def message_of(letter: Letter, settings: Settings, to: str | None = None) -> EmailMessage:
    """The mail itself: plain text and simple HTML, to the recipient or to what was sealed there. Its Message-ID is the letter's own, however often it is tried."""
    host = _own_name(settings)
    message = EmailMessage(_POLICY)
    message["From"] = f"Varde <{settings.mail_from or f'varde@{host}'}>"
    message["To"] = to or letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.made_at)
    message["Message-ID"] = f"<{letter.id}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(html_of(letter), subtype="html")
    message["Content-Language"] = letter.language
    return message


def html_of(letter: Letter) -> str:
    """The same words as HTML: paragraphs, a link where a paragraph is only an address, a list where lines begin with a
    dash."""
    body = "\n".join(_block(part.strip().splitlines()) for part in letter.text.split("\n\n") if part.strip())
    title = escape(letter.subject)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    opened = f'<!doctype html>\n<html lang="{letter.language}">\n{head}\n<body style="{_STYLE}">'
    return f"{opened}\n{body}\n</body>\n</html>\n"


def _block(lines: list[str]) -> str:
    words = " ".join(" ".join(line.split()) for line in lines if not line.startswith(DASH))
    rows = [f"<li>{escape(line.removeprefix(DASH).strip())}</li>" for line in lines if line.startswith(DASH)]
    paragraph = f"<p>{_paragraph(words)}</p>" if words else ""
    return paragraph + (f"<ul>{''.join(rows)}</ul>" if rows else "")


def _paragraph(text: str) -> str:
    if text.startswith(("https://", "http://")) and " " not in text:
        return f'<a href="{escape(text)}">{escape(text)}</a>'
    return escape(text)


def transport_for(settings: Settings) -> Transport:
    """What carries letters in this house, by `VARDE_MAIL_URL`."""
    parts = urlsplit(settings.mail_url)
    if parts.scheme == "file":
        folder = Path(unquote(parts.path))
        return lambda message, name: _into_folder(folder, message, name)
    return lambda message, _name: _by_server(parts, _own_name(settings), message)


def lies_in_folder(settings: Settings, name: str) -> bool:
    """Whether a letter lies in the outgoing folder already; False where mail goes by a server."""
    parts = urlsplit(settings.mail_url)
    return parts.scheme == "file" and (Path(unquote(parts.path)) / f"{name}.eml").exists()


def _into_folder(folder: Path, message: EmailMessage, name: str) -> tuple[Outcome, str | None]:
    """One `.eml`, whole or not at all. Its name is the letter's, so a second write can never make two."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = folder / f".{name}.tmp"
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(message.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        aside.replace(folder / f"{name}.eml")
    except OSError as error:
        return "later", type(error).__name__
    return "sent", None


def _own_name(settings: Settings) -> str:
    """How the house introduces itself to a server: by its public name, never the machine's."""
    return urlsplit(settings.public_url).hostname or "localhost"


def _by_server(parts: SplitResult, name: str, message: EmailMessage) -> tuple[Outcome, str | None]:
    """Everything before the text may be tried again. Once the text is on its way only the server's answer is sure."""
    try:
        with _connect(parts, name) as server:
            _introduce(server, parts)
            refusal = _envelope(server, message)
            return refusal or _deliver(server, message)
    except (OSError, smtplib.SMTPException) as error:
        return "later", type(error).__name__


def _connect(parts: SplitResult, name: str) -> smtplib.SMTP:
    host = parts.hostname or ""
    if parts.scheme == "smtps":
        secure = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, parts.port or 465, name, timeout=_PATIENCE, context=secure)
    return smtplib.SMTP(host, parts.port or 25, name, timeout=_PATIENCE)


def _introduce(server: smtplib.SMTP, parts: SplitResult) -> None:
    """Encrypt where the server can; a password never goes unencrypted to another machine."""
    server.ehlo_or_helo_if_needed()
    encrypted = parts.scheme == "smtps"
    if not encrypted and server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
        encrypted = True
    if parts.username:
        if not encrypted and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
            raise smtplib.SMTPNotSupportedError("no encryption for the password")
        server.login(unquote(parts.username), unquote(parts.password or ""))


def _envelope(server: smtplib.SMTP, message: EmailMessage) -> tuple[Outcome, str | None] | None:
    sender = message["From"].addresses[0].addr_spec
    code, _answer = server.mail(sender, ["BODY=8BITMIME"] if server.has_extn("8bitmime") else [])
    if code == 250:
        code, _answer = server.rcpt(message["To"].addresses[0].addr_spec)
    return None if code in (250, 251) else _by_code(code)


def _deliver(server: smtplib.SMTP, message: EmailMessage) -> tuple[Outcome, str | None]:
    try:
        code, _answer = server.data(message.as_bytes())
    except smtplib.SMTPDataError as error:
        return _by_code(error.smtp_code)
    except (OSError, smtplib.SMTPException) as error:
        return "unsure", type(error).__name__
    return ("sent", None) if code == 250 else _by_code(code)


def _by_code(code: int) -> tuple[Outcome, str | None]:
    """A server's no: for now (4xx), or for good."""
    return ("later" if 400 <= code < 500 else "refused"), f"smtp {code}"
