"""Does somebody answer for every place and every need, nearest first?"""

import pytest
from flask import Flask
from sqlalchemy import update

from directory.contact_points.loading import put
from directory.contact_points.models import ContactPoint
from directory.contact_points.responsibility import Caller, Contact, all_contacts, answering, national_lines
from directory.places.loading import load
from directory.places.models import Place
from directory.vocabulary import AUDIENCES, LEVELS, NEEDS

ORDER = list(LEVELS)


def place(id_: str) -> Place:
    found = load().by_id(id_)
    assert found
    return found


def ask(house: Flask, where: Place | None, caller: Caller | None = None) -> list[Contact]:
    """Who answers."""
    with house.extensions["database"].reading() as session:
        return answering(all_contacts(session), where, caller or Caller())


def names(contacts: list[Contact]) -> list[str]:
    return [contact.id for contact in contacts]


@pytest.mark.both_databases
def test_all_357_municipalities_have_somebody_who_covers_them(house: Flask) -> None:
    municipalities = load().municipalities
    assert len(municipalities) == 357
    with house.extensions["database"].reading() as session:
        everybody = all_contacts(session)
        for municipality in municipalities:
            contacts = answering(everybody, municipality, Caller())
            mine = {municipality.municipality_number, municipality.county_number, "NO"}
            assert all(mine & set(contact.covers) for contact in contacts), municipality.label
            levels = {contact.level for contact in contacts}
            assert {"municipal_service", "national_line"} <= levels, municipality.label


def test_every_place_of_any_kind_gives_lines_to_call(house: Flask) -> None:
    with house.extensions["database"].reading() as session:
        everybody = all_contacts(session)
        for kind in ("county", "town", "district"):
            some = [found for found in load().all if found.kind == kind][::40]
            for found in some:
                contacts = answering(everybody, found, Caller())
                assert any(contact.phone for contact in contacts), found.label


@pytest.mark.parametrize("id_", ["1508", "0301", "5001", "4601", "1103", "5501", "2111"])
def test_the_nearest_level_comes_first(house: Flask, id_: str) -> None:
    levels = [ORDER.index(contact.level) for contact in ask(house, place(id_))]
    assert levels == sorted(levels)


def test_a_contact_point_covers_its_municipalities_and_no_other(house: Flask) -> None:
    assert names(ask(house, place("1508")))[0] == "demopointaalesund"
    assert names(ask(house, place("1579")))[0] == "demopointmolde"
    assert "demopointaalesund" not in names(ask(house, place("1531")))


def test_a_town_is_answered_for_by_its_municipality(house: Flask) -> None:
    town = next(found for found in load().all if found.kind == "town" and found.municipality_number == "1508")
    assert names(ask(house, town)) == names(ask(house, place("1508")))


def test_where_we_know_no_number_the_municipality_itself_is_named_without_one(house: Flask) -> None:
    (municipal,) = [contact for contact in ask(house, place("1151")) if contact.level == "municipal_service"]
    assert (municipal.name, municipal.phone, municipal.covers) == ("Utsira kommune", None, ("1151",))


def test_where_a_number_is_known_the_municipality_is_not_named_twice(house: Flask) -> None:
    municipal = [contact.id for contact in ask(house, place("1508")) if contact.level == "municipal_service"]
    assert municipal == ["demoserviceaalesund"]


def test_without_a_place_only_the_whole_country_answers(house: Flask) -> None:
    assert {contact.level for contact in ask(house, None)} == {"national_line"}


@pytest.mark.parametrize(
    ("caller", "first"),
    [
        (Caller(), "mentalhelse"),
        (Caller(needs=["gambling"]), "hjelpelinjen"),
        (Caller(needs=["suicide-loss"]), "leve"),
        (Caller(needs=["drugs"], audience="self"), "rusinfo"),
        (Caller(needs=["violence"]), "volinjen"),
        (Caller(needs=["alcohol"], young=True), "alarmtelefonen"),
    ],
)
def test_the_line_that_is_made_for_it_comes_first(house: Flask, caller: Caller, first: str) -> None:
    assert names(ask(house, None, caller))[0] == first


def test_relatives_get_the_lines_for_relatives_and_others_do_not(house: Flask) -> None:
    relative = names(ask(house, None, Caller(needs=["alcohol"], audience="relative")))
    themselves = names(ask(house, None, Caller(needs=["alcohol"], audience="self")))
    assert {"ivareta", "parorendelinjen"} <= set(relative)
    assert {"ivareta", "parorendelinjen"}.isdisjoint(themselves)


def test_adults_are_not_sent_to_the_childrens_line_and_the_young_are(house: Flask) -> None:
    assert "alarmtelefonen" not in names(ask(house, None, Caller()))
    assert names(ask(house, None, Caller(young=True)))[0] == "alarmtelefonen"


@pytest.mark.parametrize("need", NEEDS)
def test_whatever_it_is_about_there_is_somebody_to_talk_to_and_the_ambulance_is_last(
    house: Flask, need: str
) -> None:
    for audience in (None, *AUDIENCES):
        lines = [c for c in ask(house, None, Caller([need], audience)) if c.level == "national_line"]
        assert "mentalhelse" in names(lines)
        assert lines[-1].phone == "113"
        assert len(names(lines)) == len(set(names(lines)))


def test_every_national_line_can_be_dialled(house: Flask) -> None:
    with house.extensions["database"].reading() as session:
        assert [line.id for line in national_lines(all_contacts(session)) if not line.phone] == []


@pytest.mark.parametrize("name", ["id", "level", "name", "covers", "source", "source_date"])
def test_a_contact_without_what_it_needs_is_refused_in_words(name: str) -> None:
    row = {
        "id": "x",
        "level": "contact_point",
        "name": "X",
        "covers": ["1508"],
        "source": "s",
        "source_date": "2026",
    }
    with pytest.raises(ValueError, match=f"{name} is missing"):
        put(None, row | {name: None})  # type: ignore[arg-type]


def test_an_unknown_level_is_refused_in_words() -> None:
    row = {"id": "x", "level": "king", "name": "X", "covers": ["1508"], "source": "s", "source_date": "2026"}
    with pytest.raises(ValueError, match="level must be one of: contact_point"):
        put(None, row)  # type: ignore[arg-type]


def test_somebody_under_eighteen_gets_the_line_for_the_young_before_everybody_else(house: Flask) -> None:
    where = place("1508")
    assert names(ask(house, where, Caller(needs=["alcohol"], young=True)))[0] == "alarmtelefonen"
    assert "alarmtelefonen" not in names(ask(house, where, Caller(needs=["alcohol"])))


@pytest.mark.parametrize("many", [False, True])
def test_a_new_number_is_seen_at_once_though_contacts_are_remembered(fresh_house: Flask, many: bool) -> None:
    """Whether one row is changed by itself or a statement changes many."""
    page = "/finn?need=alcohol&place=alesund"
    assert "00 00 00 99" not in fresh_house.test_client().get(page).text
    with fresh_house.extensions["database"].writing() as session:
        if many:
            session.execute(update(ContactPoint).where(ContactPoint.demo).values(phone="00 00 00 99"))
        else:
            session.get(ContactPoint, "demopointaalesund").phone = "00 00 00 99"
    assert "00 00 00 99" in fresh_house.test_client().get(page).text.replace("\u00a0", " ")
