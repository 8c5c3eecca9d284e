"""What only looks like something that people know is flagged; what people here really write is not."""

import pytest
from flask import Flask
from sqlalchemy import select

from directory import db
from directory.contact_points.models import ContactPoint
from directory.listings.editing.lookalikes import flags
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing
from directory.places.loading import load
from tests.listings.editors import Office

CYRILLIC_A, GREEK_O = "\u0410", "\u03bf"


@pytest.mark.both_databases
def test_nothing_that_is_listed_today_is_flagged(house: Flask) -> None:
    with house.test_request_context("/"):
        rows = db.read_session().scalars(select(Listing)).all()
        forms = {row: document_of(row, load(), public=False) for row in rows}
        assert {row.id: found for row in rows if (found := flags(db.read_session(), row, forms[row]))} == {}


@pytest.mark.parametrize(
    "name",
    [
        f"{CYRILLIC_A}l-Anon i Ålesund",
        f"Al-An{GREEK_O}n i Ålesund",
        f"{CYRILLIC_A}{CYRILLIC_A} i Ålesund",
        "\uff21\uff21 i Ålesund",
        "Al\u200b-Anon",
        "Al-Anon\u202e",
        "Al\u00adAnon",
        "AI-Anon i Ålesund",
        "Al-An0n",
        "\u2c6dl-Anon",
        "Blå\u3164Kors",
        "Blå Korrs",
        "Anonyme Alkoholikkere",
    ],
)
def test_a_name_that_borrows_anothers_face_is_flagged(office: Office, name: str) -> None:
    assert flags(office.session, office.listing("demo001"), {"name": name})


@pytest.mark.parametrize(
    "name",
    [
        "Al-Anon i Ålesund",
        "Guovdageainnu joavku, čáhppes đŋŧž",
        "Nuõrti sääʹmteâtti",
        "Café Zoé, François & Müller",
        "Selvhjelpsgruppe nr. 2 – tirsdager (åpen)",
        "Grupo en español",
        "Turgruppa 🌲",
    ],
)
def test_a_name_as_people_write_it_is_left_alone(office: Office, name: str) -> None:
    assert flags(office.session, office.listing("demo001"), {"name": name}) == []


def test_an_organisations_name_is_for_those_who_run_it(office: Office) -> None:
    name = {"name": "AA i Ålesund"}
    assert flags(office.session, office.listing("demo001"), name) == [
        "Navnet nevner AA, som ikke står bak tilbudet."
    ]
    assert flags(office.session, office.listing("demo001"), {**name, "organisations": ["aa"]}) == []


def test_a_name_that_looks_like_another_listings_is_flagged(office: Office) -> None:
    office.listing("demo007").name = "Ørnereiret i Sula"
    office.session.flush()
    listing = office.listing("demo001")
    assert flags(office.session, listing, {"name": "Ørnereiret 1 Sula"})
    assert flags(office.session, listing, {"name": "Ørnereiret i Sula"}) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://gruppene.no.example.com/",
        "https://gruppene-no.example/",
        "https://gruppene.com/",
        "https://gruppenee.no/",
        "https://grupp3ne.no/",
        "https://gruppene.no@annet.example/",
        "https://xn--gruppne-5of.no/",
        "https://grupp\u0435ne.no/",
        "https://192.0.2.7/",
        "https://annet.example:8443/",
        "https://bit.ly/3xyz",
        "ftp://annet.example/",
        "javascript:alert(1)",
        "https://[",
    ],
)
def test_a_link_that_leads_somewhere_else_than_it_seems_is_flagged(office: Office, url: str) -> None:
    office.session.add(_known("https://www.gruppene.no/om"))
    office.session.flush()
    assert flags(office.session, office.listing(), {"url": url})


@pytest.mark.parametrize(
    "url",
    ["https://gruppene.no/oslo", "http://lokal.gruppene.no", "https://blåveis.no/", "https://volda.example/"],
)
def test_an_ordinary_link_is_left_alone(office: Office, url: str) -> None:
    office.session.add(_known("https://www.gruppene.no/om"))
    office.session.flush()
    assert flags(office.session, office.listing(), {"url": url}) == []


@pytest.mark.parametrize(
    "host",
    [
        "anonyme-alkoholikere.no.evil.example",
        "anonymealkoholikere.example",
        "www.anonyme-alkoho1ikere-oslo.example",
        "anonyme.alkoholikere.evil.example",
        "aa.no.evil.example",
        "aa-oslo.example",
        "bla-kors.example",
        "blaakors-oslo.example",
        "xn--blkors-fua.example",
    ],
)
def test_a_host_that_bears_an_organisations_name_is_flagged(office: Office, host: str) -> None:
    listing = office.listing("demo001")
    assert flags(office.session, listing, {"url": f"https://{host}/"})
    contact = {"role": "Post", "phone": None, "email": f"post@{host}"}
    assert flags(office.session, listing, {"contacts": [contact]})


@pytest.mark.parametrize(
    ("host", "odd"),
    [
        ("anonyme-alkoholikere.example", False),
        ("oslo.anonymealkoholikere.example", False),
        ("aa.example", False),
        ("anonyme-alkoholikere.no.evil.example", True),
        ("aa.no.evil.example", True),
    ],
)
def test_an_organisations_own_host_bears_its_name_where_it_leads_to(
    office: Office, host: str, odd: bool
) -> None:
    fields = {"url": f"https://{host}/", "organisations": ["aa"]}
    assert bool(flags(office.session, office.listing("demo001"), fields)) is odd


@pytest.mark.parametrize("host", ["naboer.example", "saas.example", "turgruppa.ga", "alarmtelefon.example"])
def test_a_host_in_which_the_signs_of_a_short_name_only_happen_to_stand_is_left_alone(
    office: Office, host: str
) -> None:
    assert flags(office.session, office.listing("demo001"), {"url": f"https://{host}/"}) == []


def test_links_within_texts_and_in_mail_addresses_are_looked_at(office: Office) -> None:
    office.session.add(_known("https://www.gruppene.no/om"))
    office.session.flush()
    contact = {"role": "Post", "phone": None, "email": "post@gruppene.no.example"}
    assert flags(office.session, office.listing(), {"contacts": [contact]})
    assert flags(office.session, office.listing(), {"summary": "Se www.klinikk.example/?fra=varde"})
    meeting = {"weekday": "monday", "link": "https://rom.example@annet.example/"}
    assert flags(office.session, office.listing(), {"meetings": [meeting]})


def test_another_language_may_be_written_but_not_mixed_into_ours(office: Office) -> None:
    listing = office.listing()
    assert (
        flags(office.session, listing, {"summary": "Группа на русском языке. Vi møtes på bokmål også."}) == []
    )
    assert flags(office.session, listing, {"summary": "Ring \u043a\u0430ri"})


def _known(url: str) -> ContactPoint:
    return ContactPoint(
        id="known",
        level="contact_point",
        name="Kjent (eksempel)",
        url=url,
        source="x",
        source_date="x",
        demo=True,
    )
