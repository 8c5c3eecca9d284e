"""Do browsers get every rule that protects a visitor, on every kind of answer?"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from directory.settings import from_environment
from tests.houses import SECRET
from tests.page_faults import REQUIRED_HEADERS

ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/finn", 200),
    ("POST", "/finn", 422),
    ("GET", "/forlat", 303),
    ("GET", "/healthz", 200),
    ("GET", "/finnes-ikke", 404),
    ("DELETE", "/", 405),
    ("POST", "/api/v1/match", 415),
    ("GET", "/api/v1/finnes-ikke", 404),
    ("OPTIONS", "/", 200),
]


def observatory(headers: Mapping[str, str], https: bool = True) -> int:
    """Points by the table that Mozilla publishes (HTTP Observatory, "Tests & Scoring"), for a site whose scripts are
    its own and whose http address leads to https. Extra points count from 90 upward."""
    policy = {name: rest for name, _space, rest in _directives(headers.get("Content-Security-Policy", ""))}
    score = 100 + _policy_penalty(policy)
    score -= (
        0 if policy.get("frame-ancestors") or headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else 20
    )
    score -= 0 if headers.get("X-Content-Type-Options") == "nosniff" else 5
    score -= 0 if _seconds(headers.get("Strict-Transport-Security", "")) >= 15_768_000 and https else 20
    score -= 40 if "Set-Cookie" in headers and "Secure" not in headers["Set-Cookie"] else 0
    score -= 50 if headers.get("Access-Control-Allow-Origin") == "*" else 0
    score -= 5 if headers.get("Referrer-Policy") in ("unsafe-url", "no-referrer-when-downgrade") else 0
    return score + _extra(policy, headers) if score >= 90 else max(score, 0)


def _policy_penalty(policy: Mapping[str, str]) -> int:
    if not policy:
        return -25
    scripts = policy.get("script-src", policy.get("default-src", "*"))
    broad = {"*", "https:", "http:", "data:", "'unsafe-inline'"}
    if (
        broad & set(scripts.split())
        or "*" in policy.get("object-src", policy.get("default-src", "*")).split()
    ):
        return -20
    return -10 if "'unsafe-eval'" in scripts else 0


def _extra(policy: Mapping[str, str], headers: Mapping[str, str]) -> int:
    points = (
        10 if policy.get("default-src") == "'none'" else 5 if "unsafe" not in " ".join(policy.values()) else 0
    )
    points += 5 if policy.get("frame-ancestors") in ("'none'", "'self'") else 0
    points += 5 if headers.get("Referrer-Policy") in ("no-referrer", "same-origin", "strict-origin") else 0
    points += 10 if headers.get("Cross-Origin-Resource-Policy") in ("same-origin", "same-site") else 0
    return points + (5 if "preload" in headers.get("Strict-Transport-Security", "") else 0)


def _directives(policy: str) -> list[tuple[str, str, str]]:
    return [part.strip().partition(" ") for part in policy.split(";") if part.strip()]


def _seconds(transport: str) -> int:
    found = [
        part.split("=")[1] for part in transport.replace(" ", "").split(";") if part.startswith("max-age=")
    ]
    return int(found[0]) if found else 0


@pytest.fixture(scope="module")
def https_client(house: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A visitor of the same house at an https address."""
    values = {
        "VARDE_INSTANCE": str(tmp_path_factory.mktemp("https")),
        "VARDE_DATABASE_URL": house.extensions["settings"].database_url,
        "VARDE_PUBLIC_URL": "https://varde.example",
        "VARDE_SECRET_KEY": SECRET,
    }
    app = create_app(from_environment(values))
    yield app.test_client(use_cookies=False)
    app.extensions["database"].close()


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_every_kind_of_answer_carries_every_rule(house: Flask, method: str, path: str, status: int) -> None:
    answer = house.test_client(use_cookies=False).open(path, method=method)
    assert answer.status_code == status
    for name, wanted in REQUIRED_HEADERS.items():
        assert all(value in answer.headers.get(name, "") for value in wanted), name
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/finn?place=alesund", "/om", "/healthz", "/finnes-ikke"])
def test_the_observatory_gives_at_least_120_points(https_client: FlaskClient, path: str) -> None:
    assert observatory(https_client.get(path, base_url="https://varde.example").headers) >= 120


def test_only_an_https_house_promises_https(house: Flask, https_client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in house.test_client().get("/").headers
    assert _seconds(https_client.get("/").headers["Strict-Transport-Security"]) >= 31_536_000


def test_a_page_is_kept_nowhere_but_a_versioned_file_may_be(house: Flask) -> None:
    client = house.test_client()
    assert client.get("/finn?place=alesund").headers["Cache-Control"] == "no-store"
    page = client.get("/").text
    named = re.search(r"/static/\S*varde\.css\?v=[0-9a-f]+", page)
    assert named
    with client.get(named[0]) as answer:
        assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/static/x", "/static/built/x.css", "/static/../app.py"])
def test_a_file_that_is_not_there_can_be_asked_about_in_any_way(house: Flask, path: str) -> None:
    client = house.test_client()
    assert client.options(path).status_code in (200, 404)
    assert client.open(f"{path}?v=0", method="HEAD").status_code == 404


@pytest.mark.parametrize("file", ["varde.css", "varde.js", "varde-merke.svg"])
def test_the_houses_own_files_are_served_with_the_same_rules(house: Flask, file: str) -> None:
    with house.test_client().get(f"/static/{file}") as answer:
        assert answer.status_code == 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("name", "value", "most"),
    [
        ("Content-Security-Policy", None, 75),
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'",
            80,
        ),
        ("Strict-Transport-Security", None, 80),
        ("Strict-Transport-Security", "max-age=3600", 80),
        ("X-Content-Type-Options", None, 129),
        ("Referrer-Policy", "unsafe-url", 125),
        ("Cross-Origin-Resource-Policy", None, 120),
        ("Set-Cookie", "seen=1", 60),
        ("Access-Control-Allow-Origin", "*", 50),
    ],
)
def test_the_points_fall_with_a_planted_fault(
    https_client: FlaskClient, name: str, value: str | None, most: int
) -> None:
    headers = dict(https_client.get("/").headers)
    whole = observatory(headers)
    headers = {key: kept for key, kept in headers.items() if key != name} | ({name: value} if value else {})
    assert observatory(headers) < whole
    assert observatory(headers) <= most


def test_no_answer_names_the_software(house: Flask) -> None:
    answer = house.test_client().get("/")
    assert not {"Server", "X-Powered-By"} & set(answer.headers.keys())


def test_pages_do_not_depend_on_the_host_that_a_visitor_claims(house: Flask, tmp_path: Path) -> None:
    answer = house.test_client().get(
        "/", headers={"Host": "falsk.example", "X-Forwarded-Host": "falsk.example"}
    )
    assert "falsk.example" not in answer.text + str(answer.headers)
