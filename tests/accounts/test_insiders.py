"""Does nobody inside get a number of their own onto many listings, unseen? Every way that we know."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from directory.listings.editing import moderation
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing
from directory.listings.wording.presenting import contacts_of
from directory.mail.models import Letter
from directory.places.loading import load
from directory.vocabulary import PUBLIC_STATUSES
from tests.accounts.insiders import NUMBER, WAYS, Insider, Way
from tests.listings.editors import Office, office_in

FEW, FIFTY = 2, 50
_DIGITS = re.sub(r"\D", "", NUMBER)


@pytest.fixture
def office(house: Flask) -> Iterator[Office]:
    with office_in(house) as office:
        yield office


def taken(office: Office, number: int) -> list[Listing]:
    """Listings that people see. Every third one somebody in a role has confirmed, the others nobody."""
    wanted = select(Listing).where(Listing.status.in_(PUBLIC_STATUSES), Listing.demo)
    found = office.session.scalars(wanted.order_by(Listing.id).limit(number)).all()
    for place, each in enumerate(found):
        each.confirmed_by = None if place % 3 else "contact_point"
    office.session.flush()
    assert len(found) == number
    return list(found)


def shown_with_it(office: Office) -> list[str]:
    """The listings on which the public would read the number."""
    office.session.flush()
    rows = office.session.scalars(select(Listing).where(Listing.status.in_(PUBLIC_STATUSES)))
    return [each.id for each in rows if _DIGITS in _read(office, each)]


def _read(office: Office, listing: Listing) -> str:
    private = " ".join(f"{each.phone}" for each in contacts_of(listing, office.now.date(), private=True))
    text = f"{document_of(listing, load())} {private}"
    return re.sub(r"[\s.+]|null(?= )", lambda sign: "0" if sign.group() == "null" else "", text).replace(
        "seks", "6"
    )


def untold(insider: Insider, listings: list[str]) -> list[str]:
    """Those of which no letter went to anybody but the insider's own mailboxes."""
    own = {person.email for person in insider.mailboxes}
    rows = insider.office.session.scalars(select(Letter).where(Letter.recipient.not_in(own)))
    told = [row.text for row in rows]
    return [each for each in listings if not any(each in text for text in told)]


def try_it(office: Office, way: Way, number: int) -> None:
    """One way on so many listings: what is confirmed stays as it was, and what is not changes for few, not unseen."""
    insider, listings = Insider(office), taken(office, number)
    relied_on = {each.id for each in listings if each.confirmed_by}
    way(insider, listings)
    shown = shown_with_it(office)
    assert relied_on.isdisjoint(shown)
    assert untold(insider, shown) == []
    assert len(shown) <= moderation.MOST_IN_A_DAY


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_nobody_inside_gets_their_own_number_onto_many_listings_unseen(
    office: Office, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moderation, "MOST_IN_A_DAY", FEW)
    try_it(office, way, 3 * FEW)


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_nobody_inside_gets_their_own_number_onto_fifty_listings_unseen(office: Office, way: Way) -> None:
    try_it(office, way, FIFTY)


def test_twenty_ways_are_tried() -> None:
    assert len(WAYS) >= 20


def test_an_administrator_who_makes_editors_of_their_own_is_told_of_to_the_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moderation, "MOST_IN_A_DAY", FEW)
    insider, listings = Insider(office, "administrator"), taken(office, 3 * FEW)
    one, other = (insider.invite("national_editor") for _each in range(2))
    for each in listings:
        insider.say_yes(insider.put(each, one), other)
    letters = office.session.execute(select(Letter.kind, Letter.recipient))
    assert ("new_role", insider.honest[0].email) in {(kind, to) for kind, to in letters}
    assert untold(insider, shown_with_it(office)) == []
    assert len(shown_with_it(office)) <= FEW
