"""What stands on a page? A strictly parsed HTML document, asked with small CSS selectors."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from xml.etree.ElementTree import Element

from html5lib import HTMLParser, getTreeBuilder

_SIMPLE = re.compile(r'([a-z0-9]+)|\.([\w-]+)|#([\w-]+)|\[([\w-]+)(?:(\^?=)"?([^\]"]*)"?)?\]')
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Part:
    """One element. `part["href"]` is an attribute; `part.text` what a reader sees, spaces made single."""

    def __init__(self, element: Element) -> None:
        self.element = element

    def __repr__(self) -> str:
        return f"<{self.tag} {self.text[:60]!r}>"

    def __getitem__(self, name: str) -> str:
        return self.element.attrib[name]

    def get(self, name: str) -> str | None:
        return self.element.get(name)

    @property
    def tag(self) -> str:
        """Its name; what is drawn in SVG is named as everything else."""
        return str(self.element.tag).rpartition("}")[2]

    @property
    def text(self) -> str:
        return " ".join("".join(self.element.itertext()).split())

    @property
    def attributes(self) -> dict[str, str]:
        return dict(self.element.attrib)

    @property
    def level(self) -> int:
        """The number of a heading, 0 for anything else."""
        return int(self.tag[1]) if self.tag in _HEADINGS else 0

    def all(self) -> Iterator["Part"]:
        """This part and everything in it, in the order of the page; comments left out."""
        return (Part(element) for element in self.element.iter() if isinstance(element.tag, str))

    def select(self, selector: str) -> list["Part"]:
        """Parts inside this one: `main .card a[href]`, `#x`, `[role=alert]`, `a[href^=tel]`, `h2, h3`."""
        found: dict[int, Element] = {}
        for steps in _read(selector):
            bases = {id(self.element): self.element}
            for fits in steps:
                bases = {
                    id(inner): inner
                    for base in bases.values()
                    for inner in base.iter()
                    if inner is not base and fits(inner)
                }
            found |= bases
        return [Part(element) for element in found.values()]

    def fits(self, step: str) -> bool:
        """Whether this part is what one step of a selector asks for."""
        return _read_step(step)(self.element)


Test = Callable[[Element], bool]


@cache
def _read(selector: str) -> tuple[tuple[Test, ...], ...]:
    """The alternatives of a selector, each a chain of steps."""
    return tuple(
        tuple(_read_step(step) for step in alternative.split()) for alternative in selector.split(",")
    )


@cache
def _read_step(step: str) -> Test:
    if _SIMPLE.sub("", step):
        raise ValueError(f"not a selector that is understood here: {step}")
    tests = [_read_simple(*match.groups()) for match in _SIMPLE.finditer(step)]
    return lambda element: isinstance(element.tag, str) and all(test(element) for test in tests)


def _read_simple(tag: str, class_: str, id_: str, name: str, sign: str, value: str) -> Test:
    if tag:
        return lambda element: element.tag.rpartition("}")[2] == tag
    if class_:
        return lambda element: class_ in element.get("class", "").split()
    if id_:
        return lambda element: element.get("id") == id_
    if sign is None:
        return lambda element: name in element.attrib
    if sign == "^=":
        return lambda element: element.get(name, "").startswith(value) and name in element.attrib
    return lambda element: element.get(name) == value


# What inspects a page, and the test that asks for it, read one and the same: nobody changes it.
@lru_cache(maxsize=32)
def parse(html: str) -> Part:
    """The document of `html`, parsed once.

    Raises:
        html5lib.html5parser.ParseError: it is not strictly HTML5.
    """
    parser = HTMLParser(getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
    document = Element("document")
    document.append(parser.parse(html))
    return Part(document)
