"""Slips of the finger are mended, and words that people do write are left alone."""

import pytest

from directory.matching.understanding.need import Need
from directory.matching.understanding.wording import understand
from directory.places.loading import load


def need(text: str) -> Need:
    return understand(text, load()).need


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("mannen min har et alkholproblem", {"alcohol"}),
        ("søsteren min er depirmert", {"depression"}),
        ("kameraten min er på narkotkia", {"drugs"}),
        ("jeg har agnst for alt", {"anxiety"}),
        ("spiseforstyrelse", {"eating"}),
        ("dattera mi er ennsom", {"loneliness"}),
        ("jeg vilslutte med alkohol", {"alcohol"}),
        ("sorggruppemandag", {"grief"}),
    ],
)
def test_one_slip_does_not_hide_the_need(text: str, needs: set[str]) -> None:
    assert set(need(text).needs) == needs


@pytest.mark.parametrize(
    "text", ["er helt på felgen", "det er eitt glas for mykje for dei", "ei veke med regn"]
)
def test_a_word_that_people_write_is_never_mended(text: str) -> None:
    understood = need(text)
    assert (understood.needs, understood.weekdays, understood.kinds) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("kontaktpunktMolde", "Molde"),
        ("samtalegruppe i Trondhiem", "Trondheim"),
        ("angst, Kristansund", "Kristiansund"),
        ("jeg bor i Nord-Fron", "Nord-Fron"),
    ],
)
def test_a_misspelt_place_is_still_a_place(text: str, place: str) -> None:
    found = need(text).place
    assert found is not None
    assert found.name == place
