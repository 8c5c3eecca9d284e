"""Does a slip's code hold what it must, and does a misread one say so?"""

import string
from datetime import date

import pytest

from directory.referrals.slips.code import MOST, Slip, make, read, write

TODAY = date(2026, 11, 22)
SLIP = Slip(("lwnwee5n", "q7r77w34"), ("viwatqpf",), TODAY, "nn")
SIGNS = string.ascii_lowercase + string.digits + "-"


@pytest.mark.parametrize("slip", [SLIP, SLIP.but(second=()), SLIP.but(first=(), language="en")])
def test_what_is_written_is_read(slip: Slip) -> None:
    code = write(slip)
    assert read(code, TODAY) == slip
    assert read(code.upper(), TODAY) == slip
    assert read(f" {code[:9]} {code[9:]} ", date(2027, 11, 22)) == slip


def test_it_is_short_and_can_be_said_aloud() -> None:
    code = write(make(["lwnwee5n", "q7r77w34", "viwatqpf"], [], TODAY, "nb"))  # type: ignore[arg-type]
    assert code == "lwnwee5n-q7r77w34-viwatqpf-b0a5cp"


def test_capitals_that_belong_to_an_id_are_kept() -> None:
    slip = SLIP.but(first=("FremmedId7",), second=())
    assert read(write(slip), TODAY) == slip


@pytest.mark.parametrize("code", [write(SLIP), write(SLIP.but(first=()))])
def test_any_sign_that_is_misread_is_seen(code: str) -> None:
    changed = [
        code[:at] + sign + code[at + 1 :] for at in range(len(code)) for sign in SIGNS if sign != code[at]
    ]
    swapped = [code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(len(code) - 1)]
    dropped = [code[:at] + code[at + 1 :] for at in range(len(code))]
    right = read(code, TODAY)
    found = [each for each in (*changed, *swapped) if each != code and read(each, TODAY) not in (None, right)]
    assert found == []
    assert sum(read(each, TODAY) is not None for each in dropped) <= 1


def test_a_day_to_come_is_no_day_on_which_it_was_made() -> None:
    assert read(write(SLIP), date(2026, 11, 21)) is None


def test_it_holds_ten_each_once() -> None:
    slip = make([f"a{number}" for number in range(8)], ["a1", "b", "c", "d", "ikke slik", ""], TODAY, "nb")
    assert slip is not None
    assert slip.first == tuple(f"a{number}" for number in range(8))
    assert slip.second == ("b", "c")
    assert len(slip.ids) == MOST
    assert make([], ["<script>"], TODAY, "nb") is None


@pytest.mark.parametrize(
    "typed", ["", "-", "--", "demo001", "b0a5v0", "-b0a5v0", "a" * 5000, "é" * 20, "<script>"]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read(typed, TODAY) is None
