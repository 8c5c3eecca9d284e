"""What would a list that somebody brought change, within what they may reach?"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import PurePath

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.accounts.access import OVERSEERS
from directory.accounts.models import Actor, Person
from directory.exchange.importing.entries import Listed, Remark
from directory.exchange.importing.list_readers import read_list
from directory.exchange.sources.told import told_of
from directory.exchange.taking_in.brought import source_of
from directory.exchange.taking_in.models import ListSource, Upload
from directory.exchange.taking_in.planning import Plan, plan
from directory.exchange.taking_in.standing import read_standing
from directory.listings.editing.apply import Editing
from directory.listings.editing.scope import listings_of
from directory.listings.records.models import organisations_by_code
from directory.places.loading import load
from directory.web.catalogues import gettext as _
from directory.web.clock import oslo_now

_MOST_ROWS = 12_000  # somebody waits for the page meanwhile, and a proxy for a minute


@dataclass(frozen=True, slots=True)
class Looked:
    """The plan for an upload, with the source that it belongs to; a new one is not in the session yet."""

    editing: Editing
    source: ListSource
    new_source: bool
    plan: Plan


def is_overseer(person: Person) -> bool:
    """Whether somebody may bring lists of everybody."""
    return not person.roles.isdisjoint(OVERSEERS)


def organisations_of(person: Person) -> list[str]:
    """The organisations whose lists somebody may bring."""
    return [each.organisation_code for each in person.current_grants if each.organisation_code]


def actor_of(person: Person) -> Actor:
    """In which role somebody brings a list."""
    role = next((role for role in OVERSEERS if role in person.roles), "organisation_editor")
    return Actor(person.id, role)


def look_at(session: Session, person: Person, upload: Upload) -> Looked:
    """The plan.

    Raises:
        Refused: the list cannot be read.
    """
    sheet = upload.format == "spreadsheet"
    columns = remembered_columns(session, upload.organisation_code) | upload.columns if sheet else {}
    known = db.read_cached(organisations_by_code, "organisation")
    told = told_of(known, current_app.extensions["settings"], upload.organisation_code, columns)
    told = replace(told, most_rows=_MOST_ROWS)
    listed = read_list(upload.format, {"": upload.data}, told, upload.listing_id)
    overseer = is_overseer(person)
    if not overseer:
        _keep_own(listed, upload.organisation_code)
    name = listed.name or PurePath(upload.name).stem or upload.format
    within = None if overseer else upload.organisation_code
    source, new, entries = source_of(session, upload.format, name, listed, oslo_now(), within=within)
    editing = Editing(session, load(), actor_of(person), oslo_now())
    standing = read_standing(session, None if overseer else listings_of(session, person))
    whole = upload.format != "calendar"
    made = plan(editing, source, listed, whole=whole, entries=entries, standing=standing)
    if not overseer:
        _keep_reachable(made, standing.reached)
    return Looked(editing, source, new, made)


def remembered_columns(session: Session, organisation: str | None) -> dict[str, str]:
    """What somebody said of headings before, for lists of the same organisation."""
    rows = session.scalars(
        select(ListSource.columns)
        .where(ListSource.format == "spreadsheet", ListSource.organisation_code == organisation)
        .order_by(ListSource.id)
    )
    return {heading: field for row in rows for heading, field in row.items()}


def _keep_own(listed: Listed, code: str | None) -> None:
    """An organisation's editor brings the organisation's listings and no other."""
    others = [each for each in listed.entries if each.values.get("organisation", code) != code]
    listed.entries = [each for each in listed.entries if each.values.get("organisation", code) == code]
    for each in listed.entries:
        each.values["organisation"] = code
    listed.unreadable += [
        Remark(each.row, "", "", _("Dette tilbudet hører til en annen organisasjon.")) for each in others
    ]


def _keep_reachable(made: Plan, reached: Collection[str]) -> None:
    """What they may not edit is told, and left as it is."""
    beyond = [each for each in made.differing if each.listing_id not in reached]
    made.differing = [each for each in made.differing if each.listing_id in reached]
    made.unreadable += [
        Remark(each.entry.row, "", "", _("Dette tilbudet er det andre som har ansvar for."))
        for each in beyond
    ]
    made.gone = [each for each in made.gone if each.listing_id in reached]
    made.same += [entry for entry, listing_id in made.adopted if listing_id not in reached]
    made.adopted = [(entry, listing_id) for entry, listing_id in made.adopted if listing_id in reached]
