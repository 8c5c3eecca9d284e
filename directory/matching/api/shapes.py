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
ASKED: Shape = {"type": "string", "pattern": "^[^\\u0000]*$"}  # in an address: any text but a NUL
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


def choice(codes: Iterable[str]) -> Shape:
    """One code in what is asked: any other is left out, and never refused."""
    known = list(codes)
    return {
        **ASKED,
        "description": f"One of: {', '.join(known)}. Any other is left out.",
        "examples": known[:1],
    }


def loosely(words: str, example: Any) -> Shape:
    """A field of a question: what is not of its kind is left out, and never refused."""
    return {"description": f"{words} What is not so is left out.", "examples": [example]}


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

_ONES = {
    "audience": AUDIENCES,
    "relation": RELATIONS,
    "part": PARTS,
    "openness": OPENNESS,
    "for": FOR,
    "language": LANGUAGES,
}
_LISTS = {
    "needs": NEEDS,
    "kinds": ASKED_KINDS,
    "weekdays": WEEKDAYS,
    "formats": FORMATS,
    "constraints": CONSTRAINTS,
}
QUESTION = with_optional(
    situation=loosely("Free text. It is understood, and then forgotten.", "angst i Bodø"),
    place=loosely("A slug, a number, a postcode or a name.", "alesund"),
    radius_km=loosely(f"One of: {', '.join(map(str, RADII))}.", RADII[0]),
    limit=loosely("A whole number from 0 to 200; 20 without it.", 20),
    organisations=loosely("A list of codes of /organisations.", ["al-anon"]),
    twelve_step=loosely("true or false.", True),
    young=loosely("true: somebody under 18.", True),
    **{name: loosely(f"One of: {', '.join(codes)}.", next(iter(codes))) for name, codes in _ONES.items()},
    **{
        name: loosely(f"A list of: {', '.join(codes)}.", [next(iter(codes))])
        for name, codes in _LISTS.items()
    },
)

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
    rank=WHOLE,
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
    later=several(reference("Match")),
    other=maybe(reference("Second")),
    contacts=several(reference("Contact")),
)

SECOND = thing(
    understood=reference("Understood"),
    matches=several(reference("Match")),
    online=several(reference("Match")),
    courses=several(reference("Match")),
    later=several(reference("Match")),
)

_PARTS = ListingDocument.shapes(reference("")["$ref"] + "{model}")
LISTING = _PARTS.pop("Listing")
LISTING["properties"] |= {"status": one_of(PUBLIC_STATUSES), "page": ADDRESS}
LISTING["required"].append("page")

FOUND = {"allOf": [reference("Listing"), thing(distance_km=maybe(NUMBER), next_meeting=maybe(MOMENT))]}
# With `fields` only some of them are given, and always the id.
NARROWED = {"type": "object", "required": ["id"], "properties": LISTING["properties"]}
LISTINGS = thing(
    items=several({"anyOf": [reference("Found"), reference("Narrowed")]}),
    total=WHOLE,
    page=WHOLE,
    pages=WHOLE,
    ignored=YES,
)

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
    "Second": SECOND,
    "Contact": CONTACT,
    "Answering": ANSWERING,
    "Place": PLACE,
    "Listing": LISTING,
    "Found": FOUND,
    "Narrowed": NARROWED,
    "Listings": LISTINGS,
    **_PARTS,
    "Organisation": ORGANISATION,
    "Need": NEED,
    "Slip": SLIP,
    "Problem": PROBLEM,
}
