"""What a sentence is understood as. The sentences stand here only; none of them is in the lexicon."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.matching.understanding.need import Need
from directory.matching.understanding.wording import understand
from directory.places.loading import load


def need(text: str) -> Need:
    return understand(text, load()).need


@pytest.mark.parametrize(
    ("text", "audience", "relation"),
    [
        ("Mannen min drikker for mye, jeg bor i Ålesund", "relative", "partner"),
        ("kona har begynt å drikke igjen", "relative", "partner"),
        ("jeg er mor til en gutt som ruser seg", "relative", "child"),
        ("pappaen min drikker", "relative", "parent"),
        ("lillebroren min spiller bort alt", "relative", "sibling"),
        ("ei venninne av meg har angst", "relative", "friend"),
        ("naboen er full hver dag", "relative", "other"),
        ("my daughter is on drugs", "relative", "child"),
        ("mannen min drekk for mykje", "relative", "partner"),
        ("jeg drikker for mye og kona er lei", "self", None),
        ("jeg har angst", "self", None),
        ("eg er alkoholikar", "self", None),
        ("jeg er pårørende", "relative", None),
        ("pasienten min drikker", "professional", None),
        ("alkohol", None, None),
    ],
)
def test_who_is_asking_and_about_whom(text: str, audience: str | None, relation: str | None) -> None:
    understood = need(text)
    assert (understood.audience, understood.relation) == (audience, relation)


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("han drikker", {"alcohol"}),
        ("hun har alvorlig rusproblem", {"alcohol", "drugs"}),
        ("det går i hasj og amfetamin", {"drugs"}),
        ("hekta på sovepiller", {"medicines"}),
        ("sitter på nettcasino hele natta", {"gambling"}),
        ("sliter psykisk", {"mental-health"}),
        ("panikkanfall", {"anxiety"}),
        ("veldig deprimert", {"depression"}),
        ("vi har mistet barnet vårt, sorgen er tung", {"grief"}),
        ("etterlatt etter selvmord", {"suicide-loss"}),
        ("jeg føler meg ensom", {"loneliness"}),
        ("vokste opp med fyll", {"growing-up", "alcohol"}),
        ("medavhengig", {"codependency"}),
        ("samlivsbrudd", {"breakup"}),
        ("parorende til rusmisbruker", {"alcohol", "drugs"}),
    ],
)
def test_the_commonest_needs_in_peoples_own_words(text: str, needs: set[str]) -> None:
    assert set(need(text).needs) == needs


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("kurs for pårørende", "kinds", ("course",)),
        ("et sted å være, værested", "kinds", ("meeting_place",)),
        ("hvem er kontaktpunkt her", "kinds", ("contact_point",)),
        ("møte på tirsdager", "weekdays", ("tuesday",)),
        ("helst på kvelden", "part", "evening"),
        ("gruppe på nett", "formats", ("online",)),
        ("anonyme narkomane", "organisations", ("na",)),
        ("alanon", "organisations", ("al-anon",)),
        ("Landsforbundet mot stoffmisbruk", "organisations", ("lms",)),
        ("lærings- og mestringssenter", "organisations", ("learning-centre",)),
        ("åpne møter", "openness", "open"),
        ("noe for kvinner", "for_whom", "women"),
        ("jeg vil ikke ha noe religiøst", "twelve_step", False),
        ("et tolvtrinnsprogram", "twelve_step", True),
        ("jeg er 14 og mamma drikker", "young", True),
        ("jeg er 41 og mannen drikker", "young", False),
        ("LMS", "ask", ("lms",)),
    ],
)
def test_kind_time_form_organisation_and_wishes(text: str, field: str, value: Any) -> None:
    assert getattr(need(text), field) == value


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("jeg bor i Ålesund", "Ålesund"),
        ("mannen drikker, ålesundsområdet", "Ålesund"),
        ("alkohol 7010", "Trondheim"),
        ("angst Tromso", "Tromsø"),
        ("vi bor på hitra", "Hitra"),
        ("sorg i Trondhjem", "Trondheim"),
        ("bor i Ålesnd", "Ålesund"),
        ("jeg bor i Fræna", "Hustadvika"),
        ("rus Guovdageaidnu", "Kautokeino"),
    ],
)
def test_the_place_is_found_inside_a_sentence(text: str, place: str) -> None:
    found = need(text).place
    assert found is not None
    assert place in (found.name, found.municipality)


@pytest.mark.parametrize("text", ["alkohol Herøy", "sønnen min ruser seg, vi bor i Nes", "angst i Os"])
def test_a_name_of_several_places_gives_all_of_them(text: str) -> None:
    understood = need(text)
    assert understood.place is None
    assert len(understood.places) >= 2


@pytest.mark.parametrize(
    "text", ["mannen min drikker", "jeg tar en time av gangen", "sorg", "alle mine venner er borte"]
)
def test_ordinary_words_are_no_places(text: str) -> None:
    understood = need(text)
    assert understood.place is None
    assert understood.places == ()


def test_a_year_is_no_postcode() -> None:
    assert need("mannen har drukket siden 2013").place is None


def test_words_that_meant_nothing_are_told_but_not_kept() -> None:
    assert need("blåbærsyltetøy alkohol").unused
    assert not need("Mannen min drikker for mye, jeg bor i Ålesund").unused


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_understood_without_an_error(text: str) -> None:
    assert isinstance(need(text), Need)


@pytest.mark.parametrize("value", [None, 7, ["alkohol"], {"a": 1}, "\ud800", "\u202e\u200b", "a" * 100_000])
def test_what_is_not_a_sentence_is_no_error(value: object) -> None:
    assert understand(value, load()).need.needs == ()
