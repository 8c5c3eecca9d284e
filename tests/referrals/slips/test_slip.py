"""Does a slip open whatever became of its listings, say what changed, and hold nothing of anybody?"""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from directory import db
from directory.listings.editing.apply import change
from directory.listings.editing.approval import accept
from directory.listings.editing.lifecycle import close
from directory.listings.records.models import Listing
from directory.referrals.slips.code import Slip, write
from tests.inspecting import Visitor
from tests.listings.editors import office_that_keeps

MADE = date(2026, 11, 20)
SLIP = Slip(("demo007", "demo001"), ("demo005",), MADE)
CODE = write(SLIP)


def code_of(*ids: str) -> str:
    return write(Slip(ids, (), MADE))


def test_it_says_what_when_where_whom_and_in_which_order(visit: Visitor) -> None:
    page = visit.get(f"/lapp/{CODE}")
    assert page.texts(".slip-name") == [
        "TA TAK i Sula (eksempel)",
        "Al-Anon i Ålesund (eksempel)",
        "Ivareta-gruppa i Ålesund (eksempel)",
    ]
    assert page.texts(".slip-part-heading") == ["Til deg", "Til den som er glad i deg"]
    for said in (
        "tirsdag 24. november kl. 19–20.30",
        "Starter tirsdag 12. januar 2027",
        "Ring på klokka merket",
        "Påmelding: 00 00 00 00",
        "Laget 20. november 2026",
        "Står det om liv, ring 113",
        "Kontaktpunktet i Ålesund",
    ):
        assert said in page.text.replace("\xa0", " ")
    assert page.title == "Tilbud nær Ålesund – Varde"
    assert page.one("meta[name=robots]")["content"] == "noindex"


def test_no_day_is_said_by_how_near_it_is(visit: Visitor) -> None:
    """A slip is read on another day than it was made."""
    said = visit.get(f"/lapp/{CODE}").one("[data-slip-text]").text
    assert not [words for words in ("i kveld", "i dag", "i morgen", "om 3 dager") if words in said]


@pytest.mark.parametrize(("prefix", "language"), [("", "nn"), ("/en", "en"), ("/nb", "nb")])
def test_the_code_says_the_language_unless_the_address_chooses(
    visit: Visitor, prefix: str, language: str
) -> None:
    code = write(SLIP.but(language="nn"))
    page = visit.get(f"{prefix}/lapp/{code}")
    assert page.one("html")["lang"] == language
    told = {"nn": "Til den som er glad i deg", "en": "For the one who cares", "nb": "Til den som er glad"}
    assert told[language] in page.text


@pytest.mark.both_databases
def test_whatever_became_of_a_listing_there_is_a_sentence_for_it(
    fresh_house: Flask, fresh_visit: Visitor
) -> None:
    ids = ("demo001", "demo002", "demo005", "demo007", "finnesikke")
    with office_that_keeps(fresh_house) as office:
        editing = office.as_(office.known("national_editor"))
        rows = {id_: office.listing(id_) for id_ in ids[:4]}
        close(editing, rows["demo001"])
        rows["demo002"].status = "hidden"
        change(editing, rows["demo005"], {"status": "paused"})
        (moved,) = change(editing, rows["demo007"], {"address": "Prøvehuset, Prøvegata 0"})
        accept(office.as_(office.known("national_editor")), moved)
        hidden = rows["demo002"].name
    page = fresh_visit.get(f"/lapp/{code_of(*ids)}")
    items = page.texts(".slip-item")
    assert "lagt ned" in items[0]
    assert "Disse er nær" in items[0]
    assert "vises ikke hos oss nå" in items[1]
    assert hidden not in page.body
    assert "tar pause nå" in items[2]
    assert "Flyttet til nytt sted 22. november: Prøvehuset" in items[3].replace("\xa0", " ")
    assert "Vi kjenner ikke dette tilbudet" in items[4]


def test_a_draft_is_as_unknown_as_what_never_was(fresh_house: Flask, fresh_visit: Visitor) -> None:
    with fresh_house.app_context(), db.write_session() as session:
        session.get_one(Listing, "demo005").status = "draft"
        session.commit()
    assert "Vi kjenner ikke dette" in fresh_visit.get(f"/lapp/{code_of('demo005')}").text


def test_it_opens_in_a_year(house: Flask) -> None:
    before = house.config["NOW"]
    house.config["NOW"] = before + timedelta(days=370)
    try:
        said = house.test_client().get(f"/lapp/{CODE}").text
        file = house.test_client().get(f"/lapp/{CODE}.ics")
    finally:
        house.config["NOW"] = before
    assert "Kurset er ferdig" in said
    assert file.status_code == 200


@pytest.mark.parametrize("typed", ["finnesikke", CODE[:-1] + "q", CODE[1:], "æøå", "<b>", "a" * 600])
def test_a_misread_code_says_so_and_is_never_an_error(visit: Visitor, typed: str) -> None:
    page = visit.get(f"/lapp/{typed}")
    assert page.heading == "Koden ble ikke lest riktig"
    assert typed not in page.text
    assert visit.post("/lapp", {"code": typed}, expect=422).heading == page.heading
    assert visit.get(f"/api/v1/slips/{typed}", expect=404).json["title"] == "Misread code"


def test_a_typed_code_leads_to_its_slip(visit: Visitor) -> None:
    assert visit.post("/lapp", {"code": f" {CODE.upper()} "}, expect=303).location == f"/lapp/{CODE}"


@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.long)])
def test_thousands_of_altered_codes_show_nothing_that_is_not_public(house: Flask, count: int) -> None:
    chance, client = random.Random(18), house.test_client(use_cookies=False)
    with house.app_context():
        hidden = {row.id for row in db.read_session().query(Listing) if not row.public}
    signs = "abcdefghijklmnopqrstuvwxyz0123456789-ÆØÅ%<\"'."
    for number in range(count):
        typed = list(CODE)
        for _ in range(chance.randint(1, 4)):
            typed[chance.randrange(len(typed))] = chance.choice(signs)
        answer = client.get("/api/v1/slips/" + "".join(typed) if number % 50 else "/lapp/" + "".join(typed))
        assert answer.status_code < 500
        if answer.status_code == 200 and answer.is_json:
            shown = [item for part in answer.json["parts"] for item in part["items"] if item["url"]]
            assert not hidden & {item["id"] for item in shown}


@pytest.mark.parametrize("count", [40, pytest.param(200, marks=pytest.mark.long)])
def test_many_slips_leave_no_trace(fresh_house: Flask, count: int) -> None:
    instance: Path = fresh_house.extensions["settings"].instance
    chance, client = random.Random(200), fresh_house.test_client(use_cookies=False)
    ids = [f"demo{number:03}" for number in range(1, 30)]
    codes = [write(Slip(tuple(chance.sample(ids, 3)), (), MADE)) for _ in range(count)]
    for code in codes:
        assert client.get(f"/lapp/{code}").status_code == 200
        assert client.get(f"/lapp/{code}.txt").status_code == 200
    kept = b"".join(path.read_bytes() for path in sorted(instance.rglob("*")) if path.is_file())
    assert [code for code in codes if code.encode() in kept or code.rpartition("-")[0].encode() in kept] == []


def test_a_list_becomes_a_slip_with_one_press_and_goes_back(visit: Visitor) -> None:
    page = visit.get("/liste?listing=demo007,demo001,demo005")
    slip = next(part["href"] for part in page.select("a[href^=/lapp/]"))
    shown = visit.get(slip)
    assert len(shown.texts(".slip-name")) == 3
    assert [part for part in shown.select("a") if part["href"] == "/liste?listing=demo007,demo001,demo005"]


def test_it_is_put_in_another_order_and_shortened_by_links(visit: Visitor) -> None:
    page = visit.get(f"/lapp/{CODE}")
    links = {
        part.text.split(" ")[0] + part.text.split(" ")[1]: part["href"]
        for part in page.select(".slip-moves a")
    }
    names = page.texts(".slip-name")
    assert visit.get(links["Flyttopp"]).texts(".slip-name") == [names[1], names[0], names[2]]
    assert visit.get(links["Tabort"]).texts(".slip-name") == names[:2]
    alone = visit.get(f"/lapp/{code_of('demo005')}").select(".slip-moves a")[-1]["href"]
    assert alone == "/lapp"


def test_a_number_that_nobody_answered_is_told_in_one_press(fresh_house: Flask, fresh_visit: Visitor) -> None:
    page = fresh_visit.get(f"/lapp/{CODE}")
    press = page.select("button.slip-tell")[1]
    assert press["formaction"] == "/tilbud/demo001/si-fra"
    fields = {part["name"]: part.get("value") or "" for part in page.select("#si-fra input")}
    fresh_house.config["NOW"] += timedelta(seconds=30)
    assert fresh_visit.post(press["formaction"], fields, expect=303).location == "/tilbud/demo001/si-fra/takk"


def test_eleven_chosen_are_ten_and_it_says_so(visit: Visitor) -> None:
    chosen = "&".join(f"listing=demo{number:03}" for number in range(1, 12))
    page = visit.get(visit.get(f"/lapp?{chosen}", expect=303).location)
    assert len(page.texts(".slip-item")) == 10
    assert "En lapp har plass til 10" in page.text


def test_the_interface_says_the_same(visit: Visitor) -> None:
    told = visit.get(f"/api/v1/slips/{CODE}").json
    assert [part["for"] for part in told["parts"]] == ["self", "relative"]
    assert [item["id"] for part in told["parts"] for item in part["items"]] == list(SLIP.ids)
    assert told["url"].endswith(f"/lapp/{CODE}")
    assert told["made_on"] == "2026-11-20"
