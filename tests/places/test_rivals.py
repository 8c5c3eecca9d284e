"""When several places bear a name: who is asked about, and who is never mistaken?"""

import pytest


def labels(answer):
    return [place.label for place in answer.places]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Herøy", ["Herøy (Møre og Romsdal)", "Herøy (Nordland)"]),
        ("Våler", ["Våler (Innlandet)", "Våler (Østfold)"]),
        ("Bø", ["Bø", "Bø i Telemark"]),
        ("Os", ["Os (Innlandet)", "Os (Vestland)"]),
        ("Førde", ["Førde", "Førde i Hordaland"]),
        ("Nes", ["Nes", "Nes i Ådal", "Nes på Hedmarken", "Nesbyen"]),
        ("Sande", ["Sande", "Sande i Vestfold", "Sande i Sunnfjord"]),
        ("Tysfjord", ["Narvik", "Hamarøy"]),
        ("Halsa", ["Halsa", "Heim"]),
        ("Snillfjord", ["Snillfjord", "Heim", "Hitra"]),
        ("Viken", ["Buskerud", "Akershus", "Østfold"]),
    ],
)
def test_a_name_of_several_places_offers_them_all(gazetteer, name, expected):
    assert sorted(labels(gazetteer.find(name))) == sorted(expected)


@pytest.mark.parametrize(
    "name", ["Ålesund", "Moss", "Molde", "Bergen", "Hamar", "Ski", "Gran", "Lund", "Sula", "Ås"]
)
def test_a_well_known_place_is_never_asked_about(gazetteer, name):
    assert gazetteer.find(name).place.name == name


@pytest.mark.parametrize(
    ("name", "municipality"),
    [("Klæbu", "Trondheim"), ("Odda", "Ullensvang"), ("Mandal", "Lindesnes"), ("Askim", "Indre Østfold")],
)
def test_a_town_answers_for_the_former_municipality_of_its_name(gazetteer, name, municipality):
    place = gazetteer.find(name).place
    assert (place.kind, place.name, place.municipality) == ("town", name, municipality)


@pytest.mark.parametrize(
    ("name", "municipality"), [("Frogner", "Oslo"), ("Sandvika", "Bærum"), ("Leknes", "Vestvågøy")]
)
def test_a_far_larger_namesake_is_meant(gazetteer, name, municipality):
    assert gazetteer.find(name).place.municipality == municipality


def test_the_exact_spelling_beats_a_name_that_lacks_its_marks(gazetteer):
    assert gazetteer.find("Bo").how == "folded"
    assert gazetteer.find("Ål").place.id == "3328"
    assert gazetteer.find("Rade").place.name == "Råde"


def test_each_part_of_a_split_municipality_is_as_near_as_the_other(gazetteer):
    answer = gazetteer.find("Tysfjord")
    assert (answer.place, answer.how, answer.said) == (None, "former", "Tysfjord")


@pytest.mark.parametrize(
    "name", ["Ålesund", "Trondhjem", "Klæbu", "Jessheim", "Møre og Romsdal", "Nordstrand", "Fræna"]
)
def test_a_plain_place_name_needs_no_other_sign_in_a_sentence(gazetteer, name):
    assert gazetteer.exact(name).certain


@pytest.mark.parametrize(
    "name", ["Time", "sola", "Øye", "Sand", "Nå", "Os", "Re", "Heim", "Kampen", "Grønland", "Akkarvik"]
)
def test_an_ordinary_word_or_tiny_place_wants_another_sign_in_a_sentence(gazetteer, name):
    answer = gazetteer.exact(name)
    assert answer.places
    assert not answer.certain
