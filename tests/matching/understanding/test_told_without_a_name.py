"""What a letter tells without naming it, and whose it is."""

from pathlib import Path

import pytest

from directory.matching.understanding.need import Need
from directory.matching.understanding.wording import understand
from directory.matching.understanding.words import leanings, letter_weights
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


@pytest.mark.parametrize(
    ("letter", "needs"),
    [
        (
            "Det begynte med ryggen i 2016. Nå teller jeg brettene før jeg tør å planlegge en helg borte, og fastlegen "
            "skriver ut på nytt uten å spørre. Kona vet ingenting. Er det noen i Moss jeg kan snakke med?",
            ("medicines",),
        ),
        (
            "Barnas sparekontoer viser null. Han gråt da jeg la utskriften på bordet, og lyden av mynter kommer gjennom "
            "veggen om natta. Vi bor i Alta, og jeg vet ikke hvem vi kan spørre.",
            ("gambling",),
        ),
    ],
)
def test_what_no_word_names_is_what_all_the_words_lean_to(letter: str, needs: tuple[str, ...]) -> None:
    assert need(letter).needs == needs


def test_whoever_is_told_of_from_the_first_sentence_on_is_whom_it_is_about() -> None:
    understood = need(
        "Broren min har ikke vært ute av leiligheten siden mai. Han åpner ikke posten, og maten vi setter igjen, står der. "
        "Kona mi synes at jeg er for snill. Naboen hans ringte meg på fredag. Vi bor i Molde. Hvem kan hjelpe en som ikke vil ha hjelp?"
    )
    assert (understood.audience, understood.relation) == ("relative", "sibling")


def test_daughters_among_themselves_ask_for_a_parent() -> None:
    understood = need(
        "Mor har begynt å skrive på poser hvilken dag det er. I går spurte hun meg hvem jeg var, og så lo hun. "
        "Hun har alltid vært flink. Vi bor i Molde. Finnes det en gruppe for oss døtre?"
    )
    assert (understood.relation, understood.needs) == ("parent", ("dementia",))


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


def test_without_what_was_learnt_letters_are_read_by_the_rules(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    letter = f"{BEGINNING} Finnes det en gruppe for voksne barn?"
    for module in (leanings, letter_weights):
        module._table.cache_clear()
        monkeypatch.setattr(module, "DATA", tmp_path)
    try:
        understood = need(letter)
        assert (understood.audience, understood.relation) == ("relative", "parent")
        assert "alcohol" in understood.needs
    finally:
        monkeypatch.undo()
        for module in (leanings, letter_weights):
            module._table.cache_clear()
