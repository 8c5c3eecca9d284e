"""Which place does a text mean? A geopy geocoder over our own tables; it never asks the network."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from directory.places.distance import great_circle
from directory.places.models import Answer, Claim, How, Kind, Place
from directory.places.names import Names
from directory.places.rivals import contenders, is_strong, largest_first
from directory.places.spelling import folded_key, slug

NumberMeans = Literal["municipality", "postcode"]
POSTCODE = re.compile(r"(?<!\d)\d{4}(?!\d)")
LONGEST_TEXT = 80
# Svalbard and Jan Mayen have municipality and county numbers beginning with this, and are neither.
ARCTIC = "2"
MOST_CANDIDATES = 6
CERTAIN_SIZE, CERTAIN_LETTERS = 1_000, 4


class NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """Stands where geopy wants a connection; there is none to make."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:  # noqa: ARG002  (geopy names them)
        raise GeocoderQueryError("The gazetteer answers from its own tables only.")

    get_text = get_json


class Gazetteer(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Every place with its names and postcodes. Immutable after `load()`, so threads may share it."""

    def __init__(
        self,
        places: Iterable[Place],
        claims: Iterable[Claim],
        postcodes: dict[str, tuple[str, float, float]],
        ordinary_words: Iterable[str] = (),
    ) -> None:
        """`postcodes`: code -> (id of its place, latitude, longitude)."""
        super().__init__(adapter_factory=NoNetwork)
        claims = tuple(claims)
        self.all = tuple(places)
        self.municipalities = tuple(place for place in self.all if _is_municipality(place))
        self.counties = tuple(place for place in self.all if place.kind == "county")
        self._names, self._postcodes = Names(claims), postcodes
        self._ordinary = frozenset(map(folded_key, ordinary_words))
        self._ids = {place.id: place for place in self.all}
        self._slugs = {place.slug: place for place in self.all}
        self._former = self._former_slugs(claims)
        self._points = np.array([place.point for place in self.all])
        self._others = _other_names(claims)

    def find(self, text: str, number_means: NumberMeans = "municipality") -> Answer:
        """What the text of a field for a place means: name, postcode or number, small typos too."""
        text = text[:LONGEST_TEXT]
        answer = self.exact(text, number_means)
        return answer if answer.places else self._written_postcode(text) or self.typo(text)

    def exact(self, text: str, number_means: NumberMeans = "municipality") -> Answer:
        """As `find`, without typos: a few dictionary look-ups, for every one to four words of a sentence."""
        text = text.strip()
        if text.isdecimal():
            return self._number(text, number_means)
        if claims := self._names.exactly(text):
            return self._answer(text, contenders(claims), "exact")
        claims = self._names.without_marks(text)
        return self._answer(text, contenders(claims), "folded") if claims else Answer()

    def typo(self, text: str) -> Answer:
        """The places whose name is nearest to a misspelt one; at most six, larger ones first."""
        found = contenders(self._names.nearly(text))
        places = largest_first(claim.place for claim in found)[:MOST_CANDIDATES]
        if not places:
            return Answer()
        return Answer(places, "typo", None, places[0].size >= CERTAIN_SIZE)

    def slipped(self, text: str) -> list[tuple[float, Claim]]:
        """The names that are one slip of the finger from `text`, each with how far-fetched that slip is."""
        return self._names.slipped(text)

    def is_part_of_a_name(self, word: str) -> bool:
        """Whether some name has this word among others: "Mo", "i" and "Rana"."""
        return self._names.stand_with(word)

    def begins_a_name(self, word: str) -> bool:
        """Whether some name begins with this word, however it is spelled; two look-ups, for every word of a text."""
        return self._names.begin_with(word)

    def by_id(self, place_id: str) -> Place | None:
        """The place with this id: municipality or county number, or number and slug."""
        return self._ids.get(place_id)

    def by_number(self, number: str) -> Place | None:
        """The municipality (four digits) or county (two) with this number."""
        return self._ids.get(number) if number.isdigit() else None

    def by_slug(self, slug: str) -> Place | None:
        """The place whose page has this slug."""
        return self._slugs.get(slug)

    def former_slug(self, slug: str) -> Place | None:
        """Where the page of a former name has moved; None for today's slugs and for several heirs."""
        claim = self._former.get(slug)
        return claim.place if claim else None

    def former_name(self, slug: str) -> str | None:
        """The former name whose page had this slug, for saying where it has moved."""
        claim = self._former.get(slug)
        return claim.name if claim else None

    def other_names(self, place: Place) -> list[str]:
        """Former names, names in other languages and other spellings of a place, in the order of the tables."""
        return self._others.get(place.id, [])

    def nearest(self, latitude: float, longitude: float, kind: Kind | None = None) -> Place:
        """The place (of one kind, or any) nearest to a point in degrees."""
        distances = great_circle(latitude, longitude, self._points[:, 0], self._points[:, 1])
        if kind:
            distances = np.where([place.kind == kind for place in self.all], distances, np.inf)
        return self.all[int(np.argmin(distances))]

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002
    ) -> Location | list[Location] | None:
        """geopy's way to ask: the likeliest location, or all with `exactly_one=False`; None without any."""
        found = [_location(place) for place in self.find(query).places]
        return (found[0] if exactly_one else found) if found else None

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002
    ) -> Location | list[Location] | None:
        """The named place nearest to a point, given in any form that geopy's `Point` reads."""
        point = Point(query)
        found = _location(self.nearest(point.latitude, point.longitude))
        return found if exactly_one else [found]

    def _number(self, number: str, means: NumberMeans) -> Answer:
        owner, postcode = self._ids.get(number), self._postcode(number)
        if postcode and (means == "postcode" or not owner):
            return Answer((postcode,), "postcode", None, True)
        return Answer((owner,), "number", None, True) if owner else Answer()

    def _written_postcode(self, text: str) -> Answer | None:
        """The one postcode in a text such as "6002 Ålesund" or a whole address."""
        written = {found for code in POSTCODE.findall(text) if (found := self._postcode(code))}
        return Answer(tuple(written), "postcode", None, True) if len(written) == 1 else None

    def _postcode(self, code: str) -> Place | None:
        """The code's named place at the code's own point: distances are true, addresses name the place."""
        if not (known := self._postcodes.get(code)):
            return None
        place_id, latitude, longitude = known
        return replace(self._ids[place_id], latitude=latitude, longitude=longitude)

    def _answer(self, text: str, found: list[Claim], how: How) -> Answer:
        first = found[0]
        if how == "exact" and first.kind in ("former", "other_language"):
            how = first.kind
        said = first.name if first.kind in ("former", "other_language") else None
        return Answer(tuple(claim.place for claim in found), how, said, self._is_certain(text, found))

    def _is_certain(self, text: str, found: list[Claim]) -> bool:
        if len(key := folded_key(text)) < CERTAIN_LETTERS or key in self._ordinary:
            return False
        return any(is_strong(claim, CERTAIN_SIZE) for claim in found)

    def _former_slugs(self, claims: Iterable[Claim]) -> dict[str, Claim]:
        found: dict[str, dict[Place, Claim]] = {}
        for claim in claims:
            if claim.kind != "official" and (key := slug(claim.name)) not in self._slugs:
                found.setdefault(key, {}).setdefault(claim.place, claim)
        return {key: next(iter(claims.values())) for key, claims in found.items() if len(claims) == 1}


def _other_names(claims: Iterable[Claim]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for claim in claims:
        if claim.kind != "official":
            found.setdefault(claim.place.id, []).append(claim.name)
    return found


def _is_municipality(place: Place) -> bool:
    return place.kind == "municipality" and place.county_number[0] != ARCTIC


def _location(place: Place) -> Location:
    return Location(place.label, place.point, place.as_json())
