"""What is turned down, and what is only told, is not taken for a wish."""

import pytest

from directory.matching.understanding.need import Need
from directory.matching.understanding.wording import understand
from directory.places.loading import load


def need(text: str) -> Need:
    return understand(text, load()).need


def test_the_net_turned_down_means_meeting_in_person() -> None:
    assert need("vil helst ikke ha noe på nett").formats == ("in_person",)


def test_a_fellowship_turned_down_is_not_suggested_and_neither_are_its_steps() -> None:
    understood = need("jeg vil ikke på AA, men drikker for mye")
    assert (understood.organisations, understood.twelve_step) == ((), False)


def test_a_question_whether_there_is_something_turns_nothing_down() -> None:
    understood = need("finnes det ikke AA i Molde?")
    assert (understood.organisations, understood.twelve_step) == (("aa",), None)


def test_a_day_that_does_not_suit_is_no_wish_for_it() -> None:
    assert need("onsdager kan jeg ikke, mandag passer").weekdays == ("monday",)


def test_when_somebody_drinks_says_nothing_about_when_one_can_come() -> None:
    understood = need("i helgene drikker han fra morgenen av")
    assert (understood.weekdays, understood.part) == ((), None)


def test_what_has_never_happened_is_no_need() -> None:
    assert need("mannen min drikker, men han har aldri vært voldelig").needs == ("alcohol",)


@pytest.mark.parametrize("text", ["klarer ikke slutte å drikke", "får ikke sluttet å drikke"])
def test_not_managing_to_stop_is_a_need(text: str) -> None:
    assert need(text).needs == ("alcohol",)


@pytest.mark.parametrize(
    ("said", "formats"),
    [
        ("har hverken pc eller internett, bare en telefon", ("in_person", "phone")),
        ("det må være noe uten nett", ("in_person", "phone")),
        ("har ikke noe imot nett", ("in_person",)),
    ],
)
def test_who_has_no_net_at_home_may_be_called(said: str, formats: tuple[str, ...]) -> None:
    assert need(f"Sorg, Hamar, {said}").formats == formats


def test_hours_of_work_are_no_wish_for_them() -> None:
    assert need("Er i butikken fra åtte om morgenen til åtte om kvelden. Finnes det AA i Molde?").part is None


def test_years_to_serve_are_a_sentence_and_a_son_at_home_has_none() -> None:
    assert need("Samboeren min sitter inne og har to år igjen").needs == ("prison",)
    assert "prison" not in need("Sønnen min sitter inne og spiller hele dagen").needs
