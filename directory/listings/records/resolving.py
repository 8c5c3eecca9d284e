"""Is there what a document names? Its places, organisations, programme, rota and ways onward; and what follows from them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.records.courses import Programme, Rota
from directory.listings.records.document import ListingDocument
from directory.listings.records.models import Listing, Organisation
from directory.listings.records.parts import ListingContactPart
from directory.places.gazetteer import Gazetteer


def resolve(document: ListingDocument, session: Session, gazetteer: Gazetteer) -> ListingDocument:
    """`document` as it is kept: with its point, what its organisations are, and one form for what has two.

    Where its ways lead is not looked at: `check_pathways`.

    Raises:
        ValueError: it names something that is not there; the text names the field.
    """
    _check_course(document, session)
    short = ListingContactPart.model_construct(role="Kontakt", phone=document.phone, email=document.email)
    contacts = document.contacts or ([short] if document.phone or document.email else [])
    changed = {**_place(document, gazetteer), **_run_by(document, session), "contacts": contacts}
    return document.model_copy(update=changed)


def check_pathways(document: ListingDocument, session: Session) -> None:
    """Raises:
    ValueError: one leads to a listing that is not there.
    """
    named = {way.to_id for way in document.pathways if way.to_id is not None}
    known = set(session.scalars(select(Listing.id).where(Listing.id.in_(named)))) if named else set()
    for number, way in enumerate(document.pathways, 1):
        if way.to_id is not None and way.to_id not in known:
            raise ValueError(f"pathways {number}: to is not the id of a listing")


def _place(document: ListingDocument, gazetteer: Gazetteer) -> dict[str, Any]:
    wanted = document.municipality_number or document.municipality
    found = gazetteer.find(wanted).places if wanted else ()
    if wanted and (len(found) != 1 or found[0].municipality_number is None):
        raise ValueError("municipality must be the number or the name of one municipality")
    place = found[0] if found else None
    point = gazetteer.by_id(document.place_id) if document.place_id else place
    if document.place_id and point is None:
        raise ValueError("place is not a place id")
    if any(gazetteer.by_number(number) is None for number in document.catchment):
        raise ValueError("catchment must be numbers of municipalities")
    number = place.municipality_number if place else None
    own = gazetteer.by_id(number or "")
    return {
        "municipality_number": number,
        "municipality": own.municipality if own else None,
        **_point(document, (point.latitude, point.longitude) if point else None),
    }


def _point(document: ListingDocument, usual: tuple[float, float] | None) -> dict[str, Any]:
    """The listing's own point, or that of its place, which is approximate."""
    known = document.latitude is not None and document.longitude is not None
    latitude, longitude = (document.latitude, document.longitude) if known else usual or (None, None)
    guessed = usual is not None and not known
    return {
        "latitude": latitude,
        "longitude": longitude,
        "approximate": document.approximate or document.area_only or guessed,
    }


def _run_by(document: ListingDocument, session: Session) -> dict[str, Any]:
    """A group of a fellowship is what the fellowship is."""
    first = [document.organisation] if document.organisation else []
    codes = list(dict.fromkeys([*first, *document.organisations]))
    rows = [row for code in codes if (row := session.get(Organisation, code))]
    if len(rows) != len(codes):
        raise ValueError("organisation is not a code of data/organisations.csv")
    return {
        "organisation": next(iter(codes), None),
        "organisations": codes,
        "twelve_step": document.twelve_step or any(row.twelve_step for row in rows),
        "faith_based": document.faith_based or any(row.faith_based for row in rows),
    }


def _check_course(document: ListingDocument, session: Session) -> None:
    course = document.course
    if course and course.programme_code and session.get(Programme, course.programme_code) is None:
        raise ValueError("course: programme is not known")
    if course and course.rota_code and session.get(Rota, course.rota_code) is None:
        raise ValueError("course: rota is not known")
