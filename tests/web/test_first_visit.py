"""A first visit is met in the language of the browser; a letter is answered in its own; a choice is kept, without a cookie."""

import pytest

from directory.web.language import preferred
from tests.inspecting import Page, Visitor

ENGLISH = "My husband drinks too much. I live in Ålesund."
NYNORSK = "Eg treng nokon å snakke med. Mannen min drikk for mykje, og vi bur i Ålesund."
BOKMAL = "Jeg trenger noen å snakke med. Mannen min drikker for mye, og vi bor i Ålesund."
DIALECT = "Æ treng nån å snakk med, mainn min drikk førr mykje å vi bor i Ålesund"


def front(visit: Visitor, accepted: str, path: str = "/") -> Page:
    return visit.get(path, headers={"Accept-Language": accepted})


def send(visit: Visitor, page: Page, situation: str, expect: int = 303) -> Page:
    """The form of a page, sent as a browser would."""
    hidden = {part["name"]: part["value"] for part in page.select("form.ask input[type=hidden]")}
    return visit.post(page.one("form.ask")["action"], data={"situation": situation, **hidden}, expect=expect)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "nb"),
        ("", "nb"),
        ("no", "nb"),
        ("no,en;q=0.8", "nb"),
        ("nb-NO,nb;q=0.9,en;q=0.5", "nb"),
        ("nn-NO,nb;q=0.8", "nn"),
        ("en-GB,en;q=0.9,nb;q=0.8", "en"),
        ("de,en;q=0.7", "en"),
        ("de", "nb"),
        ("*", "nb"),
        (";;q=,\u00e5", "nb"),
    ],
)
def test_the_browsers_best_language_is_the_one_that_we_have(accepted: str | None, language: str) -> None:
    assert preferred(accepted) == language


@pytest.mark.parametrize(("accepted", "language"), [("en-US,en;q=0.9", "en"), ("nn", "nn"), ("nb", "nb")])
def test_the_front_page_is_in_the_language_of_the_browser_without_a_redirect(
    visit: Visitor, accepted: str, language: str
) -> None:
    page = front(visit, accepted)
    assert page.one("html")["lang"] == language
    assert "Accept-Language" in page.headers["Vary"]
    assert "Accept-Encoding" in page.headers["Vary"]


def test_its_links_lead_to_pages_of_that_language(visit: Visitor) -> None:
    inner = [part["href"] for part in front(visit, "en").select("a[href^=/]") if part.get("hreflang") is None]
    assert inner
    assert [href for href in inner if not href.startswith("/en/")] == []


@pytest.mark.parametrize("path", ["/om", "/finn?need=alcohol", "/en/om", "/nn/"])
def test_every_other_page_hangs_on_its_address_alone(visit: Visitor, path: str) -> None:
    asked, plain = front(visit, "en", path), visit.get(path)
    assert asked.body == plain.body
    assert "Accept-Language" not in asked.headers["Vary"]


def test_bokmal_can_be_chosen_and_stays(visit: Visitor) -> None:
    link = next(part for part in front(visit, "en").select("a[hreflang=nb]"))
    page = front(visit, "en", link["href"])
    assert page.one("html")["lang"] == "nb"
    home = page.one("a.brand")["href"]
    assert front(visit, "en", home).one("html")["lang"] == "nb"
    answer = send(visit, page, ENGLISH)
    assert front(visit, "en", answer.location).one("html")["lang"] == "nb"


def test_bokmal_chosen_is_the_same_page_to_those_who_look_for_it(visit: Visitor) -> None:
    own, plain = visit.get("/nb/om"), visit.get("/om")
    assert own.one("link[rel=canonical]")["href"] == plain.one("link[rel=canonical]")["href"]


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (NYNORSK, "nn"), (BOKMAL, "nb"), (DIALECT, "nb")]
)
def test_a_letter_is_answered_in_its_own_language(visit: Visitor, text: str, language: str) -> None:
    answer = visit.post("/finn", data={"situation": text}, expect=303)
    assert answer.location.startswith("/finn?" if language == "nb" else f"/{language}/finn?")
    page = visit.get(answer.location)
    assert page.one("html")["lang"] == language
    assert page.select("li.card")


@pytest.mark.parametrize("text", [ENGLISH, NYNORSK, BOKMAL])
@pytest.mark.parametrize("chosen", ["nb", "nn", "en"])
def test_a_language_that_was_chosen_is_kept_whatever_is_written(
    visit: Visitor, text: str, chosen: str
) -> None:
    answer = send(visit, visit.get(f"/{chosen}/"), text)
    assert answer.location.startswith(f"/{chosen}/finn?")


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (NYNORSK, "nn"), (BOKMAL, "nb"), ("AA Oslo", "en")]
)
def test_the_language_of_the_browser_is_no_choice_yet(visit: Visitor, text: str, language: str) -> None:
    answer = send(visit, front(visit, "en"), text)
    assert answer.location.startswith(f"/{language}/")
    page = front(visit, "en", answer.location)
    assert page.one("html")["lang"] == language
    assert front(visit, "en", page.one("a.brand")["href"]).one("html")["lang"] == language


def test_a_few_words_change_nothing(visit: Visitor) -> None:
    assert visit.post("/finn", data={"situation": "Overeaters Anonymous Stavanger"}, expect=303).location[
        :6
    ] == ("/finn?")


@pytest.mark.parametrize(
    ("text", "language"),
    [("I want to die", "en"), ("eg vil ikkje leve meir", "nn"), ("æ vil itj leve mer", "nb")],
)
def test_danger_is_answered_in_the_language_it_is_told_in(visit: Visitor, text: str, language: str) -> None:
    page = visit.post("/finn", data={"situation": text}, expect=200)
    assert page.one("html")["lang"] == language
    assert page.select("span.urgent-number")
    links = [part["href"] for part in page.select("header a[href^=/]")]
    assert all(href.startswith(f"/{language}/") or language == "nb" for href in links)


def test_a_form_that_comes_back_is_in_the_language_it_was_shown_in(visit: Visitor) -> None:
    page = send(visit, front(visit, "en"), "   ", expect=422)
    assert page.one("html")["lang"] == "en"
    assert page.one("form.ask")["action"] == "/finn"
