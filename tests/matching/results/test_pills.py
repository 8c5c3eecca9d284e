"""Are the first three choices the plain ones, and is what was chosen never out of sight?"""

from directory.matching.results.narrowing import Family, Option
from directory.matching.results.pills import pills
from tests.inspecting import Visitor

RESULTS = "/finn?audience=relative&need=alcohol&place=alesund"


def family(id_: str, *codes: str, chosen: str = "") -> Family:
    """Choices of one sort; the first leads to most."""
    options = (Option(code, 9 - at, f"/{code}", code == chosen, code) for at, code in enumerate(codes))
    return Family(id_, id_, tuple(options))


DAYS = family("dag", "monday", "tuesday")
TIMES = family("tid", "morning", "evening")
DISTANCES = family("avstand", "10", "50")
FORMATS = family("mate", "in_person", "online")


def labels(*families: Family) -> list[str]:
    return [option.label for option in pills(families, 10)]


def test_evening_close_by_and_online_come_first() -> None:
    assert labels(DAYS, TIMES, DISTANCES, FORMATS) == ["evening", "10", "online"]


def test_there_are_never_more_than_three_and_one_of_each_sort() -> None:
    assert labels(TIMES, DAYS) == ["evening", "monday"]
    assert labels() == []


def test_a_choice_that_leaves_nothing_out_is_none() -> None:
    assert pills([TIMES], 8) == []  # both lead to as many or more
    assert [option.label for option in pills([TIMES], 9)] == ["evening"]


def test_what_was_chosen_stands_first_and_its_sort_offers_no_other() -> None:
    assert labels(TIMES, FORMATS, family("dag", "monday", "friday", chosen="friday")) == [
        "friday",
        "evening",
        "online",
    ]


def test_four_that_were_chosen_are_all_shown() -> None:
    made = [family(id_, "a", chosen="a") for id_ in "wxyz"]
    assert len(pills(made, 10)) == 4


def test_the_page_shows_them_with_their_counts_before_the_rest(visit: Visitor) -> None:
    page = visit.get(RESULTS)
    shown = page.select("ul.pills a.pill")
    assert 1 <= len(shown) <= 3
    in_full = {link["href"]: link.text for link in page.select("details.narrow a.part")}
    assert {link["href"]: link.text for link in shown}.items() <= in_full.items()


def test_one_that_is_chosen_says_that_it_takes_itself_away(visit: Visitor) -> None:
    first = visit.get(RESULTS).select("ul.pills a.pill")[0]
    (chosen,) = visit.get(first["href"]).select("ul.pills a.part-chosen")
    assert chosen["aria-current"] == "true" and chosen.text.startswith("Ta bort:")


def test_the_answer_says_when_the_next_is_near_too(visit: Visitor) -> None:
    (answer,) = visit.get(RESULTS).texts("p.answer")
    assert "på nett eller telefon i kveld kl. 20." in answer.replace("\u00a0", " ")
    assert answer.replace("\u00a0", " ").endswith("Nær Ålesund: i morgen kl. 18.30.")
