"""What is asked? One value for all that was understood, and for all that may stand in an address."""

from dataclasses import dataclass, fields
from typing import Any, Self

from directory.places.models import Place
from directory.vocabulary import UNADDRESSED_NEEDS

# What can still be open, and the answers to choose from.
QUESTIONS = {"lms": ("organisation", ("lms", "learning-centre"))}

# For whom else one may ask: the person whom it is about, a relative, a relative under 18.
SECONDS = ("self", "relative", "young")

# Of what kind the words were that were not used, where that is clear; and the end of a text that is too long.
LONG = "long"
RESTS = ("time", "place", "who", "about", "how", LONG)


@dataclass(frozen=True)
class Need:
    """What a sentence, an address or a request says. Empty means that it does not say it."""

    audience: str | None = None
    relation: str | None = None
    needs: tuple[str, ...] = ()
    place: Place | None = None
    places: tuple[Place, ...] = ()
    kinds: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    part: str | None = None
    formats: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    openness: str | None = None
    twelve_step: bool | None = None
    for_whom: str | None = None
    language: str | None = None
    constraints: tuple[str, ...] = ()
    young: bool = False
    urgent: bool = False
    ask: tuple[str, ...] = ()
    unused: bool = False
    rest: tuple[str, ...] = ()
    # How old the one who asks is, from and to; of what sex; whether it is asked for somebody under 18; in what tongue.
    ages: tuple[int, int] | None = None
    sex: str | None = None
    for_child: bool = False
    tongue: str | None = None
    # For whom else it is asked: one of `SECONDS`.
    second: str | None = None
    # What the page may add to it. `browsing`: nobody asks; all that there is, is shown.
    browsing: bool = False
    danger: str | None = None
    radius_km: int | None = None
    listings: tuple[str, ...] = ()
    # Listings in whose own text the words stand, where no code says closely what it is about: they come first, and others follow.
    worded: tuple[str, ...] = ()
    former_name: str | None = None

    @property
    def empty(self) -> bool:
        """Nothing at all that suggestions could be made from."""
        said = (
            self.audience,
            self.needs,
            self.place,
            self.places,
            self.kinds,
            self.formats,
            self.organisations,
        )
        return not any(said) and not self.listings and not self.for_whom and not self.young

    @property
    def unaddressed(self) -> bool:
        """Whether the answer must be given directly, never as an address."""
        return self.danger is not None or self.urgent or not UNADDRESSED_NEEDS.isdisjoint(self.needs)

    def __hash__(self) -> int:
        """Of what tells needs apart most often: a page asks hundreds of times whether it has met one."""
        return hash((self.audience, self.needs, self.place and self.place.id, self.kinds, self.radius_km))

    def but(self, **values: Any) -> Self:
        """A copy with other values. As `replace` makes it, in a tenth of the time: a page makes dozens.

        Raises:
            TypeError: a need has no such value.
        """
        if not values.keys() <= self.__dict__.keys():
            raise TypeError(f"a need has none of {sorted(values)}")
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__, **values)
        return made

    def override(self, codes: "Need") -> "Need":
        """This need with every value that `codes` states put over it: codes given win over what a text says."""
        stated = {
            f.name: getattr(codes, f.name)
            for f in fields(codes)
            if _is_stated(f.name, getattr(codes, f.name))
        }
        if codes.place is not None:
            stated |= {"places": (), "former_name": codes.former_name}
        return self.but(**stated)

    @property
    def first(self) -> Self:
        """What is asked for the first of two; the whole, where it is asked for one."""
        if self.second is None:
            return self
        audience = "self" if self.audience == "professional" else self.audience
        return self.but(audience=audience, second=None)

    @property
    def other(self) -> Self | None:
        """What is asked for the second of two. What hangs on the life of the first is left out."""
        if self.second is None:
            return None
        young = self.second == "young"
        return self.but(
            audience="self" if self.second == "self" else "relative",
            relation=None,
            young=young,
            constraints=(),
            for_whom=None,
            sex=None,
            ages=None,
            for_child=False,
            second=None,
            worded=(),
        )

    def as_json(self) -> dict[str, Any]:
        """The `understood` object of the interface: every field, always."""
        return {
            "audience": self.audience,
            "relation": self.relation,
            "needs": list(self.needs),
            "place": self.place.as_json() if self.place else None,
            "places": [place.as_json() for place in self.places],
            "kinds": list(self.kinds),
            "weekdays": list(self.weekdays),
            "part": self.part,
            "formats": list(self.formats),
            "organisations": list(self.organisations),
            "openness": self.openness,
            "twelve_step": self.twelve_step,
            "for": self.for_whom,
            "language": self.language,
            "constraints": list(self.constraints),
            "young": self.young,
            "urgent": self.urgent,
            "ask": [{"about": QUESTIONS[q][0], "options": list(QUESTIONS[q][1])} for q in self.ask],
            "unused": self.unused,
        }


def _is_stated(name: str, value: object) -> bool:
    """Whether a choice was made: a "no" is one where it stands beside a yes and nothing."""
    return value is not None and value != () and (value is not False or name == "twelve_step")
