"""Can a wrong setting be understood by the person who set it, and is nothing unsafe ever served?"""

import dataclasses
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from directory.settings import Settings, SettingsError, from_environment

SECRET = "a secret of thirty-two signs or more"
PRODUCTION = {
    "VARDE_ENV": "production",
    "VARDE_PUBLIC_URL": "https://varde.example",
    "VARDE_SECRET_KEY": SECRET,
}


HouseOf = Callable[..., Settings]


@pytest.fixture
def house_of(tmp_path: Path) -> HouseOf:
    """Settings over a folder of the test's own."""
    return lambda **values: from_environment({"VARDE_INSTANCE": str(tmp_path), **values})


def refused(**values: str) -> str:
    """What the person is told who sets these values."""
    with pytest.raises(SettingsError) as told:
        from_environment({"VARDE_INSTANCE": "unused", **values})
    return told.value.message


def test_without_any_variable_a_development_house_stands(house_of: HouseOf, tmp_path: Path) -> None:
    settings = house_of()
    assert (settings.environment, settings.production, settings.https) == ("development", False, False)
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{tmp_path / 'varde.sqlite3'}"
    assert settings.index_folder == tmp_path / "index"
    assert (settings.trusted_proxies, settings.database_read_url, settings.contact_email) == (0, None, None)


def test_the_address_follows_the_port(house_of: HouseOf) -> None:
    assert house_of(PORT="8123").public_url == "http://127.0.0.1:8123"


def test_every_variable_is_read(house_of: HouseOf, tmp_path: Path) -> None:
    settings = house_of(
        **PRODUCTION,
        VARDE_TRUSTED_PROXIES="2",
        VARDE_DATABASE_URL="postgresql+psycopg://u:p@/varde",
        VARDE_DATABASE_READ_URL="postgresql+psycopg://u:p@/copy",
        VARDE_DATABASE_READ_LAG="5",
        VARDE_METRICS_TOKEN="twenty signs or more!",
        VARDE_KEEP_SECONDS="5",
        VARDE_READS_A_MINUTE="60",
        VARDE_LEAVE_URL="https://www.met.example/",
        VARDE_CONTACT_EMAIL="post@varde.example",
        VARDE_CONTACT_PHONE="00 00 00 00",
        VARDE_RUN_BY="Eksempelforeningen",
        VARDE_MAIL_URL="smtp://u:p@mail.varde.example:587",
        VARDE_MAIL_FROM="hei@varde.example",
        VARDE_DESK_IDLE_MINUTES="30",
        VARDE_DESK_HOURS="8",
        VARDE_BACKUP_KEY="twenty letters or more",
        VARDE_COUNT_ASKED="0",
    )
    assert settings == Settings(
        environment="production",
        instance=tmp_path,
        public_url="https://varde.example",
        secret_key=SECRET,
        trusted_proxies=2,
        database_url="postgresql+psycopg://u:p@/varde",
        database_read_url="postgresql+psycopg://u:p@/copy",
        database_read_lag=5,
        metrics_token="twenty signs or more!",
        keep_seconds=5,
        count_asked=0,
        reads_a_minute=60,
        leave_url="https://www.met.example/",
        contact_email="post@varde.example",
        contact_phone="00 00 00 00",
        run_by="Eksempelforeningen",
        mail_url="smtp://u:p@mail.varde.example:587",
        mail_from="hei@varde.example",
        desk_idle=1800,
        desk_longest=28800,
        backup_key="twenty letters or more",
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("VARDE_ENV", "staging", "VARDE_ENV must be one of: development, production."),
        ("VARDE_TRUSTED_PROXIES", "-1", "VARDE_TRUSTED_PROXIES must be a whole number from 0 to 10."),
        ("VARDE_TRUSTED_PROXIES", "many", "VARDE_TRUSTED_PROXIES must be a whole number"),
        ("VARDE_TRUSTED_PROXIES", "²", "VARDE_TRUSTED_PROXIES must be a whole number"),
        ("VARDE_PUBLIC_URL", "varde.example", "VARDE_PUBLIC_URL must be a whole address"),
        ("VARDE_PUBLIC_URL", "https://[varde", "VARDE_PUBLIC_URL must be a whole address"),
        ("VARDE_PUBLIC_URL", "https://varde.example:port", "VARDE_PUBLIC_URL must be"),
        ("VARDE_PUBLIC_URL", "https://varde.example/sub", "VARDE_PUBLIC_URL must be only scheme and host"),
        ("VARDE_PUBLIC_URL", "https://a:b@varde.example", "VARDE_PUBLIC_URL must be only scheme and host"),
        ("VARDE_SECRET_KEY", "short", "VARDE_SECRET_KEY is too short"),
        ("VARDE_BACKUP_KEY", "short", "VARDE_BACKUP_KEY is too short"),
        (
            "VARDE_DATABASE_URL",
            "mysql://x",
            "VARDE_DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://.",
        ),
        ("VARDE_DATABASE_READ_URL", "file.db", "VARDE_DATABASE_READ_URL must begin with"),
        (
            "VARDE_DATABASE_READ_LAG",
            "1 min",
            "VARDE_DATABASE_READ_LAG must be a whole number from 0 to 3600.",
        ),
        ("VARDE_METRICS_TOKEN", "short", "VARDE_METRICS_TOKEN is too short"),
        ("VARDE_MAIL_FROM", "hei", "VARDE_MAIL_FROM must be an e-mail address."),
        ("VARDE_MAIL_FROM", "hei@", "VARDE_MAIL_FROM must be an e-mail address."),
        ("VARDE_DESK_HOURS", "0", "VARDE_DESK_IDLE_MINUTES and VARDE_DESK_HOURS must be at least 1."),
        ("VARDE_DESK_IDLE_MINUTES", "0", "VARDE_DESK_IDLE_MINUTES and VARDE_DESK_HOURS must be at least 1."),
        ("VARDE_LEAVE_URL", "javascript:alert(1)", "VARDE_LEAVE_URL must be a whole address"),
    ],
)
def test_a_bad_value_stops_the_start_in_words(name: str, value: str, words: str) -> None:
    assert words in refused(**{name: value})


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {"VARDE_PUBLIC_URL": ""},
            "VARDE_PUBLIC_URL is missing: production needs the address that visitors use.",
        ),
        (
            {"VARDE_PUBLIC_URL": "http://varde.example"},
            "VARDE_PUBLIC_URL must begin with https:// in production.",
        ),
        (
            {"VARDE_SECRET_KEY": ""},
            "VARDE_SECRET_KEY is missing: production does not run on a generated secret.",
        ),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG is on: production does not run in debug mode."),
        ({"FLASK_DEBUG": "true"}, "FLASK_DEBUG is on"),
    ],
)
def test_production_refuses_what_is_only_for_development(changed: dict[str, str], words: str) -> None:
    assert words in refused(**PRODUCTION | changed)


def test_all_faults_are_told_at_once() -> None:
    told = refused(
        VARDE_ENV="production", VARDE_TRUSTED_PROXIES="x", VARDE_LEAVE_URL="x", FLASK_DEBUG="1"
    ).splitlines()
    assert [line.split()[0] for line in told] == [
        "VARDE_PUBLIC_URL",
        "VARDE_SECRET_KEY",
        "VARDE_TRUSTED_PROXIES",
        "VARDE_LEAVE_URL",
        "FLASK_DEBUG",
    ]


@pytest.mark.parametrize("name", ["VARDE_SECRET_KEY", "VARDE_DATABASE_URL", "VARDE_PUBLIC_URL", "VARDE_ENV"])
def test_a_refusal_never_repeats_the_value(name: str) -> None:
    assert "hemmelig" not in refused(**{name: "hemmelig"})


def test_a_refused_start_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        from_environment({"VARDE_INSTANCE": str(tmp_path / "new"), "VARDE_ENV": "x"})
    assert list(tmp_path.iterdir()) == []


def test_a_development_secret_is_made_once_and_for_its_owner_alone(house_of: HouseOf, tmp_path: Path) -> None:
    first, second = house_of().secret_key, house_of().secret_key
    assert first == second
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_two_houses_have_two_secrets(tmp_path: Path) -> None:
    secrets = {from_environment({"VARDE_INSTANCE": str(tmp_path / name)}).secret_key for name in ("a", "b")}
    assert len(secrets) == 2


def test_settings_cannot_be_changed_while_running(house_of: HouseOf) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        house_of().environment = "production"  # type: ignore[misc]


@pytest.mark.parametrize(
    "sender", ["hei@varde.example", "varde@localhost", "varde@server.local", "varde@server"]
)
def test_a_sender_may_stand_within_ones_own_network(house_of: HouseOf, sender: str) -> None:
    assert house_of(VARDE_MAIL_FROM=sender).mail_from == sender


def test_a_blank_variable_is_not_set(house_of: HouseOf) -> None:
    settings = house_of(VARDE_TRUSTED_PROXIES=" ", VARDE_GEOCODER="", VARDE_LEAVE_URL="", VARDE_MAIL_URL=" ")
    assert settings.trusted_proxies == 0
    assert settings.leave_url == "https://www.yr.no/"


def test_faults_of_one_value_and_of_several_together_are_all_told() -> None:
    told = refused(
        **PRODUCTION | {"VARDE_PUBLIC_URL": "http://varde.example/sub"},
        VARDE_DESK_HOURS="0",
        VARDE_HIDE_AFTER_MONTHS="1",
    )
    for words in (
        "only scheme and host",
        "begin with https://",
        "at least 1",
        "follow on each other",
    ):
        assert words in told
