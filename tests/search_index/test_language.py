"""Are words known by whatever form and spelling they come in?"""

import pytest

from search_index.language import fold, understood, words


def term(word: str) -> str:
    """The term under which a word is found."""
    known = understood(word)
    assert known is not None
    return known.term


@pytest.mark.parametrize(
    ("spelt", "folded"), [("Tromsø", "tromso"), ("Ærlig", "aerlig"), ("Kárášjohka", "karasjohka"), ("ŋ", "n")]
)
def test_two_spellings_of_one_word_fold_to_the_same(spelt: str, folded: str) -> None:
    assert fold(spelt) == folded


@pytest.mark.parametrize(
    "forms",
    [
        "gruppe gruppa gruppen grupper gruppene gruppenes",
        "kurs kurset kursene kursa",
        "senter senteret sentre sentrene",
        "pårørende pårørande paaroerende parorende",
        "ensomhet ensomheten einsemd ensomme",
        "selvhjelp sjølvhjelp sjoelvhjelp",
        "sykdom sjukdom sykdommen sjukdommen",
        "tirsdag tysdag tirsdager",
        "Ålesund Aalesund alesund",
        "åpent åpne ope",
        "møte møter møtet møtene møta",
    ],
)
def test_all_forms_of_a_word_are_one(forms: str) -> None:
    assert len({term(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("pårørendegruppe", "pårørende gruppe"),
        ("sjølvhjelpsgruppa", "selvhjelp gruppe"),
        ("sorggruppene", "sorg gruppe"),
        ("Tromsøgruppa", "Tromsø gruppe"),
        ("rusavhengighet", "rus avhengighet"),
        ("kvinnesamtalegruppe", "kvinne samtale gruppe"),
        ("pengespelavhengig", "pengespill avhengighet"),
    ],
)
def test_a_compound_is_also_its_parts(compound: str, parts: str) -> None:
    word = understood(compound)
    assert word is not None
    assert word.readings == (tuple(term(part) for part in parts.split()),)


@pytest.mark.parametrize("word", ["konkurs", "bedehus", "kultur", "Ålesund", "søndag", "fagperson", "gruppe"])
def test_what_is_no_compound_of_ours_is_left_whole(word: str) -> None:
    assert understood(word).readings == ()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("AA", "anonyme alkoholikere"),
        ("na", "Anonyme Narkomane"),
        ("CoDA", "anonyme medavhengige"),
        ("DPS", "distriktspsykiatrisk senter"),
    ],
)
def test_letters_stand_for_their_name(letters: str, name: str) -> None:
    assert understood(letters).kept[1:] == tuple(word.term for word in words(name))  # type: ignore[union-attr]


def test_letters_with_two_meanings_are_neither_in_a_text_and_both_in_a_question() -> None:
    lms = understood("LMS")
    assert lms is not None
    assert lms.kept == ("lms",)
    assert len(lms.readings) == 2


@pytest.mark.parametrize("word", ["ga", "lar", "oa"])
def test_an_everyday_word_is_letters_only_when_written_large(word: str) -> None:
    assert understood(word).readings == ()  # type: ignore[union-attr]
    assert understood(word.upper()).readings != ()  # type: ignore[union-attr]


def test_numbers_are_not_shortened() -> None:
    assert len({term(number) for number in ("4711", "471", "47", "100", "10")}) == 5


@pytest.mark.parametrize("word", ["og", "på", "paa", "nå", "ikkje", "til"])
def test_words_without_a_meaning_of_their_own_are_passed_over(word: str) -> None:
    assert understood(word) is None
