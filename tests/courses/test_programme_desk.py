"""What hosts learned and how long it took is there for the next ones; and who oversees the house makes programmes of their own."""

import pytest
from flask import Flask

from tests.courses.holding import DESK, LAST, RUN, hold_last, organiser
from tests.desks import colleague
from tests.inspecting import Visitor

PROGRAMME = f"{DESK}/konsept/ta-tak"
LEARNED = "Start med kaffen. Da snakker folk sammen."
NEW = {
    "name": "Kurs i hverdag (eksempel)",
    "owner": "Eksempelkommunen",
    "about": "Et oppdiktet kurs.",
    "themes": "Søvn\n\nMat",
    "seats": "",
    "source": "Oppdiktet for en prøve",
}


def test_what_hosts_learned_is_shared_once_another_has_read_it(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    mine, editor = organiser(fresh_house), colleague(fresh_house, "national_editor")
    mine.post(f"{RUN}/evaluering/erfaring", {"text": LEARNED})
    assert LEARNED not in mine.get(PROGRAMME).text
    assert "Venter på at noen andre leser det." in mine.get(f"{RUN}/evaluering").text
    assert "1 erfaring fra et vertskap skal leses" in editor.get("/skrivebord/").text
    act = editor.get(f"{DESK}/erfaringer").one("main form[action^=/skrivebord/kurs/erfaringer]")["action"]
    editor.post(act, {"state": "shared"})
    assert LEARNED in organiser(fresh_house, "demo079").get(PROGRAMME).text
    editor.post(act, {"state": "refused"}, expect=404)


def test_nobody_shares_their_own(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    editor.post(f"{RUN}/evaluering/erfaring", {"text": LEARNED})
    assert LEARNED not in editor.get(f"{DESK}/erfaringer").text
    editor.post(f"{DESK}/erfaringer/1", {"state": "shared"}, expect=404)


def test_the_hours_of_all_runs_answer_how_long_it_takes(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    for listing_id, hours in ((LAST, "40"), ("demo079", "60")):
        organiser(fresh_house, listing_id).post(
            f"{DESK}/{listing_id}/tall", {"planning_professionals": hours, "holding_users": "12"}
        )
    organiser(fresh_house).post(
        f"{RUN}/evaluering", {"midway_good": "9", "final_good": "11", "time": "Passe"}
    )
    page = organiser(fresh_house).get(PROGRAMME).text
    assert "Fagpersoner, planlegging: 50 timer i snitt (2 kurs)" in page
    assert "Brukerrepresentanter, gjennomføring: 12 timer i snitt (2 kurs)" in page
    assert "Til slutt: fornøyde: 11" in page
    assert "Passe" not in page


def test_a_rota_says_who_is_next(fresh_house: Flask) -> None:
    hold_last(fresh_house)
    page = organiser(fresh_house).get(PROGRAMME)
    assert "Neste vertskommune er Hareid, rundt mars 2028." in page.text
    assert [each.text for each in page.select("ol strong")] == ["Hareid"]


def test_a_programme_that_the_editor_makes_is_used_as_all_others(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    made = editor.post(f"{DESK}/konsept/ny", NEW).location
    assert made == f"{DESK}/konsept/kurs-i-hverdag-eksempel"
    places = {"name": "Kurs på omgang (eksempel)", "interval_months": "12"}
    page = editor.post(f"{made}/pa-omgang", {**places, "municipalities": "Hareid\nHerøy"}, expect=422)
    assert "Vi vet ikke hvilken kommune dette er: Herøy." in page.text
    assert "Hareid" in page.one("textarea#municipalities").text
    editor.post(f"{made}/pa-omgang", {**places, "municipalities": "Hareid\nHerøy (Møre og Romsdal)\n1520"})
    assert [each.text for each in editor.get(made).select("ol li")] == ["Hareid (neste)", "Herøy", "Ørsta"]
    assert NEW["name"] in Visitor(fresh_house).get("/for-arrangorer").text


@pytest.mark.parametrize("missing", ["name", "owner", "about", "source"])
def test_a_programme_with_a_fault_comes_back(fresh_house: Flask, missing: str) -> None:
    editor = colleague(fresh_house, "national_editor")
    page = editor.post(f"{DESK}/konsept/ny", {**NEW, missing: ""}, expect=422)
    assert page.select(f"#{missing}-error")
    assert "Mat" in page.one("textarea#themes").text


def test_only_who_oversees_the_house_makes_programmes(fresh_house: Flask) -> None:
    somebody = colleague(fresh_house, "contact_point", "demopointaalesund")
    somebody.post(f"{DESK}/konsept/ny", NEW, expect=403)
    somebody.post(f"{PROGRAMME}/pa-omgang", {}, expect=403)
    assert "Legg til et kurskonsept" not in somebody.get(DESK).text


def test_a_programme_that_is_none_is_not_found(fresh_house: Flask) -> None:
    editor = colleague(fresh_house, "national_editor")
    for path in (f"{DESK}/konsept/x", f"{DESK}/konsept/x/pa-omgang"):
        editor.get(path, expect=404)
