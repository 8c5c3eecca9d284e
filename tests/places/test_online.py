"""Which online geocoder do editors get? None is asked here, only set up."""

import pytest

from directory.places.online import GEOCODERS, online_geocoder
from directory.settings import GEOCODERS as ALLOWED


@pytest.mark.parametrize("name", [None, ""])
def test_no_setting_means_no_online_geocoder(name):
    assert online_geocoder(name, None, "Varde") is None


@pytest.mark.parametrize(
    ("name", "domain", "address"),
    [
        ("nominatim", None, "https://nominatim.openstreetmap.org/search"),
        ("nominatim", "kart.example.org", "https://kart.example.org/search"),
        ("photon", None, "https://photon.komoot.io/api"),
        ("photon", "kart.example.org", "https://kart.example.org/api"),
        ("pelias", "kart.example.org", "https://kart.example.org/v1/search"),
    ],
)
def test_a_geocoder_asks_its_own_domain_and_says_who_asks(name, domain, address):
    geocoder = online_geocoder(name, domain, "Varde (varde.example.org)")
    assert isinstance(geocoder, GEOCODERS[name])
    assert address in vars(geocoder).values()
    assert geocoder.headers["User-Agent"] == "Varde (varde.example.org)"
    assert geocoder.timeout == 5


def test_an_unknown_geocoder_is_refused_in_words():
    with pytest.raises(
        ValueError, match=r"no geocoder called 'gogle'\. Choose one of: nominatim, photon, pelias"
    ):
        online_geocoder("gogle", None, "Varde")


def test_a_geocoder_without_a_public_domain_needs_one():
    with pytest.raises(ValueError, match="pelias needs a domain"):
        online_geocoder("pelias", None, "Varde")


def test_the_settings_allow_the_geocoders_there_are():
    assert set(ALLOWED) == set(GEOCODERS)
