"""What is suggested, in what order, and why. On the demonstration data of a Sunday in November."""

from flask import Flask

from directory import database
from directory.listings.models import Listing
from directory.matching.need import Need
from directory.matching.service import of_app
from directory.matching.suggest import Suggestion, Suggestions
from directory.places.loading import load
from tests.houses import NOW


def found(house: Flask, **said: object) -> Suggestions:
    place = load().by_slug(str(said.pop("place"))) if "place" in said else None
    with house.test_request_context("/"):
        return of_app().suggestions(Need(place=place, **said), NOW)  # type: ignore[arg-type]


def names(suggestions: tuple[Suggestion, ...]) -> list[str]:
    return [suggestion.listing.name.removesuffix(" (eksempel)") for suggestion in suggestions]


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


def test_within_a_step_confirmed_comes_first_then_fit_then_distance(house: Flask) -> None:
    for place in ("oslo", "trondheim", "bergen", "alesund"):
        suggestions = found(house, needs=("alcohol", "drugs"), place=place)
        for step in ("near", "farther"):
            keys = [
                (
                    not s.fresh,
                    s.listing.status in ("full", "paused"),
                    -len({"alcohol", "drugs"} & set(s.listing.needs)),
                    round(s.distance_km or 0),
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
    for suggestion in found(
        house, needs=("alcohol",), place="oslo", weekdays=("tuesday",), part="evening"
    ).matches:
        assert suggestion.next_meeting is not None
        assert (suggestion.next_meeting.weekday, suggestion.next_meeting.part) == ("tuesday", "evening")


def test_a_listing_that_was_hidden_is_not_suggested_even_by_an_old_index(fresh_house: Flask) -> None:
    with fresh_house.test_request_context("/"):
        matching = of_app()
        columns = matching.index.snapshot().columns
        with database.of_app().writing() as session:
            listing = session.get(Listing, "demo001")
            assert listing is not None
            listing.status = "hidden"
        from directory.matching.suggest import suggest

        need = Need(audience="relative", needs=("alcohol",), place=load().by_slug("alesund"))
        old = suggest(need, columns, database.reading(), NOW)
    assert "demo001" not in [suggestion.listing.id for suggestion in old.everything]


def test_the_nearest_three_are_named_where_nothing_is_within_a_days_journey(house: Flask) -> None:
    farther = found(house, needs=("gambling",), place="vardo").of("farther")
    assert 1 <= len(farther) <= 3
