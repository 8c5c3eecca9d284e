"""Slips of the finger are mended, and words that people do write are left alone."""

import pytest

from directory.matching.understanding.mending.misspelt import mend
from directory.matching.understanding.mending.unmarked import restore_marks
from directory.matching.understanding.need import Need
from directory.matching.understanding.wording import understand
from directory.matching.understanding.words.text import read
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
        ("jeg har angts", {"anxiety"}),
        ("deprisjon", {"depression"}),
        ("hjelp mot gamblign", {"gambling"}),
        ("faren min er på jasj", {"drugs"}),
        ("gruppe for ngst", {"anxiety"}),
        ("gutten min er rusavvhengig", {"alcohol", "drugs"}),
        ("pårørendegruppe for spilleprovlem", {"gambling"}),
        ("jeg mistetjobben i mars", {"work"}),
        ("for etterlatte etterselvmord", {"suicide-loss"}),
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
        ("jge bor i ålesnd, jobber i Molde", "Ålesund"),
        ("sønnen min ruser seg, vi bor i Stavagner", "Stavanger"),
        ("angst og depresjon i elverm på kveldstid", "Elverum"),
        ("voksne barn av alkoholikere nergen", "Bergen"),
        ("mental helse Hrastad treffsted", "Harstad"),
        ("sorggruppe i Tromø", "Tromsø"),
        ("noe for pårørende i Søndr Land", "Søndre Land"),
        ("frivilligsentralen på Ottaåpen", "Otta"),
        ("finnes det noe i Mode", "Molde"),
        ("mannen min drikker, bærumm", "Bærum"),
    ],
)
def test_a_misspelt_place_is_still_a_place(text: str, place: str) -> None:
    found = need(text).place
    assert found is not None
    assert found.name == place


@pytest.mark.parametrize(
    "text",
    [
        "han går etter oss med en hammar",
        "han sitter nede i kjellaren",
        "jeg ligger på magan",
        "kniver og gafler",
        "vi var på London-tur",
        "jeg snakket med Kåre og Tina",
    ],
)
def test_a_word_is_no_place_because_it_is_like_one(text: str) -> None:
    understood = need(text)
    assert (understood.place, understood.places) == (None, ())


def test_what_may_be_two_places_is_asked_about() -> None:
    assert {place.name for place in need("noen å snakke med i arvik").places} == {"Larvik", "Narvik"}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("moen min er bipolar", "parent"),
        ("borren min er narkoman", "sibling"),
        ("kpna mi drikker", "partner"),
        ("det gjeldermannen min som spiller", "partner"),
        ("pappaslår mamma", "parent"),
        ("my alcoholicbrother", "sibling"),
    ],
)
def test_who_it_is_about_is_seen_through_a_slip(text: str, relation: str) -> None:
    assert need(text).relation == relation


@pytest.mark.parametrize(
    ("text", "organisation"),
    [("er det al-anno i Odda", "al-anon"), ("blå jors kafé", "blaa-kors"), ("anonymr gamblere", "ga")],
)
def test_a_name_of_several_words_is_known_by_the_others(text: str, organisation: str) -> None:
    assert need(text).organisations == (organisation,)


def test_small_words_are_mended_too() -> None:
    understood = need("mni mann drikker ikek")
    assert (understood.audience, understood.relation, understood.needs) == ("relative", "partner", ())


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Jeg er en gutt pa 16 som sliter med at moren min drikker", "young", True),
        ("har en sonn pa 30 med schizofreni, hvor kan jeg som mor fa hjelp", "relation", "child"),
        ("trenger noen a snakke med na i natt, jeg klarer ikke mer pa egen hand", "organisations", ()),
    ],
)
def test_a_keyboard_without_our_letters_is_understood(text: str, field: str, value: object) -> None:
    assert getattr(need(text), field) == value


@pytest.mark.parametrize("text", ["I need an AA meeting in Oslo", "NA 4006", "han sa at far er i Oslo"])
def test_what_lacks_no_letters_is_given_none(text: str) -> None:
    assert restore_marks(read(text)).words == read(text).words


@pytest.mark.parametrize(
    "text",
    [
        "hverdagen er tung",
        "eksen var narsissist",
        "en alkoholfri kafé",
        "publikum var stille",
        "det var helt uforståelig",
        "agts",
        "slute",
    ],
)
def test_a_word_that_begins_like_another_means_nothing(text: str) -> None:
    understood = need(text)
    assert not set(understood.needs) - {"breakup"}
    assert (understood.weekdays, understood.urgent) == ((), False)


@pytest.mark.parametrize("text", ["nabokjerringa er så aleine", "småsøsken", "treåringen vår"])
def test_a_compound_is_one_word(text: str) -> None:
    assert mend(read(text), load()).words == read(text).words


def test_the_last_words_of_a_long_letter_are_mended_as_well() -> None:
    long = "Æ hainn dæ itnå kvarhelst mæ. " * 30
    found = need(long[:900] + " Vi bor i Stavagner.").place
    assert found is not None
    assert found.name == "Stavanger"


@pytest.mark.parametrize(
    "text",
    ["jeg vil ta livetmitt", "når du leser dette er jeg alleredeborte", "jeg blirtvunget til å gifte meg"],
)
def test_a_missing_space_hides_no_danger(text: str) -> None:
    assert need(text).urgent


@pytest.mark.parametrize("word", ["mandagskvelden", "tysdagskvelden", "onsdagsformiddagen"])
def test_a_compound_of_two_words_that_we_know_is_no_slip(word: str) -> None:
    assert mend(read(f"{word} har jeg fri"), load()).words[0] == word
