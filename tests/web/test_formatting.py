"""Is it said as people say it? Dates, times, distances and phone numbers, in three languages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from flask import Flask

from directory.web import formatting
from tests.houses import NOW

TODAY = NOW.date()


@contextmanager
def reading(house: Flask, language: str) -> Iterator[None]:
    """As on a page in `language`."""
    with house.test_request_context("/", environ_overrides={"varde.language": language}):
        yield


def plain(text: str) -> str:
    """Hard spaces as plain ones."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("nb", date(2026, 11, 24), "tirsdag 24. november"),
        ("nn", date(2026, 11, 24), "tysdag 24. november"),
        ("en", date(2026, 11, 24), "Tuesday 24 November"),
        ("nb", date(2027, 1, 9), "lørdag 9. januar 2027"),
        ("nn", date(2027, 1, 9), "laurdag 9. januar 2027"),
        ("en", date(2025, 12, 31), "Wednesday 31 December 2025"),
    ],
)
def test_a_day_is_said_with_its_weekday(house: Flask, language: str, day: date, words: str) -> None:
    with reading(house, language):
        assert plain(formatting.day_in_words(day, TODAY)) == words
        assert plain(formatting.date_in_words(day, TODAY)) == words.split(" ", 1)[1]


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "september 2025"), ("nn", "september 2025"), ("en", "September 2025")]
)
def test_a_month_is_said_with_its_year(house: Flask, language: str, words: str) -> None:
    with reading(house, language):
        assert formatting.month_in_words(date(2025, 9, 3)) == words


@pytest.mark.parametrize(
    ("language", "clock", "words"),
    [
        ("nb", (19, 0), "kl. 19"),
        ("nb", (18, 30), "kl. 18.30"),
        ("nb", (9, 5), "kl. 9.05"),
        ("nn", (19, 0), "kl. 19"),
        ("en", (19, 0), "19:00"),
        ("en", (9, 5), "09:05"),
    ],
)
def test_a_time_is_said_as_on_a_poster(
    house: Flask, language: str, clock: tuple[int, int], words: str
) -> None:
    with reading(house, language):
        assert plain(formatting.clock_in_words(NOW.replace(hour=clock[0], minute=clock[1]))) == words


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        (NOW.replace(hour=11), "nå (begynte kl. 11)"),
        (NOW.replace(hour=14), "i dag kl. 14"),
        (NOW.replace(hour=20), "i kveld kl. 20"),
        (NOW.replace(day=23, hour=19), "i morgen kl. 19"),
        (NOW.replace(day=24, hour=19), "tirsdag 24. november kl. 19"),
        (NOW.replace(year=2027, month=1, day=5, hour=18, minute=30), "tirsdag 5. januar 2027 kl. 18.30"),
    ],
)
def test_a_meeting_is_said_as_near_as_it_is(house: Flask, starts: datetime, words: str) -> None:
    with reading(house, "nb"):
        assert plain(formatting.meeting_in_words(starts, NOW)) == words


@pytest.mark.parametrize(
    ("kilometres", "words"),
    [
        (0.0, "under 1 km unna"),
        (0.94, "under 1 km unna"),
        (1.4, "1 km unna"),
        (9.4, "9 km unna"),
        (9.6, "10 km unna i luftlinje"),
        (10.0, "10 km unna i luftlinje"),
        (19.4, "19 km unna i luftlinje"),
        (22.6, "25 km unna i luftlinje"),
        (199.0, "200 km unna i luftlinje"),
    ],
)
def test_a_distance_is_round_and_from_ten_kilometres_on_as_the_crow_flies(
    house: Flask, kilometres: float, words: str
) -> None:
    with reading(house, "nb"):
        assert plain(formatting.kilometres_in_words(kilometres)) == words


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("22 40 00 40", "tel:+4722400040"),
        ("116 123", "tel:116123"),
        ("113", "tel:113"),
        ("+47 22 40 00 40", "tel:+4722400040"),
        ("+46 8 123 45", "tel:+46812345"),
        ("00 00 00 00", None),
        ("", None),
    ],
)
def test_a_number_can_be_dialled_unless_it_is_only_zeros(number: str, link: str | None) -> None:
    assert formatting.phone_link(number) == link


def test_a_number_never_breaks_over_a_line() -> None:
    assert formatting.phone_in_words("22 40 00 40") == "22\u00a040\u00a000\u00a040"


@pytest.mark.parametrize(
    ("day", "months"),
    [(date(2026, 11, 22), 0), (date(2026, 10, 1), 1), (date(2025, 11, 22), 12), (date(2027, 1, 1), 0)],
)
def test_months_ago_are_whole_and_never_negative(day: date, months: int) -> None:
    assert formatting.months_ago(day, TODAY) == months
