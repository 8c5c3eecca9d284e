"""In what order do suggestions stand, and what happens to the others when one goes? On made-up listings."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.listings.records.courses import CourseRun, CourseSession
from directory.listings.records.models import Listing
from directory.listings.records.schedules import Schedule
from directory.matching.results.other_organisations import other_choices
from directory.matching.understanding.need import Need
from directory.places.distance import kilometres
from directory.places.loading import load
from tests.houses import NOW
from tests.matching.suggesting.fictions import ALESUND, fiction, ids, suggested

PLACE = load().by_slug("alesund")
NEED = Need(audience="self", needs=("alcohol",), place=PLACE)
STEPS = ("near", "related_need", "neutral", "other_audience", "farther")


def north(degrees: float) -> float:
    return ALESUND[0] + degrees


one = st.builds(
    dict,
    kind=st.sampled_from(["group", "group", "meeting_place", "service", "course"]),
    status=st.sampled_from(["active", "active", "active", "full", "paused"]),
    audiences=st.sampled_from([["self"], ["relative"], ["self", "relative"]]),
    needs=st.sampled_from([["alcohol"], ["alcohol", "drugs"], ["drugs"], ["any"], ["grief"]]),
    formats=st.sampled_from([["in_person"], ["in_person"], ["in_person", "online"], ["online"]]),
    openness=st.sampled_from(["open", "closed", None]),
    organisation=st.sampled_from(["aa", "na", None]),
    latitude=st.floats(0, 7).map(north),
    last_confirmed_on=st.dates(date(2025, 1, 1), date(2026, 11, 1)) | st.none(),
    weekday=st.sampled_from(["monday", "tuesday", "sunday", None]),
)


def numbered(rows: list[dict[str, Any]]) -> list[Listing]:
    return [fiction(f"L{at:02}", **row) for at, row in enumerate(rows)]


listings = st.lists(one, min_size=1, max_size=14).map(numbered)
alike = st.builds(
    lambda row, latitudes: numbered([{**row, "latitude": each} for each in latitudes]),
    one,
    st.lists(st.floats(0, 7).map(north), min_size=2, max_size=10),
)

needs = st.builds(
    Need,
    audience=st.sampled_from(["self", "relative", "professional", None]),
    needs=st.sampled_from([("alcohol",), ("alcohol", "drugs"), ()]),
    place=st.sampled_from([PLACE, PLACE, None]),
    kinds=st.sampled_from([(), (), ("group",)]),
    weekdays=st.sampled_from([(), (), ("tuesday",)]),
    radius_km=st.sampled_from([None, 10, 100]),
)


@settings(max_examples=200)
@given(listings, needs)
def test_when_the_best_goes_the_next_moves_up_and_nothing_else_changes(
    rows: list[Listing], need: Need
) -> None:
    before = suggested(rows, need)
    for part in ("matches", "online", "courses"):
        if not getattr(before, part):
            continue
        gone = getattr(before, part)[0].listing.id
        after = suggested([row for row in rows if row.id != gone], need)
        for other in ("matches", "online", "courses"):
            left = [(s.listing.id, s.step) for s in getattr(before, other) if s.listing.id != gone]
            now = [(s.listing.id, s.step) for s in getattr(after, other)]
            assert now[: len(left)] == left
            # Only where the last thing near, or on the net, goes does something farther come in its place.
            assert all(step == "farther" for _id, step in now[len(left) :])


@settings(max_examples=200)
@given(alike, needs)
def test_printed_kilometres_never_fall_among_what_is_alike(rows: list[Listing], need: Need) -> None:
    for step in STEPS:
        distances = [round(s.distance_km or 0.0, 1) for s in suggested(rows, need).of(step)]
        assert distances == sorted(distances)


@settings(max_examples=200)
@given(listings, needs)
def test_each_listing_stands_once_and_only_where_it_suits(rows: list[Listing], need: Need) -> None:
    found = suggested(rows, need)
    assert len(ids(found.everything)) == len(set(ids(found.everything)))
    for s in found.everything:
        if need.audience in ("self", "relative") and s.step != "other_audience":
            assert need.audience in s.listing.audiences
        if s.step == "other_audience":
            assert s.listing.openness == "open"
        if need.place and s.step not in ("farther", "online", "courses"):
            assert s.distance_km is not None
            assert s.distance_km <= (need.radius_km or 25)
        if need.place and s.step == "farther":
            assert (s.distance_km or 0) > (need.radius_km or 25)


@pytest.mark.parametrize("metres", [-30, 30])
def test_near_is_measured_along_the_earth_as_it_is_not_on_a_sphere(metres: int) -> None:
    """A sphere is up to 0.56% wrong: here it would be wrong by 140 m, on the side that it does not matter or does."""
    low, high = 0.0, 1.0
    wanted = 25 + metres / 1000
    while high - low > 1e-9:
        middle = (low + high) / 2
        if kilometres(PLACE.point, (PLACE.latitude + middle, PLACE.longitude)) < wanted:  # type: ignore[union-attr]
            low = middle
        else:
            high = middle
    row = fiction("edge", latitude=PLACE.latitude + low, longitude=PLACE.longitude)  # type: ignore[union-attr]
    assert [s.step for s in suggested([row], NEED).matches] == ["near" if metres < 0 else "farther"]


def test_what_meets_two_needs_comes_before_what_is_nearer_and_meets_one() -> None:
    rows = [fiction("one"), fiction("two", needs=["alcohol", "drugs"], latitude=north(0.1))]
    assert ids(suggested(rows, NEED.but(needs=("alcohol", "drugs"))).matches) == ["two", "one"]


def test_what_is_long_unconfirmed_full_or_paused_sinks() -> None:
    rows = [
        fiction("stale", last_confirmed_on=date(2025, 1, 1)),
        fiction("full", status="full"),
        fiction("paused", status="paused"),
        fiction("far", latitude=north(0.1)),
    ]
    found = suggested(rows, NEED)
    assert ids(found.matches) == ["far", "stale"]
    assert ids(found.later) == ["full", "paused"]
    assert ids(found.ranked) == ["far", "stale", "full", "paused"]


def test_of_two_in_the_same_house_the_one_that_meets_first_comes_first() -> None:
    rows = [fiction("a", weekday="saturday"), fiction("b", weekday="monday")]
    assert ids(suggested(rows, NEED).matches) == ["b", "a"]


def test_the_first_meeting_is_one_that_the_person_can_reach() -> None:
    row = fiction("a", weekday="monday")
    row.schedules.append(Schedule(weekday="thursday", starts=time(12), every=1, purpose="meeting"))
    found = suggested([row, fiction("b", weekday="wednesday")], NEED.but(weekdays=("thursday",)))
    assert ids(found.matches) == ["a"]
    assert found.matches[0].next_meeting is not None
    assert found.matches[0].next_meeting.weekday == "thursday"


def test_an_organisation_for_others_that_is_asked_for_is_found_and_ones_own_stands_beside() -> None:
    rows = [
        fiction("na", organisation="na", needs=["drugs"], latitude=north(0.5)),
        fiction("naonline", organisation="na", needs=["drugs"], formats=["online"]),
        fiction("aa", organisation="aa", needs=["drugs"], openness="open"),
        fiction("own", organisation="lms", needs=["drugs"], audiences=["relative"]),
        fiction("all", needs=["any"], audiences=["self", "relative"]),
    ]
    asked = Need(audience="relative", needs=("drugs",), place=PLACE, organisations=("na",))
    found = suggested(rows, asked)
    assert [(s.listing.id, s.step) for s in found.matches] == [
        ("own", "related_need"),
        ("all", "neutral"),
        ("aa", "other_audience"),
        ("na", "farther"),
    ]
    assert ids(found.online) == ["naonline"]
    assert ids(found.exact) == ["naonline"]


@pytest.mark.parametrize(("slug", "beyond_the_cap"), [("alesund", []), ("alta", ["far"])])
def test_farther_ends_at_150_kilometres_and_in_the_north_the_nearest_is_named_where_nothing_else_is(
    slug: str, beyond_the_cap: list[str]
) -> None:
    place = load().by_slug(slug)
    assert place is not None

    def south(id_: str, degrees: float) -> Listing:
        return fiction(id_, latitude=place.point[0] - degrees, longitude=place.point[1])

    need, day, far, beyond = NEED.but(place=place), south("day", 1), south("far", 2), south("beyond", 3)
    assert ids(suggested([day, far, beyond], need).matches) == ["day"]
    assert ids(suggested([far, beyond], need).matches) == beyond_the_cap
    assert ids(suggested([south("here", 0), far, beyond], need).matches) == ["here"]
    assert ids(suggested([south("flight", 6)], need).matches) == []
    online = fiction("online", formats=["online"])
    assert ids(suggested([far, beyond, online], need).ranked) == ["online"]


def test_where_the_top_is_all_of_one_organisation_the_nearest_of_each_other_is_named(house: Flask) -> None:
    rows = [fiction(f"aa{at}", organisation="aa", latitude=north(at / 100)) for at in range(6)]
    rows += [
        fiction("ca", organisation="ca", latitude=north(0.08)),
        fiction("cafar", organisation="ca", latitude=north(0.09)),
        fiction("toofar", organisation="na", latitude=north(0.2)),
        fiction("stale", organisation="blaa-kors", last_confirmed_on=None),
    ]
    near = suggested(rows, NEED).of("near")
    with house.test_request_context("/"):
        gazetteer = load()
        assert [row.label for row in other_choices(near, NOW, gazetteer)] == ["Gruppe ca"]
        assert other_choices(near[:5], NOW, gazetteer) == ()
        mixed = suggested([*rows, fiction("first", organisation="na")], NEED).of("near")
        assert other_choices(mixed, NOW, gazetteer) == ()


def test_in_the_same_house_what_is_for_this_alone_comes_first() -> None:
    rows = [
        fiction("a", needs=["alcohol", "grief", "work"]),
        fiction("b", audiences=["self", "relative"]),
        fiction("c"),
    ]
    assert ids(suggested(rows, NEED).matches) == ["c", "b", "a"]


def test_what_is_for_the_young_or_for_health_staff_does_not_come_before_what_is_for_the_one_who_asks() -> (
    None
):
    rows = [
        fiction("young", audiences=["relative"], young=True),
        fiction("staff", audiences=["professional"]),
        fiction("own", audiences=["relative"], latitude=north(0.1)),
    ]
    wife = Need(audience="relative", relation="partner", needs=("alcohol",), place=PLACE)
    assert ids(suggested(rows, wife).matches) == ["own"]
    assert ids(suggested(rows, wife.but(for_child=True)).matches) == ["young", "own"]
    assert ids(suggested(rows, Need(needs=("alcohol",), place=PLACE)).matches) == ["own", "staff"]
    browsing = Need(needs=("alcohol",), place=PLACE, browsing=True)
    assert ids(suggested(rows, browsing).matches) == ["own", "young", "staff"]


def test_a_course_that_cannot_be_joined_comes_after_one_that_can() -> None:
    def course(id_: str, first: date, **said: object) -> Listing:
        row = fiction(id_, kind="course", weekday=None)
        row.course = CourseRun(**said)
        row.course.sessions = [
            CourseSession(number=number, on=first + timedelta(weeks=number), starts=time(18))
            for number in range(6)
        ]
        return row

    soon = date(2026, 12, 1)
    rows = [
        course("begun", date(2026, 11, 10)),
        course("full", soon, seats=10, enrolled=10),
        course("toolate", soon, deadline=date(2026, 11, 1)),
        course("open", date(2027, 1, 12), seats=10, enrolled=3),
    ]
    assert ids(suggested(rows, NEED).courses)[0] == "open"


def test_a_course_on_the_net_that_names_no_places_is_for_everybody() -> None:
    row = fiction("net", kind="course", formats=["online"], latitude=None, longitude=None)
    assert ids(suggested([row], NEED.but(place=load().by_slug("vardo"))).exact) == ["net"]


def first_of(need: Need, *listings: Listing) -> str:
    return suggested(listings, need).ranked[0].listing.id


def test_after_a_suicide_grief_on_the_net_stands_before_a_group_about_work() -> None:
    work = fiction("work", needs=["work", "any"], audiences=["self", "relative"])
    grief = fiction("grief", needs=["grief"], formats=["online"], latitude=None, longitude=None)
    assert first_of(NEED.but(needs=("suicide-loss",)), work, grief) == "grief"


def test_a_widow_is_not_led_first_to_those_whom_a_suicide_left() -> None:
    leve = fiction("leve", needs=["suicide-loss", "grief"])
    assert (
        first_of(NEED.but(needs=("grief",)), leve, fiction("grief", needs=["grief"], latitude=north(0.08)))
        == "grief"
    )


def test_after_a_loss_grief_on_the_net_stands_before_what_is_for_everybody_near() -> None:
    net = fiction("grief", needs=["grief"], formats=["online"], latitude=None, longitude=None)
    rows = [fiction("all", needs=["any"]), net]
    assert ids(suggested(rows, NEED.but(needs=("overdose-loss",))).ranked) == ["grief", "all"]
    net.needs = ["anxiety"]
    assert ids(suggested(rows, NEED.but(needs=("depression",))).ranked) == ["all", "grief"]


def test_what_is_half_an_hour_away_and_at_another_time_stands_behind_what_is_like_it_here_and_now() -> None:
    rows = [fiction("away", latitude=north(0.3)), fiction("here", needs=["drugs"], weekday="monday")]
    assert ids(suggested(rows, NEED).ranked) == ["away", "here"]
    assert ids(suggested(rows, NEED.but(weekdays=("monday",))).ranked) == ["here", "away"]


def test_where_nothing_is_said_what_is_for_nobody_s_one_trouble_stands_first() -> None:
    rows = [fiction("aa"), fiction("all", needs=["any"], audiences=["self", "relative"])]
    assert ids(suggested(rows, Need(place=PLACE)).ranked) == ["all", "aa"]


def test_a_mother_begins_among_relatives() -> None:
    both = fiction("both", audiences=["self", "relative"])
    own = fiction("own", audiences=["relative"], formats=["online"], latitude=None, longitude=None)
    assert first_of(NEED.but(audience="relative"), both, own) == "own"


def test_what_was_named_stands_before_what_is_like_it_though_an_hour_away() -> None:
    named = fiction("na", needs=["drugs"], organisation="na", latitude=north(0.6))
    like = fiction("like", needs=["drugs"], organisation="aa")
    asked = NEED.but(needs=("drugs",), organisations=("na",))
    assert first_of(asked, named, like) == "na"


def test_who_has_no_internet_is_shown_nothing_on_the_net() -> None:
    net = fiction("net", formats=["online"], latitude=None, longitude=None)
    assert suggested([net], NEED.but(formats=("in_person", "phone"))).ranked == ()
