"""Is every answer of the FHIR view valid R4, over all listings of the demonstration, and does it find what the directory's own interface finds?

The checker is npm's `fhir`, pinned in `checker/`; `npm` fetches it into a folder that is gone afterwards.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from directory.vocabulary import NEEDS, UNADDRESSED_NEEDS
from tests.drills.truth import house_over
from tests.drills.visiting import PUBLIC

pytestmark = pytest.mark.long

_CHECKER = Path(__file__).parent / "checker"
_KINDS = ("HealthcareService", "Location", "Organization")
_OUTCOMES = ("/fhir/Patient/1", "/fhir/HealthcareService?_count=x", "/fhir/HealthcareService/finnesikke")
Resource = dict[str, Any]


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checker, ready to be asked."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("no Node on this machine")
    folder = tmp_path_factory.mktemp("checker")
    for file in _CHECKER.iterdir():
        shutil.copy(file, folder)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--silent"]
    if subprocess.run(command, cwd=folder, check=False).returncode:
        pytest.skip("the checker could not be fetched from npm")
    return folder


def faults(checker: Path, resources: list[Resource]) -> dict[str, int]:
    """What is wrong with them."""
    command = ["node", "check.js"]
    done = subprocess.run(
        command, input=json.dumps(resources), cwd=checker, check=True, text=True, stdout=subprocess.PIPE
    )
    told = json.loads(done.stdout)
    assert told["looked_at"] == len(resources)
    found: dict[str, int] = told["faults"]
    return found


def bundles(client: FlaskClient, address: str) -> Iterator[Resource]:
    """All pages of a search, each by the link of the one before."""
    following: str | None = address
    while following:
        page: Resource = json.loads(client.get(following).text)
        yield page
        links = {link["relation"]: link["url"] for link in page["link"]}
        following = links["next"].removeprefix(PUBLIC) if "next" in links else None


def resources_in(pages: list[Resource]) -> list[Resource]:
    return [entry["resource"] for page in pages for entry in page.get("entry", [])]


def listings(client: FlaskClient) -> Iterator[Resource]:
    """What the directory's own interface gives."""
    page, pages = 1, 1
    while page <= pages:
        answer = client.get(f"/api/v1/listings?limit=200&page={page}").json
        yield from answer["items"]
        page, pages = page + 1, answer["pages"]


def test_every_answer_is_valid_and_a_wrong_one_is_seen(instance: Path, checker: Path) -> None:
    with house_over(instance) as app:
        client = app.test_client(use_cookies=False)
        pages = [page for kind in _KINDS for page in bundles(client, f"/fhir/{kind}?_count=200")]
        others = [json.loads(client.get(path).text) for path in ("/fhir/metadata", *_OUTCOMES)]
        there = {item["id"] for item in listings(client)}
    resources = resources_in(pages)
    services = [each for each in resources if each["resourceType"] == "HealthcareService"]
    assert {each["id"] for each in services} == there
    assert len(services) > 300
    assert faults(checker, [*pages, *resources, *others]) == {}
    planted = json.loads(json.dumps(next(each for each in services if each.get("availableTime"))))
    planted["availableTime"][0]["daysOfWeek"] = ["tirsdag"]
    planted["pasient"] = "noen"
    assert len(faults(checker, [planted])) == 2


def test_a_search_finds_what_the_directory_has_for_every_need_and_audience(instance: Path) -> None:
    with house_over(instance) as app:
        client = app.test_client(use_cookies=False)
        items = list(listings(client))
        asked = [("service-type", "needs", need) for need in NEEDS if need not in UNADDRESSED_NEEDS]
        asked += [("audience", "audiences", each) for each in ("self", "relative", "professional")]
        asked += [("service-category", "kind", each) for each in ("group", "course", "service")]
        for parameter, field, code in asked:
            pages = list(bundles(client, f"/fhir/HealthcareService?{parameter}={code}&_count=200"))
            found = {each["id"] for each in resources_in(pages)}
            assert found == {item["id"] for item in items if code in item[field]}, code
