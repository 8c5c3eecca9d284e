"""Is text from outside safe to look at, whatever somebody sends?"""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.web.typed import MOST_SIGNS, clean, is_clean, is_longer

ANYTHING = st.text(st.characters() | st.sampled_from("\ud800\udfff\u202e\u200b\u2066\ufeff\u0000\u00adæøåé"))


@given(ANYTHING)
def test_what_is_left_has_no_hidden_sign(text: str) -> None:
    kinds = {unicodedata.category(sign) for sign in clean(text) if sign not in "\n\t"}
    assert kinds.isdisjoint({"Cc", "Cf", "Cs", "Co", "Cn"})


def test_controls_and_halves_of_signs_are_all_that_cannot_be_kept() -> None:
    unclean = {code for code in range(sys.maxunicode + 1) if not is_clean(f"a{chr(code)}")}
    kinds = {code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in ("Cc", "Cs")}
    assert unclean == kinds - set(map(ord, "\n\t"))


@given(ANYTHING)
def test_what_is_left_can_be_written_anywhere(text: str) -> None:
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(codec="utf-8"), min_size=0, max_size=50), st.integers(1, 20))
def test_the_length_has_a_bound(text: str, most: int) -> None:
    assert len(clean(text, most)) <= most


@given(st.text("abcæøåABCÆØÅ 0123.,?!«»–\n\t"))
def test_plain_norwegian_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text[:MOST_SIGNS]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("dr\u200bikker", "drikker"),
        ("\u202eÅlesund\u202c", "Ålesund"),
        ("A\u030alesund", "Ålesund"),
        ("a\ud800b", "ab"),
        ("a\x00b\x7fc", "abc"),
        ("linje\nto\tog", "linje\nto\tog"),
        ("\u2066skjult\u2069", "skjult"),
        ("x" * 6_000, "x" * MOST_SIGNS),
    ],
)
def test_hidden_signs_fall_away_and_words_stay(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize("value", [None, 7, True, b"x", ["x"], {"x": "y"}])
def test_what_is_no_text_reads_as_nothing(value: object) -> None:
    assert clean(value) == ""


def test_what_is_longer_than_is_read_is_known_to_be() -> None:
    assert not is_longer("x" * MOST_SIGNS)
    assert not is_longer("\u200b" + "x" * MOST_SIGNS)
    assert is_longer("x" * (MOST_SIGNS + 1))
    assert not is_longer(None)
