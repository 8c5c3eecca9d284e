"""Can somebody leave fast, from every page, and is it said honestly what that does?"""

import pytest

from tests.inspecting import Visitor


@pytest.mark.parametrize(
    "path", ["/", "/finn?need=alcohol&place=alesund", "/om", "/personvern", "/tilgjengelighet"]
)
@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_every_page_has_a_plain_way_out(visit: Visitor, path: str, prefix: str) -> None:
    exits = visit.get(prefix + path).select("a[data-leave]")
    assert [part["href"] for part in exits] == [f"{prefix}/forlat"]


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_the_way_out_leads_to_the_weather_and_clears_what_we_left(visit: Visitor, prefix: str) -> None:
    answer = visit.get(f"{prefix}/forlat", expect=303)
    assert answer.location == "https://www.yr.no/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_an_error_page_has_a_way_out_too(visit: Visitor) -> None:
    assert visit.get("/finnes-ikke", expect=404).select("a[data-leave]")


def test_it_is_said_that_history_is_not_erased(visit: Visitor) -> None:
    assert "sletter ikke historikken" in visit.get("/").text
    assert "sletter ikke historikken" in visit.get("/personvern").text
