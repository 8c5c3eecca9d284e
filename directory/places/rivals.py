"""Several places bear this name: which of them may somebody mean?"""

from collections.abc import Iterable
from dataclasses import replace

from directory.places.models import Claim, Place

# From here on a town is asked about beside a municipality of its name; smaller ones give way to it.
REAL_TOWN = 500
# So many times larger, and nobody means the smaller one: Frogner in Oslo, Sandvika in Bærum.
DWARFED = 20
ORDER = {"official": 0, "spelling": 1, "other_language": 2, "former": 3}
LOCALITIES = ("town", "district")


def contenders(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each place that may be meant, the likeliest first.

    A municipality beats a village and a county of its name; a town beats the former municipality around it.
    """
    best: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: ORDER[claim.kind]):
        best.setdefault(claim.place.id, claim)
    found = _with_heirs(list(best.values()))
    strong = [claim for claim in found if is_strong(claim)]
    if not any(claim.kind == "official" for claim in strong):
        strong = found  # a former name does not silence a village that bears it today
    top = max((claim.place.size for claim in strong), default=0)
    return sorted((claim for claim in strong if not _is_dwarfed(claim, top)), key=_likelihood)


def is_strong(claim: Claim, least: int = REAL_TOWN) -> bool:
    """Whether it stands beside a municipality's own claim: by its kind, or as a town large enough."""
    return claim.kind != "official" or claim.place.kind not in LOCALITIES or claim.place.size >= least


def _likelihood(claim: Claim) -> tuple[bool, bool, int, str]:
    return claim.kind == "former", claim.place.kind in LOCALITIES, -claim.place.size, claim.place.id


def _with_heirs(claims: list[Claim]) -> list[Claim]:
    """A town inherits the claim of its former municipality; a county yields to its city (Oslo)."""
    towns = {claim.place.municipality_number for claim in claims if claim.place.kind in LOCALITIES}
    former = {claim.place.id for claim in claims if claim.kind != "official"} & towns
    named = {claim.place.name for claim in claims if claim.place.kind == "municipality"}
    kept = (claim for claim in claims if claim.place.id not in former)
    kept = (claim for claim in kept if claim.place.kind != "county" or claim.place.name not in named)
    return [
        replace(claim, kind="spelling") if claim.place.municipality_number in former else claim
        for claim in kept
    ]


def _is_dwarfed(claim: Claim, top: int) -> bool:
    return claim.kind == "official" and claim.place.kind in LOCALITIES and claim.place.size * DWARFED <= top


def largest_first(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, the largest first, without those that it dwarfs."""
    ranked = sorted({place.id: place for place in places}.values(), key=lambda place: (-place.size, place.id))
    return tuple(place for place in ranked if place is ranked[0] or place.size * DWARFED > ranked[0].size)
