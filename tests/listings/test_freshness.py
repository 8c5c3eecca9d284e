"""Is it said honestly how long ago somebody confirmed a listing?"""

from datetime import date

import pytest
from flask import Flask

from directory.listings.freshness import freshness_in_words, is_fresh
from directory.listings.models import Listing
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
