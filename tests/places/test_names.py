"""Is the place found under the names that people write?"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.places.loading import load

NUMBERS = st.sampled_from([place.id for place in load().municipalities])


def test_every_municipality_is_found_by_its_name_or_asked_about(gazetteer):
    asked = set()
    for place in gazetteer.municipalities:
        answer = gazetteer.find(place.name)
        assert place in answer.places, place
        assert answer.how == "exact"
        if answer.place is None:
            asked.add(place.name)
    assert asked == {
        *("Bø", "Hemnes", "Herøy", "Hol", "Kvam", "Lyngdal", "Nes", "Os"),
        *("Sande", "Strand", "Vang", "Våler", "Åmot", "Årdal"),
    }


def test_every_place_down_to_the_smallest_is_found_by_its_label(gazetteer):
    missed = {place.label for place in gazetteer.all if place not in gazetteer.exact(place.label).places}
    assert missed == {"Mo", "Oppland"}  # hamlets that Mo i Rana and the former county put in the shade


@given(NUMBERS, st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from(["", " ", "\t"]))
def test_capitals_and_spaces_around_a_name_change_nothing(number, spelled, space):
    gazetteer = load()
    place = gazetteer.by_number(number)
    assert gazetteer.find(space + spelled(place.name) + space) == gazetteer.find(place.name)


@given(
    NUMBERS,
    st.sampled_from([("å", "aa"), ("å", "a"), ("ø", "oe"), ("ø", "o"), ("ø", "ö"), ("æ", "ae"), ("æ", "ä")]),
)
def test_a_name_without_its_marks_still_finds_the_municipality(number, change):
    gazetteer = load()
    place = gazetteer.by_number(number)
    written = place.name.lower().replace(*change)
    assert place in gazetteer.find(written).places


@given(NUMBERS)
def test_two_ways_to_store_the_same_letters_are_one(number):
    gazetteer = load()
    place = gazetteer.by_number(number)
    assert gazetteer.find(unicodedata.normalize("NFD", place.name)) == gazetteer.find(place.name)


@pytest.mark.parametrize(
    ("written", "number", "how", "said"),
    [
        ("Tromso", "5501", "folded", None),
        ("Aalesund", "1508", "folded", None),
        ("Bodoe", "1804", "folded", None),
        ("Sør Varanger", "5605", "exact", None),
        ("Kristiansand S", "4204", "exact", None),
        ("Ålesund kommune", "1508", "exact", None),
        ("Innlandet fylke", "34", "exact", None),
        ("Herøy i Nordland", "1818", "exact", None),
        ("Oslo", "0301", "exact", None),
        ("Longyearbyen", "2111", "exact", None),
        ("Svalbard", "2111", "exact", None),
        ("Haram", "1580", "exact", None),
        ("Trondhjem", "5001", "former", "Trondhjem"),
        ("Fræna", "1579", "former", "Fræna"),
        ("nærøy", "5060", "former", "Nærøy"),
        ("naeroy", "5060", "folded", "Nærøy"),
        ("Hedmark", "34", "former", "Hedmark"),
        ("Guovdageaidnu", "5612", "other_language", "Guovdageaidnu"),
        ("Karasjohka", "5610", "folded", "Kárášjohka"),
        ("Alattio", "5601", "other_language", "Alattio"),
    ],
)
def test_a_name_finds_todays_place_and_says_which_name_was_meant(gazetteer, written, number, how, said):
    answer = gazetteer.find(written)
    assert (answer.place.id, answer.how, answer.said) == (number, how, said)


@pytest.mark.parametrize(
    "text", ["", " ", "-", "xyzzy", "jeg bor", "drikker", "mannen min", "Sentrum", "a" * 10_000]
)
def test_what_is_no_place_finds_none(gazetteer, text):
    assert gazetteer.find(text).places == ()
