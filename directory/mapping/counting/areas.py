"""Of what is it told? The whole country, one county, one municipality, or what one organisation has."""

from collections.abc import Callable
from dataclasses import dataclass

from directory.mapping.counting.typed_rows import ListingShape
from directory.places.gazetteer import Gazetteer

COUNTRY = "NO"
# Where something is counted that lies in no county of ours.
REMOTE, UNKNOWN = "remote", "unknown"


@dataclass(frozen=True, slots=True)
class Area:
    """What a page is narrowed to. `code` is a county's or municipality's number, an organisation's code, or `NO`."""

    kind: str  # country, county, municipality or organisation
    code: str
    name: str
    slug: str = ""

    def holds(self) -> Callable[[ListingShape], bool]:
        """Which listings belong to it."""
        code = self.code
        if self.kind == "county":
            return lambda shape: county_of(shape) == code
        if self.kind == "municipality":
            return lambda shape: shape.in_person and shape.municipality_number == code
        if self.kind == "organisation":
            return lambda shape: code in shape.organisations
        return lambda _shape: True


def county_of(shape: ListingShape) -> str:
    """The first two digits of the municipality where it is met; else that it is on the net or by phone only, or that no place is known."""
    if not shape.in_person:
        return REMOTE
    return (shape.municipality_number or "")[:2] or UNKNOWN


def find_place(slug: str, kind: str, gazetteer: Gazetteer) -> Area | None:
    """The county or municipality whose page has this slug."""
    place = gazetteer.by_slug(slug)
    known = {"county": gazetteer.counties, "municipality": gazetteer.municipalities}[kind]
    return Area(kind, place.id, place.name, place.slug) if place is not None and place in known else None


def area_of_code(code: str, country: str, organisations: dict[str, str], gazetteer: Gazetteer) -> Area | None:
    """The area of a code as it stands in the address of a table; `organisations` are their names by code."""
    if code == COUNTRY:
        return Area("country", COUNTRY, country)
    if code in organisations:
        return Area("organisation", code, organisations[code], code)
    place = gazetteer.by_number(code)
    if place is None:
        return None
    return find_place(place.slug, "county" if place in gazetteer.counties else "municipality", gazetteer)
