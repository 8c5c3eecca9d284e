"""What is a place here? A municipality, county, town or city district with one id, one slug and one point."""

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["municipality", "county", "town", "district"]
How = Literal["exact", "folded", "former", "other_language", "typo", "postcode", "number", "none"]
ClaimKind = Literal["official", "spelling", "other_language", "former"]


@dataclass(frozen=True, slots=True)
class Place:
    """A named place. Degrees (WGS 84); `size` ranks places by inhabitants, roughly, and is never printed.

    A county has no municipality, and stands at its largest town.
    """

    id: str
    slug: str
    name: str
    label: str
    kind: Kind
    municipality_number: str | None
    municipality: str | None
    county_number: str
    county: str
    latitude: float
    longitude: float
    size: int = 0

    @property
    def point(self) -> tuple[float, float]:
        """(latitude, longitude) in degrees."""
        return self.latitude, self.longitude

    def as_json(self) -> dict[str, Any]:
        """The `place` object of the public interface."""
        keys = ("id", "slug", "name", "label", "municipality", "county", "latitude", "longitude")
        return {key: getattr(self, key) for key in keys}


@dataclass(frozen=True, slots=True)
class Claim:
    """A name under which a place may be asked for. "official" is today's own name."""

    name: str
    kind: ClaimKind
    place: Place


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text can mean: one place is found, several are to be asked about, none is none.

    `said` is the name that was written where it is not today's ("Fræna"). `certain` is False where the
    name alone is not enough in running text: very short, a small place, or an ordinary word ("Sand", "Sola").
    """

    places: tuple[Place, ...] = ()
    how: How = "none"
    said: str | None = None
    certain: bool = False

    @property
    def place(self) -> Place | None:
        """The place, when the text means exactly one."""
        return self.places[0] if len(self.places) == 1 else None
