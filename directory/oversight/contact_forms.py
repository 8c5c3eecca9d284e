"""How does the desk ask who answers, and who runs it? Names in three languages, places, hours, and how they are reached."""

import re

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from wtforms import EmailField, Field, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from directory.accounts.roles import address_of
from directory.contact_points.forms import ReachForm, read_one, week_in_fields
from directory.contact_points.held_reach import ReachWays
from directory.contact_points.models import ContactPoint
from directory.contact_points.registers import site_of
from directory.contact_points.responsibility import COUNTRY
from directory.listings.records.models import Organisation
from directory.listings.records.private_words import ways_in
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import LEVELS
from directory.web.formatting import norwegian_order
from directory.web.language import label_of
from directory.web.sent.fields import SentForm
from directory.web.sent.phones import phone_of, refusal
from directory.web.typed import clean

_PARTS = re.compile(r"[,;\n]+")
_LONGEST = 120
_SHORTER = _("Skriv litt kortere.")
_LEVELS_MADE = tuple(level for level in LEVELS if level != "national_line")


def _name(label: str, required: bool = False) -> StringField:
    asked = [DataRequired(_("Skriv et navn."))] if required else []
    return StringField(label, validators=[*asked, Length(max=_LONGEST, message=_SHORTER)])


def refuse_ways(*fields: Field) -> bool:
    """Whether one of the texts tells a number or an address: those have fields of their own, and are seen by two."""
    for field in fields:
        if any(ways_in(clean(field.data, 500))):
            field.errors = [gettext("Skriv nummer og adresser i feltene for det, ikke i teksten.")]
    return any(field.errors for field in fields)


class ContactForm(ReachForm):
    """Somebody who answers for places: who, where, when and how."""

    name = _name(_("Navn"), required=True)
    name_nn = _name(_("Navn på nynorsk"))
    name_en = _name(_("Navn på engelsk"))
    level = SelectField(
        _("Hva slags"), choices=lambda: [(code, label_of(LEVELS, code)) for code in _LEVELS_MADE]
    )
    about = TextAreaField(_("Hva de gjør"), validators=[Length(max=200, message=_SHORTER)])
    covers = TextAreaField(
        _("Hvilke steder de svarer for"),
        validators=[DataRequired(_("Skriv minst én kommune eller ett fylke."))],
    )
    url = StringField(_("Nettsted"), validators=[Length(max=200, message=_SHORTER)])

    def read_places(self, gazetteer: Gazetteer) -> list[str]:
        """The numbers of the municipalities and counties that are written; what cannot be told stands by the field."""
        found, faults = [], []
        for text in filter(None, (part.strip() for part in _PARTS.split(clean(self.covers.data, 4000)))):
            number = area_of(text, gazetteer)
            if number is None:
                faults.append(text[:60])
            else:
                found.append(number)
        if faults:
            words = gettext("Vi vet ikke hvilket sted dette er: %(names)s.", names=", ".join(faults))
            self.covers.errors = [words]
        return list(dict.fromkeys(found))

    def read_url(self, before: str | None) -> str | None:
        return read_one(self.url, site_of, before, gettext("Skriv en nettadresse, som www.eksempel.no."))


class OrganisationForm(SentForm):
    """Who runs listings: its names, and how it is reached."""

    name = _name(_("Navn"), required=True)
    name_nn = _name(_("Navn på nynorsk"))
    name_en = _name(_("Navn på engelsk"))
    org_number = StringField(_("Organisasjonsnummer"), validators=[Length(max=20)])
    phone = StringField(_("Telefon"), validators=[Length(max=40)])
    email = EmailField(_("E-post"), validators=[Length(max=254)])
    url = StringField(_("Nettsted"), validators=[Length(max=200, message=_SHORTER)])

    def read(self, before: Organisation | None) -> ReachWays | None:
        """How it is reached; None when something must be mended."""
        self.validate()
        refuse_ways(self.name, self.name_nn, self.name_en)
        stands = before or Organisation()
        fault = refusal(self.phone.data or "") or gettext("Sjekk at alle sifrene er med.")
        phone = read_one(self.phone, phone_of, stands.phone, fault)
        fault = gettext("Skriv en e-postadresse, for eksempel post@eksempel.no.")
        email = read_one(self.email, address_of, stands.email, fault)
        fault = gettext("Skriv en nettadresse, som www.eksempel.no.")
        url = read_one(self.url, site_of, stands.url, fault)
        digits = re.sub(r"\s", "", self.org_number.data or "")
        if digits and not re.fullmatch(r"\d{9}", digits):
            self.org_number.errors = [gettext("Et organisasjonsnummer har ni siffer.")]
        return None if self.errors else ReachWays(phone, email, url)


class MergeForm(SentForm):
    """Into which other one does it go?"""

    into = SelectField(_("Slå sammen med"), validate_choice=False)

    def offer_contacts(self, session: Session, but: str) -> "MergeForm":
        """Every other contact point that stands."""
        wanted = select(ContactPoint.id, ContactPoint.name).where(
            ContactPoint.id != but, ContactPoint.closed_on.is_(None), ContactPoint.level.in_(_LEVELS_MADE)
        )
        return self._offer(session, wanted)

    def offer_organisations(self, session: Session, but: str) -> "MergeForm":
        """Every other organisation that stands."""
        wanted = select(Organisation.code, Organisation.name).where(
            Organisation.code != but, Organisation.closed_on.is_(None)
        )
        return self._offer(session, wanted)

    def _offer(self, session: Session, wanted: Select[str, str]) -> "MergeForm":
        found = [(code, name) for code, name in session.execute(wanted)]
        found.sort(key=lambda each: norwegian_order(each[1]))
        self.into.choices = [("", gettext("Velg")), *found]
        return self

    def read_choice(self) -> str | None:
        """The one that was chosen; None where none of the offered was."""
        if self.into.data and self.into.data in dict(self.into.choices):
            return str(self.into.data)
        self.into.errors = [gettext("Velg hvilken.")]
        return None


def fill_contact_form(contact: ContactPoint, ways: ReachWays, gazetteer: Gazetteer) -> ContactForm:
    """The form as somebody who answers stands; `ways` are how they shall be reached."""
    places = [place for number in contact.covers if (place := gazetteer.by_number(number))]
    named = {
        name: getattr(contact, name) for name in ("name", "name_nn", "name_en", "level", "about", "hours")
    }
    areas = ", ".join(place.label for place in places) if places else ", ".join(contact.covers)
    reach = {"phone": ways.phone, "email": ways.email, "url": shown_site(ways.url), "covers": areas}
    return ContactForm(formdata=None, data={**named, **reach, **week_in_fields(contact)})


def shown_site(url: str | None) -> str | None:
    """As one writes it: `https://` goes without saying."""
    return url.removeprefix("https://") if url else None


def area_of(text: str, gazetteer: Gazetteer) -> str | None:
    """The number of the one municipality or county that a text means; None where that is not sure."""
    if text in (COUNTRY, gettext("hele landet"), "hele landet"):
        return COUNTRY
    named = next((place for place in gazetteer.municipalities if place.label == text), None)
    answer = gazetteer.exact(text)
    if named is None and answer.how == "none":
        return None
    areas = [named] if named else [each for each in answer.places if each.kind in ("municipality", "county")]
    if {each.kind for each in areas} == {"municipality", "county"}:  # Oslo is both, of the same size
        areas = [each for each in areas if each.kind == "municipality"]
    return areas[0].id if len(areas) == 1 else None
