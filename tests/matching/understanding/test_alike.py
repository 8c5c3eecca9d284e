"""What sounds like danger and is none, and what it may not silence."""

import pytest

from directory.matching.understanding.wording import understand
from directory.places.loading import load


def danger(typed: str) -> str | None:
    return understand(typed, load()).need.danger


@pytest.mark.parametrize(
    "typed",
    [
        "I en krim jeg leser, kveler de en mann på side tre",
        "Onkel bet i hjel av latter, jeg holdt på å dø av latter",
        "Bikkja beit meg i handa, og det gjekk bra",
        "For tretten år siden ville jeg dø, og det er lenge siden jeg kom meg gjennom det",
    ],
)
def test_what_is_made_up_jested_done_by_beasts_or_overcome_is_no_danger(typed: str) -> None:
    assert danger(typed) is None


def test_what_is_made_up_silences_only_what_stands_beside_it() -> None:
    assert danger("Vi så en serie der noen ble kvalt. Mannen min tok kvelertak på meg i går.") == "violence"
    assert danger("For ti år siden kom jeg meg gjennom det. Nå vil jeg dø igjen.") == "life"
