"""What a letter tells without naming it, and whose it is."""

import pytest

from directory.matching.understanding.need import Need
from directory.matching.understanding.wording import understand
from directory.places.loading import load

BEGINNING = "Mamma bor i Oslo og drikker. Hun ringer hele dagen. Selv bor jeg på Lillehammer med to barn."


def need(text: str) -> Need:
    return understand(text, load()).need


@pytest.mark.parametrize(
    ("ending", "place"),
    [
        ("Broren min i Tromsø vil at jeg skal slutte å ringe. Kan jeg snakke med noen?", "Lillehammer"),
        ("Det finnes et møte på Gjøvik, men det er for langt. Er det noe nærmere?", "Lillehammer"),
    ],
)
def test_a_bystanders_town_and_one_that_is_too_far_are_not_meant(ending: str, place: str) -> None:
    understood = need(f"{BEGINNING} {ending}")
    assert understood.place is not None
    assert understood.place.name == place


def test_when_one_works_is_no_day_that_one_asks_for() -> None:
    understood = need(f"{BEGINNING} Er det et kurs her? Jeg går skift i ukedagene, så det må bli i helgen.")
    assert set(understood.weekdays) == {"saturday", "sunday"}


def test_what_was_done_to_the_writer_is_the_writers_own() -> None:
    understood = need(
        "Jeg var ni år da det begynte. Han kom inn på rommet når de andre sov. "
        "Familien feirer fortsatt jul med ham. Finnes det en lukket gruppe i Arendal?"
    )
    assert (understood.audience, understood.needs) == ("self", ("sexual-abuse",))


def test_what_is_told_without_its_name_is_understood() -> None:
    understood = need(
        "Jenta vår teller mandler og sier hun har spist på skolen. Ansiktet hennes blir mindre og mindre. "
        "Hun løper i regnet hver morgen. Vi bor på Kongsberg. Kan vi ringe noen?"
    )
    assert (understood.relation, understood.needs) == ("child", ("eating",))
    assert understood.formats == ("phone",)
