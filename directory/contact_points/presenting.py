"""How is somebody who answers shown? The panel of people, and the rows of the urgent page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup

from directory.contact_points.called import name_of, site_in_words
from directory.contact_points.hours import now_in_words
from directory.contact_points.responsibility import Contact
from directory.vocabulary import LEVELS
from directory.web.catalogues import gettext as _
from directory.web.clock import oslo_now
from directory.web.formatting import month_in_words, phone_in_words, phone_link
from directory.web.hall import macro
from directory.web.language import current, label_of, page_root, path_for, same_for_all


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One row: who, what for, and every way to reach them. `tel` is a link, None where there is nothing to dial;
    `url` is the page of their own on this site."""

    name: str
    note: str
    phone: str | None
    tel: str | None
    email: str | None
    url: str | None
    hours: str | None
    urgent: str | None
    demo: bool
    site: str | None = (
        None  # where it has pages of its own, to be read: no link leads there by a slip of the finger
    )
    site_url: str | None = None  # the door of ours that leads there
    unconfirmed: bool = False
    row: Markup | None = None  # the whole row as HTML, where it is kept


@dataclass(frozen=True, slots=True)
class Panel:
    """The people panel: those near first, then the lines for the whole country."""

    heading: str
    lead: str | None
    near: tuple[ContactEntry, ...]
    lines: tuple[ContactEntry, ...]


def person(contact: Contact) -> ContactEntry:
    """One contact as a row."""
    return people([contact])[0]


def people(contacts: Iterable[Contact]) -> tuple[ContactEntry, ...]:
    """Each as a row."""
    told = _person if same_for_all() else _person.__wrapped__
    minute, page = oslo_now().replace(second=0, microsecond=0), (current(), page_root())
    return tuple(told(contact, minute, page) for contact in contacts)


@lru_cache(maxsize=2_000)
def _person(contact: Contact, now: datetime, _page: object) -> ContactEntry:
    """Kept for a minute, since the same few people stand on most pages of one language."""
    made = ContactEntry(
        name=name_of(contact),
        note=" ".join(
            filter(None, (_about(contact), _without_number(contact), _hours(contact, now), _silence(contact)))
        ),
        phone=phone_in_words(contact.phone) if contact.phone else None,
        tel=phone_link(contact.phone) if contact.phone else None,
        email=contact.email,
        url=path_for("contact.show", slug=contact.id) if contact.has_page else None,
        hours=contact.hours,
        urgent=contact.urgent,
        demo=contact.demo,
        unconfirmed=contact.unconfirmed,
        site=site_in_words(contact.url),
        site_url=path_for("contact.site", slug=contact.id) if contact.has_page and contact.url else None,
    )
    row = "line_row" if contact.level == "national_line" else "near_person"
    return replace(made, row=macro("parts/people.html", row)(made))


def panel(contacts: Iterable[Contact], place: str | None) -> Panel:
    """The panel for a place (its label) or, without one, the national lines alone."""
    contacts = list(contacts)
    near = people(contact for contact in contacts if contact.level != "national_line")
    lead = _("De kjenner tilbudene der du bor. Du kan spørre om hva som helst.") if near and place else None
    lines = people(contact for contact in contacts if contact.level == "national_line")
    return Panel(_("Noen som kan svare"), lead, near, lines)


def reasons(contact: Contact) -> list[str]:
    """Why this contact is given, in sentences."""
    if contact.level == "national_line":
        return [_about(contact) or _("Svarer hele landet.")]
    return [_("%(level)s som dekker stedet.", level=label_of(LEVELS, contact.level))]


@dataclass(frozen=True, slots=True)
class UrgentRow:
    """One number of the urgent panel, with the situation it is for."""

    title: str
    note: str
    phone: str
    tel: str | None


def urgent_rows(
    lines: Iterable[Contact], kind: str, young: bool, near: Iterable[Contact] = ()
) -> list[UrgentRow]:
    """The numbers for somebody in danger; the one that fits `kind` ("life", "violence") first, children's line for
    the young and for worry about a child. Where it is violence, crisis centres among `near` come right after the police."""
    wanted = (
        ["violence", "life", "doctor", "talk"]
        if kind == "violence"
        else ["life", "violence", "doctor", "talk"]
    )
    titles = {
        "life": _("Det står om liv"),
        "doctor": _("Det haster med lege"),
        "talk": _("Du orker ikke mer"),
    }
    centres = [_centre_row(c) for c in near if is_crisis_centre(c) and c.phone] if kind == "violence" else []
    finds = kind == "violence" and not centres
    rows: list[tuple[tuple[int, ...], UrgentRow]] = []
    for number, line in enumerate(lines):
        if line.phone and line.urgent in wanted and (line.young or not _is_second_talk(line)):
            note = _who_finds_one(line) if finds else name_of(line)
            row = UrgentRow(_title(line, titles), note, phone_in_words(line.phone), phone_link(line.phone))
            talks = 2 * (line.urgent == "violence" and bool(line.needs))
            rows.append(((not (young and line.young), wanted.index(line.urgent), talks, number), row))
    rows += [((1, 0, 1, place), row) for place, row in enumerate(centres)]
    return [row for _key, row in sorted(rows, key=lambda item: item[0])]


def is_crisis_centre(contact: Contact) -> bool:
    """Somebody who answers for a place, and for those who live with violence."""
    return contact.level != "national_line" and "violence" in contact.needs


def _centre_row(centre: Contact) -> UrgentRow:
    phone = centre.phone or ""
    return UrgentRow(_("Krisesenter der du bor"), name_of(centre), phone_in_words(phone), phone_link(phone))


def _who_finds_one(line: Contact) -> str:
    """The line for those who live with violence knows every centre; we may know none where somebody lives."""
    if line.urgent == "violence" and line.needs:
        return _("%(line)s. De finner det nærmeste krisesenteret.", line=name_of(line))
    return name_of(line)


def _is_second_talk(line: Contact) -> bool:
    """Where somebody is in danger, one number to talk to is enough; two are a choice to make."""
    return line.urgent == "talk" and line.phone != "116 123"


def _title(line: Contact, titles: dict[str, str]) -> str:
    if line.young:
        return _("Du er under 18, eller det gjelder et barn")
    if line.urgent == "violence":
        return _("Vold eller overgrep") if line.needs else _("Noen er voldelig eller truer")
    return titles[line.urgent or "talk"]


def _about(contact: Contact) -> str:
    if contact.about:
        return _(contact.about)  # the starting data's own words are in the catalogues
    return {
        "contact_point": _("Vet hva som finnes av grupper, og svarer på spørsmål."),
        "municipal_service": _("Ring sentralbordet og spør etter psykisk helse og rus."),
        "regional_centre": _("Samtaler, grupper og kurs for pårørende. Du trenger ikke henvisning."),
        "district_office": _("Svarer der det ikke er noe kontaktpunkt."),
    }.get(contact.level, "")


def _without_number(contact: Contact) -> str:
    """A municipality whose number nobody gave us is named, and its number never guessed."""
    known = contact.phone or contact.email or contact.url
    return "" if known or contact.level != "municipal_service" else _("Vi har ikke nummeret deres.")


def _silence(contact: Contact) -> str:
    if contact.silent_since is None:
        return ""
    return _("Vi har ikke fått svar herfra siden %(month)s.", month=month_in_words(contact.silent_since))


def _hours(contact: Contact, now: datetime) -> str:
    open_now = now_in_words(contact.opening, now) if contact.opening else None
    if open_now:
        return f"{open_now}."
    return f"{_(contact.hours)}." if contact.hours else ""
