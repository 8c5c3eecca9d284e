"""Who speaks, about whom, and how old the one who writes is."""

import pytest

from directory.matching.understanding.need import Need
from directory.matching.understanding.wording import understand
from directory.places.loading import load


def need(text: str) -> Need:
    return understand(text, load()).need


@pytest.mark.parametrize(
    ("text", "audience", "relation"),
    [
        ("kona mi vet at jeg drikker", "self", None),
        ("hun drikker hver dag, hva gjør jeg", "relative", None),
        ("drikkinga til far min øker", "relative", "parent"),
        ("Jeg er helt utslitt. Sønnen min er 22. Han ruser seg.", "relative", "child"),
        ("kokainavhengig bror", "relative", "sibling"),
        ("vil slutte med piller", "self", None),
        ("jeg har mistet mannen min", "self", None),
        ("mannen min er psykolog og drikker", "relative", "partner"),
        ("vernepleier på Hitra, trenger en gruppe for beboer med angst", "professional", None),
        ("jeg er vernepleier og har angst", "self", None),
        ("jeg trenger ikke lege, jeg trenger å slutte å drikke", "self", None),
        ("vokste opp med en mor som ruset seg", "self", None),
        ("Faren min drakk, og nå gjør jeg det samme med pillene", "self", None),
        ("Hun jeg deler kontor med, er spilleavhengig", "relative", "colleague"),
        ("Vi er et NAV-kontor og ser etter noe for brukere som drikker", "professional", None),
        ("hvilke rettigheter har jeg når broren min er innlagt", "relative", "sibling"),
    ],
)
def test_a_need_belongs_to_whom_it_is_said_of(text: str, audience: str | None, relation: str | None) -> None:
    understood = need(text)
    assert (understood.audience, understood.relation) == (audience, relation)


@pytest.mark.parametrize(
    ("text", "young"),
    [
        ("er 15 og har angst", True),
        ("jeg er en jente på 16", True),
        ("går i 8. klasse og er ensom", True),
        ("vi er to søsken på 12 og 14, pappa drikker", True),
        ("jeg er 16 år", True),
        ("jeg er 61 år", False),
        ("sønnen min på 15 ruser seg", False),
        ("datteren min er 14 og har angst", False),
        ("jeg har drukket i 15 år", False),
        ("jeg mistet ham for 12 år siden", False),
    ],
)
def test_only_the_writers_own_age_makes_the_writer_young(text: str, young: bool) -> None:
    assert need(text).young is young
