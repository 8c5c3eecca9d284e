"""Found safely: sitemap, robots, canonical addresses, previews and data blocks that tell no more than the page."""

import json
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask import Flask
from sqlalchemy import select

from directory.listings.records.models import Listing, ListingContact
from directory.listings.records.schedules import Schedule
from tests.inspecting import Page, Visitor

_NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def read(visit: Visitor, path: str) -> str:
    """What a search engine reads: a text that is no page."""
    return visit.app.test_client(use_cookies=False).get(path).text


def sitemap(visit: Visitor, path: str = "/sitemap.xml") -> dict[str, dict[str, str]]:
    """Path -> language -> path, of every entry."""
    root = ElementTree.fromstring(read(visit, path))
    return {
        urlsplit(entry.findtext("s:loc", "", _NAMES)).path: {
            link.attrib["hreflang"]: urlsplit(link.attrib["href"]).path
            for link in entry.findall("x:link", _NAMES)
        }
        for entry in root.findall("s:url", _NAMES)
    }


def facts(page: Page) -> dict[str, Any]:
    """The data block of a page."""
    return json.loads(page.one("script[type=application/ld+json]").text)


def test_the_sitemap_names_every_kind_of_page_in_three_languages(visit: Visitor) -> None:
    entries = sitemap(visit)
    for path in (
        "/",
        "/kart",
        "/sted/alesund",
        "/sted/alesund/alcohol",
        "/organisasjon/al-anon",
        "/bekymret",
    ):
        assert entries[path] == {"nb": path, "nn": f"/nn{path}", "en": f"/en{path}"}
        assert {f"/nn{path}", f"/en{path}"} <= set(entries)
    assert any(path.startswith("/kontaktpunkt/") for path in entries)
    assert sum(path.startswith("/tilbud/") for path in entries) > 500


def test_every_listing_that_is_public_and_no_other_is_in_the_sitemap(fresh_house: Flask) -> None:
    with fresh_house.extensions["database"].writing() as session:
        hidden = session.scalars(select(Listing).limit(1)).one()
        hidden.status, gone = "hidden", hidden.id
    with fresh_house.extensions["database"].reading() as session:
        ids = {listing.id for listing in session.scalars(select(Listing)) if listing.public}
    found = {
        path.split("/")[2].split("-")[0] for path in sitemap(Visitor(fresh_house)) if "/tilbud/" in path[:9]
    }
    assert found == ids and gone not in found


def test_no_result_page_and_no_unaddressed_need_is_in_the_sitemap(visit: Visitor) -> None:
    entries = sitemap(visit)
    assert not [path for path in entries if path.endswith("/finn") or "violence" in path or "sexual" in path]


def test_what_the_sitemap_names_stands_and_may_be_found(visit: Visitor) -> None:
    paths = sorted(sitemap(visit))
    for path in [*paths[::400], *[path for path in paths if path.count("/") == 3][::120]]:
        page = visit.get(path)
        assert not page.select("meta[name=robots]"), path
        assert urlsplit(page.one("link[rel=canonical]")["href"]).path == path


@pytest.mark.long
def test_every_link_of_what_the_sitemap_names_leads_somewhere_as_it_stands(house: Flask) -> None:
    """Also a link that is made of nothing new (`links.py`)."""
    visit = Visitor(house, whole=True)
    paths = sorted(sitemap(visit))
    for path in [*paths[::50], *[path for path in paths if path.count("/") < 4]]:
        visit.get(path)


def test_a_sitemap_that_grows_too_long_is_divided(fresh_house: Flask) -> None:
    fresh_house.config["SITEMAP_PAGES"] = 1000
    visit = Visitor(fresh_house)
    root = ElementTree.fromstring(read(visit, "/sitemap.xml"))
    parts = [urlsplit(each.text or "") for each in root.findall("s:sitemap/s:loc", _NAMES)]
    assert len(parts) > 1
    together = [path for part in parts for path in sitemap(visit, f"{part.path}?{part.query}")]
    assert len(together) == len(set(together))
    fresh_house.config["SITEMAP_PAGES"] = 16_000
    assert set(together) == set(sitemap(visit))
    visit.get("/sitemap.xml?part=99", expect=404)


def test_robots_are_kept_from_result_pages_in_every_language(visit: Visitor) -> None:
    lines = read(visit, "/robots.txt").splitlines()
    assert {"Disallow: /finn", "Disallow: /nn/finn", "Disallow: /en/finn", "Disallow: /forlat"} <= set(lines)
    assert lines[-1].startswith("Sitemap: http") and lines[-1].endswith("/sitemap.xml")
    assert "Disallow: /" not in lines


@pytest.mark.parametrize("path", ["/finn?need=alcohol&place=alesund", "/finn", "/kart?need=alcohol"])
def test_a_page_of_results_is_not_to_be_indexed_and_has_no_preview(visit: Visitor, path: str) -> None:
    page = visit.get(path)
    assert page.one("meta[name=robots]")["content"] == "noindex"
    assert not page.select("link[rel=canonical]") and not page.select("meta[property=og:url]")


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
@pytest.mark.parametrize("path", ["/", "/sted/alesund/alcohol", "/organisasjon/al-anon", "/om", "/kart"])
def test_every_page_has_one_address_in_each_language(visit: Visitor, prefix: str, path: str) -> None:
    page = visit.get(prefix + path)
    public = visit.app.extensions["settings"].public_url
    assert page.one("link[rel=canonical]")["href"] == f"{public}{prefix}{path}"
    alternates = {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate]")}
    assert alternates == {
        "nb": f"{public}{path}",
        "nn": f"{public}/nn{path}",
        "en": f"{public}/en{path}",
        "x-default": f"{public}{path}",
    }


def test_the_host_header_is_not_trusted(house: Flask) -> None:
    answer = house.test_client().get("/sted/alesund", headers={"Host": "evil.example"})
    assert "evil.example" not in answer.text


def test_a_preview_tells_no_more_than_the_title(visit: Visitor) -> None:
    page = visit.get("/sted/alesund/alcohol")
    assert page.one("meta[property=og:title]")["content"] == "Tilbud nær Ålesund – Varde"
    told = " ".join(part.get("content") or "" for part in page.select("meta")).lower()
    assert "alkohol" not in told


def test_an_error_has_no_address_of_its_own(visit: Visitor) -> None:
    assert not visit.get("/finnes-ikke", expect=404).select("link[rel=canonical]")


def _page_of(visit: Visitor, listing: Listing) -> Page:
    return visit.get(visit.get(f"/tilbud/{listing.id}", expect=301).location)


def _a_listing(house: Flask, **wanted: object) -> Listing:
    with house.extensions["database"].reading() as session:
        found = session.scalars(select(Listing).filter_by(**wanted).order_by(Listing.id))
        return next(each for each in found if each.public and each.schedules)


def test_a_group_is_a_series_with_its_next_times(visit: Visitor, house: Flask) -> None:
    known = facts(_page_of(visit, _a_listing(house, kind="group", status="active", area_only=False)))
    assert (known["@context"], known["@type"]) == ("https://schema.org", "EventSeries")
    assert 1 <= len(known["subEvent"]) <= 5
    first = known["subEvent"][0]
    assert first["@type"] == "Event" and first["startDate"] == known["startDate"] >= "2026-11-22"
    assert first["startDate"].endswith(("+01:00", "+02:00"))
    assert known["eventSchedule"][0]["scheduleTimezone"] == "Europe/Oslo"


def test_a_course_says_who_gives_it_and_when_it_runs(visit: Visitor) -> None:
    known = facts(visit.get(visit.get("/tilbud/demo007", expect=301).location))
    assert known["@type"] == "Course"
    assert known["hasCourseInstance"][0]["startDate"] == "2027-01-12"


def test_an_organisation_says_its_names(visit: Visitor) -> None:
    known = facts(visit.get("/organisasjon/al-anon"))
    assert known["@type"] == "Organization" and known["name"].startswith("Al-Anon")


def test_an_address_that_is_hidden_is_not_in_the_data(fresh_house: Flask) -> None:
    listing = _a_listing(fresh_house, kind="group", status="active", area_only=False)
    with fresh_house.extensions["database"].writing() as session:
        row = session.get(Listing, listing.id)
        row.area_only, row.address, row.formats = True, "Hemmeligveien 7", ["in_person"]
    known = facts(_page_of(Visitor(fresh_house), listing))
    place = known["location"][0]
    assert "Hemmeligveien" not in json.dumps(known)
    assert "geo" not in place and "streetAddress" not in place["address"]
    assert place["address"]["addressLocality"]


def test_no_contact_is_in_the_data_and_no_closing_tag_breaks_out(fresh_house: Flask) -> None:
    listing = _a_listing(fresh_house, kind="group", status="active")
    with fresh_house.extensions["database"].writing() as session:
        row = session.get(Listing, listing.id)
        row.name = "</script><b>Navn & mer"
        private = {"private": True, "consent_until": None, "listing_id": listing.id}
        session.add(ListingContact(role="Vert", phone="00 00 00 01", email="vert@example.org", **private))
        session.add(ListingContact(role="Kontor", phone="00 00 00 02", listing_id=listing.id))
        for schedule in session.scalars(select(Schedule).filter_by(listing_id=listing.id)):
            schedule.link, schedule.link_public = "https://hemmelig.example/rom", False
    known = facts(_page_of(Visitor(fresh_house), listing))
    assert known["name"] == "</script><b>Navn & mer"
    said = json.dumps(known)
    assert not any(secret in said for secret in ("00 00 00", "vert@", "hemmelig.example"))
