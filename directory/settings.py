"""How is this house set up? Read once from the environment; a bad value stops the start, with a message."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

import click
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict

DATA = Path(__file__).resolve().parent.parent / "data"
Environment = Literal["development", "production"]


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


_USUAL = Periods()
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """What can differ between two installations. Times are seconds, paths absolute."""

    environment: Environment
    instance: Path
    public_url: str
    secret_key: str
    trusted_proxies: int
    database_url: str
    database_read_url: str | None
    database_read_lag: int
    leave_url: str
    contact_email: str | None
    contact_phone: str | None
    run_by: str | None
    backup_key: str | None
    metrics_token: str | None
    keep_seconds: int
    count_asked: int
    reads_a_minute: int
    mail_url: str
    mail_from: str | None
    desk_idle: int
    desk_longest: int
    fetch_private: bool = False
    """For tests: lists may also be fetched from this machine, and without https."""
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
    given: Mapping[str, Any] = os.environ if environ is None else environ
    try:
        read = _Variables(**given)
    except ValidationError as error:
        raise SettingsError("\n".join(fault["msg"] for fault in error.errors())) from None
    instance = Path(read.instance).expanduser().resolve()
    settings = Settings(
        **{name: getattr(read, name) for name in _SAME},
        environment=read.env,
        instance=instance,
        public_url=read.public_url or f"http://127.0.0.1:{read.port}",
        database_url=read.database_url or f"sqlite:///{instance / 'varde.sqlite3'}",
        mail_url=read.mail_url or f"file://{instance / 'mail'}",
        desk_idle=60 * read.desk_idle_minutes,
        desk_longest=3600 * read.desk_hours,
        fetch_private=read.fetch_private == "1",
        periods=read.periods,
    )
    return settings if settings.secret_key else _with_generated_secret(settings)


def _fault(text: str) -> PydanticCustomError:
    """What is wrong, in sentences. A value is never repeated: it may be secret."""
    return PydanticCustomError("setting", "{text}", {"text": text})


def _name(info: ValidationInfo) -> str:
    return f"VARDE_{info.field_name}".upper()


def _must(holds: Callable[[Any], object], words: str) -> AfterValidator:
    """What is set must be so."""

    def judge(value: Any, info: ValidationInfo) -> Any:
        if value and not holds(value):
            raise _fault(f"{_name(info)} {words}")
        return value

    return AfterValidator(judge)


def _one_of(*allowed: str) -> AfterValidator:
    return _must(allowed.__contains__, f"must be one of: {', '.join(allowed)}.")


def _at_least(letters: int) -> AfterValidator:
    return _must(lambda value: len(value) >= letters, f"is too short: use at least {letters} characters.")


def _number(most: int) -> BeforeValidator:
    def read(value: str | int, info: ValidationInfo) -> int:
        digits = str(value)
        if not digits.isascii() or not digits.isdigit() or int(digits) > most:
            raise _fault(f"{_name(info)} must be a whole number from 0 to {most}.")
        return int(digits)

    return BeforeValidator(read)


def _has_host(value: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_email(value: str) -> bool:
    try:
        return bool(validate_email(value, check_deliverability=False, globally_deliverable=False))
    except EmailNotValidError:
        return False


# Mail may stay within one's own network.
SPECIAL_USE_DOMAIN_NAMES[:] = [name for name in SPECIAL_USE_DOMAIN_NAMES if not name.startswith("local")]

_ADDRESS = _must(
    lambda value: _has_host(value, "http", "https"), "must be a whole address, such as https://varde.example."
)
_DATABASE = _must(
    lambda value: value.startswith(("sqlite:///", "postgresql+psycopg://")),
    "must begin with sqlite:/// or postgresql+psycopg://.",
)
_MAIL = _must(
    lambda value: (value.startswith("file:///") and value != "file:///") or _has_host(value, "smtp", "smtps"),
    "must be file:///folder or smtp://user:password@host:port.",
)
_SAME = (
    "secret_key trusted_proxies database_read_url database_read_lag leave_url contact_email contact_phone run_by mail_from "
    "backup_key metrics_token keep_seconds count_asked reads_a_minute"
).split()


class _Variables(BaseSettings):
    """The variables, in the order in which their faults are told. One may be judged by those before it."""

    model_config = SettingsConfigDict(env_prefix="VARDE_", hide_input_in_errors=True)

    env: Annotated[Any, _one_of(*get_args(Environment))] = "development"
    instance: str = "instance"
    port: str = Field("8000", alias="PORT")
    public_url: Annotated[str | None, _ADDRESS] = None
    secret_key: Annotated[str, _at_least(32)] = ""
    trusted_proxies: Annotated[int, _number(10)] = 0
    database_url: Annotated[str | None, _DATABASE] = None
    database_read_url: Annotated[str | None, _DATABASE] = None
    database_read_lag: Annotated[int, _number(3600)] = 10
    leave_url: Annotated[str, _ADDRESS] = "https://www.yr.no/"
    contact_email: str | None = None
    contact_phone: str | None = None
    run_by: str | None = None
    mail_url: Annotated[str | None, _MAIL] = None
    mail_from: Annotated[str | None, _must(_is_email, "must be an e-mail address.")] = None
    desk_idle_minutes: Annotated[int, _number(24 * 60)] = 120
    desk_hours: Annotated[int, _number(24 * 7)] = 12
    remind_after_months: Annotated[int, _number(120)] = _USUAL.remind_months
    escalate_after_weeks: Annotated[int, _number(52)] = _USUAL.escalate_weeks
    stale_after_months: Annotated[int, _number(120)] = _USUAL.stale_months
    hide_after_months: Annotated[int, _number(240)] = _USUAL.hide_months
    reports_kept_days: Annotated[int, _number(3650)] = _USUAL.reports_days
    backup_key: Annotated[str | None, _at_least(20)] = None
    metrics_token: Annotated[str | None, _at_least(20)] = None
    keep_seconds: Annotated[int, _number(5)] = 0
    fetch_private: Annotated[str, _one_of("0", "1")] = "0"
    count_asked: Annotated[int, _number(1)] = 1
    reads_a_minute: Annotated[int, _number(100_000)] = 600
    debug: str = Field("0", alias="FLASK_DEBUG")

    @property
    def periods(self) -> Periods:
        return Periods(
            self.remind_after_months,
            self.escalate_after_weeks,
            self.stale_after_months,
            self.hide_after_months,
            self.reports_kept_days,
        )

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: Any, init_settings: Any, *_others: Any, **_more: Any
    ) -> Any:
        """The environment that was given, and nothing else. A blank variable is not set."""
        environment = EnvSettingsSource(settings_cls)
        given = {name.lower(): value.strip() for name, value in init_settings.init_kwargs.items()}
        environment.env_vars = {name: value for name, value in given.items() if value}
        return (environment,)

    @field_validator("public_url")
    @classmethod
    def _is_what_visitors_use(cls, value: str | None, info: ValidationInfo) -> str | None:
        production = info.data.get("env") == "production"
        if value is None and production:
            raise _fault("VARDE_PUBLIC_URL is missing: production needs the address that visitors use.")
        parts, faults = urlsplit(value or ""), []
        if parts.query or parts.fragment or parts.username or parts.path not in ("", "/"):
            faults.append("VARDE_PUBLIC_URL must be only scheme and host, such as https://varde.example.")
        if production and parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            faults.append("VARDE_PUBLIC_URL must begin with https:// in production.")
        if faults:
            raise _fault("\n".join(faults))
        return value and value.rstrip("/")

    @field_validator("secret_key", "debug")
    @classmethod
    def _is_safe_in_production(cls, value: str, info: ValidationInfo) -> str:
        production = info.data.get("env") == "production"
        if info.field_name == "secret_key" and production and not value:
            raise _fault("VARDE_SECRET_KEY is missing: production does not run on a generated secret.")
        if info.field_name == "debug" and production and value.lower() not in ("0", "false", "no"):
            raise _fault("FLASK_DEBUG is on: production does not run in debug mode.")
        return value

    @field_validator("fetch_private")
    @classmethod
    def _fetches_from_the_open_net(cls, value: str, info: ValidationInfo) -> str:
        if value == "1" and info.data.get("env") == "production":
            raise _fault("VARDE_FETCH_PRIVATE is for tests: production fetches from the open net alone.")
        return value

    @field_validator("desk_hours")
    @classmethod
    def _leaves_time_to_work(cls, value: int, info: ValidationInfo) -> int:
        if not (value and info.data.get("desk_idle_minutes", 1)):
            raise _fault("VARDE_DESK_IDLE_MINUTES and VARDE_DESK_HOURS must be at least 1.")
        return value

    @field_validator("hide_after_months")
    @classmethod
    def _follow_on_each_other(cls, value: int, info: ValidationInfo) -> int:
        remind = info.data.get("remind_after_months", _USUAL.remind_months)
        stale = info.data.get("stale_after_months", _USUAL.stale_months)
        if not 0 < remind <= stale <= value or not info.data.get("escalate_after_weeks", 1):
            raise _fault(
                "VARDE_REMIND_AFTER_MONTHS, VARDE_STALE_AFTER_MONTHS and VARDE_HIDE_AFTER_MONTHS must follow on each "
                "other, and VARDE_ESCALATE_AFTER_WEEKS must be at least 1."
            )
        return value


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
