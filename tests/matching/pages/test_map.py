"""The map: what is drawn stands in the list too, and every number is what its page finds."""

import gzip
import re
from itertools import pairwise

import pytest

from directory.matching.pages.map_marks import Mark, arrange
from directory.matching.understanding.need import Need
from directory.places.loading import DATA, load
from directory.places.outlines import COUNTRY, COUNTY, HEIGHT_KM, WIDTH_KM, on_map, outlines
from tests.inspecting import Page, Visitor

GAZETTEER = load()
_BUDGET = 60_000  # bytes over the wire, the style sheet included


def rows(page: Page) -> dict[str, str]:
    """What the list says of each place."""
    links = page.texts("li.map-row a")
    return dict(zip(links, page.texts("li.map-row span"), strict=True))


def marks(page: Page) -> dict[str, str]:
    """What the map says of each place that has a mark."""
    return dict(text.split(": ", 1) for text in page.texts("a.map-mark title"))


def number(words: str) -> int:
    return 1 if words.startswith("Ett") else int((re.match(r"\d+", words) or ["0"])[0])


def test_every_county_stands_in_the_list_in_norwegian_order(visit: Visitor) -> None:
    names = list(rows(visit.get("/kart")))
    assert len(names) == 15
    assert (names[0], names[-1]) == ("Agder", "Østfold")
    assert names.index("Vestland") < names.index("Østfold")


@pytest.mark.parametrize(
    "query", ["", "?place=nordland", "?need=grief&audience=relative", "?place=vestland&need=alcohol"]
)
def test_the_map_and_the_list_say_the_same(visit: Visitor, query: str) -> None:
    page = visit.get(f"/kart{query}")
    known = {name: words for name, words in rows(page).items() if number(words)}
    assert marks(page) == known
    listed = {link["href"] for link in page.select("li.map-row a")}
    assert {link["href"] for link in page.select("a.map-mark")} <= listed


def test_the_county_is_the_sum_of_its_municipalities(visit: Visitor) -> None:
    whole = number(rows(visit.get("/kart?need=alcohol"))["Vestland"])
    parts = rows(visit.get("/kart?need=alcohol&place=vestland"))
    assert whole == sum(map(number, parts.values())) > 5


@pytest.mark.parametrize("county", ["nordland", "vestland", "innlandet"])
@pytest.mark.parametrize("need", ["alcohol", "mental-health"])
def test_the_number_is_what_the_result_page_finds_there(visit: Visitor, county: str, need: str) -> None:
    name = next(place.name for place in GAZETTEER.counties if place.slug == county)
    on_the_map = number(rows(visit.get(f"/kart?need={need}"))[name])
    answer = visit.get(f"/finn?need={need}&place={county}").one("p.answer").text
    found = re.search(rf"(\d+) i {name}|Vi fant (\d+) tilbud i {name}\.", answer)
    assert found, answer
    assert on_the_map == int(found[1] or found[2])


def test_a_municipality_leads_to_its_page_for_the_need(visit: Visitor) -> None:
    page = visit.get("/kart?place=more-og-romsdal&need=alcohol")
    assert "/sted/alesund/alcohol" in {link["href"] for link in page.select("li.map-row a")}
    page = visit.get("/kart?place=more-og-romsdal&need=alcohol&audience=relative")
    assert "/finn?audience=relative&need=alcohol&place=alesund" in {a["href"] for a in page.select("a")}


def test_oslo_is_one_municipality_and_leads_straight_there(visit: Visitor) -> None:
    links = {link.text: link["href"] for link in visit.get("/kart").select("li.map-row a")}
    assert links["Oslo"] == "/sted/oslo"
    assert links["Agder"] == "/kart?place=agder"


@pytest.mark.parametrize(
    "query", ["?need=violence", "?need=kanariby", "?utm=kanariby", "?place=kanariby", "?weekday=monday"]
)
def test_what_is_unknown_is_ignored_said_and_not_repeated(visit: Visitor, query: str) -> None:
    page = visit.get(f"/kart{query}")
    assert "Noe i adressen kjente vi ikke igjen" in page.text
    assert "kanariby" not in page.body and "need=violence" not in page.body
    assert page.select("meta[name=robots]")


def test_an_empty_choice_of_the_form_is_nothing_unknown(visit: Visitor) -> None:
    page = visit.get("/kart?need=&audience=&place=")
    assert "kjente vi ikke igjen" not in page.text


def test_the_form_offers_no_need_that_never_stands_in_an_address(visit: Visitor) -> None:
    values = {option["value"] for option in visit.get("/kart").select("option")}
    assert "grief" in values
    assert values.isdisjoint({"violence", "sexual-abuse"})


def test_a_town_gives_the_map_of_its_county(visit: Visitor) -> None:
    assert visit.get("/kart?place=alesund").heading == "Tilbud i Møre og Romsdal"


@pytest.mark.parametrize("place", ["", *(county.slug for county in GAZETTEER.counties)])
def test_the_map_is_light_enough_for_a_slow_line(visit: Visitor, place: str) -> None:
    page = visit.get(f"/kart?place={place}")
    with visit.app.test_client().get(page.one("link[rel=stylesheet]")["href"]) as sent:
        style = sent.text
    assert style
    assert len(gzip.compress(page.body.encode())) + len(gzip.compress(style.encode())) < _BUDGET


def test_every_county_has_an_outline_at_both_scales() -> None:
    described = (DATA / "README.md").read_text(encoding="utf-8")
    assert f"| `county_outlines.csv` | {2 * len(GAZETTEER.counties)} |" in described
    counties = {county.id for county in GAZETTEER.counties}
    assert set(outlines(COUNTRY)) == set(outlines(COUNTY)) == counties
    assert all(shape.path.startswith("M") and shape.path.endswith("z") for shape in outlines(COUNTY).values())


def test_places_lie_where_their_county_is_drawn() -> None:
    outside = []
    for place in GAZETTEER.municipalities:
        shape, (x, y) = outlines(COUNTY)[place.county_number], on_map(place.latitude, place.longitude)
        if not (shape.left - 5 < x < shape.right + 5 and shape.top - 5 < y < shape.bottom + 5):
            outside.append(place.label)
        assert 0 < x < WIDTH_KM and 0 < y < HEIGHT_KM
    assert outside in (["Træna"], [])


def test_kilometres_on_the_map_are_kilometres() -> None:
    oslo, bergen = on_map(59.9127, 10.7461), on_map(60.3930, 5.3242)
    apart = ((oslo[0] - bergen[0]) ** 2 + (oslo[1] - bergen[1]) ** 2) ** 0.5
    assert apart == pytest.approx(305, abs=4)


def test_marks_grow_with_what_there_is_and_cover_nobody() -> None:
    places = GAZETTEER.municipalities[:40]
    crowd = [
        Mark(place, "", "/", 100 + number % 5, 100 + number // 5, number + 1)
        for number, place in enumerate(places)
    ]
    placed = arrange(crowd, 1.0, named=True)
    assert all(one.radius >= other.radius for one, other in pairwise(reversed(placed)))
    for at, one in enumerate(placed):
        for other in placed[at + 1 :]:
            apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
            assert apart > (one.radius + other.radius) * 0.8


def test_a_need_that_nobody_meets_leaves_a_map_without_marks_and_people_to_ask(visit: Visitor) -> None:
    page = visit.get("/kart?place=finnmark&need=prison")
    assert Need(needs=("prison",)).needs and not marks(page)
    assert page.select("aside.people a[href^=tel]")
    assert page.select("ul.parts a[href^=/sted/]")


def test_places_of_one_name_are_pointed_out_in_the_order_of_their_list(visit: Visitor) -> None:
    page = visit.get("/finn?need=alcohol&place=heroy-nordland&place=heroy-more-og-romsdal")
    points = [(float(point["cx"]), float(point["cy"])) for point in page.select("circle.map-point")]
    assert page.texts("text.map-point-number") == page.texts("span.option-number") == ["1", "2"]
    (nordland_x, nordland_y), (sunnmore_x, sunnmore_y) = points
    assert nordland_x > sunnmore_x and nordland_y < sunnmore_y
    assert page.one("figure.map-points")["aria-hidden"] == "true"
