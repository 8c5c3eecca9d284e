"""Does a role reach its own listings and no others?"""

import pytest
from flask import Flask
from sqlalchemy import select

from directory import db
from directory.accounts import roles
from directory.accounts.models import Actor
from directory.listings.editing.scope import acting_as, listings_of, may_edit, may_publish
from directory.listings.records.models import Listing
from directory.vocabulary import ROLES
from tests.desks import ROLE_SCOPES, add_person
from tests.houses import NOW


def reached(house: Flask, role: str, scope: str | None) -> set[str]:
    """The listings that somebody with only this role reaches."""
    email = add_person(house, role, scope)
    with house.app_context(), db.of_app().reading() as session:
        person = roles.find(session, email)
        assert person
        listed = {listing.id for listing in session.scalars(listings_of(session, person))}
        every = session.scalars(select(Listing).order_by(Listing.id)).all()
        assert listed == {listing.id for listing in every if may_edit(session, person, listing)}
        assert all(may_publish(session, person, x) is (role != "contact") for x in every if x.id in listed)
        return listed


def found(house: Flask, *where: object) -> set[str]:
    """The listings that the database finds by a plain question."""
    with house.app_context(), db.of_app().reading() as session:
        return set(session.scalars(select(Listing.id).where(*where)))  # type: ignore[arg-type]


def test_a_contact_reaches_one_listing(fresh_house: Flask) -> None:
    assert reached(fresh_house, "contact", "demo005") == {"demo005"}


def test_an_editor_reaches_every_listing_that_the_organisation_runs(fresh_house: Flask) -> None:
    mine = reached(fresh_house, "organisation_editor", "lms")
    with fresh_house.app_context(), db.of_app().reading() as session:
        assert mine == {x.id for x in session.scalars(select(Listing)) if "lms" in x.organisations}
    assert len(mine) > 1


def test_a_contact_point_reaches_its_municipalities(fresh_house: Flask) -> None:
    molde = reached(fresh_house, "contact_point", "demopointmolde")
    assert molde == found(fresh_house, Listing.municipality_number.in_(["1506", "1579"]))
    assert molde


@pytest.mark.parametrize("role", ["national_editor", "administrator"])
def test_those_who_oversee_reach_everything(fresh_house: Flask, role: str) -> None:
    assert reached(fresh_house, role, None) == found(fresh_house)


@pytest.mark.parametrize("role", ROLE_SCOPES)
def test_a_reach_that_is_gone_reaches_nothing(fresh_house: Flask, role: str) -> None:
    assert reached(fresh_house, role, "finnesikke") == set()


def test_somebody_acts_in_the_nearest_role_and_in_none_that_has_ended(fresh_house: Flask) -> None:
    email = add_person(fresh_house, "national_editor")
    with fresh_house.app_context(), db.of_app().writing() as session:
        person = roles.find(session, email)
        assert person
        mine = roles.grant(session, person, "contact", "demo005", NOW, giver=None)
        listing, other = session.get_one(Listing, "demo005"), session.get_one(Listing, "demo006")
        assert acting_as(session, person, listing) == Actor(person.id, "contact")
        assert acting_as(session, person, other) == Actor(person.id, "national_editor")
        roles.end(session, mine, NOW)
        assert acting_as(session, person, listing) == Actor(person.id, "national_editor")
        roles.forget(session, person, NOW)
        session.refresh(person)
        assert acting_as(session, person, listing) is None
        assert set(ROLES) >= person.roles == set()
