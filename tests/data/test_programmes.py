"""Are the course programmes told as their documents tell them?"""

from tests.data.tables import lines, organisation_codes

PROGRAMMES = {programme["code"]: programme for programme in lines("programmes.jsonl")}
TA_TAK, MESTRINGSTREFF = PROGRAMMES["ta-tak"], PROGRAMMES["mestringstreff"]


def test_there_are_two_and_both_have_an_owner_and_a_source_with_a_date_or_a_note() -> None:
    assert set(PROGRAMMES) == {"ta-tak", "mestringstreff"}
    for programme in PROGRAMMES.values():
        assert programme["owner"] and programme["about"] and programme["source"]
        assert programme["source_date"] or programme["source_note"]
        assert programme["code"] not in organisation_codes()


def test_ta_tak_has_six_themes_in_their_order() -> None:
    assert TA_TAK["themes"] == [
        "Mestring og verdighet",
        "Tvang og rettigheter",
        "Behandlingstilbud",
        "Pårørendeorganisasjoner og selvhjelp",
        "Søsken og andre barn i familien",
        "Familieperspektivet",
    ]
    assert len(TA_TAK["aims"]) == 4


def test_ta_tak_says_what_an_evening_holds() -> None:
    said = " ".join(TA_TAK["evening"])
    assert all(
        words in said for words in ("to og en halv time", "kvarter", "halvtime", "små grupper", "kaffe")
    )


def test_ta_tak_says_all_that_a_host_must_do() -> None:
    said = " ".join(TA_TAK["host"])
    for words in (
        "Opplæring på én dag",
        "kurshåndbok",
        "samarbeidsavtale",
        "ledelsen i kommunen står bak",
        "Organisasjoner for brukere og pårørende",
        "tre ganger i tre timer",
        "midtveis",
        "etter kveld seks",
        "To uker etter",
    ):
        assert words in said
    assert "10 til 20" in TA_TAK["seats"] and "15" in TA_TAK["seats"]


def test_of_mestringstreff_nothing_is_said_that_the_document_leaves_out() -> None:
    assert MESTRINGSTREFF["themes"] == MESTRINGSTREFF["evening"] == []
    assert MESTRINGSTREFF["seats"] is None and MESTRINGSTREFF["source_date"] is None
    assert "selvhjelpsgruppe" in " ".join(MESTRINGSTREFF["aims"])
