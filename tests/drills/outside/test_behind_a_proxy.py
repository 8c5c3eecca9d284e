"""Is Varde behind nginx and Caddy, as `deploy/` sets them up, what it is alone: headers, refusals, and nothing kept of who asked?"""

import http.client
import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask

from directory.web.sent import long_bodies
from tests.drills.outside import fronts
from tests.drills.outside.fronts import Front
from tests.houses import SECRET
from tests.serving import serving
from tests.web.test_headers import observatory

pytestmark = pytest.mark.long
CANARY = "knottegymnast"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PRODUCTION = {
    "VARDE_PUBLIC_URL": "https://localhost",
    "VARDE_SECRET_KEY": SECRET,
    "VARDE_TRUSTED_PROXIES": "1",
}


@pytest.fixture(params=[fronts.nginx, fronts.caddy], ids=["nginx", "caddy"])
def front(request: pytest.FixtureRequest, instance: Path, tmp_path: Path) -> Iterator[Front]:
    """The service behind a proxy."""
    with (
        serving(instance, **PRODUCTION) as service,
        fronts.standing_before(service, request.param, tmp_path) as front,
    ):
        yield front


@pytest.fixture
def word() -> str:
    """What a page of the desk would have given."""
    asking = Flask(__name__)
    asking.config["SECRET_KEY"] = SECRET
    with asking.app_context():
        return long_bodies.word()


def ask(
    front: Front, method: str, path: str, body: str | None = None, **headers: str
) -> tuple[http.client.HTTPResponse, str]:
    """One request; the answer and its text."""
    trust = ssl.create_default_context(cafile=front.authority)
    with closing(
        http.client.HTTPSConnection(urlsplit(front.address).netloc, timeout=20, context=trust)
    ) as connection:
        connection.request(
            method,
            path,
            body,
            {name.replace("_", "-"): value for name, value in headers.items()} | (FORM if body else {}),
        )
        answer = connection.getresponse()
        return answer, answer.read().decode(errors="replace")


def test_the_headers_are_worth_what_they_are_without_it(front: Front) -> None:
    for path in ("/", "/finn?need=alcohol&place=alesund", "/nothing-here"):
        answer, _text = ask(front, "GET", path)
        assert observatory(answer.headers) >= 120
        assert [
            value for name, value in answer.getheaders() if name.lower() == "strict-transport-security"
        ] == ["max-age=63072000; includeSubDomains"]


def test_a_form_goes_through_and_what_is_wrong_is_refused_with_a_page(front: Front) -> None:
    place = f"situation={CANARY}+i+Molde"
    answer, _text = ask(front, "POST", "/finn", place)
    assert answer.status in (200, 303)
    answer, text = ask(front, "POST", "/finn", place, Origin="https://elsewhere.example")
    assert (answer.status, "Dette kom fra et annet nettsted" in text) == (403, True)
    answer, text = ask(front, "POST", "/finn", "situation=" + "a" * 300_000)
    assert (answer.status, "Teksten er for lang" in text) == (413, True)
    answer, _text = ask(front, "POST", "/finn", "situation=" + "a" * 3_000_000)
    assert answer.status == 413


def test_only_who_has_the_word_for_it_sends_a_long_list(front: Front, word: str) -> None:
    list_ = "pasted=" + "a" * 7_000_000
    assert (
        ask(front, "POST", f"/skrivebord/lister?plass={word}", list_)[0].status == 401
    )  # whole, and of nobody
    for path in ("/skrivebord/lister", "/skrivebord/lister?plass=x", f"/finn?plass={word}"):
        try:
            answer, text = ask(front, "POST", path, list_)
        except (ssl.SSLEOFError, ConnectionError):
            continue  # cut off by the proxy while it still came
        assert (answer.status, "for stor" in text or "/finn" in path) == (413, True), path


def test_nobody_says_from_outside_what_the_proxy_says(front: Front) -> None:
    forged = {
        "X_Forwarded_Host": "evil.example",
        "X_Forwarded_Proto": "gopher",
        "X_Forwarded_For": "192.0.2.1",
    }
    answer, text = ask(front, "POST", "/finn", "situation=hjelp&place=molde", **forged)
    assert answer.status == 303
    assert "evil.example" not in str(answer.headers) + text


def test_nothing_is_kept_of_who_asked(front: Front) -> None:
    ask(front, "GET", f"/{CANARY}?{CANARY}")
    ask(front, "POST", "/finn", f"situation={CANARY}")
    folder = Path(front.authority).parent
    held = [path for path in folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert held == []
