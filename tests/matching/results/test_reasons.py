"""Is every reason a whole sentence, and true of the listing it is given for?"""

from collections.abc import Iterator
from itertools import product

import pytest
from flask import Flask

from directory.listings.wording.freshness import is_fresh
from directory.matching.results.reasons import whole, why
from directory.matching.suggesting.service import of_app
from directory.matching.suggesting.suggest import Suggestion
from directory.matching.understanding.need import Need
from directory.places.loading import load
from directory.vocabulary import NEEDS
from tests.houses import NOW
from tests.inspecting import Visitor

PLACES = ("alesund", "bodo", "nordland")
ASKED = ("alcohol", "anxiety")


@pytest.fixture(scope="module")
def given(house: Flask) -> list[tuple[Need, Suggestion, list[str], list[str]]]:
    """Many suggestions with the reasons on their card, and all of them."""
    with house.test_request_context("/"):
        return [
            (need, suggestion, why(suggestion, need), whole(suggestion, need, NOW))
            for need in _needs()
            for suggestion in of_app().suggestions(need, NOW).everything
        ]


def _needs() -> Iterator[Need]:
    for audience, code, slug in product(("self", "relative", "professional", None), ASKED, PLACES):
        yield Need(audience=audience, needs=(code,), place=load().by_slug(slug))
    yield Need(
        audience="relative",
        needs=("drugs", "alcohol"),
        organisations=("na",),
        place=load().by_slug("alesund"),
    )
    yield Need(audience="self", needs=("alcohol",), organisations=("al-anon",), place=load().by_slug("oslo"))


def test_every_reason_is_a_whole_sentence(given: list) -> None:  # type: ignore[type-arg]
    for _need, _suggestion, card, everything in given:
        assert card
        for sentence in (*card, *everything):
            assert not sentence[0].islower()
            assert sentence.endswith(".")
            assert "  " not in sentence
            assert ".." not in sentence


def test_nobody_is_told_that_it_is_for_them_when_it_is_not(given: list) -> None:  # type: ignore[type-arg]
    for need, suggestion, card, _everything in given:
        text = " ".join(card)
        if "fordi du er pårørende" in text:
            assert need.audience == "relative"
            assert "relative" in suggestion.listing.audiences
        if text.startswith("For den det gjelder.") or "Det er for den det gjelder" in text:
            assert suggestion.listing.audiences == ["self"]
        if text.startswith("For pårørende."):
            assert suggestion.listing.audiences == ["relative"]
        if suggestion.step == "other_audience":
            assert "åpne møter" in text


def test_a_need_that_is_given_as_the_reason_is_one_that_it_meets(given: list) -> None:  # type: ignore[type-arg]
    for _need, suggestion, card, _everything in given:
        if "Passer fordi" in card[0]:
            about = card[0].partition("gjelder ")[2]
            named = [code for code, label in NEEDS.items() if label.nb.lower() in about]
            assert set(named) & set(suggestion.listing.needs) or not about
        if "uansett hva det gjelder" in card[0]:
            assert "any" in suggestion.listing.needs


def test_only_what_one_may_turn_up_to_says_so(given: list) -> None:  # type: ignore[type-arg]
    for _need, suggestion, card, _everything in given:
        listing = suggestion.listing
        if "Du kan bare møte opp." in card:
            assert listing.openness == "open" or listing.twelve_step
            assert listing.status not in ("full", "paused")
            assert "in_person" in listing.formats
        assert ("Bare for kvinner." in card) == (listing.for_whom == "women")
        assert ("Møtet er på engelsk." in card) == (listing.language == "en")


def test_how_fresh_it_is_is_always_said_last(given: list) -> None:  # type: ignore[type-arg]
    for _need, suggestion, _card, everything in given:
        assert everything[-1].startswith("Bekreftet") == is_fresh(suggestion.listing, NOW.date())


def test_the_reasons_read_like_a_friends_note(visit: Visitor) -> None:
    asked = {"audience": "relative", "needs": ["alcohol"], "place": "alesund"}
    items = visit.post("/api/v1/match", json=asked).json["matches"]
    (item,) = [item for item in items if item["id"] == "demo001"]
    assert [sentence.replace("\u00a0", " ") for sentence in item["reasons"]] == [
        "Passer fordi du er pårørende og det gjelder alkohol.",
        "Du kan bare møte opp.",
        "Under 1 km unna.",
        "Møtes tirsdag 24. november kl. 19.",
        "Bekreftet 3. november av kontaktpunktet.",
    ]


@pytest.mark.parametrize("place", ["traena", "vardo", "vadso", "alta", "utsira"])
def test_how_far_it_is_to_what_lies_far_away_is_said_in_kilometres(visit: Visitor, place: str) -> None:
    cards = visit.get(f"/finn?audience=self&need=alcohol&place={place}").select("li.card .card-where")
    far = [card.text for card in cards if "hjemme hos deg" not in card.text and "På telefon" not in card.text]
    assert far
    for text in far:
        assert "km unna" in text.replace("\u00a0", " ")
        assert "time" not in text
