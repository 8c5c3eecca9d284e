"""Danger is seen, and not cried where there is none."""

import pytest

from directory.matching.wording import understand
from directory.places.loading import load


def danger(text: str) -> str | None:
    return understand(text, load()).need.danger


@pytest.mark.parametrize(
    "text",
    [
        "jeg vil ikke leve lenger",
        "eg orkar ikkje leve meir",
        "har lyst til å dø",
        "jeg tenker på å ta livet mitt",
        "sønnen min sier han skal ta livet av seg",
        "I want to die",
        "hun har tatt en overdose",
        "han puster nesten ikke",
        "alle hadde hatt det bedre uten meg",
    ],
)
def test_life_in_danger_is_seen(text: str) -> None:
    assert danger(text) == "life"


@pytest.mark.parametrize(
    "text",
    [
        "mannen min slår meg",
        "samboeren truer meg når han er full",
        "faren vår banker mamma",
        "jeg ble voldtatt",
        "kjæresten kveler meg",
        "my husband hits me",
    ],
)
def test_violence_is_seen(text: str) -> None:
    assert danger(text) == "violence"


@pytest.mark.parametrize(
    "text",
    [
        "min beste venn drikker seg ihjel",
        "sorg etter selvmord",
        "gruppe for etterlatte etter selvmord",
        "vi mistet broren min i selvmord",
        "broren min døde av overdose",
        "mannen min drikker",
        "jeg er redd for å miste jobben",
        "jeg slår av telefonen om kvelden",
        "alt er dødt i Molde",
    ],
)
def test_worry_and_grief_are_not_cried_as_danger(text: str) -> None:
    assert danger(text) is None
