"""Does a running service say what was put back, in every worker, as if nothing else had ever been there?"""

from pathlib import Path

import pytest

from directory.listings.records.models import Listing, Organisation
from tests.drills.truth import Truth, house_over
from tests.drills.visiting import Asked, all_workers, ask_worker, command, running
from tests.serving import Service

PAGES = (
    Asked("/finn?need=alcohol&place=alesund"),
    Asked("/finn?organisation=fyret"),
    Asked("/api/v1/listings?organisation=lms&limit=200"),
    Asked("/api/v1/listings?organisation=fyret"),
    Asked("/api/v1/match", {"situation": "Ivareta-gruppa i Ålesund"}),
    Asked("/kart?need=alcohol"),
    Asked("/sitemap.xml"),
)


def look(service: Service, instance: Path) -> None:
    """Every worker says what a new house says."""
    right = Truth(instance, PAGES)
    for worker in all_workers(service):
        for page in PAGES:
            answer = ask_worker(service, worker, page)
            assert right.fits(page, answer), (page, answer.status)


def change(instance: Path) -> None:
    """As people do in a day: one more organisation, a new name, something closed."""
    with house_over(instance) as app, app.extensions["database"].writing() as session:
        session.add(Organisation(code="fyret", name="Fyret", about="Lys", confidence="high"))
        session.get_one(Listing, "demo001").name = "Et nytt navn"
        session.get_one(Listing, "demo005").status = "closed"


@pytest.mark.long
def test_what_is_put_back_replaces_everything_in_every_worker(instance: Path, tmp_path: Path) -> None:
    command(instance, "backup", str(tmp_path / "before.varde"))
    with running(instance) as service:
        look(service, instance)
        change(instance)
        look(service, instance)
        command(instance, "backup", str(tmp_path / "after.varde"))
        for each in ("before", "after"):
            command(instance, "restore", "--replace", str(tmp_path / f"{each}.varde"))
            look(service, instance)
