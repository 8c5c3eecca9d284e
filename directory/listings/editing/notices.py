"""Who is told when it changes how a listing is reached? The old contact and the new one, in a mail that says nothing of why.

A private person's contact gets no mail from us: the less that is kept of their address, the better.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts import roles
from directory.accounts.access import OVERSEERS
from directory.accounts.models import TWO_STEPS, Grant, Person
from directory.listings.editing.changes import Change
from directory.listings.editing.reach import becomes_public, leads_to_a_person
from directory.listings.editing.responsible import is_responsible, people_of, responsible_people
from directory.listings.editing.vouching import circle_of
from directory.listings.records.models import Listing
from directory.mail import outbox
from directory.mail.models import Letter
from directory.vocabulary import ROLES, label

_SHOWN = "listing_shown"
_LISTING = re.compile(r"\S+/tilbud/\S+")
_MOST_NAMED = 50  # new listings in one letter, and the first


def tell(session: Session, listing: Listing, made: Change) -> None:
    """Tell the old contact that a change waits, or both the old and the new one that it is in force.

    Nobody is told of a change that leaves open how the listing is reached as it was.
    """
    if not leads_to_a_person(made):
        if made.state == "applied" and _shows_a_new_one(made):
            _tell_of_a_new_one(session, listing, made)
        return
    held = made.state == "held"
    standing = [{"email": contact.email} for contact in listing.contacts if not contact.private]
    contacts = made.fields.get("contacts", {"before": standing, "after": standing})
    addresses = _addresses(contacts["before"] if held else [*contacts["before"], *contacts["after"]])
    readers = dict.fromkeys(addresses, listing.language)
    readers.update({p.email: p.language for p in _watchers(session, listing, made.made_by) if p.email})
    kind = "change_held" if held else "change_made"
    for to, language in readers.items():
        kind = "change_held" if held else "change_made"
        desk = "/skrivebord/ventende" if held else f"/skrivebord/oppforinger/{listing.id}/historikk"
        outbox.queue(
            session,
            to,
            kind,
            language,
            url=outbox.address(f"/tilbud/{listing.id}", language),
            desk=outbox.address(desk, language),
        )


def _shows_a_new_one(made: Change) -> bool:
    return made.fields.get("status", {}).get("before") == "draft" and becomes_public(made.fields)


def _tell_of_a_new_one(session: Session, listing: Listing, made: Change) -> None:
    """Those who answer for the place hear of what others show there."""
    if is_responsible(session, made.made_by, listing, known=True):
        return
    watchers = {each.id: each for each in _watchers(session, listing, made.made_by)}  # one letter each
    for each in watchers.values():
        url = outbox.address(f"/tilbud/{listing.id}", each.language)
        if each.email and not _tells_of_many(session, each.email, each.language, url):
            desk = outbox.address(f"/skrivebord/oppforinger/{listing.id}", each.language)
            outbox.queue(session, each.email, _SHOWN, each.language, url=url, desk=desk)


def _tells_of_many(session: Session, to: str, language: str, url: str) -> bool:
    """Whether a letter that has not left yet tells of this one as well: a whole table is one letter, which names the first of it."""
    waits = select(Letter).where(Letter.recipient == to, Letter.kind == _SHOWN, Letter.state == "queued")
    letter = session.scalars(waits.limit(1)).first()
    if letter is None:
        return False
    first, *others = [*_LISTING.findall(letter.text), url]
    desk = outbox.address("/skrivebord/oppforinger", language)
    words = outbox.write(_SHOWN, language, url=first, others=others[:_MOST_NAMED], desk=desk)
    letter.subject, letter.text = words.subject, words.text
    return True


def _watchers(session: Session, listing: Listing, maker: int | None) -> list[Person]:
    """Who answers for the listing; and where nobody but the maker and their own does, the next who can look at it."""
    people = responsible_people(session, listing)
    if maker is None or is_responsible(session, maker, listing, known=True):
        return people
    circle = circle_of(session, maker)
    for role in ("contact_point", *OVERSEERS):
        if any(each.id not in circle for each in people):
            break
        people += people_of(session, listing, role)
    return people


def tell_administrators(session: Session, maker: int | None, now: datetime) -> None:
    """Somebody has led more listings elsewhere than is usual: told once a day to those who can ask them, and stop them."""
    for role in reversed(OVERSEERS):
        readers = [each for each in roles.holders(session, role) if each.id != maker and each.email]
        for each in readers:
            url = outbox.address("/skrivebord/ventende", each.language)
            key = f"many:{maker}:{now:%Y-%m-%d}:{each.id}"
            outbox.queue(session, each.email, "many_changes", each.language, unique_key=key, url=url)
        if readers:
            return


def tell_of_role(session: Session, given: Grant) -> None:
    """Somebody was given a role by somebody: those who had it before are told, by the addresses that stood before. Where
    that is nobody, those who oversee the house are."""
    listing = session.get(Listing, given.listing_id) if given.listing_id else None
    readers = _addressed(session, given, listing)
    circle = {given.person_id, given.given_by}
    if not any(person_id not in circle for person_id, _language in readers.values()):
        for role in OVERSEERS:
            readers |= {
                each.email: (each.id, each.language)
                for each in roles.holders(session, role)
                if each.email and each.id not in circle
            }
    for to, (person_id, language) in readers.items():
        if person_id != given.person_id:
            url = outbox.address(f"/tilbud/{listing.id}" if listing else "/logg-inn", language)
            outbox.queue(session, to, "new_role", language, url=url, role=label(ROLES, given.role, language))


def _addressed(session: Session, given: Grant, listing: Listing | None) -> dict[str, tuple[int | None, str]]:
    """The addresses that stood there before, each with whose it is and its language."""
    people = [] if given.role in TWO_STEPS else roles.holders(session, given.role, given.scope)
    found: dict[str, tuple[int | None, str]] = {}
    if listing is not None:
        people += people_of(session, listing, "contact_point")
        roles_told = [{"email": each.email} for each in listing.contacts if not each.private]
        found = dict.fromkeys(_addresses(roles_told), (None, listing.language))
    return found | {each.email: (each.id, each.language) for each in people if each.email}


def tell_maker(session: Session, made: Change) -> None:
    """Tell whoever made a held change that somebody has decided."""
    maker = session.get(Person, made.made_by) if made.made_by is not None else None
    if maker is not None and maker.email:
        url = outbox.address("/skrivebord/ventende", maker.language)
        outbox.queue(session, maker.email, "change_decided", maker.language, url=url)


def _addresses(contacts: Iterable[Mapping[str, Any]]) -> list[str]:
    return [each["email"].lower() for each in contacts if each["email"]]
