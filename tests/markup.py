"""What stands on a page? A strictly parsed HTML document, asked with small CSS selectors."""

import re
from collections.abc import Iterator
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
        found: dict[int, Part] = {}
        for alternative in selector.split(","):
            bases = [self]
            for step in alternative.split():
                inner = {
                    id(p.element): p for base in bases for p in base.all() if p.element is not base.element
                }
                bases = [part for part in inner.values() if part.fits(step)]
            found |= {id(part.element): part for part in bases}
        return list(found.values())

    def fits(self, step: str) -> bool:
        """Whether this part is what one step of a selector asks for."""
        if _SIMPLE.sub("", step):
            raise ValueError(f"not a selector that is understood here: {step}")
        return all(self._has(*match.groups()) for match in _SIMPLE.finditer(step))

    def _has(self, tag: str, class_: str, id_: str, name: str, sign: str, value: str) -> bool:
        if tag:
            return self.tag == tag
        if class_:
            return class_ in (self.get("class") or "").split()
        if id_:
            return self.get("id") == id_
        given = self.get(name)
        if given is None or sign is None:
            return given is not None
        return given.startswith(value) if sign == "^=" else given == value


def parse(html: str) -> Part:
    """The document of `html`.

    Raises:
        html5lib.html5parser.ParseError: it is not strictly HTML5.
    """
    parser = HTMLParser(getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
    document = Element("document")
    document.append(parser.parse(html))
    return Part(document)
