"""Which listing does somebody at the desk mean by a name? For saying what comes after it: one is taken, several are asked about."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from directory.accounts.models import Person
from directory.listings.desk.forms.listing_form import ListingForm
from directory.listings.desk.forms.row_fields import WayRow
from directory.listings.desk.list_rows import place_at_desk
from directory.listings.editing.scope import listings_of
from directory.listings.records.models import Listing
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import PUBLIC_STATUSES

_MOST = 8
_MOST_OWN = 60
_CODE = re.compile(r"(?:.*/tilbud/)?([A-Za-z0-9]{1,40})(?:-[\w-]*)?/?")
_AFTER_NAME = re.compile(r".*\(([A-Za-z0-9]{1,40})\)")


def own_names(session: Session, person: Person, listing_id: str | None) -> list[str]:
    """The names of the person's own listings, to choose from while writing; none where they are too many to read."""
    mine = listings_of(session, person).where(Listing.id != (listing_id or ""), Listing.status != "closed")
    names = session.scalars(mine.with_only_columns(Listing.name).order_by(Listing.name).limit(_MOST_OWN + 1))
    found = list(dict.fromkeys(names))
    return found if len(found) <= _MOST_OWN else []


def way_rows(session: Session, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A document's pathways as the rows show them: by name."""
    ways = row.get("pathways") or ()
    names = _find_names(session, {way["to"] for way in ways if way["to"]})
    return [{**way, "to": names.get(way["to"], way["to"])} for way in ways]


def _find_names(session: Session, listing_ids: Collection[str]) -> dict[str, str]:
    """The name of each, with the id where others are called the same."""
    if not listing_ids:
        return {}
    other = aliased(Listing)
    same = select(func.count()).where(other.name == Listing.name).scalar_subquery()
    rows = session.execute(select(Listing.id, Listing.name, same).where(Listing.id.in_(listing_ids)))
    return {id_: name if count == 1 else f"{name} ({id_})" for id_, name, count in rows}


def read_ways(
    session: Session, person: Person, form: ListingForm, before: Mapping[str, Any], gazetteer: Gazetteer
) -> dict[str, Any] | None:
    """What the form says of pathways, as a document; None where something must be mended, which then stands by
    its field."""
    if "pathways" not in form:
        return {}
    reached = _select_reachable(session, person, before)
    ways, fine = [], True
    for row in (each.form for each in form.pathways if each.form.counts):
        to = _resolve(session, reached, row, gazetteer)
        fine = fine and not (row.to.errors or row.choice.errors)
        ways.append({"path": row.path.data, "to": to, "text": row.text.data})
    return (
        {"pathways": [way for number, way in enumerate(ways) if way not in ways[:number]]} if fine else None
    )


def _select_reachable(session: Session, person: Person, before: Mapping[str, Any]) -> Select[Listing]:
    """What one may lead to: what everybody sees, what is one's own, and what stands there already."""
    stands = [way["to"] for way in before.get("pathways") or () if way["to"]]
    mine = listings_of(session, person).where(Listing.status != "closed").with_only_columns(Listing.id)
    others = or_(Listing.status.in_(PUBLIC_STATUSES), Listing.id.in_(mine), Listing.id.in_(stands))
    return select(Listing).where(Listing.id != (before.get("id") or ""), others)


def _resolve(session: Session, reached: Select[Listing], row: WayRow, gazetteer: Gazetteer) -> str | None:
    if not row.to.data:
        return None
    found = _search(session, reached, row.to.data)
    if len(found) == 1:
        return found[0].id
    row.choice.choices = [
        (each.id, f"{each.name} – {place_at_desk(each, gazetteer)}") for each in found[:_MOST]
    ]
    if row.choice.data in dict(row.choice.choices):
        return str(row.choice.data)
    if len(found) > _MOST:
        row.to.errors = [_("Mange tilbud heter noe slikt. Velg ett under, eller skriv mer av navnet.")]
    elif found:
        row.choice.errors = [_("Velg hvilket tilbud du mener.")]
    else:
        row.to.errors = [_("Vi finner ikke tilbudet. Skriv navnet slik det står på siden her.")]
    return None


def _search(session: Session, reached: Select[Listing], typed: str) -> list[Listing]:
    """By its id or address; else by the whole name; else by every word of it."""
    codes = [match[1] for pattern in (_CODE, _AFTER_NAME) if (match := pattern.fullmatch(typed))]
    words = [Listing.name.icontains(word, autoescape=True) for word in typed.split()]
    asked: list[tuple[ColumnElement[bool], ...]] = [
        (Listing.id.in_(codes),),
        (func.lower(Listing.name) == func.lower(typed),),
        tuple(words),
    ]
    for wanted in asked:
        found = session.scalars(
            reached.where(*wanted).order_by(Listing.name, Listing.id).limit(_MOST + 1)
        ).all()
        if found:
            return list(found)
    return []
