"""A long list comes in pages, and can be sorted; every page is an address that can be shared."""

from tests.inspecting import Visitor

OSLO = "/finn?need=alcohol&place=oslo"


def names_near(visit: Visitor, path: str) -> list[str]:
    section = visit.get(path).select("section.section")[0]
    return [part.text for part in section.select("h3")]


def test_the_pages_together_hold_everything_near_once(visit: Visitor) -> None:
    path, names = OSLO, []
    for _page in range(10):
        page = visit.get(path)
        names += [part.text for part in page.select("section.section")[0].select("h3")]
        following = page.select("a[rel=next]")
        if not following:
            break
        path = following[0]["href"]
    assert len(names) > 20
    assert len(names) == len(set(names))


def test_the_way_back_leads_to_the_page_before(visit: Visitor) -> None:
    second = visit.get(visit.get(OSLO).one("a[rel=next]")["href"])
    assert second.one("a[rel=prev]")["href"] == "/finn?need=alcohol&place=oslo"


def test_sorted_by_distance_and_by_the_next_meeting_is_another_order_of_the_same(visit: Visitor) -> None:
    orders = {sort: names_near(visit, f"{OSLO}&sort={sort}") for sort in ("fit", "distance", "next")}
    assert orders["next"] != orders["distance"]
    assert all(len(names) == len(orders["fit"]) for names in orders.values())


def test_a_page_that_is_not_there_leads_on_and_is_no_error(visit: Visitor) -> None:
    assert visit.get(f"{OSLO}&page=99").select("aside.people a")
