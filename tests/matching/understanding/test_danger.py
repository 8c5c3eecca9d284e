"""Danger is seen, and not cried where there is none."""

import pytest

from directory.matching.understanding.danger.signs import sign_of
from directory.matching.understanding.wording import understand
from directory.matching.understanding.words.lexicon import TOGETHER, tables
from directory.places.loading import load

LETTER = [
    "Mannen min har drukket i mange år, og i fjor mistet han lappen.",
    "Vi giftet oss for ti år siden og har en sønn på to.",
    "Han sier det er tull, og jeg har lest at det finnes samtalegrupper.",
    "Jeg vil helst slippe bønn og sånt.",
    "Foreldrene våre er over åtti, så alt faller på meg.",
    "Har dere noe på Kongsberg?",
]


def danger(typed: str) -> str | None:
    return understand(typed, load()).need.danger


@pytest.mark.parametrize(
    "typed",
    [
        "jeg vil ikke leve lenger",
        "eg orkar ikkje leve meir",
        "æ vil itj lev lenger",
        "har lyst til å dø",
        "jeg tenker på å ta livet mitt",
        "sønnen min sier han skal ta livet av seg",
        "I want to die",
        "alle hadde hatt det bedre uten meg",
        "Skulle ønske jeg ikke våknet i morgen",
        "han gir bort tingene sine og snakker om hvem som skal få hunden",
        "jeg har samlet opp sovetabletter",
        "nå står han på brua og vil ikke komme ned",
        "my brother texted goodbye to everyone and turned his phone off",
    ],
)
def test_somebody_who_may_take_the_own_life_is_seen(typed: str) -> None:
    assert danger(typed) == "life"


@pytest.mark.parametrize(
    "typed",
    [
        "hun har tatt en overdose",
        "han puster nesten ikke",
        "venninna mi sier hun har spist et helt brett paracet",
        "kompisen min har tatt for mye GHB og vi får ikke kontakt",
        "mannen min har drukket frostvæske",
        "han mora ligg på gålvet å rører sæ ikkje",
        "Kona mi skjelver og ser edderkopper på veggen, hun sluttet å drikke i forgårs",
        "sluttet med benzo og nå får broren min kramper",
        "ho skjer seg i lårå",
        "sønnen vår dunker hodet i veggen til han blør",
    ],
)
def test_a_body_in_danger_is_seen(typed: str) -> None:
    assert danger(typed) == "life"


@pytest.mark.parametrize(
    "typed",
    [
        "babyen er alene hjemme med moren som er full",
        "Faren til barna mine kjører med dem i bilen når han har drukket",
        "Barnebarna mine får ikke mat, mora sover hele dagen på piller",
        "eg er tolv år og åleine heime, pappa har ikkje komme heim på to dagar",
        "min stefar kommer inn på rommet mitt om natta",
    ],
)
def test_a_child_at_risk_is_seen(typed: str) -> None:
    assert danger(typed) is not None


@pytest.mark.parametrize(
    "typed",
    [
        "mannen min slår meg",
        "samboeren truer meg når han er full",
        "faren vår banker mamma",
        "jeg ble voldtatt",
        "kjæresten kveler meg",
        "my husband hits me",
        "han har sagt at hvis jeg går så finner han meg",
        "Vi har låst oss inne på badet, han hamrer på døra",
        "eg er livredd mannen min",
        "han sitter med hagla i fanget og er full",
        "she threatens me with a knife",
    ],
)
def test_violence_is_seen(typed: str) -> None:
    assert danger(typed) == "violence"


def test_where_life_and_violence_meet_life_comes_first() -> None:
    assert danger("mannen min slår meg, og jeg vil ikke leve lenger") == "life"


def test_i_cannot_go_on_is_danger_from_one_alone_and_weariness_from_a_relative() -> None:
    assert danger("jeg orker ikke mer") == "life"
    assert danger("Samboeren drikker og jeg orker ikke mer") is None


@pytest.mark.parametrize(
    "typed",
    [
        "min beste venn drikker seg ihjel",
        "sorg etter selvmord",
        "gruppe for etterlatte etter selvmord",
        "vi mistet broren min i selvmord",
        "pappa tok sitt eget liv i mars",
        "broren min døde av overdose",
        "my son died by suicide last year",
        "prøvde å ta livet mitt som ung, nå har jeg det bra",
        "hadde en overdose for fem år siden, er rusfri nå",
    ],
)
def test_grief_and_what_is_over_are_not_cried_as_danger(typed: str) -> None:
    assert danger(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "vokste opp med en far som slo",
        "gikk fra en voldelig mann for ti år siden og sliter fremdeles",
        "han har aldri slått meg, men drikker mye",
        "lukket gruppe for kvinner om vold",
        "kurs i forebygging av selvmord for lærere",
        "skriver masteroppgave om selvskading",
        "nalokson kurs i Bergen",
    ],
)
def test_old_wounds_and_teaching_are_not_cried_as_danger(typed: str) -> None:
    assert danger(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "mannen min drikker",
        "jeg er redd for å miste jobben",
        "jeg slår av telefonen om kvelden",
        "alt er dødt i Molde",
        "det slår meg at vi snakker lite sammen",
        "hoppe i det og begynne på møter",
        "jeg har kuttet ut alkohol",
        "vil ikke leve med en alkoholiker lenger",
        "han våkner ikke før klokka tolv i helgene",
        "barna bor hos meg annenhver uke, eksen drikker",
        "jobben tar livet av meg",
        "hit rock bottom",
    ],
)
def test_worry_and_figures_of_speech_are_not_cried_as_danger(typed: str) -> None:
    assert danger(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "Jeg vil ta livet mitt. Vi giftet oss for ti år siden.",
        "Mannen min har slått meg i går. Jeg var hos legen i fjor.",
        "Jeg har tatt tjue Paracet for en time siden. Jeg jobber på NAV.",
        "Vi har lest en bok om temaet. Nå har hun tatt en overdose. Kurset var nyttig.",
        "Mora mi døde i mai. Jeg vil ikke leve lenger. Jeg er lærer, og i 2019 flyttet vi til Moss.",
    ],
)
def test_what_other_sentences_tell_of_silences_nothing(typed: str) -> None:
    assert danger(typed) is not None


@pytest.mark.parametrize("at", range(len(LETTER) + 1))
def test_any_sentence_of_danger_wins_wherever_it_stands(at: int) -> None:
    letter = [*LETTER[:at], "I natt skal jeg ta livet mitt.", *LETTER[at:]]
    assert danger(" ".join(LETTER)) is None
    assert danger(" ".join(letter)) == "life"


def test_a_long_harmless_letter_does_not_add_up_to_an_alarm() -> None:
    assert danger(" ".join(LETTER * 4)) is None


def test_what_is_past_is_past_in_its_own_clause() -> None:
    assert danger("Han slo meg da jeg var liten") is None
    assert danger("Faren min drakk da jeg var liten, og nå slår mannen min meg") == "violence"


def test_a_story_of_others_does_not_make_weariness_an_alarm_and_a_sentence_by_itself_does() -> None:
    assert danger("Samboeren drikker og jeg orker ikke mer.") is None
    assert danger("Samboeren drikker. Jeg orker ikke mer.") == "life"


@pytest.mark.parametrize(
    "typed",
    [
        "Broren min hoppet fra brua i mai",
        "Ho kasta seg framfor toget på Voss, og no køyrer eg buss",
        "De fant ham på toalettet med sprøyta i armen, og da var det for sent",
        "Jeg har aldri tenkt på å ta mitt eget liv, men legen spør hver gang",
    ],
)
def test_who_is_left_is_not_taken_for_who_is_in_danger(typed: str) -> None:
    assert danger(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "Kona døde av kreft i mai, og jeg skal ta livet mitt",
        "Jeg mistet mannen min i fjor og vil ikke leve uten ham",
        "Fant pappa i garasjen nå, han henger der",
    ],
)
def test_no_loss_takes_back_what_somebody_wants_himself_or_finds_now(typed: str) -> None:
    assert danger(typed) == "life"


CALM = "Jeg bor på Hamar med mann og to barn. Vi har det stort sett fint. Om sommeren er vi på hytta."


@pytest.mark.parametrize(
    "typed",
    [
        "Legen spurte henne om selvmordstanker. Det har hun heldigvis ikke.",
        "Nå er det slutt på alt som heter sigaretter i dette huset.",
        "En venninne foreslo familievernkontoret, men der er jeg redd for at det blir skrevet journal.",
    ],
)
def test_in_a_letter_a_hint_that_the_other_words_speak_against_is_no_danger(typed: str) -> None:
    assert danger(f"{CALM} {typed}") is None


@pytest.mark.parametrize("typed", ["mannen min er voldelig, jeg bor i Alta", "jeg er redd mannen min"])
def test_in_a_message_of_a_line_or_two_every_sign_counts(typed: str) -> None:
    assert danger(typed) is not None


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Som trettenåring ble jeg slått hver dag.", None),
        ("Den første mannen min slo meg gul og blå.", None),
        ("I natt slo han meg igjen.", "violence"),
        ("Jeg mistet mannen min i fjor og vil ikke leve uten ham.", "life"),
    ],
)
def test_what_is_long_over_takes_back_violence_and_never_a_wish_to_die(typed: str, kind: str | None) -> None:
    assert danger(f"{CALM} {typed}") == kind


def test_a_hint_counts_where_the_words_bear_it_out_and_a_plain_sign_in_any_case() -> None:
    plain, hint = sign_of("life", "wish die 4"), sign_of("life", "? wish die 4 unless lost 6")
    assert (plain.hint, hint.hint) == (False, True)
    assert (hint.ideas, hint.within) == (plain.ideas, plain.within)


def test_every_sign_is_made_of_ideas_and_every_idea_serves_a_sign() -> None:
    table = tables("danger.toml")
    ends = {"unless", "anywhere"}
    named = {
        word.strip(",")
        for lines in table[TOGETHER].values()
        for word in lines.split()
        if not word.strip(",").isdigit() and word != "?"
    }
    assert {word for word in named if word not in ends} | {"now"} == set(table["idea"])
