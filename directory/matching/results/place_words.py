"""How is the place that was asked for said in a sentence? Near a town, in a county."""

from directory.places.models import Place
from directory.web.catalogues import gettext as _


def near(place: Place) -> str:
    """`nær Ålesund`, `i Nordland`."""
    if place.kind == "county":
        return _("i %(place)s", place=place.label)
    return _("nær %(place)s", place=place.label)


def nothing_near(place: Place) -> str:
    """That nothing is known there: not that there is nothing."""
    if place.kind == "county":
        return _("Vi vet ikke om noe i %(place)s.", place=place.label)
    return _("Vi vet ikke om noe i nærheten av %(place)s.", place=place.label)


def nothing_just_so(place: Place) -> str:
    """That nothing is known there which is about just this."""
    return _("Vi vet ikke om noe for akkurat dette %(where)s.", where=near(place))


def distinguish(place: Place) -> str:
    """What tells one place from another of the same name."""
    if place.municipality and place.municipality != place.name:
        return f"{place.municipality}, {place.county}"
    return place.county
