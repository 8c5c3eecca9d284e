"""Is a slip of the finger forgiven, and only that?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.places.loading import load
from directory.places.slips import Near, cost
from tests.steps import steps

LONG_NAMES = [
    place.name for place in load().municipalities if len(place.name) >= 8 and place.label == place.name
]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Trondhiem", "Trondheim"),
        ("kristiansnad", "Kristiansand"),
        ("Sandefjrod", "Sandefjord"),
        ("Lillehamer", "Lillehammer"),
        ("Bergn", "Bergen"),
        ("Skein", "Skien"),
        ("Haugasund", "Haugesund"),
        ("Fredrikstadt", "Fredrikstad"),
        ("Guovdageainu", "Kautokeino"),
    ],
)
def test_a_small_typo_finds_the_place(gazetteer, written, meant):
    answer = gazetteer.find(written)
    assert (answer.place.name, answer.how) == (meant, "typo")


@given(st.sampled_from(LONG_NAMES), st.integers(0, 7))
def test_a_left_out_letter_in_a_long_name_still_finds_it(name, at):
    answer = load().find(name[:at] + name[at + 1 :])
    assert answer.places
    if answer.how == "typo":  # else what is left is the name of another place, as Sorland of Sortland
        assert name in {place.name for place in answer.places}


def test_several_equally_near_names_are_all_offered_larger_first(gazetteer):
    answer = gazetteer.find("Molda")
    assert [place.name for place in answer.places] == ["Molde", "Volda"]
    assert answer.how == "typo"


@pytest.mark.parametrize("written", ["Oso", "Sk", "Bp", "Osl"])
def test_three_letters_are_too_few_to_guess_from(gazetteer, written):
    assert gazetteer.typo(written).places == ()


@pytest.mark.parametrize("written", ["Trndhm", "Aalsnd", "Kristans"])
def test_more_than_a_slip_is_not_guessed(gazetteer, written):
    assert gazetteer.typo(written).places == ()


@given(st.text(max_size=200))
def test_no_text_breaks_the_search_or_offers_more_than_six_for_a_typo(text):
    answer = load().find(text)
    assert answer.how != "typo" or 1 <= len(answer.places) <= 6
    assert bool(answer.places) == (answer.how != "none")


def test_looking_without_typos_never_guesses(gazetteer):
    assert gazetteer.exact("Trondhiem").places == ()


@pytest.mark.parametrize("written", ["alkoholiker", "Trondhiem"])
def test_a_search_for_a_typo_does_not_go_through_the_names_one_by_one(gazetteer, written):
    gazetteer.typo(written)
    assert steps(lambda: gazetteer.typo(written)) < 200
    assert steps(lambda: gazetteer.slipped(written)) < 200


@pytest.mark.parametrize(
    ("typed", "meant", "rather"),
    [
        ("tromø", "tromsø", "troms"),
        ("stavagner", "stavanger", "stavagder"),
        ("nergen", "bergen", "dergen"),
        ("luund", "lund", "luuund"),
    ],
)
def test_what_fingers_do_is_less_far_fetched(typed, meant, rather):
    near, far = cost(typed, meant), cost(typed, rather)
    assert near is not None
    assert far is None or near <= far


@pytest.mark.parametrize(
    ("typed", "meant"), [("bergen", "bergen"), ("trndhm", "trondheim"), ("abcd", "badc")]
)
def test_two_slips_or_none_are_no_slip(typed, meant):
    assert cost(typed, meant) is None


@given(st.sampled_from(LONG_NAMES), st.integers(0, 6))
def test_swapped_letters_are_found_by_what_is_left(name, at):
    word = name.lower()
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert swapped == word or word in Near([word]).to(swapped)


def test_several_words_of_a_name_are_looked_for_together(gazetteer):
    assert {claim.place.name for _far, claim in gazetteer.slipped("søndr land")} == {"Søndre Land"}
