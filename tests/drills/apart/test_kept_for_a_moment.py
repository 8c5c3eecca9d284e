"""What does it give, and what does it cost, to let nginx keep answers for a moment? `deploy/nginx-keep.conf`, before the real service."""

import http.client
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from tests.drills.apart.keeping import Front, standing_before
from tests.drills.desk import Desk
from tests.drills.truth import house_over
from tests.drills.visiting import PUBLIC
from tests.houses import SECRET
from tests.serving import Service, serving

pytestmark = pytest.mark.long
RESULTS = "/finn?need=alcohol&place=alesund"
MOST = 5  # seconds that a hidden listing may be seen longer
_ROUNDS = 8


class Got(NamedTuple):
    """An answer: its status, its text, its headers, and whether it came from memory."""

    status: int
    text: str
    headers: http.client.HTTPMessage
    kept: str


class Site(NamedTuple):
    """The service, an nginx that keeps and one that does not, and where the house stands."""

    service: Service
    keeping: Front
    plain: Front
    instance: Path


@pytest.fixture
def site(instance: Path) -> Iterator[Site]:
    more = {"VARDE_SECRET_KEY": SECRET, "VARDE_PUBLIC_URL": PUBLIC, "VARDE_KEEP_SECONDS": str(MOST)}
    with ExitStack() as stack:
        service = stack.enter_context(serving(instance, **more))
        keeping, plain = (stack.enter_context(standing_before(service, keeps)) for keeps in (True, False))
        yield Site(service, keeping, plain, instance)


def get(front: Service, path: str, **headers: str) -> Got:
    with closing(http.client.HTTPConnection(urlsplit(front.address).netloc, timeout=30)) as connection:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers=sent)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        return Got(answer.status, text, answer.headers, answer.headers["X-Kept"] or "")


def test_a_hidden_listing_is_seen_for_five_seconds_more_and_no_longer(site: Site) -> None:
    seen = []
    with house_over(site.instance) as app:
        desk = Desk.of_editor(app, site.service)
    for number in range(_ROUNDS):
        name = f"Qozwix {number}"
        listing = desk.make("demo005", name=name)
        while name not in get(site.keeping, RESULTS).text:
            time.sleep(0.02)
        time.sleep(0.13 * number)  # nginx counts whole seconds: begin at different parts of one
        assert desk.act(listing, "legg-ned").status == 303
        hidden = time.monotonic()
        assert name not in get(site.service, RESULTS).text
        last = hidden
        while time.monotonic() < hidden + MOST + 2:
            asked = time.monotonic()
            if name in get(site.keeping, RESULTS).text:
                last = asked
            time.sleep(0.01)
        seen.append(last - hidden)
    print("a hidden listing was seen longer by", ", ".join(f"{each:.2f} s" for each in seen))
    assert max(seen) <= MOST
    assert max(seen) > 0  # it is kept at all


def test_what_is_one_visitors_own_is_never_kept(site: Site) -> None:
    with house_over(site.instance) as app:
        cookie = Desk.of_editor(app, site.service).cookie
    own = [
        (f"{RESULTS}&kept=demo005", {}),
        ("/finn?kept=demo005&need=alcohol", {}),
        (RESULTS, {"Cookie": cookie}),
        ("/skrivebord/oppforinger", {"Cookie": cookie}),
        ("/liste?listing=demo005", {}),
        ("/logg-inn", {}),
        ("/tilbud/demo005/si-fra", {}),
        ("/finnes-ikke", {}),
    ]
    for path, headers in own:
        for _time in range(3):
            got = get(site.keeping, path, **headers)
            assert got.kept in ("MISS", "BYPASS"), (path, got.kept)
    assert get(site.keeping, "/skrivebord/oppforinger").status == 303  # without the cookie
    get(site.keeping, RESULTS)
    files = [path for path in site.keeping.kept.rglob("*") if path.is_file()]
    assert files
    assert not any(b"kept=" in (head := path.read_bytes()[:2000]) or b"/skrivebord" in head for path in files)


def test_browsers_are_told_to_keep_nothing_and_nobody_how_long_it_is_kept(site: Site) -> None:
    first, second = get(site.keeping, RESULTS), get(site.keeping, RESULTS)
    assert (first.kept, second.kept) == ("MISS", "HIT")
    for got in (first, second):
        assert got.headers["Cache-Control"] == "no-store"
        assert "X-Accel-Expires" not in got.headers
        assert got.text == first.text
    again = get(site.keeping, RESULTS, If_None_Match=first.headers["ETag"])
    assert (again.status, again.text) == (304, "")


def test_each_language_is_kept_by_itself(site: Site) -> None:
    for language, word in (("nb", "Finn"), ("en", "Find"), ("nb", "Finn")):
        got = get(site.keeping, "/", Accept_Language=language)
        assert f'<html lang="{language}"' in got.text, word


def test_a_page_is_asked_for_again_by_its_tag(site: Site) -> None:
    seen = set()
    end = time.monotonic() + 20
    while time.monotonic() < end and "REVALIDATED" not in seen:
        seen.add(get(site.keeping, RESULTS).kept)
        time.sleep(0.1)
    assert "REVALIDATED" in seen


def test_many_more_are_answered(site: Site) -> None:
    if not shutil.which("wrk"):
        pytest.skip("Debian's wrk is not installed")
    paths = {"plain": site.plain, "keeping": site.keeping}
    rates = {name: rate(front) for name, front in paths.items()}
    print(f"{RESULTS}: {rates['plain']:.0f} requests a second without, {rates['keeping']:.0f} with")
    assert rates["keeping"] > 10 * rates["plain"]


def rate(front: Service) -> float:
    """Requests a second, by 16 who ask all the time for ten seconds; all of them are answered."""
    line = ["wrk", "-t1", "-c16", "-d10s", "--timeout", "20s", f"{front.address}{RESULTS}"]
    said = subprocess.run(line, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found, said
    return float(found[1])
