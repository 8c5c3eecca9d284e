"""Is it said honestly how long ago somebody confirmed a listing?"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from directory.listings.records.models import Listing
from directory.listings.wording.freshness import freshness_in_words, is_fresh
from directory.settings import Periods, SettingsError, from_environment
from tests.houses import NOW

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("confirmed", "fresh", "words"),
    [
        (date(2026, 11, 3), True, "Bekreftet 3. november"),
        (date(2025, 12, 20), True, "Bekreftet 20. desember 2025"),
        (date(2025, 11, 20), False, "Ikke bekreftet siden november 2025. Sjekk før du drar."),
        (date(2018, 2, 16), False, "Ikke bekreftet siden februar 2018. Sjekk før du drar."),
        (None, False, "Vi vet ikke når dette sist ble bekreftet. Ring før du drar."),
    ],
)
def test_freshness_is_said_in_words(house: Flask, confirmed: date | None, fresh: bool, words: str) -> None:
    listing = Listing(last_confirmed_on=confirmed)
    with house.test_request_context("/"):
        assert freshness_in_words(listing, TODAY).replace("\u00a0", " ") == words
        assert is_fresh(listing, TODAY) is fresh


def test_how_long_is_fresh_is_a_setting(house: Flask) -> None:
    listing = Listing(last_confirmed_on=TODAY - timedelta(days=200))
    settings = house.extensions["settings"]
    with house.test_request_context("/"):
        assert is_fresh(listing, TODAY)
        house.extensions["settings"] = replace(settings, periods=Periods(remind_months=3, stale_months=6))
        assert not is_fresh(listing, TODAY)
    house.extensions["settings"] = settings


@pytest.mark.parametrize(
    ("role", "how", "words"),
    [
        ("contact_point", "single", "Bekreftet 3. oktober av kontaktpunktet"),
        ("contact", "single", "Bekreftet 3. oktober av kontakten selv"),
        ("organisation_editor", "bulk", "Bekreftet 3. oktober av organisasjonen, samlet med andre"),
        ("administrator", "single", "Bekreftet 3. oktober av redaksjonen"),
        ("somebody", "single", "Bekreftet 3. oktober"),
    ],
)
def test_it_says_who_confirmed_and_whether_in_one_go(house: Flask, role: str, how: str, words: str) -> None:
    listing = Listing(last_confirmed_on=date(2026, 10, 3), confirmed_by=role, confirmed_how=how)
    with house.test_request_context("/"):
        assert freshness_in_words(listing, TODAY).replace("\u00a0", " ") == words


def test_periods_are_read_and_must_follow_on_each_other(tmp_path: Path) -> None:
    names = (
        "REMIND_AFTER_MONTHS",
        "ESCALATE_AFTER_WEEKS",
        "STALE_AFTER_MONTHS",
        "HIDE_AFTER_MONTHS",
        "REPORTS_KEPT_DAYS",
    )
    given = {f"VARDE_{name}": str(number) for name, number in zip(names, (3, 2, 9, 18, 30), strict=True)}
    settings = from_environment({"VARDE_INSTANCE": str(tmp_path), **given})
    assert settings.periods == Periods(3, 2, 9, 18, 30)
    with pytest.raises(SettingsError, match="must follow on each other"):
        from_environment({"VARDE_INSTANCE": str(tmp_path), "VARDE_HIDE_AFTER_MONTHS": "2"})
