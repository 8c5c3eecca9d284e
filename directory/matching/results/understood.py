"""What was understood, shown as parts that can each be taken away again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

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
from directory.web.language import said


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was understood, and the address without it."""

    label: str
    remove_url: str


def parts(need: Need, organisations: Mapping[str, Organisation]) -> list[Part]:
    """All parts of `need`, in the order of a sentence: who, whom, what, where, when, how."""
    return [Part(label, address(without)) for label, without in _parts(need, organisations)]


def _parts(need: Need, organisations: Mapping[str, Organisation]) -> Iterator[tuple[str, Need]]:
    if need.audience:
        yield said(AUDIENCES, need.audience), need.but(audience=None)
    if need.relation:
        yield said(RELATIONS, need.relation), need.but(relation=None)
    if need.young:
        yield _("Under 18 år"), need.but(young=False)
    for code in need.needs:
        yield said(NEEDS, code), need.but(needs=_less(need.needs, code))
    if need.place:
        yield need.place.label, need.but(place=None, radius_km=None)
    for code in need.kinds:
        yield said(ASKED_KINDS, code), need.but(kinds=_less(need.kinds, code))
    for code in need.organisations:
        name = organisations[code].name if code in organisations else code
        yield name, need.but(organisations=_less(need.organisations, code))
    yield from _how(need)


def _how(need: Need) -> Iterator[tuple[str, Need]]:
    for code in need.weekdays:
        yield said(WEEKDAYS, code), need.but(weekdays=_less(need.weekdays, code))
    if need.part:
        yield said(PARTS, need.part), need.but(part=None)
    for code in need.formats:
        yield said(FORMATS, code), need.but(formats=_less(need.formats, code))
    if need.openness:
        yield said(OPENNESS, need.openness), need.but(openness=None)
    if need.twelve_step is not None:
        label = _("Tolv trinn") if need.twelve_step else _("Ikke religiøst, ikke tolv trinn")
        yield label, need.but(twelve_step=None)
    if need.for_whom:
        yield said(FOR, need.for_whom), need.but(for_whom=None)
    if need.language:
        yield said(LANGUAGES, need.language), need.but(language=None)
    for code in need.constraints:
        yield said(CONSTRAINTS, code), need.but(constraints=_less(need.constraints, code))
    if need.radius_km:
        yield _("Innen %(km)s\u00a0km", km=need.radius_km), need.but(radius_km=None)


def _less(codes: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(code for code in codes if code != gone)
