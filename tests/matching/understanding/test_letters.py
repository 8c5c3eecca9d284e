"""What a letter asks for, told from what it only tells."""

import pytest

from directory.matching.understanding.need import Need
from directory.matching.understanding.wording import understand
from directory.places.loading import load

MOTHER = "Mamma bor i Oslo og drikker. Søndagene er verst, da ringer hun hele dagen."
SISTER = "Søsteren min er sykepleier på Hamar og mener jeg overdriver."
BEGINNING = f"{MOTHER} {SISTER} Selv bor jeg på Lillehammer med to barn."


def need(text: str) -> Need:
    return understand(text, load()).need


@pytest.mark.parametrize(
    ("ending", "place"),
    [
        ("Finnes det en gruppe for voksne barn?", "Lillehammer"),
        ("Jeg pendler til Gjøvik, så finnes det en gruppe der?", "Gjøvik"),
        ("Finnes det en gruppe? Bare ikke på Hamar, der kjenner alle søsteren min.", "Lillehammer"),
        ("Jeg kan reise til Gjøvik også. Finnes det en gruppe?", "Lillehammer"),
        ("Finnes det en gruppe her eller i Gjøvik?", "Lillehammer"),
        ("Barna er voksne og bor i Oslo og Stavanger. Finnes det en gruppe?", "Lillehammer"),
    ],
)
def test_the_place_is_where_help_is_wished_for_then_where_one_lives(ending: str, place: str) -> None:
    understood = need(f"{BEGINNING} {ending}")
    assert understood.place is not None
    assert understood.place.name == place


@pytest.mark.parametrize(
    ("ending", "days"),
    [
        ("Finnes det en gruppe her?", ()),
        ("Finnes det en gruppe her, helst på en tirsdag?", ("tuesday",)),
    ],
)
def test_a_day_counts_where_it_is_wished_for_and_not_where_it_is_told_of(
    ending: str, days: tuple[str, ...]
) -> None:
    assert need(f"{BEGINNING} {ending}").weekdays == days


def test_a_letter_is_about_the_one_whose_trouble_it_tells_and_not_about_who_stands_by() -> None:
    understood = need(f"{BEGINNING} Finnes det en gruppe for pårørende?")
    assert (understood.audience, understood.relation) == ("relative", "parent")
    assert "alcohol" in understood.needs


def test_he_in_the_next_sentence_is_the_same_brother() -> None:
    text = (
        "Broren min på 30 bor hjemme hos foreldrene våre. Jeg har egen familie og bor i Larvik. "
        "Han går på amfetamin og stjeler fra mor. Finnes det noe for oss søsken?"
    )
    understood = need(text)
    assert (understood.relation, understood.needs) == ("sibling", ("drugs",))


@pytest.mark.parametrize("link", [", ", ", men ", ". "])
def test_what_was_tried_in_vain_is_not_suggested(link: str) -> None:
    vain = "det var ikke noe for meg" if link != ". " else "AA passer ikke for meg"
    text = (
        f"Jeg har prøvd AA{link}{vain}. Jeg drikker hver helg og vil slutte. Finnes det en gruppe i Bergen?"
    )
    understood = need(text)
    assert understood.organisations == ()
    assert understood.kinds == ("group",)


def test_a_need_of_a_bystander_is_no_need_of_the_letter() -> None:
    text = (
        "Kona mi spiller på nett og har tatt opp lån. Bestemor døde i fjor, nitti år gammel og mett av dage. "
        "Jeg klarer ikke mer av løgnene. Finnes det en gruppe i Drammen?"
    )
    assert need(text).needs == ("gambling",)


UNSTOPPED = (
    "hei har en sønn på 20 som tar piller han kjøper på nett vet ikke hva det er faren hans gidder ikke å han fikk spark"
    " fra jobben i mai jeg er alene om alt å er så sliten var på et møte i drammen en gang men der var det bare gamle folk"
    " bor i kongsberg nå finnes det noen gruppe for foreldre på kvelden"
)


def test_a_letter_without_stops_is_read_sentence_by_sentence() -> None:
    understood = need(UNSTOPPED)
    assert understood.place is not None
    assert (understood.place.name, understood.audience, understood.part) == (
        "Kongsberg",
        "relative",
        "evening",
    )
    assert understood.formats == ()


@pytest.mark.parametrize(
    ("told", "needs"),
    [
        ("Broren min spiller på hester. Han drikker knapt.", ("gambling",)),
        ("Jeg gikk fra ham for fire år siden. Han slo meg i mange år.", ("violence",)),
        ("Jeg blir så redd før møter på jobben at jeg kaster opp, og legen sier det er angst.", ("anxiety",)),
    ],
)
def test_what_is_told_in_passing_is_no_need(told: str, needs: tuple[str, ...]) -> None:
    assert need(f"{told} Vi bor på Lillehammer. Finnes det en gruppe der?").needs == needs
