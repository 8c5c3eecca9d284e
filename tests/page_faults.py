"""What is wrong with a page? One check for each promise that every public page keeps; faults come as messages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from html5lib.html5parser import ParseError

from directory.vocabulary import NEEDS
from tests.markup import Part, parse

_FIELDS = ("input", "select", "textarea")
_NOT_TYPED = ("hidden", "submit", "button", "reset", "image")
_REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details")
_ADDRESS = re.compile(r"""(?:\b[a-z][a-z0-9+.-]*:)?//[^\s"'<>]+""", re.IGNORECASE)
# Facts for search engines. A browser runs nothing in it; the words are named by their address, which is never asked.
_DATA_BLOCK, _WORDS_OF_DATA = "script[type=application/ld+json]", "schema.org"
# Stems of what a title must never tell a passer-by, besides the labels of the vocabulary.
_TELLING = (
    "alkohol",
    "alcohol",
    "drikk",
    "rusm",
    "psyk",
    "selvmord",
    "sjølvmord",
    "suicid",
    "voldt",
    "overgrep",
)
_LABELS = sorted(
    {word.lower() for label in NEEDS.values() for word in label} | {code.lower() for code in NEEDS}
)

REQUIRED_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    ),
    "Referrer-Policy": ("no-referrer",),
    "X-Content-Type-Options": ("nosniff",),
    "X-Frame-Options": ("DENY",),
    "Cross-Origin-Opener-Policy": ("same-origin",),
    "Cross-Origin-Resource-Policy": ("same-origin",),
    "Permissions-Policy": ("geolocation=(self)",),
    "Cache-Control": ("no-store",),
}


@dataclass(frozen=True)
class Fetched:
    """A page as it came: its source, parsed; its headers; what was asked for and typed."""

    html: str
    root: Part
    headers: Mapping[str, str] = field(default_factory=dict)
    language: str = "nb"
    host: str = "127.0.0.1:8000"
    typed: tuple[str, ...] = ()


Check = Callable[[Fetched], Iterator[str]]


def one_heading(page: Fetched) -> Iterator[str]:
    count = len(page.root.select("h1"))
    if count != 1:
        yield f"{count} h1 elements instead of one"


def headings_in_steps(page: Fetched) -> Iterator[str]:
    above = 0
    for part in page.root.all():
        if part.level > above + 1:
            yield f"a heading skips from h{above} to h{part.level}: {part.text}"
        above = part.level or above


def language_said(page: Fetched) -> Iterator[str]:
    for part in page.root.select("html"):
        if part.get("lang") != page.language:
            yield f"lang is {part.get('lang')!r} on a page in {page.language!r}"


def ids_once(page: Fetched) -> Iterator[str]:
    counted = Counter(part["id"] for part in page.root.all() if part.get("id") is not None)
    yield from (f"the id {id_!r} is used {count} times" for id_, count in counted.items() if count > 1)


def references_lead_somewhere(page: Fetched) -> Iterator[str]:
    ids = {part.get("id") for part in page.root.all()}
    for part in page.root.all():
        wanted = [id_ for name in _REFERENCES for id_ in (part.get(name) or "").split()]
        href = part.get("href") or ""
        if href.startswith("#"):
            wanted.append(href[1:])
        yield from (f"{part.tag} points to #{id_}, which is not there" for id_ in wanted if id_ not in ids)


def forms_say_where(page: Fetched) -> Iterator[str]:
    yield from ("a form without an action" for form in page.root.select("form") if not form.get("action"))


def fields_labelled(page: Fetched) -> Iterator[str]:
    labels = page.root.select("label")
    named = {label.get("for") for label in labels if label.text}
    wrapped = {id(part.element) for label in labels if label.text for part in label.all()}
    for part in page.root.select(",".join(_FIELDS)):
        if part.tag == "input" and part.get("type") in _NOT_TYPED:
            continue
        told = part.get("aria-label") or part.get("aria-labelledby") or part.get("id") in named
        if not told and id(part.element) not in wrapped:
            yield f"a {part.tag} without a label: {part.get('name')}"


def buttons_and_links_named(page: Fetched) -> Iterator[str]:
    for part in page.root.select("a[href], button"):
        if not part.text and not part.get("aria-label"):
            yield f"a {part.tag} without words: {part.get('href')}"


def title_neutral(page: Fetched) -> Iterator[str]:
    titles = [part.text for part in page.root.select("head title")]
    if len(titles) != 1 or not titles[0]:
        yield "the page has no title of its own"
    for title in map(str.lower, titles):
        words = [label for label in _LABELS if re.search(rf"\b{re.escape(label)}\b", title)]
        words += [stem for stem in _TELLING if stem in title]
        yield from (f"the title tells the problem: {word}" for word in words)
        if any(len(typed) > 3 and typed.lower() in title for typed in page.typed):
            yield "the title repeats what was typed"


def nothing_remembered(page: Fetched) -> Iterator[str]:
    if "Set-Cookie" in page.headers:
        yield "a public page sets a cookie"


def previews_neutral(page: Fetched) -> Iterator[str]:
    """A preview says the title and one sentence that is the same for every page; it names the page without a query."""
    title = " ".join(part.text for part in page.root.select("head title"))
    for part in page.root.select("meta[property=og:title]"):
        if part["content"] != title:
            yield f"the preview says another title: {part['content']}"
    for part in page.root.select("link[rel=canonical], meta[property=og:url]"):
        if "?" in (part.get("href") or part.get("content") or ""):
            yield "the page's own address has a query"


def nobody_else_named(page: Fetched) -> Iterator[str]:
    data = {text for part in page.root.select(_DATA_BLOCK) for text in _ADDRESS.findall(part.text)}
    for address in _ADDRESS.findall(page.html):
        if address in data and urlsplit(address).netloc == _WORDS_OF_DATA:
            continue
        if urlsplit(address).netloc not in (page.host, ""):
            yield f"another host in the markup: {address}"


def nothing_inline(page: Fetched) -> Iterator[str]:
    for part in page.root.all():
        if part.tag == "style" or "style" in part.attributes:
            yield f"inline style in {part.tag}"
        if part.tag == "script" and not part.fits(_DATA_BLOCK) and (part.text or not part.get("src")):
            yield "inline script"
        yield from (f"inline handler {name}" for name in part.attributes if name.startswith("on"))
        if any(value.strip().lower().startswith("javascript:") for value in part.attributes.values()):
            yield f"a javascript: address in {part.tag}"


def headers_complete(page: Fetched) -> Iterator[str]:
    for name, wanted in REQUIRED_HEADERS.items():
        given = page.headers.get(name, "")
        yield from (f"{name} lacks {value!r}" for value in wanted if value not in given)
    if "unsafe" in page.headers.get("Content-Security-Policy", ""):
        yield "the content security policy allows something unsafe"


CHECKS: tuple[Check, ...] = (
    one_heading,
    headings_in_steps,
    language_said,
    ids_once,
    references_lead_somewhere,
    forms_say_where,
    fields_labelled,
    buttons_and_links_named,
    title_neutral,
    previews_neutral,
    nothing_remembered,
    nobody_else_named,
    nothing_inline,
    headers_complete,
)

# Pages that had no fault: the same page under the same headers has none either.
_faultless: set[int] = set()


def faults(
    html: str,
    headers: Mapping[str, str],
    language: str = "nb",
    host: str = "127.0.0.1:8000",
    typed: tuple[str, ...] = (),
) -> list[str]:
    """All that is wrong with a page, as messages; empty for a good one. `typed`: texts that must not come in the title."""
    heads = tuple(headers.get(name) for name in (*REQUIRED_HEADERS, "Set-Cookie"))
    same = hash((html, heads, language, host, typed))
    if same in _faultless:
        return []
    try:
        root = parse(html)
    except ParseError as error:
        return [f"not strictly HTML5: {error}"]
    page = Fetched(html, root, headers, language, host, typed)
    found = [fault for check in CHECKS for fault in check(page)]
    if not found:
        _faultless.add(same)
    return found
