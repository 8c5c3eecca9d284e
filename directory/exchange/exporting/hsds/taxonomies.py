"""Which terms does a service have? The closed lists of the vocabulary, each a taxonomy with a term for each code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from directory.exchange.exporting.hsds.service_ids import known_id
from directory.listings.records.document import ListingDocument
from directory.vocabulary import (
    CLASSES,
    FOR,
    FORMATS,
    KINDS,
    LEADERS,
    LEADERSHIP,
    NEEDS,
    OPENNESS,
    SERVED,
    Codes,
    Label,
)
from directory.web.language import current, label_of


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One list: its codes, its name, and the facet of the index in which it can be asked; None where a column is asked."""

    codes: Codes
    label: Label
    facet: str | None = None


TAXONOMIES: Mapping[str, Taxonomy] = {
    "kind": Taxonomy(KINDS, Label("Hva det er", "Kva det er", "What it is"), "kind"),
    "need": Taxonomy(NEEDS, Label("Hva det handler om", "Kva det handlar om", "What it is about"), "need"),
    "audience": Taxonomy(SERVED, Label("Hvem det er for", "Kven det er for", "Whom it is for"), "audience"),
    "format": Taxonomy(
        FORMATS, Label("Hvordan man deltar", "Korleis ein deltek", "How one takes part"), "format"
    ),
    "openness": Taxonomy(
        OPENNESS, Label("Åpen eller lukket", "Open eller lukka", "Open or closed"), "openness"
    ),
    "for": Taxonomy(
        FOR, Label("For kvinner eller menn", "For kvinner eller menn", "For women or men"), "for"
    ),
    "class": Taxonomy(CLASSES, Label("Klasse", "Klasse", "Class")),
    "leadership": Taxonomy(LEADERSHIP, Label("Om noen leder", "Om nokon leier", "Whether somebody leads")),
    "leader": Taxonomy(LEADERS, Label("Hvem som leder", "Kven som leier", "Who leads")),
}


def codes_of(listing: ListingDocument) -> Iterator[tuple[str, str]]:
    """The terms of one listing: taxonomy and code."""
    yield "kind", listing.kind
    for name, several in (
        ("need", listing.needs),
        ("audience", listing.audiences),
        ("format", listing.formats),
    ):
        yield from ((name, code) for code in several)
    ones = {
        "openness": listing.openness,
        "for": listing.for_whom,
        "class": listing.class_,
        "leadership": listing.leadership,
        "leader": listing.leader,
    }
    yield from ((name, code) for name, code in ones.items() if code)


def taxonomy_id(name: str) -> str:
    """The UUID of a list."""
    return known_id("taxonomy", name)


def term_id(name: str, code: str) -> str:
    """The UUID of a code of a list."""
    return known_id("term", f"{name}:{code}")


def all_terms() -> Iterator[tuple[str, str]]:
    """Every term there is: taxonomy and code."""
    return ((name, code) for name, taxonomy in TAXONOMIES.items() for code in taxonomy.codes)


def taxonomy(name: str) -> dict[str, Any]:
    """One list as HSDS has it."""
    said = str(getattr(TAXONOMIES[name].label, current()))
    return {"id": taxonomy_id(name), "name": said, "description": said}


def term(name: str, code: str) -> dict[str, Any]:
    """One code as HSDS has it."""
    said = label_of(TAXONOMIES[name].codes, code)
    return {
        "id": term_id(name, code),
        "code": code,
        "name": said,
        "description": said,
        "taxonomy": str(getattr(TAXONOMIES[name].label, current())),
        "taxonomy_detail": taxonomy(name),
        "language": current(),
    }
