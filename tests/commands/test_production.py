"""Does production refuse what must never be served, with a message, and may the command line still mend it?"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from directory.settings import Settings, SettingsError, from_environment
from tests.house.tree import ROOT
from tests.houses import SECRET, run
from tests.serving import environment, free_port

PRODUCTION = {
    "VARDE_ENV": "production",
    "VARDE_PUBLIC_URL": "https://varde.example",
    "VARDE_SECRET_KEY": SECRET,
}


def production(house: Flask) -> Settings:
    """The settings that serve the same database in production."""
    settings: Settings = house.extensions["settings"]
    given = {"VARDE_INSTANCE": str(settings.instance), "VARDE_DATABASE_URL": settings.database_url}
    return from_environment(PRODUCTION | given)


def test_production_does_not_open_with_demonstration_data(fresh_house: Flask) -> None:
    with pytest.raises(
        SettingsError, match=r"holds demonstration data\. Remove it: flask --app app demo remove"
    ):
        create_app(production(fresh_house))


def test_production_opens_when_it_is_removed(fresh_house: Flask) -> None:
    run(fresh_house, "demo", "remove")
    app = create_app(production(fresh_house))
    assert app.test_client().get("/healthz").get_json()["status"] == "ok"
    app.extensions["database"].close()


def test_production_does_not_open_without_a_database(bare_house: Flask) -> None:
    with pytest.raises(SettingsError, match="There is no database yet"):
        create_app(production(bare_house))


@pytest.fixture
def at_the_command_line(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """As when the flask command runs."""

    def called(*words: str) -> None:
        monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
        monkeypatch.setattr(sys, "argv", ["flask", "--app", "app", *words])

    return called


def test_the_command_line_can_mend_what_stops_a_start(
    fresh_house: Flask, at_the_command_line: Callable[..., None]
) -> None:
    at_the_command_line("demo", "remove")
    app = create_app(production(fresh_house))
    said = run(app, "demo", "remove")
    app.extensions["database"].close()
    assert said.startswith("Removed ") and not said.startswith("Removed 0 ")


def test_serving_from_the_command_line_is_refused_too(
    fresh_house: Flask, at_the_command_line: Callable[..., None]
) -> None:
    at_the_command_line("run")
    with pytest.raises(SettingsError, match="demonstration"):
        create_app(production(fresh_house))


def test_production_never_makes_demonstration_data(
    bare_house: Flask, at_the_command_line: Callable[..., None]
) -> None:
    at_the_command_line("init")
    app = create_app(production(bare_house))
    result = app.test_cli_runner().invoke(args=["init", "--demo"])
    assert (result.exit_code, result.output) == (
        1,
        "Error: Production holds no demonstration data. Use --no-demo.\n",
    )
    run(app, "init")
    assert "(eksempel)" not in app.test_client().get("/finn?place=alesund").text
    app.extensions["database"].close()


def started(instance: Path, **values: str) -> "subprocess.CompletedProcess[str]":
    """A start of the service that is expected to end at once."""
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "app:create_app()"]
    env = environment(instance, PORT=str(free_port()), **values)
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"VARDE_PUBLIC_URL": ""}, "VARDE_PUBLIC_URL is missing"),
        ({"VARDE_SECRET_KEY": ""}, "VARDE_SECRET_KEY is missing"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG is on"),
        ({}, "There is no database yet"),
    ],
)
def test_the_service_itself_refuses_in_words(tmp_path: Path, values: dict[str, str], words: str) -> None:
    ended = started(tmp_path, **PRODUCTION | values)
    assert ended.returncode != 0
    assert "Varde does not start." in ended.stderr
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr + ended.stdout
    assert SECRET not in ended.stderr


def test_a_command_with_bad_settings_is_refused_in_words(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "flask", "--app", "app", "init"]
    env = environment(tmp_path, VARDE_TRUSTED_PROXIES="many")
    ended = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode != 0
    assert "VARDE_TRUSTED_PROXIES must be a whole number from 0 to 10." in ended.stderr
    assert "Traceback" not in ended.stderr
