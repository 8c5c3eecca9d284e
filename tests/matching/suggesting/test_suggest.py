"""What is suggested, in what order, and why. On the demonstration data of a Sunday in November."""

import gc
import itertools
from collections.abc import Callable
from functools import partial

import pytest
from flask import Flask
from geopy.distance import geodesic
from sqlalchemy import text

from directory import db
from directory.listings.records.models import Listing
from directory.matching.suggesting.context import SearchContext
from directory.matching.suggesting.distances import Distances
from directory.matching.suggesting.service import of_app
from directory.matching.suggesting.steps import Choice
from directory.matching.suggesting.suggest import Suggestion, Suggestions, suggest
from directory.matching.understanding.need import Need
from directory.places.loading import load
from tests.houses import NOW


def found(house: Flask, **said: object) -> Suggestions:
    place = load().by_slug(str(said.pop("place"))) if "place" in said else None
    with house.test_request_context("/"):
        return of_app().suggestions(Need(place=place, **said), NOW)  # type: ignore[arg-type]


def names(suggestions: tuple[Suggestion, ...]) -> list[str]:
    return [suggestion.listing.name.removesuffix(" (eksempel)") for suggestion in suggestions]


def as_a_page(house: Flask) -> None:
    """As `found`, with all that a page makes of it."""
    assert house.test_client().get("/finn?audience=relative&need=alcohol&place=oslo").status_code == 200


@pytest.mark.parametrize("ask", [partial(found, needs=("alcohol",), place="oslo"), as_a_page])
def test_what_one_question_worked_out_is_gone_as_soon_as_it_is_answered(
    house: Flask, ask: Callable[[Flask], object]
) -> None:
    """Its masks are as long as the house is large: what waited for the rubbish to be looked through took a gigabyte."""
    gc.collect()
    gc.disable()
    try:
        ask(house)
        left = [each for each in gc.get_objects() if type(each) in (SearchContext, Choice, Distances)]
    finally:
        gc.enable()
    assert not left


ALESUND = {"audience": "relative", "needs": ("alcohol",), "place": "alesund"}


def test_a_relative_in_alesund_gets_what_is_for_relatives_first(house: Flask) -> None:
    near = found(house, **ALESUND).of("near")
    assert "Al-Anon i Ålesund" in names(near)
    assert all("relative" in suggestion.listing.audiences for suggestion in near)


def test_a_relative_is_shown_only_the_open_meetings_of_others_and_after_their_own(house: Flask) -> None:
    suggestions = found(house, **ALESUND)
    others = suggestions.of("other_audience")
    assert names(others) == ["AA i Ålesund, åpent møte"]
    assert all(suggestion.listing.openness == "open" for suggestion in others)
    assert "AA i Ålesund, fredagsgruppa" not in names(suggestions.everything)


def test_each_listing_stands_in_one_step_only(house: Flask) -> None:
    ids = [suggestion.listing.id for suggestion in found(house, **ALESUND).everything]
    assert len(ids) == len(set(ids))


def test_the_steps_come_in_the_agreed_order(house: Flask) -> None:
    order = ["near", "related_need", "neutral", "other_audience", "farther"]
    steps = [suggestion.step for suggestion in found(house, **ALESUND).matches]
    assert steps == sorted(steps, key=order.index)
    assert {"near", "neutral", "other_audience", "farther"} <= set(steps)


def test_within_a_step_confirmed_comes_first_then_language_then_fit(house: Flask) -> None:
    for place in ("oslo", "trondheim", "bergen", "alesund"):
        suggestions = found(house, audience="self", needs=("alcohol", "drugs"), place=place)
        for step in ("near", "farther"):
            keys = [
                (
                    not s.fresh,
                    s.listing.language == "en",
                    -len({"alcohol", "drugs"} & set(s.listing.needs)),
                )
                for s in suggestions.of(step)
            ]
            assert keys == sorted(keys)
            assert keys or step == "farther"


def test_near_is_25_kilometres_unless_a_radius_is_asked_for(house: Flask) -> None:
    for radius, reach in ((None, 25), (5, 5), (100, 100)):
        near = found(house, needs=("alcohol",), place="oslo", radius_km=radius).of("near")
        assert near
        assert all((s.distance_km or 0) <= reach * 1.006 for s in near)


def test_online_and_phone_come_by_themselves(house: Flask) -> None:
    online = found(house, **ALESUND).online
    assert "Al-Anon på nett" in names(online)
    assert all("in_person" not in suggestion.listing.formats for suggestion in online)
    assert all(suggestion.distance_km is None for suggestion in online)


def test_a_course_is_offered_to_its_catchment_and_to_nobody_else(house: Flask) -> None:
    assert "TA TAK i Sula" in names(found(house, **ALESUND).courses)
    assert "TA TAK i Sula" not in names(found(house, **{**ALESUND, "place": "molde"}).everything)


def test_a_service_is_for_its_own_municipality(house: Flask) -> None:
    asked = {"needs": ("anxiety",)}
    assert "Rask psykisk helsehjelp i Randaberg" in names(found(house, **asked, place="randaberg").everything)
    assert "Rask psykisk helsehjelp i Randaberg" not in names(
        found(house, **asked, place="stavanger").everything
    )


def test_someone_under_18_is_shown_only_what_is_for_the_young(house: Flask) -> None:
    suggestions = found(house, audience="relative", needs=("alcohol",), place="oslo", young=True)
    assert names(suggestions.everything) == ["Alateen i Oslo"]


def test_who_wants_nothing_religious_gets_neither_twelve_steps_nor_faith(house: Flask) -> None:
    everything = found(house, needs=("alcohol",), place="oslo", twelve_step=False).everything
    assert everything
    assert not any(s.listing.twelve_step or s.listing.faith_based for s in everything)


def test_weekday_and_part_of_day_choose_the_meetings_that_can_be_reached(house: Flask) -> None:
    suggestions = found(house, needs=("alcohol",), place="oslo", weekdays=("tuesday",), part="evening")
    assert suggestions.matches
    assert suggestions.otherwise  # at other times: they follow
    for suggestion in suggestions.matches:
        assert suggestion.next_meeting is not None
        assert (suggestion.next_meeting.weekday, suggestion.next_meeting.part) == ("tuesday", "evening")


@pytest.mark.both_databases
def test_a_listing_that_was_hidden_is_not_suggested_even_by_an_old_index(fresh_house: Flask) -> None:
    with fresh_house.test_request_context("/"):
        matching = of_app()
        snapshot = matching.index.snapshot()
        assert matching.context(NOW).public(["demo001"])
    with fresh_house.test_request_context("/"):
        with db.of_app().writing() as session:
            listing = session.get(Listing, "demo001")
            assert listing is not None
            listing.status = "hidden"
        need = Need(audience="relative", needs=("alcohol",), place=load().by_slug("alesund"))
        old = suggest(need, SearchContext(snapshot, matching.listing_cache, db.read_session(), NOW))
    assert "demo001" not in [suggestion.listing.id for suggestion in old.everything]


def test_nothing_far_away_is_named_where_the_same_is_on_the_net(house: Flask) -> None:
    suggestions = found(house, needs=("gambling",), place="vardo")
    assert suggestions.online
    assert all((s.distance_km or 0) <= 152 for s in suggestions.of("farther"))


@pytest.mark.both_databases
def test_a_change_is_seen_at_once_though_listings_are_remembered(fresh_house: Flask) -> None:
    assert "Al-Anon i Ålesund" in names(found(fresh_house, **ALESUND).of("near"))
    with fresh_house.extensions["database"].writing() as session:
        session.get(Listing, "demo001").name = "Al-Anon ved kirka (eksempel)"
    assert "Al-Anon ved kirka" in names(found(fresh_house, **ALESUND).of("near"))


def test_a_listing_is_gone_the_moment_the_database_no_longer_has_it_whoever_took_it(
    fresh_house: Flask,
) -> None:
    """Also where something changed the table without counting the change."""
    assert "demo001" in [s.listing.id for s in found(fresh_house, **ALESUND).everything]
    with fresh_house.extensions["database"].writing() as session:
        session.execute(text("UPDATE listing SET status = 'hidden' WHERE id = 'demo001'"))
    assert "demo001" not in [s.listing.id for s in found(fresh_house, **ALESUND).everything]


def test_for_every_municipality_and_six_needs_steps_distances_and_audiences_are_right(house: Flask) -> None:
    """Every twelfth here; the long drill takes all."""
    for place in load().municipalities[::12]:
        _look_around(house, place.slug)


@pytest.mark.long
@pytest.mark.parametrize("place", [place.slug for place in load().municipalities])
def test_for_each_single_municipality_and_six_needs_it_is_so(house: Flask, place: str) -> None:
    _look_around(house, place)


def _look_around(house: Flask, slug: str) -> None:
    place = load().by_slug(slug)
    assert place is not None
    asked = itertools.product(
        ("alcohol", "drugs", "gambling", "grief", "anxiety", "any"), ("self", "relative")
    )
    for need, audience in asked:
        for s in found(house, needs=(need,), audience=audience, place=slug).matches:
            true = geodesic(place.point, (s.listing.latitude, s.listing.longitude)).km
            assert s.distance_km == pytest.approx(true)
            assert (true <= 25) == (s.step != "farther")
            assert (
                need == "grief"
                or audience in s.listing.audiences
                or (s.step, s.listing.openness)
                == (
                    "other_audience",
                    "open",
                )
            )
            fits = need in s.listing.needs
            assert fits == (s.step in ("near", "other_audience")) or s.step in ("neutral", "farther")
