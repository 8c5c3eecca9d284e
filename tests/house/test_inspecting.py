"""Does the inspecting client see what is wrong? Each check is given a page with that one fault."""

import pytest
from flask import Blueprint, Flask, Response, abort, request

from directory import db
from directory.listings.records.models import Listing
from tests.desks import colleague
from tests.houses import Builder
from tests.inspecting import Visitor
from tests.markup import parse
from tests.page_faults import REQUIRED_HEADERS, faults

HEADERS = {name: "; ".join(values) for name, values in REQUIRED_HEADERS.items()}
GOOD = """<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><title>Treff nær Ålesund – Varde</title>
<script src="/static/varde.js" defer></script></head>
<body><main><h1>Dette passer for deg</h1><h2 id="a">Nær deg</h2>
<section aria-labelledby="a"><a href="#a">Se flere</a> <a href="tel:+4700000000">00 00 00 00</a></section>
<form action="/finn" method="post"><label for="s">Hva trenger du?</label><textarea id="s" name="situation"></textarea>
<input type="hidden" name="need" value="alcohol"><button>Finn hjelp</button></form></main></body></html>"""


def test_a_good_page_has_no_fault() -> None:
    assert faults(GOOD, HEADERS) == []


@pytest.mark.parametrize(
    ("good", "planted", "fault"),
    [
        ("<!doctype html>", "", "not strictly HTML5"),
        ("</section>", "</div></section>", "not strictly HTML5"),
        ("Nær deg</h2>", "Nær deg</h2><h1>En til</h1>", "2 h1 elements"),
        ("<h1>Dette passer for deg</h1>", "<h2>Nei</h2>", "0 h1 elements"),
        ('<h2 id="a">Nær deg</h2>', '<h3 id="a">Nær deg</h3>', "skips from h1 to h3"),
        ('lang="nb"', 'lang="no"', "lang is 'no'"),
        ('lang="nb"', "", "lang is None"),
        ("<main>", '<main id="a">', "the id 'a' is used 2 times"),
        ('labelledby="a"', 'labelledby="b"', "points to #b"),
        ('href="#a"', 'href="#borte"', "points to #borte"),
        ('<textarea id="s"', '<textarea id="s" aria-describedby="hint"', "points to #hint"),
        ('action="/finn" ', "", "a form without an action"),
        ('<label for="s">', "<label>", "a textarea without a label"),
        ("Hva trenger du?", "", "a textarea without a label"),
        ('<input type="hidden"', '<input type="text"', "a input without a label"),
        ("<button>Finn hjelp", "<button>", "a button without words"),
        ("Treff nær Ålesund", "Alkohol i Ålesund", "the title tells the problem: alkohol"),
        ("Treff nær Ålesund", "Treff for sorg", "the title tells the problem: sorg"),
        ("Treff nær Ålesund", "Eating near you", "the title tells the problem: eating"),
        ("Treff nær Ålesund", "Han drikker for mye", "the title repeats what was typed"),
        ("Treff nær Ålesund – Varde", "", "no title of its own"),
        (
            "/static/varde.js",
            "https://cdn.example/varde.js",
            "another host in the markup: https://cdn.example",
        ),
        ("/static/varde.js", "//cdn.example/varde.js", "another host in the markup: //cdn.example"),
        ("<main>", "<main><!-- ftp://old.example/x -->", "another host in the markup"),
        ("<main>", '<main style="color: red">', "inline style in main"),
        ("</head>", "<style>h1 { color: red }</style></head>", "inline style in style"),
        ("<main>", "<main><script>alert(1)</script>", "inline script"),
        ("<main>", '<main onclick="go()">', "inline handler onclick"),
        ('href="#a"', 'href="javascript:go()"', "a javascript: address"),
    ],
)
def test_a_planted_fault_is_seen(good: str, planted: str, fault: str) -> None:
    found = faults(GOOD.replace(good, planted, 1), HEADERS, typed=("Han drikker for mye",))
    assert any(fault in told for told in found), found


@pytest.mark.parametrize("name", HEADERS)
def test_a_missing_header_is_seen(name: str) -> None:
    left = {other: value for other, value in HEADERS.items() if other != name}
    assert any(name in told for told in faults(GOOD, left))


def test_a_cookie_and_an_unsafe_policy_are_seen() -> None:
    assert faults(GOOD, HEADERS | {"Set-Cookie": "seen=1"}) == ["a public page sets a cookie"]
    policy = HEADERS["Content-Security-Policy"] + "; script-src 'unsafe-inline'"
    assert faults(GOOD, HEADERS | {"Content-Security-Policy": policy}) == [
        "the content security policy allows something unsafe"
    ]


@pytest.fixture
def other_site(fresh_house: Flask) -> Flask:
    """A house with two pages of our own making."""
    pages = Blueprint("planted", __name__)

    @pages.get("/plantet/lenke")
    def link() -> str:
        return GOOD.replace('href="#a"', 'href="/finnes-ikke"')

    @pages.get("/plantet/skjema")
    def form() -> str:
        return GOOD.replace('action="/finn"', 'action="/om"')

    @pages.get("/plantet/tilbud")
    def listing() -> str:
        return GOOD.replace('href="#a"', 'href="/tilbud/demo005"')

    @pages.get("/plantet/skrivebord")
    def desk() -> str:
        return GOOD.replace('href="#a"', 'href="/skrivebord/oversikt"')

    @pages.get("/plantet/kake")
    def cookie() -> Response:
        answer = Response(GOOD)
        answer.set_cookie("seen", "1")
        return answer

    fresh_house.register_blueprint(pages)
    return fresh_house


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/plantet/lenke", "a link that answers 404: /finnes-ikke"),
        ("/plantet/skjema", "a form's POST /om would answer 405"),
        ("/plantet/kake", "a public page sets a cookie"),
    ],
)
def test_a_link_or_form_that_leads_nowhere_is_seen(other_site: Flask, path: str, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        Visitor(other_site).get(path)


def test_a_link_that_led_somewhere_in_another_house_is_seen_where_it_does_not(
    builder: Builder, other_site: Flask
) -> None:
    same, unlike = builder.furnished(), other_site
    Visitor(same).get("/liste?listing=demo005")  # links to it
    Visitor(unlike).get("/plantet/tilbud")
    with unlike.app_context(), db.write_session() as session:
        session.get_one(Listing, "demo005").status = "hidden"
        session.commit()
    with pytest.raises(AssertionError, match="a link that answers 404: /tilbud/demo005"):
        Visitor(unlike).get("/plantet/tilbud")
    builder.close(same)


def test_a_link_of_known_parts_is_not_opened_again_and_one_with_a_new_part_is(other_site: Flask) -> None:
    opened, pages = [], Blueprint("counted", __name__)

    @pages.get("/telt/<what>")
    def count(what: str) -> str:
        opened.append(request.full_path.rstrip("?"))
        return GOOD if what != "borte" else abort(404)

    @pages.get("/plantet/<any(kjente, nye):which>")
    def link(which: str) -> str:
        addresses = ("a?x=1", "b?x=2", "a?x=2", "a?x=2&amp;page=9") if which == "kjente" else ("borte?x=1",)
        links = "".join(f'<a href="/telt/{address}">Se</a> ' for address in addresses)
        return GOOD.replace('<a href="#a">', links + '<a href="#a">')

    other_site.register_blueprint(pages)
    Visitor(other_site).get("/plantet/kjente")
    assert opened == ["/telt/a?x=1", "/telt/b?x=2", "/telt/a?x=2&page=9"]
    with pytest.raises(AssertionError, match="a link that answers 404: /telt/borte"):
        Visitor(other_site).get("/plantet/nye")
    opened.clear()
    Visitor(other_site, whole=True).get("/plantet/kjente")
    assert opened == ["/telt/a?x=1", "/telt/b?x=2", "/telt/a?x=2"]


def test_a_link_that_is_open_to_one_is_seen_where_it_is_closed_to_another(other_site: Flask) -> None:
    colleague(other_site, "national_editor").get("/plantet/skrivebord")
    with pytest.raises(AssertionError, match="a link that answers 403"):
        colleague(other_site, "contact", "demo005").get("/plantet/skrivebord")


@pytest.mark.both_databases
def test_a_streamed_answer_that_nobody_closes_is_seen(builder: Builder) -> None:
    app = builder.furnished()
    answer = app.test_client(use_cookies=False).get("/data/listings.csv")
    with pytest.raises(AssertionError, match="1 connections are still in use"):
        builder.close(app)
    answer.close()


def test_another_status_than_expected_is_seen(fresh_visit: Visitor) -> None:
    with pytest.raises(AssertionError, match="404"):
        fresh_visit.get("/finnes-ikke")


def test_a_selector_finds_what_it_says() -> None:
    page = parse(GOOD)
    assert [part.text for part in page.select("main h1, section a[href^=tel]")] == [
        "Dette passer for deg",
        "00 00 00 00",
    ]
    assert page.select("form #s")[0]["name"] == "situation"
    assert page.select("input[type=hidden]")[0]["value"] == "alcohol"
    with pytest.raises(ValueError, match="not a selector"):
        page.select("main > h1")
