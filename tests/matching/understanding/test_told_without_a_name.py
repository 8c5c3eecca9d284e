"""What a letter tells without naming it, and whose it is."""

from pathlib import Path

import pytest

from directory.matching.understanding.need import Need
from directory.matching.understanding.wording import understand
from directory.matching.understanding.words import leanings, letter_weights, text, unstopped
from directory.places.loading import load

BEGINNING = "Mamma bor i Oslo og drikker. Hun ringer hele dagen. Selv bor jeg på Lillehammer med to barn."


def need(text: str) -> Need:
    return understand(text, load()).need


@pytest.mark.parametrize(
    ("ending", "place"),
    [
        ("Broren min i Tromsø vil at jeg skal slutte å ringe. Kan jeg snakke med noen?", "Lillehammer"),
        ("Det finnes et møte på Gjøvik, men det er for langt. Er det noe nærmere?", "Lillehammer"),
        ("Onkel var på et senter i Larvik. Er det et kurs for pårørende?", "Lillehammer"),
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


def sentences_of(written: str) -> list[str]:
    """What is written, with a stroke wherever a sentence is taken to begin."""
    read = unstopped.divide(text.read(written))
    parts: dict[int, list[str]] = {}
    for word, sentence in zip(read.words, read.sentence, strict=True):
        parts.setdefault(sentence, []).append(word)
    return [" ".join(words) for words in parts.values()]


def test_who_writes_no_stops_is_read_sentence_by_sentence() -> None:
    letter = (
        "hei samboeren min drikker hver kveld og jeg tør ikke si noe mora hans mener det er min feil tirsdager er han på trening "
        "vi bor i skien finnes det en gruppe for oss som er gift med en som drikker"
    )
    assert sentences_of(letter) == [
        "hei samboeren min drikker hver kveld og jeg tør ikke si noe",
        "mora hans mener det er min feil",
        "tirsdager er han på trening",
        "vi bor i skien",
        "finnes det en gruppe for oss som er gift med en som drikker",
    ]
    assert need(letter).weekdays == ()


def test_what_stands_between_stops_is_left_as_it_is_written() -> None:
    assert sentences_of("Mannen min drikker. Vi bor i Skien, og han er sint") == [
        "mannen min drikker",
        "vi bor i skien og han er sint",
    ]


@pytest.mark.parametrize(
    "letter",
    [
        "Jeg er familieterapeut og har en klient i trettiårene som drikker hver helg. Kona hans har flyttet ut. Moren hans i Eidsvoll "
        "har bedt ham om å ta seg sammen. Finnes det en gruppe i Lillestrøm?",
        "Jeg er fastlege og har en pasient på 58 som har brukt Sobril i tolv år. Mannen støtter henne. Hun bor i Notodden og kjører ikke "
        "selv. Finnes det en gruppe for henne?",
    ],
)
def test_who_writes_at_work_is_no_relative_of_the_patients_family(letter: str) -> None:
    understood = need(letter)
    assert (understood.audience, understood.relation) == ("professional", None)


def test_what_a_relative_works_as_makes_nobody_write_at_work() -> None:
    understood = need(
        "Mannen min er sykepleier og drikker hver helg. Han sover på sofaen når jeg kommer hjem. Vi bor i Moss. Finnes det en gruppe?"
    )
    assert (understood.audience, understood.relation) == ("relative", "partner")


def test_a_day_that_only_tells_is_no_wish_beside_one_that_suits() -> None:
    understood = need(
        f"{BEGINNING} Koret mitt er på mandager, så tirsdag kveld hadde passet. Er det en gruppe?"
    )
    assert (understood.weekdays, understood.part) == (("tuesday",), "evening")


def test_who_has_been_hurt_is_not_what_was_tried() -> None:
    understood = need(
        "Jeg levde med en mann som slo. Det er over nå. Jeg bor i Tønsberg. Nå vil jeg bare sitte i en ring med andre kvinner som har vært slått."
    )
    assert understood.for_whom == "women"


def test_without_what_was_learnt_letters_are_read_by_the_rules(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    letter = f"{BEGINNING} Finnes det en gruppe for voksne barn?"
    for module in (leanings, letter_weights, unstopped):
        module._table.cache_clear()
        monkeypatch.setattr(module, "DATA", tmp_path)
    try:
        understood = need(letter)
        assert (understood.audience, understood.relation) == ("relative", "parent")
        assert "alcohol" in understood.needs
    finally:
        monkeypatch.undo()
        for module in (leanings, letter_weights, unstopped):
            module._table.cache_clear()
