"""Is a number understood: a postcode, a municipality, a county?"""

from statistics import median

import pytest

from directory.places.distance import kilometres

# Parts of large municipalities and the arctic islands, that really are this far from the town hall.
FAR_AWAY = {"9173", "9174", "9176"}
FARTHEST_KM = 60


def test_every_municipality_is_found_by_its_number(gazetteer):
    assert len(gazetteer.municipalities) == 357
    for place in gazetteer.municipalities:
        answer = gazetteer.find(place.id)
        assert (answer.place, answer.how) == (place, "number")


def test_every_county_is_found_by_its_number(gazetteer):
    assert len(gazetteer.counties) == 15
    for place in gazetteer.counties:
        assert gazetteer.find(place.id).place is place
        assert gazetteer.by_number(place.id) is place


@pytest.mark.parametrize(
    ("code", "name", "municipality"),
    [
        ("7010", "Trondheim", "Trondheim"),
        ("6150", "Ørsta", "Ørsta"),
        ("9900", "Kirkenes", "Sør-Varanger"),
        ("0150", "Oslo sentrum", "Oslo"),
        ("0367", "Majorstuen", "Oslo"),
        ("7540", "Klæbu", "Trondheim"),
        ("9170", "Longyearbyen", "Longyearbyen"),
        ("9176", "Bjørnøya", "Longyearbyen"),
        ("5555", "Førde i Hordaland", "Sveio"),
    ],
)
def test_a_postcode_becomes_a_named_place(gazetteer, code, name, municipality):
    answer = gazetteer.find(code, number_means="postcode")
    assert (answer.how, answer.place.name, answer.place.municipality) == ("postcode", name, municipality)


def test_a_number_that_is_both_means_what_the_asker_says(gazetteer):
    assert gazetteer.find("1508").place.name == "Ålesund"
    assert gazetteer.find("1508", number_means="postcode").place.name == "Moss"
    assert gazetteer.exact("1508").place.name == "Ålesund"
    assert gazetteer.exact("1508", number_means="postcode").place.name == "Moss"


@pytest.mark.parametrize(
    "text", ["7010 Trondheim", "Trondheim 7010", "Kongens gate 1, 7010 Trondheim", "NO-7010"]
)
def test_a_postcode_in_an_address_is_enough(gazetteer, text):
    assert gazetteer.find(text).place.name == "Trondheim"


@pytest.mark.parametrize("text", ["0000", "9999", "12345", "99", "²", "١٥٠٨", "fra 0150 til 7010"])
def test_a_number_that_is_no_place_finds_none(gazetteer, text):
    assert gazetteer.find(text).places == ()


def test_every_postcode_lies_near_its_municipality(gazetteer, table):
    far = set()
    for row in table("postcodes"):
        place = gazetteer.find(row["postcode"], number_means="postcode").place
        assert place.municipality_number == row["municipality_number"]
        if kilometres(place.point, gazetteer.by_number(row["municipality_number"]).point) > FARTHEST_KM:
            far.add(row["postcode"])
    assert far == FAR_AWAY


def test_a_postcode_keeps_its_own_point_but_the_address_names_only_the_place(gazetteer):
    place = gazetteer.find("0191").place
    named = gazetteer.by_slug(place.slug)
    assert named.id == place.id
    assert 0 < kilometres(place.point, named.point) < 3


def test_oslo_is_not_one_point(gazetteer, table):
    zones = {
        row["postcode_prefix"]: (float(row["latitude"]), float(row["longitude"]))
        for row in table("oslo_postal_zones")
    }
    here, named = [], []
    for code in (row["postcode"] for row in table("postcodes") if row["municipality_number"] == "0301"):
        if zone := zones.get(code[:3]):
            place = gazetteer.find(code, number_means="postcode").place
            here.append(kilometres(place.point, zone))
            named.append(kilometres(gazetteer.by_id(place.id).point, zone))
    assert len(here) == 467
    assert max(here) < 0.01
    assert median(named) < 0.7
