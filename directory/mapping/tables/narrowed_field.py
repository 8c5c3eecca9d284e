"""What is a report made of? The listings of one area, with the names of what they point at; every table is given this."""

from collections.abc import Mapping
from dataclasses import dataclass

from directory.mapping.counting.aggregate import Aggregate
from directory.mapping.counting.areas import Area
from directory.mapping.counting.population import population
from directory.places.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Field:
    """What is known of one area. `offers` is everything, `groups` and `courses` are parts of it."""

    area: Area
    offers: Aggregate
    organisations: Mapping[str, str]
    programmes: Mapping[str, str]
    gazetteer: Gazetteer

    @property
    def groups(self) -> Aggregate:
        return self.offers.narrow(lambda shape: shape.kind == "group")

    @property
    def courses(self) -> Aggregate:
        return self.offers.narrow(lambda shape: shape.kind == "course")

    @property
    def inhabitants(self) -> int | None:
        """Of the area; an organisation's numbers stand against the whole country."""
        return population().of("NO" if self.area.kind == "organisation" else self.area.code)

    @property
    def rated(self) -> bool:
        """Whether numbers can be set against inhabitants: no source gives those of municipalities."""
        return self.inhabitants is not None
