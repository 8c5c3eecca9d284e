"""What is known about one place on its way into a table?"""

from dataclasses import dataclass

from directory.places.build.towns import key_of

Point = tuple[float, float]
# A ten-thousandth of a degree is about ten metres, finer than any of the sources.
DECIMALS = 4


@dataclass(slots=True)
class Record:
    """One place. `point` is (latitude, longitude) in degrees; `size` ranks places of one name.

    `located`: the largest place for a municipality or county, else the way the point was found.
    """

    kind: str
    name: str
    number: str
    point: Point
    size: int
    located: str
    county_number: str = ""
    other_names: str = ""
    slug: str = ""
    label: str = ""

    def __post_init__(self) -> None:
        self.county_number = self.county_number or self.number[:2]

    @property
    def id(self) -> str:
        """The number of a municipality or county; with the slug behind it for a town or district."""
        return f"{self.number}-{self.slug}" if self.kind in ("town", "district") else self.number

    @property
    def key(self) -> str:
        """Equal for two spellings of one place."""
        return key_of(self.name)

    @property
    def latitude(self) -> float:
        """Degrees, as the table has it."""
        return round(self.point[0], DECIMALS)

    @property
    def longitude(self) -> float:
        """Degrees, as the table has it."""
        return round(self.point[1], DECIMALS)
