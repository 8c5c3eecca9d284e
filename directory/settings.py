"""How is this house set up? Read once from the environment; a bad value stops the start, with a message."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import click

DATA = Path(__file__).resolve().parent.parent / "data"


class SettingsError(click.ClickException):
    """The settings cannot be used. The text has one sentence for each fault, and never a secret value.

    The command line prints it as it is, without a traceback.
    """


@dataclass(frozen=True, slots=True)
class Periods:
    """How long a listing may go unconfirmed. Months are of 30 days, counted from the last confirmation."""

    remind_months: int = 6
    """Whoever has the responsibility is asked."""
    escalate_weeks: int = 3
    """Without an answer the next one is asked: the contact point, then the national editor."""
    stale_months: int = 12
    """It says so, and sinks."""
    hide_months: int = 24
    """It is hidden, once everybody was asked; never deleted."""
    reports_days: int = 90
    """What the public told us is erased so long after somebody decided."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What can differ between two installations. Times are seconds, paths absolute."""

    environment: Literal["development", "production"]
    instance: Path
    public_url: str
    secret_key: str
    trusted_proxies: int
    database_url: str
    database_read_url: str | None
    leave_url: str
    contact_email: str | None
    backup_key: str | None
    mail_url: str
    mail_from: str | None
    desk_idle: int
    desk_longest: int
    periods: Periods = Periods()

    @property
    def production(self) -> bool:
        return self.environment == "production"

    @property
    def https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def public_host(self) -> str:
        """Host and port of the public address."""
        return urlsplit(self.public_url).netloc

    @property
    def index_folder(self) -> Path:
        return self.instance / "index"


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the variables that `README.md` lists.

    Raises:
        SettingsError: one or more values are bad or missing; all of them are named at once.
    """
    read = _EnvironmentReader(os.environ if environ is None else environ)
    environment = read.one_of("VARDE_ENV", ("development", "production"), "development")
    production = environment == "production"
    instance = Path(read.text("VARDE_INSTANCE") or "instance").expanduser().resolve()
    settings = Settings(
        environment="production" if production else "development",
        instance=instance,
        public_url=read.public_url(production),
        secret_key=read.secret(production),
        trusted_proxies=read.number("VARDE_TRUSTED_PROXIES", 0, 10),
        database_url=read.database_url("VARDE_DATABASE_URL") or f"sqlite:///{instance / 'varde.sqlite3'}",
        database_read_url=read.database_url("VARDE_DATABASE_READ_URL"),
        leave_url=read.address("VARDE_LEAVE_URL") or "https://www.yr.no/",
        contact_email=read.text("VARDE_CONTACT_EMAIL"),
        mail_url=read.mail_url() or f"file://{instance / 'mail'}",
        mail_from=read.email("VARDE_MAIL_FROM"),
        desk_idle=60 * read.number("VARDE_DESK_IDLE_MINUTES", 120, 24 * 60),
        desk_longest=3600 * read.number("VARDE_DESK_HOURS", 12, 24 * 7),
        periods=read.periods(),
        backup_key=read.backup_key(),
    )
    read.refuse_debug(production)
    if not (settings.desk_idle and settings.desk_longest):
        read.faults.append("VARDE_DESK_IDLE_MINUTES and VARDE_DESK_HOURS must be at least 1.")
    if read.faults:
        raise SettingsError("\n".join(read.faults))
    if not settings.secret_key:
        return _with_generated_secret(settings)
    return settings


class _EnvironmentReader:
    """Reads one value at a time and collects every fault, so that all are told at once."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.faults: list[str] = []

    def text(self, name: str) -> str | None:
        return self._environ.get(name, "").strip() or None

    def one_of(self, name: str, allowed: tuple[str, ...], default: str | None) -> str | None:
        value = self.text(name) or default
        if value is not None and value not in allowed:
            self.faults.append(f"{name} must be one of: {', '.join(allowed)}.")
            return default
        return value

    def number(self, name: str, default: int, most: int) -> int:
        value = self.text(name)
        if value is None:
            return default
        if not value.isascii() or not value.isdigit() or int(value) > most:
            self.faults.append(f"{name} must be a whole number from 0 to {most}.")
            return default
        return int(value)

    def address(self, name: str) -> str | None:
        value = self.text(name)
        if value is None:
            return None
        try:
            parts = urlsplit(value)
            whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            whole = False
        if not whole:
            self.faults.append(f"{name} must be a whole address, such as https://varde.example.")
        return value if whole else None

    def public_url(self, production: bool) -> str:
        value = self.address("VARDE_PUBLIC_URL")
        if value is None:
            if production and not self.text("VARDE_PUBLIC_URL"):
                self.faults.append(
                    "VARDE_PUBLIC_URL is missing: production needs the address that visitors use."
                )
            return f"http://127.0.0.1:{self.text('PORT') or '8000'}"
        parts = urlsplit(value)
        if parts.query or parts.fragment or parts.username or parts.path not in ("", "/"):
            self.faults.append(
                "VARDE_PUBLIC_URL must be only scheme and host, such as https://varde.example."
            )
        if production and parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            self.faults.append("VARDE_PUBLIC_URL must begin with https:// in production.")
        return value.rstrip("/")

    def secret(self, production: bool) -> str:
        value = self.text("VARDE_SECRET_KEY") or ""
        if not value and production:
            self.faults.append("VARDE_SECRET_KEY is missing: production does not run on a generated secret.")
        elif value and len(value) < 32:
            self.faults.append("VARDE_SECRET_KEY is too short: use at least 32 characters.")
        return value

    def backup_key(self) -> str | None:
        value = self.text("VARDE_BACKUP_KEY")
        if value and len(value) < 20:
            self.faults.append("VARDE_BACKUP_KEY is too short: use at least 20 characters.")
        return value

    def database_url(self, name: str) -> str | None:
        value = self.text(name)
        if value and not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            self.faults.append(f"{name} must begin with sqlite:/// or postgresql+psycopg://.")
            return None
        return value

    def mail_url(self) -> str | None:
        """`file:///folder`, or `smtp://` and `smtps://` with host; the whole value is never repeated, it may hold a password."""
        value = self.text("VARDE_MAIL_URL")
        if value is None:
            return None
        try:
            parts = urlsplit(value)
            folder = value.startswith("file:///") and len(parts.path) > 1
            server = parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            folder = server = False
        if not (folder or server):
            self.faults.append("VARDE_MAIL_URL must be file:///folder or smtp://user:password@host:port.")
        return value

    def email(self, name: str) -> str | None:
        value = self.text(name)
        if value and not re.fullmatch(r"[^@\s<>\",;]+@[^@\s<>\",;]+", value):
            self.faults.append(f"{name} must be an e-mail address.")
        return value

    def periods(self) -> Periods:
        """Each from its own variable; the three that follow on each other must stand in that order."""
        usual = Periods()
        read = Periods(
            remind_months=self.number("VARDE_REMIND_AFTER_MONTHS", usual.remind_months, 120),
            escalate_weeks=self.number("VARDE_ESCALATE_AFTER_WEEKS", usual.escalate_weeks, 52),
            stale_months=self.number("VARDE_STALE_AFTER_MONTHS", usual.stale_months, 120),
            hide_months=self.number("VARDE_HIDE_AFTER_MONTHS", usual.hide_months, 240),
            reports_days=self.number("VARDE_REPORTS_KEPT_DAYS", usual.reports_days, 3650),
        )
        if not 0 < read.remind_months <= read.stale_months <= read.hide_months or not read.escalate_weeks:
            self.faults.append(
                "VARDE_REMIND_AFTER_MONTHS, VARDE_STALE_AFTER_MONTHS and VARDE_HIDE_AFTER_MONTHS must follow on each "
                "other, and VARDE_ESCALATE_AFTER_WEEKS must be at least 1."
            )
        return read

    def refuse_debug(self, production: bool) -> None:
        if production and (self.text("FLASK_DEBUG") or "0").lower() not in ("0", "false", "no"):
            self.faults.append("FLASK_DEBUG is on: production does not run in debug mode.")


def _with_generated_secret(settings: Settings) -> Settings:
    return replace(settings, secret_key=_generated_secret(settings.instance / "secret_key"))


def _generated_secret(path: Path) -> str:
    """The secret of a development machine: made once, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        secret = secrets.token_hex(32)
        file.write(secret + "\n")
    return secret
