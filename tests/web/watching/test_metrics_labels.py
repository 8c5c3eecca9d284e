"""Does no figure say anything of what somebody asked, typed or brought along?"""

import re

from flask import Flask

from tests.web.watching.test_metrics import samples

CANARY = "Zephyrhemmelighet"
# What a label may hold, beside the rules of the house.
CODES = re.compile(r"none|[1-5]\d\d|[a-z_]{1,12}|\+Inf|\d+\.\d+")


def test_no_label_holds_anything_that_somebody_brought_along(fresh_house: Flask) -> None:
    client = fresh_house.test_client()
    for method, path, sent in (
        ("GET", f"/{CANARY}", None),
        ("GET", f"/tilbud/{CANARY}?{CANARY}={CANARY}", None),
        ("GET", f"/sted/{CANARY}", None),
        ("GET", f"/static/{CANARY}.css", None),
        ("POST", "/finn", {"situation": f"Jeg heter {CANARY} og drikker"}),
        ("POST", "/logg-inn", {"email": f"{CANARY}@eksempel.no"}),
        ("POST", "/meld-fra", {"what": CANARY}),
        (CANARY.upper(), "/", None),
    ):
        headers = dict.fromkeys(
            ("User-Agent", "Referer", "Accept-Language", "X-Request-Id", "Cookie"), CANARY
        )
        client.open(path, method=method, data=sent, headers=headers)
    text = client.get("/metrics").text
    assert CANARY.lower() not in text.lower()
    rules = {rule.rule for rule in fresh_house.url_map.iter_rules()}
    strange = {
        value
        for sample in samples(text)
        for value in sample.labels.values()
        if value not in rules and not CODES.fullmatch(value)
    }
    assert strange == set()
    assert {name for sample in samples(text) for name in sample.labels} <= {"route", "status", "le", "state"}


def test_a_label_with_a_word_would_be_seen() -> None:
    assert not CODES.fullmatch(CANARY)
    assert not CODES.fullmatch("/tilbud/demo005")
