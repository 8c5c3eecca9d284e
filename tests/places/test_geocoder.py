"""Can anything that speaks geopy use the gazetteer, and is it sure to ask nobody else?"""

import pytest
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.point import Point


def test_the_gazetteer_is_a_geopy_geocoder(gazetteer):
    assert isinstance(gazetteer, Geocoder)


def test_geocoding_gives_a_location_with_the_place_behind_it(gazetteer):
    location = gazetteer.geocode("Ålesund")
    place = gazetteer.find("Ålesund").place
    assert (location.address, (location.latitude, location.longitude)) == ("Ålesund", place.point)
    assert location.raw == place.as_json()


def test_geocoding_gives_all_candidates_when_asked(gazetteer):
    found = gazetteer.geocode("Herøy", exactly_one=False, timeout=1)
    assert [location.raw["id"] for location in found] == ["1515", "1818"]
    assert gazetteer.geocode("Herøy").raw["id"] == "1515"


@pytest.mark.parametrize("exactly_one", [True, False])
def test_geocoding_what_is_no_place_gives_none(gazetteer, exactly_one):
    assert gazetteer.geocode("xyzzy", exactly_one=exactly_one) is None


@pytest.mark.parametrize("query", [(62.47, 6.15), "62.47, 6.15", Point(62.47, 6.15)])
def test_a_point_is_named_by_the_nearest_place(gazetteer, query):
    assert gazetteer.reverse(query).raw["id"] == "1508"
    assert [location.raw["id"] for location in gazetteer.reverse(query, exactly_one=False)] == ["1508"]


def test_the_nearest_place_can_be_asked_for_by_kind(gazetteer):
    assert gazetteer.nearest(59.93, 10.72, "district").municipality == "Oslo"
    assert gazetteer.nearest(62.74, 7.16, "county").name == "Møre og Romsdal"
    assert gazetteer.nearest(62.74, 7.16, "municipality").name == "Molde"


def test_every_municipality_is_the_nearest_one_to_its_own_point(gazetteer):
    for place in gazetteer.municipalities:
        assert gazetteer.nearest(*place.point, "municipality") is place


@pytest.mark.parametrize("ask", ["get_json", "get_text"])
def test_the_gazetteer_has_no_way_to_the_network(gazetteer, ask):
    with pytest.raises(GeocoderQueryError):
        getattr(gazetteer.adapter, ask)("https://example.org", timeout=1, headers={})
