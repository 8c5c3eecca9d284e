"""Is it heard how old somebody is, of what sex, and for whom else they ask? Only where it is plainly said."""

import pytest

from directory.matching.understanding.need import Need
from directory.matching.understanding.wording import understand
from directory.places.loading import load


def need_of(said: str) -> Need:
    return understand(said, load()).need


@pytest.mark.parametrize(
    ("said", "ages"),
    [
        ("Jeg er 58 og sønnen min er psykisk syk", (58, 58)),
        ("Kvinne 50 år, deprimert, Oslo", (50, 50)),
        ("En mann i 50-årene med angst", (50, 59)),
        ("Ensom, 70 år, Oslo", (70, 70)),
        ("Jeg har vært gift i 30 år og er ensom", None),
        ("Sønnen min på 25 ruser seg", None),
        ("Jeg er mor til to på 8 og 10, mannen drikker", None),
        ("Jeg er ensom, det er 45 minutter til byen", None),
    ],
)
def test_the_age_of_whoever_asks(said: str, ages: tuple[int, int] | None) -> None:
    assert need_of(said).ages == ages


@pytest.mark.parametrize(
    ("said", "sex"),
    [
        ("Jeg er en mann på 45, livet er tungt", "men"),
        ("Kvinne 50 år, deprimert", "women"),
        ("Jeg er mor til to, mannen min drikker", "women"),
        ("kona har gått fra meg. Mann, Bergen", "men"),
        ("Jeg er gift med en mann som drikker", None),
        ("Mannen min drikker", None),
    ],
)
def test_the_sex_of_whoever_asks(said: str, sex: str | None) -> None:
    assert need_of(said).sex == sex


@pytest.mark.parametrize(
    ("said", "second"),
    [
        ("Pasient som drikker for mye, og kona trenger også noe. Ålesund", "relative"),
        ("Jeg drikker for mye, og datteren min på 14 trenger også noen å snakke med", "young"),
        ("Mannen min drikker, finnes det noe for oss begge?", "self"),
        ("Sønnen min ruser seg. Vi trenger noe for ham og noe for meg", "self"),
        ("Mannen min drikker", None),
        ("Jeg drikker, og kona er lei av det", None),
    ],
)
def test_for_whom_else_it_is_asked(said: str, second: str | None) -> None:
    assert need_of(said).second == second


def test_two_people_are_two_questions() -> None:
    need = need_of("Jeg jobber turnus og drikker for mye, og datteren min på 14 trenger også noe. Ålesund")
    assert need.other
    assert (need.first.audience, need.other.audience, need.other.young) == ("self", "relative", True)
    assert need.other.constraints == ()


def test_who_would_meet_nobody_they_know_speaks_of_nobody() -> None:
    assert need_of("vil ikke treffe noen jeg kjenner, alkohol, Bryne").relation is None


@pytest.mark.parametrize("said", ["I drink too much. Stavanger", "I drink too much and want to stop"])
def test_too_much_is_not_too(said: str) -> None:
    assert need_of(said).needs and need_of(said).audience == "self"


def test_who_dares_not_turn_up_is_shown_what_is_reached_from_home() -> None:
    said = "Jeg har sosial angst og tør ikke møte opp noe sted, Haugesund"
    assert set(need_of(said).formats) == {"online", "phone"}


def test_a_childhood_with_a_father_who_drank_is_ones_own_now() -> None:
    assert need_of("Faren min drakk da jeg vokste opp, jeg er voksen nå").needs == ("growing-up",)
