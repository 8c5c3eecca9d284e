"""Can another site send our forms? No; and every way in which a browser sends our own form is let through."""

import pytest
from flask import Flask

OURS = "http://127.0.0.1:8000"
FORM = {"situation": "Mannen min drikker for mye. Jeg bor i Ålesund."}


def status(house: Flask, headers: dict[str, str], path: str = "/finn") -> int:
    """What a form sent with these headers is answered."""
    client = house.test_client(use_cookies=False)
    return client.post(path, data=FORM, headers=headers, base_url=OURS).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": OURS, "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Origin": "http://127.0.0.1:8000.evil.example"},
        {"Origin": "http://[::1"},
        {"Origin": "evil"},
    ],
)
def test_a_form_from_another_site_is_refused(house: Flask, headers: dict[str, str]) -> None:
    assert status(house, headers) == 403
    assert status(house, headers, "/en/finn") == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": OURS},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": OURS, "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_our_own_form_is_let_through(house: Flask, headers: dict[str, str]) -> None:
    assert status(house, headers) == 303


def test_reading_is_open_to_everybody(house: Flask) -> None:
    headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert house.test_client().get("/finn?place=alesund", headers=headers).status_code == 200


def test_a_refusal_still_gives_the_lines_to_call(house: Flask) -> None:
    page = house.test_client().post("/finn", data=FORM, headers={"Origin": "https://evil.example"}).text
    assert "tel:116123" in page
    assert "evil.example" not in page
    assert "drikker" not in page
