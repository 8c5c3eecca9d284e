"""What somebody must fit it in with is understood, can be taken away, moves what agrees with it up, and hides nothing."""

from datetime import time

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.listings.records.models import Listing
from directory.listings.records.schedules import Schedule
from directory.matching.results.constraint_words import agreeing
from directory.matching.understanding.need import Need
from directory.matching.understanding.wording import understand
from directory.places.loading import load
from directory.vocabulary import CONSTRAINTS
from tests.inspecting import Visitor
from tests.matching.suggesting.fictions import ALESUND, fiction, ids, suggested

PLACE = load().by_slug("alesund")
NEED = Need(audience="self", needs=("alcohol",), place=PLACE)
KM = 1 / 111.2  # a kilometre northwards, in degrees


def away(kilometres: float) -> float:
    return ALESUND[0] + kilometres * KM


def said(text: str) -> tuple[str, ...]:
    return understand(text, load()).need.constraints


def at(row: Listing, *meetings: tuple[str, int], purpose: str = "meeting") -> Listing:
    row.schedules = [
        Schedule(weekday=day, starts=time(hour), every=1, purpose=purpose) for day, hour in meetings
    ]
    return row


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jeg jobber turnus og drikker for mye", "shift-work"),
        ("eg går i skift på fabrikken", "shift-work"),
        ("I work night shifts and drink too much", "shift-work"),
        ("vi har små barn hjemme", "small-children"),
        ("får ikkje barnevakt om kvelden", "small-children"),
        ("can I bring my baby", "small-children"),
        ("bor i ei bygd der alle kjenner alle", "not-acquaintances"),
        ("vil ikke møte noen jeg kjenner", "not-acquaintances"),
        ("æ vil itj træff kjentfolk", "not-acquaintances"),
        ("I don't want to meet anyone I know", "not-acquaintances"),
        ("vil ikke sitte i en gruppe og fortelle", "no-group"),
        ("eg torer ikkje gå i gruppe", "no-group"),
        ("I would rather talk to one person than sit in a group", "no-group"),
        ("har ikke bil", "no-car"),
        ("mistet lappen i fjor", "no-car"),
        ("I can't drive", "no-car"),
    ],
)
def test_it_is_understood_in_every_register(text: str, code: str) -> None:
    assert said(text) == (code,)


@pytest.mark.parametrize(
    "text",
    [
        "mannen min jobber offshore og drikker",
        "broren min har mistet lappen",
        "jeg jobber ikke turnus",
        "vi har ikke lenger små barn hjemme",
        "jeg har mistet babyen min",
        "trenger gruppe, jeg har bil",
        "finnes det ikke gruppe i Volda?",
    ],
)
def test_what_is_told_of_another_or_denied_is_not_taken_for_it(text: str) -> None:
    assert said(text) == ()


def test_nobody_who_would_rather_not_sit_in_a_group_is_given_groups_alone() -> None:
    assert understand("I don't want to sit in a group", load()).need.kinds == ()


def test_it_silences_nothing_else() -> None:
    need = understand("har ikke bil og drikker for mye, helst tirsdager i Molde", load()).need
    assert (need.constraints, need.needs, need.weekdays) == (("no-car",), ("alcohol",), ("tuesday",))
    assert need.place is not None


def test_it_is_a_part_that_can_be_taken_away(visit: Visitor) -> None:
    page = visit.say("Jeg drikker for mye og jobber turnus, Ålesund")
    removals = {link.text.removeprefix("Ta bort: "): link["href"] for link in page.select("div.understood a")}
    assert removals["Jobber turnus"] == "/finn?audience=self&need=alcohol&place=alesund"
    assert "constraint=shift-work" in removals["Alkohol"]


def test_the_interface_tells_it_and_takes_it(visit: Visitor) -> None:
    answer = visit.post("/api/v1/match", json={"situation": "jeg drikker og har ikke bil"}).json
    assert answer["understood"]["constraints"] == ["no-car"]
    asked = {"needs": ["alcohol"], "place": "1508", "constraints": ["no-group", "kanari"]}
    assert visit.post("/api/v1/match", json=asked).json["understood"]["constraints"] == ["no-group"]


def test_what_is_on_the_net_several_days_or_open_for_hours_comes_first_for_shift_workers() -> None:
    rows = [
        fiction("weekly"),
        at(fiction("several", latitude=away(3)), ("monday", 19), ("thursday", 11)),
        at(fiction("open", latitude=away(4), kind="meeting_place"), ("friday", 10), purpose="opening"),
        fiction("hybrid", formats=["in_person", "online"], latitude=away(5)),
    ]
    found = suggested(rows, NEED.but(constraints=("shift-work",))).matches
    assert ids(found) == ["several", "open", "hybrid", "weekly"]


def test_times_of_the_day_stand_side_by_side_for_shift_workers() -> None:
    evenings = [fiction(f"evening{km}", latitude=away(km)) for km in (1, 2, 3, 4)]
    morning = at(fiction("morning", latitude=away(20)), ("friday", 10))
    by_shifts = NEED.but(constraints=("shift-work",))
    assert ids(suggested([*evenings, morning], by_shifts).ranked)[:3] == ["evening1", "evening2", "morning"]
    assert ids(suggested([*evenings, morning], NEED).ranked)[:3] == ["evening1", "evening2", "evening3"]


def test_what_is_in_the_daytime_comes_first_for_those_with_small_children() -> None:
    rows = [fiction("evening"), at(fiction("day", latitude=away(9)), ("tuesday", 12))]
    assert ids(suggested(rows, NEED.but(constraints=("small-children",))).matches) == ["day", "evening"]


def test_who_would_rather_meet_nobody_they_know_is_shown_the_next_town_first() -> None:
    rows = [
        fiction("own", latitude=away(1)),
        fiction("next", latitude=away(12)),
        fiction("beyond", latitude=away(40)),
        fiction("far", latitude=away(70)),
    ]
    found = suggested(rows, NEED.but(constraints=("not-acquaintances",)))
    assert ids(found.of("near")) == ["next", "beyond", "own"]
    assert ids(found.of("farther")) == ["far"]


def test_services_and_courses_come_before_groups_for_those_who_would_rather_not_sit_in_one() -> None:
    rows = [fiction("group"), fiction("service", kind="service", weekday=None, latitude=away(8))]
    assert ids(suggested(rows, NEED.but(constraints=("no-group",))).matches) == ["service", "group"]


def test_for_who_would_rather_not_sit_in_a_group_what_is_only_like_it_comes_before_every_group() -> None:
    rows = [
        fiction("group"),
        fiction("café", kind="meeting_place", needs=["any"], latitude=away(9)),
        fiction("talk", kind="service", needs=["drugs"], formats=["phone"], latitude=None, longitude=None),
        fiction("away", kind="meeting_place", latitude=away(120)),
    ]
    found = suggested(rows, NEED.but(constraints=("no-group",)))
    assert ids(found.ranked) == ["talk", "café", "group", "away"]


def test_what_was_refused_is_not_put_among_the_best_for_being_near() -> None:
    net = [fiction(f"net{at}", formats=["online"], latitude=None, longitude=None) for at in range(4)]
    found = suggested([*net, fiction("own")], NEED.but(constraints=("not-acquaintances",)))
    assert ids(found.ranked) == ["net0", "net1", "net2", "net3", "own"]


def test_what_one_can_walk_to_or_join_from_home_comes_first_without_a_car() -> None:
    rows = [
        fiction("drive", latitude=away(6)),
        fiction("hybrid", formats=["in_person", "online"], latitude=away(9)),
        fiction("walk", latitude=away(1)),
    ]
    assert ids(suggested(rows, NEED.but(constraints=("no-car",))).matches) == ["walk", "hybrid", "drive"]


def test_what_is_stale_still_sinks_and_what_fits_better_still_stands_higher() -> None:
    rows = [
        fiction("two", needs=["alcohol", "drugs"]),
        at(fiction("stale", last_confirmed_on=None), ("tuesday", 12)),
        at(fiction("day"), ("tuesday", 12)),
    ]
    need = NEED.but(needs=("alcohol", "drugs"), constraints=("small-children",))
    assert ids(suggested(rows, need).matches) == ["two", "day", "stale"]


rows = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from(["group", "service", "course", "meeting_place"]),
        formats=st.sampled_from([["in_person"], ["in_person", "online"], ["online"], ["phone"]]),
        latitude=st.floats(0, 200).map(away),
        weekday=st.sampled_from(["monday", "saturday", None]),
    ),
    max_size=10,
).map(lambda made: [fiction(f"L{number}", **said) for number, said in enumerate(made)])


@settings(max_examples=100)
@given(rows, st.sets(st.sampled_from(list(CONSTRAINTS)), min_size=1))
def test_it_hides_nothing(found: list[Listing], codes: set[str]) -> None:
    plain, fitted = suggested(found, NEED), suggested(found, NEED.but(constraints=tuple(sorted(codes))))
    assert set(ids(plain.everything)) <= set(ids(fitted.everything))


def test_a_card_says_what_it_agrees_with_and_promises_no_more(house: Flask) -> None:
    rows = [
        fiction("net", formats=["online"], latitude=None, longitude=None),
        fiction("hybrid", formats=["in_person", "online"]),
        fiction("here"),
    ]
    found = suggested(rows, NEED.but(constraints=("no-car", "shift-work"))).everything
    with house.test_request_context("/"):
        words = {s.listing.id: agreeing(s) for s in found}
    assert words["net"] == "På nett, så du trenger ikke bil."
    assert words["hybrid"] == "Du kan også være med på nett."
    assert words["here"] == ""


def test_the_net_stands_first_only_where_it_agrees_with_more(visit: Visitor) -> None:
    asked = "/finn?audience=self&need=alcohol&place=alesund"

    def where(address: str) -> str:
        return visit.get(address).texts(".section-best .card-where")[0]

    assert "km" in where(asked) or "Ålesund" in where(asked)
    assert "nett" in where(f"{asked}&constraint=shift-work&constraint=no-car")
