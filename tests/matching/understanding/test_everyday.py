"""Is a need told without its word understood, and is everyday life left alone? None of the sentences is in the lexicon."""

import pytest

from directory.matching.understanding.wording import understand
from directory.places.loading import load


def needs(text: str) -> set[str]:
    return set(understand(text, load()).need.needs)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Jeg fant tomme bokser bak klesskapet hans", "alcohol"),
        ("Små plastposer med rester på rommet, og pupillene er som knappenåler", "drugs"),
        ("Ho får ikkje sove utan tablettane", "medicines"),
        ("Han har satt alt på hester og tapt tusener av kroner", "gambling"),
        ("Æ tør ikke ta bussen", "anxiety"),
        ("Eg kjem meg ikkje ut av senga", "depression"),
        ("Hun hører naboene snakke om seg gjennom veggen", "psychosis"),
        ("Han skjøt seg i fjor", "suicide-loss"),
        ("Han tok passet mitt og nøklene", "violence"),
        ("He comes into my room at night", "sexual-abuse"),
        ("Jenta vår veier maten og pirker i middagen", "eating"),
        ("Mor har glemt komfyren på tre ganger", "dementia"),
        ("Kona flyttet ut i sommer", "breakup"),
        ("Klarer ikke å si nei til noen, setter alle andre først", "codependency"),
    ],
)
def test_a_need_is_understood_without_its_word(text: str, meant: str) -> None:
    assert meant in needs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mannen min er i garasjen og skrur på bilen.",
        "Jeg fant en gammel sykkel på loftet.",
        "Passet mitt har gått ut, og jeg må bestille time.",
        "Barna må spørre om lov før de går inn i klasserommet.",
        "Jeg er i foreldrepermisjon og har det fint.",
        "Jeg veier melet og sukkeret når jeg baker.",
        "Datteren min slapp ut kaninen.",
        "Kjøleskapet er tomt, så jeg må handle.",
        "Eg har gløymt å betale straumrekninga.",
        "Æ har kjøpt ny snøscooter.",
        "The kids are asleep and I am watching a film.",
        "I sing in a church choir.",
    ],
)
def test_everyday_life_is_no_need(text: str) -> None:
    assert not needs(text)


def test_who_sings_in_a_choir_refuses_nothing() -> None:
    assert understand("Jeg er katolikk og synger i kirkekor", load()).need.twelve_step is None
