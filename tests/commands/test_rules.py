"""Can a program ask which addresses there are, and who may use them?"""

import json

from flask import Flask

from tests.houses import run


def test_every_route_is_told_once(house: Flask) -> None:
    told = json.loads(run(house, "rules", "--json"))
    wanted = [(rule.rule, sorted(rule.methods - {"HEAD", "OPTIONS"})) for rule in house.url_map.iter_rules()]
    assert sorted((row["rule"], row["methods"]) for row in told) == sorted(wanted)
    assert all(set(row) == {"rule", "methods", "access"} for row in told)


def test_everything_but_the_desk_is_public(house: Flask) -> None:
    told = json.loads(run(house, "rules", "--json"))
    assert {row["rule"] for row in told if row["access"] != "public"} == {
        row["rule"] for row in told if row["rule"].startswith("/skrivebord")
    }


def test_a_desk_route_tells_its_roles(house: Flask) -> None:
    told = {
        (row["rule"], *row["methods"]): row["access"] for row in json.loads(run(house, "rules", "--json"))
    }
    assert told[("/skrivebord/folk", "GET")] == ["national_editor", "administrator"]
    assert told[("/skrivebord/folk/<int:person_id>/slett", "POST")] == ["administrator"]


def test_a_new_route_is_told(fresh_house: Flask) -> None:
    fresh_house.add_url_rule("/ny/<int:tall>", "new", lambda tall: "", methods=["POST"])
    told = json.loads(run(fresh_house, "rules", "--json"))
    assert {"rule": "/ny/<int:tall>", "methods": ["POST"], "access": "public"} in told


def test_people_can_read_it_too(house: Flask) -> None:
    lines = run(house, "rules").splitlines()
    assert any(line.split() == ["GET", "/om", "public"] for line in lines)
