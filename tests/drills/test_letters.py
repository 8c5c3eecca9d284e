"""Does every link that was asked for arrive once, or is it told, when the service is killed at any moment?"""

import random
import time
from collections import Counter
from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.desks import add_person, letters
from tests.drills.visiting import Asked, ask, kill
from tests.mail.test_outbox import states
from tests.serving import serving

pytestmark = pytest.mark.long
KILLS = 20


def test_a_kill_at_any_moment_loses_and_doubles_no_link(fresh_house: Flask) -> None:
    settings = fresh_house.extensions["settings"]
    fresh_house.config["NOW"] = datetime.now().astimezone()
    people = [add_person(fresh_house, "contact", "demo005") for _kill in range(KILLS)]
    letters(fresh_house)
    chance = random.Random(11)
    for email in people:
        with serving(settings.instance, VARDE_DATABASE_URL=settings.database_url) as service:
            assert ask(service, Asked("/logg-inn", form={"email": email})).status == 303
            time.sleep(chance.uniform(0, 1.5))
            kill(service)
    fresh_house.config["NOW"] = datetime.now().astimezone() + timedelta(minutes=4)
    arrived = Counter(letter["To"] for letter in letters(fresh_house) if "lenken" in letter["Subject"])
    assert set(arrived.values()) <= {1}
    assert sum(arrived.values()) + states(fresh_house)["unsure"] == KILLS
