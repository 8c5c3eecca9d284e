"""Which shape has everything that the interface takes and gives? JSON Schema, with the codes of the vocabulary."""

from collections.abc import Iterable
from typing import Any

from directory.listings.records.document import ListingDocument
from directory.matching.search_address import RADII
from directory.matching.understanding.need import QUESTIONS
from directory.vocabulary import (
    ASKED_KINDS,
    AUDIENCES,
    CLASSES,
    CONSTRAINTS,
    FOR,
    FORMATS,
    KINDS,
    LANGUAGES,
    LEVELS,
    NEEDS,
    OPENNESS,
    PARTS,
    PUBLIC_STATUSES,
    RELATIONS,
    WEEKDAYS,
)

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
YES: Shape = {"type": "boolean"}
WHOLE: Shape = {"type": "integer"}
NUMBER: Shape = {"type": "number"}
DAY: Shape = {"type": "string", "format": "date"}
MOMENT: Shape = {"type": "string", "format": "date-time"}
ADDRESS: Shape = {"type": "string", "format": "uri"}
STEPS = ("near", "related_need", "neutral", "other_audience", "farther", "online", "courses")


def one_of(codes: Iterable[str]) -> Shape:
    """One code of a closed list."""
    return {"type": "string", "enum": list(codes)}


def maybe(shape: Shape) -> Shape:
    """`shape`, or null where it is not known."""
    return {"anyOf": [shape, {"type": "null"}]}


def several(shape: Shape) -> Shape:
    """A list of `shape`."""
    return {"type": "array", "items": shape}


def reference(name: str) -> Shape:
    """A shape by its name in the description."""
    return {"$ref": f"#/components/schemas/{name}"}


def thing(**fields: Shape) -> Shape:
    """An object that always has all of `fields`; a trailing underscore keeps a name off Python's words."""
    known = {name.rstrip("_"): shape for name, shape in fields.items()}
    return {"type": "object", "required": list(known), "properties": known}


def with_optional(**fields: Shape) -> Shape:
    """An object that may have any of `fields`."""
    return {**thing(**fields), "required": []}


PLACE = thing(
    id=TEXT,
    slug=TEXT,
    name=TEXT,
    label=TEXT,
    municipality=maybe(TEXT),
    county=TEXT,
    latitude=NUMBER,
    longitude=NUMBER,
)

_CODES = {
    "audience": maybe(one_of(AUDIENCES)),
    "relation": maybe(one_of(RELATIONS)),
    "needs": several(one_of(NEEDS)),
    "kinds": several(one_of(ASKED_KINDS)),
    "weekdays": several(one_of(WEEKDAYS)),
    "part": maybe(one_of(PARTS)),
    "formats": several(one_of(FORMATS)),
    "organisations": several(TEXT),
    "openness": maybe(one_of(OPENNESS)),
    "twelve_step": maybe(YES),
    "for": maybe(one_of(FOR)),
    "young": YES,
    "language": maybe(one_of(LANGUAGES)),
    "constraints": several(one_of(CONSTRAINTS)),
}

_SITUATION = {"type": "string", "description": "Free text. It is understood, and then forgotten."}
_PLACE_ASKED = {"type": "string", "description": "A slug, a number, a postcode or a name."}
_RADIUS = maybe({"type": "integer", "enum": list(RADII)})
_LIMIT = {"type": "integer", "minimum": 0, "maximum": 200, "default": 20}
QUESTION = with_optional(situation=_SITUATION, place=_PLACE_ASKED, radius_km=_RADIUS, limit=_LIMIT, **_CODES)

UNDERSTOOD = thing(
    place=maybe(reference("Place")),
    places=several(reference("Place")),
    urgent=YES,
    ask=several(thing(about=one_of(about for about, _o in QUESTIONS.values()), options=several(TEXT))),
    unused=YES,
    **_CODES,
)

MATCH = thing(
    id=TEXT,
    url=ADDRESS,
    name=TEXT,
    kind=one_of(KINDS),
    class_=maybe(one_of(CLASSES)),
    organisation=maybe(TEXT),
    audiences=several(one_of(AUDIENCES)),
    needs=several(one_of(NEEDS)),
    municipality=maybe(TEXT),
    latitude=maybe(NUMBER),
    longitude=maybe(NUMBER),
    formats=several(one_of(FORMATS)),
    distance_km=maybe(NUMBER),
    next_meeting=maybe(MOMENT),
    last_confirmed_on=maybe(DAY),
    demo=YES,
    step=one_of(STEPS),
    reasons=several(TEXT),
)

CONTACT = thing(
    level=one_of(LEVELS),
    name=TEXT,
    covers=several({"type": "string", "description": "A municipality number, a county number, or NO."}),
    phone=maybe(TEXT),
    email=maybe(TEXT),
    url=maybe(TEXT),
    hours=maybe(TEXT),
    demo=YES,
    reasons=several(TEXT),
)

ANSWER = thing(
    understood=reference("Understood"),
    matches=several(reference("Match")),
    online=several(reference("Match")),
    courses=several(reference("Match")),
    contacts=several(reference("Contact")),
)

_PARTS = ListingDocument.shapes(reference("")["$ref"] + "{model}")
LISTING = _PARTS.pop("Listing")
LISTING["properties"] |= {"status": one_of(PUBLIC_STATUSES), "page": ADDRESS}
LISTING["required"].append("page")

FOUND = {"allOf": [reference("Listing"), thing(distance_km=maybe(NUMBER), next_meeting=maybe(MOMENT))]}
LISTINGS = thing(items=several(reference("Found")), total=WHOLE, page=WHOLE, pages=WHOLE, ignored=YES)

ORGANISATION = thing(
    code=TEXT,
    name=TEXT,
    other_names=several(TEXT),
    audiences=several(one_of(AUDIENCES)),
    needs=several(one_of(NEEDS)),
    twelve_step=YES,
    faith_based=YES,
    about=TEXT,
    confidence=TEXT,
)

NEED = thing(code=one_of(NEEDS), labels=thing(nb=TEXT, nn=TEXT, en=TEXT), in_addresses=YES)
PROBLEM = thing(type=TEXT, title=TEXT, status=WHOLE, detail=TEXT)
SAID = several(thing(term=TEXT, text=TEXT))
SLIP_ITEM = thing(
    id=TEXT,
    state=one_of(("stands", "closed", "away", "unknown")),
    name=TEXT,
    what=maybe(TEXT),
    notices=several(TEXT),
    lines=SAID,
    onward=SAID,
    instead=several(thing(name=TEXT, url=ADDRESS)),
    freshness=maybe(TEXT),
    url=maybe(ADDRESS),
    demo=YES,
)
SLIP = thing(
    code=TEXT,
    url=ADDRESS,
    language=one_of(LANGUAGES),
    made_on=DAY,
    title=TEXT,
    parts=several(thing(**{"for": maybe(one_of(("self", "relative"))), "items": several(SLIP_ITEM)})),
    contacts=several(thing(name=TEXT, phone=maybe(TEXT), email=maybe(TEXT), hours=maybe(TEXT))),
)
ANSWERING = {"allOf": [thing(id=TEXT), reference("Contact")]}

SHAPES: dict[str, Shape] = {
    "Question": QUESTION,
    "Answer": ANSWER,
    "Understood": UNDERSTOOD,
    "Match": MATCH,
    "Contact": CONTACT,
    "Answering": ANSWERING,
    "Place": PLACE,
    "Listing": LISTING,
    "Found": FOUND,
    "Listings": LISTINGS,
    **_PARTS,
    "Organisation": ORGANISATION,
    "Need": NEED,
    "Slip": SLIP,
    "Problem": PROBLEM,
}
