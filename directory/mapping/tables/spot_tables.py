"""How are blank spots told? How many live near something, what one more would change, and where there is nothing."""

from collections.abc import Callable

import numpy as np

from directory.mapping.counting.blank_spots import (
    NEAR,
    Spots,
    nearest_km,
    people_near,
    roughly,
    with_one_more,
)
from directory.mapping.counting.population import people
from directory.mapping.tables.field_table import FieldColumn, FieldRow, FieldTable
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.web.catalogues import gettext as _


def near_table(spots: Spots, place: Place | None, gazetteer: Gazetteer, demo: bool) -> FieldTable:
    """How many people live within 10, 25 and 50 km of something; and if one started at `place`. Of what nobody knows, no number."""
    living = people(gazetteer)
    nearest, total = nearest_km(living.points, spots.points), float(living.people.sum())
    known, now = len(spots.points) > 0, people_near(living, nearest)
    then = with_one_more(living, nearest, place) if place else None
    more = (
        [FieldColumn("more", _("Flere hvis noe startet i %(name)s", name=place.name), "people")]
        if place
        else []
    )
    rows = tuple(
        FieldRow(
            str(km),
            _("Innen %(km)s km", km=km),
            (
                roughly(now[at]) if known else None,
                round(now[at] / total, 2) if known else None,
                *([roughly(then[at] - now[at])] if then else []),
            ),
        )
        for at, km in enumerate(NEAR)
    )
    return FieldTable(
        key="rekkevidde",
        title=_("Så mange bor i nærheten"),
        definition="hvite-flekker",
        first=_("Avstand"),
        columns=(
            FieldColumn("people", _("Mennesker, omtrent"), "people"),
            FieldColumn("people_share", _("Andel av alle"), "share"),
            *more,
        ),
        rows=rows,
        total=None,
        whole=False,
        demo=demo,
    )


def empty_table(spots: Spots, gazetteer: Gazetteer, demo: bool, link: Callable[[Place], str]) -> FieldTable:
    """The municipalities that have nothing, those with most people first, each with the `link` to what would change there."""
    living = people(gazetteer).by_municipality()
    empty = [each for each in gazetteer.municipalities if each.id not in spots.municipalities]
    far = nearest_km(np.array([each.point for each in empty]).reshape(-1, 2), spots.points)
    rows = [
        FieldRow(each.id, each.label, (roughly(living.get(each.id, 0.0)), _km(km)), link(each))
        for each, km in zip(empty, far.tolist(), strict=True)
    ]
    rows.sort(key=lambda row: (-(row.values[0] or 0), row.name))
    return FieldTable(
        key="tomme-kommuner",
        title=_("Kommuner der vi ikke vet om noe"),
        definition="hvite-flekker",
        first=_("Kommune"),
        columns=(
            FieldColumn("people", _("Mennesker, omtrent"), "people"),
            FieldColumn("km", _("Km til det nærmeste"), "people"),
        ),
        rows=tuple(rows),
        total=None,
        whole=False,
        demo=demo,
    )


def _km(km: float) -> int | None:
    return round(km) if km != float("inf") else None
