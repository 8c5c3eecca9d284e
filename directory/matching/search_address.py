"""What may stand in an address? Only coarse public codes. Reading them, and writing them, is this file's whole work."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from urllib.parse import quote

from werkzeug.datastructures import MultiDict

from directory.matching.understanding.need import QUESTIONS, RESTS, SECONDS, Need
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.places.spelling import slug
from directory.vocabulary import (
    ASKED_KINDS,
    AUDIENCES,
    CONSTRAINTS,
    FOR,
    FORMATS,
    LANGUAGES,
    NEEDS,
    OPENNESS,
    PARTS,
    RELATIONS,
    UNADDRESSED_NEEDS,
    WEEKDAYS,
    Codes,
)
from directory.web.language import path_for

RADII = (5, 10, 25, 50, 100)
SORTS = ("fit", "distance", "next")
MOST_LISTINGS = 20
_AS_IT_IS = re.compile(r"[A-Za-z0-9_.,~-]*")
_AGES = {
    f"{first}-{last}": (first, last)
    for first, last in ((10, 12), (13, 15), (16, 17), (18, 20), *((y, y + 4) for y in range(21, 96, 5)))
}
_REST = "1"  # words were not used, and it is not clear of what kind they were
_ADDRESSED = tuple(code for code in NEEDS if code not in UNADDRESSED_NEEDS)
_IN_ORDER = (  # in which an address says things
    "audience relation need place kind weekday part format organisation openness twelve_step young for language constraint"
    " age sex child second radius listing worded ask rest described sort page"
).split()
_PLACES = {name: place for place, name in enumerate(_IN_ORDER)}
_KNOWN = frozenset((*_IN_ORDER, "kept"))


@dataclass(frozen=True, slots=True)
class Search:
    """What an address asks for. `ignored` is True where it held something that we do not know; `described` where its
    listings were found by words of their descriptions."""

    need: Need
    sort: str = "fit"
    page: int = 1
    ignored: bool = False
    described: bool = False


def read(values: "MultiDict[str, str]", gazetteer: Gazetteer, organisations: Iterable[str]) -> Search:
    """The search that `values` (a query string, or the plain choices of a form) asks for. Bad values are ignored."""
    reader = _AddressReader(values)
    places = reader.places(gazetteer)
    rest = reader.many("rest", (_REST, *RESTS))
    twelve_step = reader.one("twelve_step", ("0", "1"))
    need = Need(
        audience=reader.one("audience", AUDIENCES),
        relation=reader.one("relation", RELATIONS),
        needs=reader.many("need", _ADDRESSED),
        place=places[0] if len(places) == 1 else None,
        places=places if len(places) > 1 else (),
        former_name=gazetteer.former_name(values.get("place", "")) if len(places) == 1 else None,
        kinds=reader.many("kind", ASKED_KINDS),
        weekdays=reader.many("weekday", WEEKDAYS),
        part=reader.one("part", PARTS),
        formats=reader.many("format", FORMATS),
        organisations=reader.many("organisation", list(organisations)),
        openness=reader.one("openness", OPENNESS),
        twelve_step=None if twelve_step is None else twelve_step == "1",
        young=reader.one("young", ("1",)) == "1",
        for_whom=reader.one("for", FOR),
        language=reader.one("language", LANGUAGES),
        constraints=reader.many("constraint", CONSTRAINTS),
        radius_km=reader.number("radius", RADII),
        listings=reader.ids("listing"),
        worded=reader.ids("worded"),
        ask=reader.many("ask", list(QUESTIONS)),
        ages=_AGES.get(reader.one("age", _AGES) or ""),
        sex=reader.one("sex", FOR),
        for_child=reader.one("child", ("1",)) == "1",
        second=reader.one("second", SECONDS),
        unused=bool(rest),
        rest=tuple(code for code in rest if code != _REST),
    )
    sort = reader.one("sort", SORTS) or "fit"
    page = reader.number("page", range(1, 1000)) or 1
    described = reader.one("described", ("1",)) == "1" and bool(need.listings)
    reader.ignored |= not set(values) <= _KNOWN
    return Search(need, sort, page, reader.ignored, described)


def write(need: Need) -> list[tuple[str, str]]:
    """The parameters of `need`, in the contract's order. Violence and abuse are never among them."""
    pairs: list[tuple[str, str | None]] = [("audience", need.audience), ("relation", need.relation)]
    pairs += [("need", code) for code in need.needs if code not in UNADDRESSED_NEEDS]
    pairs += [("place", place_slug) for place_slug in _place_slugs(need)]
    pairs += [("kind", code) for code in need.kinds]
    pairs += [("weekday", code) for code in need.weekdays]
    pairs.append(("part", need.part))
    pairs += [("format", code) for code in need.formats]
    pairs += [("organisation", code) for code in need.organisations]
    pairs.append(("openness", need.openness))
    pairs.append(("twelve_step", None if need.twelve_step is None else str(int(need.twelve_step))))
    pairs += [("young", "1" if need.young else None), ("for", need.for_whom), ("language", need.language)]
    pairs += [("constraint", code) for code in need.constraints]
    pairs += [("age", _age_code(need)), ("sex", need.sex), ("child", "1" if need.for_child else None)]
    pairs.append(("second", need.second))
    pairs.append(("radius", str(need.radius_km) if need.radius_km else None))
    pairs.append(("listing", ",".join(need.listings) or None))
    pairs.append(("worded", ",".join(need.worded) or None))
    pairs += [("ask", code) for code in need.ask]
    pairs += [("rest", code) for code in need.rest or (_REST,) if need.unused]
    return [(name, value) for name, value in pairs if value]


def _age_code(need: Need) -> str | None:
    """Five years of age are said, never the very year; of a decade ("i trettiårene") its middle."""
    if need.ages is None:
        return None
    middle = sum(need.ages) // 2
    return next((code for code, (first, last) in _AGES.items() if first <= middle <= last), None)


def parameters_of(search: Search) -> list[tuple[str, str]]:
    """The parameters of the very page that `search` asks for: its need, how it was found and is sorted, and which page."""
    pairs = write(search.need)
    if search.described and search.need.listings:
        pairs.append(("described", "1"))
    if search.sort != "fit":
        pairs.append(("sort", search.sort))
    if search.page > 1:
        pairs.append(("page", str(search.page)))
    return pairs


def _place_slugs(need: Need) -> list[str]:
    """A former name keeps its own slug, so that the page can say what the place is called now."""
    if need.place is None:
        return [place.slug for place in need.places]
    return [slug(need.former_name) if need.former_name else need.place.slug]


def address(need: Need, sort: str = "fit", page: int = 1, described: bool = False) -> str:
    """The result page of `need`, in the language of this page."""
    pairs = parameters_of(Search(need, sort, page, described=described))
    query = "&".join(f"{name}={_spell(value)}" for name, value in pairs)
    path, _sign, carried = path_for("find.results").partition("?")
    query = "&".join(filter(None, (query, carried)))
    return f"{path}?{query}" if query else path


class AddressesAround:
    """The addresses of the searches that differ from one in a single parameter: what they share is written once."""

    def __init__(self, need: Need, sort: str) -> None:
        self._said = [
            (_PLACES[name], f"{name}={_spell(value)}") for name, value in parameters_of(Search(need, sort))
        ]
        self._said.sort(key=itemgetter(0))
        self._path, _sign, carried = path_for("find.results").partition("?")
        self._carried = [carried] if carried else []

    def without(self, name: str) -> str:
        """The one in which nothing is said of `name`."""
        said = [said for place, said in self._said if place != _PLACES[name]]
        query = "&".join([*said, *self._carried])
        return f"{self._path}?{query}" if query else self._path

    def split_at(self, name: str) -> tuple[str, str]:
        """What stands before and after a code, where that code is all that is said of `name`."""
        here = _PLACES[name]
        before = "&".join([*(said for place, said in self._said if place < here), f"{name}="])
        after = [*(said for place, said in self._said if place > here), *self._carried]
        return f"{self._path}?{before}", "".join(f"&{said}" for said in after)


def _spell(value: str) -> str:
    """As an address spells it; a code is spelled as it is."""
    return value if _AS_IT_IS.fullmatch(value) else quote(value, safe=",")


class _AddressReader:
    """Reads one parameter at a time and notices what it does not know. A bad value is never repeated."""

    def __init__(self, values: "MultiDict[str, str]") -> None:
        self._values = values
        self.ignored = False

    def one(self, name: str, allowed: Codes | Iterable[str]) -> str | None:
        found = self.many(name, allowed)
        self.ignored |= len(found) > 1
        return found[0] if found else None

    def many(self, name: str, allowed: Codes | Iterable[str]) -> tuple[str, ...]:
        given = [value for value in self._values.getlist(name) if value]
        if not given:
            return ()
        known = set(allowed)
        self.ignored |= any(value not in known for value in given)
        return tuple(dict.fromkeys(value for value in given if value in known))

    def number(self, name: str, allowed: Iterable[int]) -> int | None:
        value = self.one(name, map(str, allowed))
        return int(value) if value else None

    def ids(self, name: str) -> tuple[str, ...]:
        given = [part for value in self._values.getlist(name) for part in value.split(",") if part]
        kept = [part for part in given if part.isascii() and part.isalnum() and len(part) <= 40][
            :MOST_LISTINGS
        ]
        self.ignored |= len(kept) < len(given)
        return tuple(dict.fromkeys(kept))

    def places(self, gazetteer: Gazetteer) -> tuple[Place, ...]:
        found: dict[str, Place] = {}
        for value in self._values.getlist("place"):
            place = gazetteer.by_slug(value) or gazetteer.by_number(value) or gazetteer.former_slug(value)
            if place is None:
                self.ignored |= bool(value)
            else:
                found[place.id] = place
        return tuple(found.values())
