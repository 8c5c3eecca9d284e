"""May any number stand in an address? What no row can have leads nowhere, and asks no database."""

import re

import pytest
from flask import Flask

from tests.accounts.matrix import HOME
from tests.desks import colleague

_INTEGER = re.compile(r"<int:\w+>")


@pytest.mark.parametrize("number", ["9" * 10, "9" * 19, "9" * 40, "9" * 5000])
def test_a_number_that_no_row_has_is_not_there(own_house: Flask, number: str) -> None:
    admin = colleague(own_house, "administrator")
    rules = [rule for rule in own_house.url_map.iter_rules() if "<int:" in rule.rule]
    assert rules
    for rule in rules:
        path = _INTEGER.sub(number, rule.rule).replace("<code:listing_id>", "demo005")
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        sent = {"csrf_token": admin.token()} if method == "POST" else None
        assert admin.client.open(path, method=method, data=sent, base_url=HOME).status_code == 404, path
