"""What would somebody inside try, to get a number of their own onto many listings? Each way as it could be done at the desk."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from directory.accounts import roles
from directory.accounts.models import Actor, Person
from directory.contact_points.models import ContactPoint
from directory.listings.editing import lifecycle, single_dates
from directory.listings.editing.apply import Editing, change
from directory.listings.editing.approval import OwnChangeError, accept, decidable
from directory.listings.editing.changes import Change
from directory.listings.editing.due import apply_due
from directory.listings.editing.private_contacts import add_private_contact
from directory.listings.editing.scope import acting_as
from directory.listings.editing.undo import NothingToUndoError, undo
from directory.listings.records.document import document_of
from directory.listings.records.models import Listing
from directory.listings.upkeep.confirming import confirm
from directory.places.loading import load
from tests.listings.editors import Office

NUMBER = "00 00 66 66"
MINE = {"contacts": [{"role": "Telefon", "phone": NUMBER, "email": None}]}


@dataclass
class Insider:
    """Somebody who oversees the house, with as many mailboxes as they like, in a house where others are honest."""

    office: Office
    role: str = "national_editor"
    mailboxes: list[Person] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.honest = [self.office.person("administrator"), self.office.known("organisation_editor", "aa")]
        self.me = self.office.person(self.role)
        self.mailboxes.append(self.me)

    def invite(self, role: str, scope: str | None = None, giver: Person | None = None) -> Person:
        """One more mailbox of their own, with a role that they gave it."""
        address = f"innsider-{len(self.mailboxes)}@eksempel.no"
        person = roles.add(self.office.session, address, self.office.now)
        self.give(person, role, scope, giver)
        self.mailboxes.append(person)
        return person

    def give(self, person: Person, role: str, scope: str | None = None, giver: Person | None = None) -> None:
        roles.grant(self.office.session, person, role, scope, self.office.now, giver=giver or self.me)

    def at(self, listing: Listing, person: Person | None = None) -> Editing:
        """One of their mailboxes at work on a listing, in the role that the desk gives it."""
        person = person or self.me
        actor = acting_as(self.office.session, person, listing) or Actor(person.id, "contact")
        return Editing(self.office.session, load(), actor, self.office.now)

    def put(self, listing: Listing, person: Person | None = None, values: Any = None) -> list[Change]:
        return change(self.at(listing, person), listing, values or MINE)

    def say_yes(self, made: Iterable[Change], person: Person | None = None) -> None:
        """Accept what waits, where the desk lets this mailbox do it."""
        person = person or self.me
        for each in made:
            if each.state == "held" and each.id in decidable(self.office.session, person, [each]).may:
                with suppress(OwnChangeError):
                    accept(self.at(self.office.listing(each.listing_id), person), each)


Way = Callable[[Insider, list[Listing]], object]


def change_it(insider: Insider, listings: list[Listing]) -> None:
    for each in listings:
        insider.put(each)


def change_it_as_a_new_contact(insider: Insider, listings: list[Listing]) -> None:
    folk = insider.invite("contact", listings[0].id)
    for each in listings:
        insider.give(folk, "contact", each.id)
        insider.put(each, folk)


def hand_it_over(insider: Insider, listings: list[Listing]) -> None:
    session, now = insider.office.session, insider.office.now
    for each in listings:
        folk = roles.hand_over(session, each.id, "innsider@eksempel.no", now, giver=insider.me)
        insider.mailboxes.append(folk)
        insider.put(each, folk)


def become_its_contact(insider: Insider, listings: list[Listing]) -> None:
    for each in listings:
        insider.give(insider.me, "contact", each.id)
        insider.put(each)


def invite_a_contact_point(insider: Insider, listings: list[Listing]) -> None:
    for point in insider.office.session.scalars(select(ContactPoint)):
        if point.level == "contact_point":
            folk = insider.invite("contact_point", point.id)
            for each in listings:
                if acting_as(insider.office.session, folk, each):
                    insider.put(each, folk)


def say_yes_to_ones_own_invited(insider: Insider, listings: list[Listing]) -> None:
    folk = insider.invite("contact", listings[0].id)
    for each in listings:
        insider.give(folk, "contact", each.id)
        insider.say_yes(insider.put(each, folk))


def let_the_invited_say_yes(insider: Insider, listings: list[Listing]) -> None:
    folk = insider.invite("contact", listings[0].id)
    for each in listings:
        insider.give(folk, "contact", each.id)
        insider.say_yes(insider.put(each), folk)


def let_two_invited_say_yes_to_each_other(insider: Insider, listings: list[Listing]) -> None:
    one, other = (insider.invite("contact", listings[0].id) for _each in range(2))
    for each in listings:
        insider.give(one, "contact", each.id)
        insider.give(other, "contact", each.id)
        insider.say_yes(insider.put(each, one), other)


def let_the_invited_invite(insider: Insider, listings: list[Listing]) -> None:
    """By way of a contact point of one's own, so that nobody gave the other a role."""
    point = insider.invite("contact_point", "demopointaalesund")
    folk = insider.invite("contact", listings[0].id, giver=point)
    for each in listings:
        insider.give(folk, "contact", each.id, giver=point)
        insider.say_yes(insider.put(each, folk))
        insider.say_yes(insider.put(each), folk)


def end_the_role_before_saying_yes(insider: Insider, listings: list[Listing]) -> None:
    folk = insider.invite("contact", listings[0].id)
    waiting: list[Change] = []
    for each in listings:
        insider.give(folk, "contact", each.id)
        waiting += insider.put(each, folk)
    for grant in folk.current_grants:
        roles.end(insider.office.session, grant, insider.office.now)
    insider.say_yes(waiting)


def be_seen_once_and_go_on(insider: Insider, listings: list[Listing]) -> None:
    """The second mailbox does something harmless first, which somebody honest accepts."""
    folk = insider.invite("contact", listings[0].id)
    made = insider.put(listings[0], folk, {"way_in": "Gå inn fra gården"})
    insider.say_yes(made, insider.honest[0])
    for each in listings[1:]:
        insider.give(folk, "contact", each.id)
        insider.say_yes(insider.put(each, folk))
        insider.say_yes(insider.put(each), folk)


def invite_editors(insider: Insider, listings: list[Listing]) -> None:
    for code in sorted({each for listing in listings for each in listing.organisations}):
        folk = insider.invite("organisation_editor", code)
        for each in listings:
            if code in each.organisations:
                insider.say_yes(insider.put(each, folk, {"first_time": "Velkommen."}))
                insider.say_yes(insider.put(each, folk))


def hide_it_meanwhile(insider: Insider, listings: list[Listing]) -> None:
    for each in listings:
        insider.put(each, values={"status": "hidden"})
        insider.put(each)
        insider.put(each, values={"status": "active"})


def close_it_meanwhile(insider: Insider, listings: list[Listing]) -> None:
    for each in listings:
        lifecycle.close(insider.at(each), each)
        insider.put(each)
        lifecycle.reopen(insider.at(each), each)


def write_it_into_the_text(insider: Insider, listings: list[Listing]) -> None:
    for each in listings:
        insider.put(each, values={"summary": f"Vi møtes hver uke. Ring {NUMBER}."})


def write_it_in_another_way(insider: Insider, listings: list[Listing]) -> None:
    ways = ["00.00.66.66", "null null null null seks seks seks seks", "0 0 0 0 6 6 6 6", "+4700006666"]
    for number, each in enumerate(listings):
        insider.put(each, values={"first_time": f"Ring først: {ways[number % len(ways)]}"})


def call_the_telephone_so(insider: Insider, listings: list[Listing]) -> None:
    for each in listings:
        contacts = document_of(each, load(), public=False)["contacts"] or [
            {"role": "Telefon", "phone": "00 00 00 00", "email": None}
        ]
        insider.put(each, values={"contacts": [{**contacts[0], "role": f"Helst {NUMBER}"}]})


def say_it_in_a_break(insider: Insider, listings: list[Listing]) -> None:
    for each in listings:
        day = insider.office.now.date() + timedelta(days=3)
        single_dates.pause(insider.at(each), each, day, day, f"Ring {NUMBER}")


def say_it_of_what_comes_after(insider: Insider, listings: list[Listing]) -> None:
    for each in listings:
        insider.put(each, values={"pathways": [{"path": "after", "to": None, "text": f"Ring {NUMBER}"}]})


def lead_to_a_page_of_ones_own(insider: Insider, listings: list[Listing]) -> None:
    for each in listings:
        insider.put(each, values={"url": "https://innsider.example/00006666"})
        insider.put(each, values={"source_url": "https://innsider.example/00006666"})


def add_a_private_person(insider: Insider, listings: list[Listing]) -> None:
    folk = insider.invite("contact", listings[0].id)
    until = insider.office.now.date() + timedelta(days=300)
    for each in listings:
        insider.give(folk, "contact", each.id)
        words: Any = {"role": "Vert", "phone": NUMBER, "email": None, "consent_until": until}
        add_private_contact(insider.at(each, folk), each, **words)
        add_private_contact(insider.at(each), each, **words)


def take_back_the_confirmation(insider: Insider, listings: list[Listing]) -> None:
    for each in listings:
        if each.confirmed_by:  # by somebody honest, and for the first time
            each.confirmed_by = each.confirmed_how = each.last_confirmed_on = None
            confirm(insider.at(each, insider.honest[0]), each)
        rows = insider.office.session.scalars(
            select(Change).where(Change.listing_id == each.id, Change.state == "applied")
        )
        for made in list(rows):
            with suppress(NothingToUndoError):
                undo(insider.at(each), made)
        insider.put(each)


def bring_back_what_was_mine(insider: Insider, listings: list[Listing]) -> None:
    """Set before anybody relied on it, mended by somebody honest, confirmed, and then undone."""
    for each in listings[:6]:
        how, each.confirmed_by = each.confirmed_by, None
        stood = document_of(each, load(), public=False)["contacts"]
        if insider.put(each)[0].state == "held":
            break
        honest = insider.at(each, insider.honest[0])
        (mended,) = change(honest, each, {"contacts": stood})
        each.confirmed_by = how
        confirm(honest, each)
        undo(insider.at(each), mended)


def change_what_was_mine(insider: Insider, listings: list[Listing]) -> None:
    """A true number first, which others confirm; then one's own."""
    true = {"contacts": [{"role": "Telefon", "phone": "00 00 00 00", "email": None}]}
    for each in listings:
        each.confirmed_by = None
        insider.put(each, values=true)
        confirm(insider.at(each, insider.honest[0]), each)
        insider.put(each)


def let_it_begin_later(insider: Insider, listings: list[Listing]) -> None:
    for each in listings:
        tomorrow = insider.office.now.date() + timedelta(days=1)
        change(insider.at(each), each, MINE, starts_on=tomorrow)
    insider.office.later(days=1)
    apply_due(insider.office.session, load(), insider.office.now)


def replace_it(insider: Insider, listings: list[Listing]) -> None:
    """A copy with one's own number in its place."""
    for each in listings:
        draft = lifecycle.copy(insider.at(each), each)
        insider.put(
            draft, values={**MINE, "by_appointment": True}
        )  # some have no time, and are not shown without
        lifecycle.publish(insider.at(draft), draft)
        lifecycle.close(insider.at(each), each)


def show_new_ones(insider: Insider, listings: list[Listing]) -> None:
    folk = insider.invite("contact_point", "demopointaalesund")
    for number, each in enumerate(listings):
        maker = insider.me if number % 2 else folk
        values = {
            "name": f"Ny gruppe {number}",
            "municipality_number": "1508",
            "by_appointment": True,
            **MINE,
        }
        draft = lifecycle.create(insider.at(each, maker), values)
        insider.say_yes(lifecycle.publish(insider.at(draft, maker), draft))


WAYS: dict[str, Way] = {
    name: way
    for name, way in globals().items()
    if callable(way) and getattr(way, "__module__", "") == __name__ and name[0].islower()
}
