"""What was understood, shown as parts that can each be taken away again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from directory.listings.records.models import Organisation
from directory.matching.search_address import address
from directory.matching.understanding.need import Need
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
    WEEKDAYS,
)
from directory.web.catalogues import gettext as _
from directory.web.language import label_of


@dataclass(frozen=True, slots=True)
class UnderstoodPart:
    """One thing that was understood, and the address without it."""

    label: str
    remove_url: str


def parts(
    need: Need, organisations: Mapping[str, Organisation], described: bool = False
) -> list[UnderstoodPart]:
    """All parts of `need`, in the order of a sentence: who, whom, what, where, when, how."""
    found = _parts(need, organisations)
    return [UnderstoodPart(label, address(without, described=described)) for label, without in found]


def _parts(need: Need, organisations: Mapping[str, Organisation]) -> Iterator[tuple[str, Need]]:
    if need.audience:
        yield label_of(AUDIENCES, need.audience), need.but(audience=None)
    if need.relation:
        yield label_of(RELATIONS, need.relation), need.but(relation=None)
    if need.young:
        yield _("Under 18 år"), need.but(young=False)
    yield from _who_asks(need)
    for code in need.needs:
        yield label_of(NEEDS, code), need.but(needs=_less(need.needs, code))
    if need.place:
        yield need.place.label, need.but(place=None, radius_km=None)
    for code in need.kinds:
        yield label_of(ASKED_KINDS, code), need.but(kinds=_less(need.kinds, code))
    for code in need.organisations:
        name = organisations[code].called if code in organisations else code
        yield name, need.but(organisations=_less(need.organisations, code))
    yield from _how(need)


def _who_asks(need: Need) -> Iterator[tuple[str, Need]]:
    if need.ages:
        first, last = need.ages
        told = _("%(years)s år", years=first if first == last else f"{first}–{last}")
        yield told, need.but(ages=None)
    if need.sex:
        yield (_("Kvinne") if need.sex == "women" else _("Mann")), need.but(sex=None)
    if need.for_child:
        yield _("For en under 18 år"), need.but(for_child=False)
    if need.second:
        yield _("To personer"), need.but(second=None)


def _how(need: Need) -> Iterator[tuple[str, Need]]:
    yield from _when(need)
    if need.openness:
        yield label_of(OPENNESS, need.openness), need.but(openness=None)
    if need.twelve_step is not None:
        label = _("Tolv trinn") if need.twelve_step else _("Ikke religiøst, ikke tolv trinn")
        yield label, need.but(twelve_step=None)
    if need.for_whom:
        yield label_of(FOR, need.for_whom), need.but(for_whom=None)
    if need.language:
        yield label_of(LANGUAGES, need.language), need.but(language=None)
    for code in need.constraints:
        yield label_of(CONSTRAINTS, code), need.but(constraints=_less(need.constraints, code))
    if need.radius_km:
        yield _("Innen %(km)s\u00a0km", km=need.radius_km), need.but(radius_km=None)


def _when(need: Need) -> Iterator[tuple[str, Need]]:
    for code in need.weekdays:
        yield label_of(WEEKDAYS, code), need.but(weekdays=_less(need.weekdays, code))
    if need.part:
        yield label_of(PARTS, need.part), need.but(part=None)
    for code in need.formats:
        yield label_of(FORMATS, code), need.but(formats=_less(need.formats, code))


def _less(codes: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(code for code in codes if code != gone)
