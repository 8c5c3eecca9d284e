"""Do addresses of places hold? Each place has one slug, and a former name leads to today's place."""

import re

import pytest


def test_every_slug_is_unique_plain_and_leads_to_its_place(gazetteer):
    assert len({place.slug for place in gazetteer.all}) == len(gazetteer.all)
    for place in gazetteer.all:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", place.slug), place
        assert gazetteer.by_slug(place.slug) is place


def test_every_id_is_unique_and_leads_to_its_place(gazetteer):
    assert len({place.id for place in gazetteer.all}) == len(gazetteer.all)
    for place in gazetteer.all:
        assert gazetteer.by_id(place.id) is place


def test_an_id_tells_the_municipality_or_county(gazetteer):
    for place in gazetteer.all:
        if place.kind == "county":
            assert (place.id, place.municipality, place.municipality_number) == (
                place.county_number,
                None,
                None,
            )
        elif place.kind == "municipality":
            assert place.id == place.municipality_number
        else:
            assert place.id == f"{place.municipality_number}-{place.slug}"


@pytest.mark.parametrize(
    ("number", "slug", "label"),
    [
        ("1508", "alesund", "Ålesund"),
        ("1515", "heroy-more-og-romsdal", "Herøy (Møre og Romsdal)"),
        ("1818", "heroy-nordland", "Herøy (Nordland)"),
        ("3114", "valer-ostfold", "Våler (Østfold)"),
        ("3419", "valer-innlandet", "Våler (Innlandet)"),
        ("0301", "oslo", "Oslo"),
        ("03", "oslo-fylke", "Oslo fylke"),
        ("15", "more-og-romsdal", "Møre og Romsdal"),
        ("5540", "kafjord", "Kåfjord"),
        ("2111", "longyearbyen", "Longyearbyen"),
    ],
)
def test_a_shared_name_adds_the_county_and_a_unique_one_stands_alone(gazetteer, number, slug, label):
    place = gazetteer.by_number(number)
    assert (place.slug, place.label) == (slug, label)


def test_a_slug_that_tells_places_apart_is_also_understood_as_text(gazetteer):
    shared = [place for place in gazetteer.all if place.label != place.name]
    assert len(shared) > 20
    for place in shared:
        assert gazetteer.find(place.slug).place == place
        assert gazetteer.find(place.label).place == place


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("fraena", "hustadvika"),
        ("naeroy", "naeroysund"),
        ("trondhjem", "trondheim"),
        ("hedmark", "innlandet"),
    ],
)
def test_the_address_of_a_former_name_moves_to_todays(gazetteer, former, today):
    assert gazetteer.former_slug(former).slug == today


@pytest.mark.parametrize("slug", ["alesund", "tysfjord", "viken", "no-such-place"])
def test_no_address_moves_from_todays_name_or_to_one_of_several_heirs(gazetteer, slug):
    assert gazetteer.former_slug(slug) is None


def test_a_place_is_told_to_others_in_the_agreed_form(gazetteer):
    assert gazetteer.by_slug("jessheim").as_json() == {
        "id": "3209-jessheim",
        "slug": "jessheim",
        "name": "Jessheim",
        "label": "Jessheim",
        "municipality": "Ullensaker",
        "county": "Akershus",
        "latitude": 60.1415,
        "longitude": 11.1752,
    }
    assert gazetteer.by_number("15").as_json()["municipality"] is None
