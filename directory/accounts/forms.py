"""How does the desk ask who you are, and who may do what?"""

from typing import Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length

from directory.accounts import roles, scopes
from directory.accounts.models import SCOPES, Person
from directory.vocabulary import LANGUAGES, ROLES
from directory.web.language import label_of
from directory.web.sent.fields import PublicForm, SentForm


def an_address(_form: Form, field: Field) -> None:
    """A validator: the field holds one e-mail address."""
    if roles.address_of(field.data) is None:
        raise ValidationError(gettext("Skriv en e-postadresse, for eksempel post@eksempel.no."))


class SignInForm(PublicForm):
    """Where shall the link go? Without a token: nobody has a session yet, and the check of origin guards it."""

    email = EmailField(_("E-postadressen din"), validators=[an_address])


class CodeForm(SentForm):
    """The second step without a passkey."""

    code = StringField(
        _("Engangskode"), validators=[DataRequired(_("Skriv en av kodene du har fått.")), Length(max=60)]
    )


class KeyForm(SentForm):
    """What the device answered, filled in by the script."""

    answer = HiddenField()


class LanguageForm(SentForm):
    """Which language do your letters come in?"""

    language = SelectField(
        _("Språk i brev til deg"), choices=lambda: [(code, label_of(LANGUAGES, code)) for code in LANGUAGES]
    )


class LettersForm(SentForm):
    """Which letters do you want?"""

    daily_letter = BooleanField(_("Si fra om det som venter på meg, høyst én gang om dagen"))
    report_letters = BooleanField(_("Si fra innen en time når noen melder fra om et tilbud jeg kan endre"))


def choose_listing(session: Session, typed: Field, choice: Field) -> str | None:
    """The listing that is meant: by its number, its address, or the words of its name. Where several fit, `choice` asks."""
    found = scopes.of_app().find(session, "contact", typed.data or "")
    if found is not None:
        return found
    fitting = scopes.of_app().matches(session, typed.data or "")
    if len(fitting) == 1 or choice.data in dict(fitting):
        return str(fitting[0][0] if len(fitting) == 1 else choice.data)
    choice.choices = fitting
    if fitting:
        choice.errors = [gettext("Velg hvilket tilbud du mener.")]
    else:
        typed.errors = [gettext("Vi finner ikke tilbudet. Skriv et ord av navnet, eller stedet.")]
    return None


class RoleForm(SentForm):
    """Which role, and what does it reach? A field for each kind of reach, named like its role; the role says which counts."""

    role = RadioField(_("Rolle"), validators=[DataRequired(_("Velg en rolle."))], validate_choice=False)
    contact = StringField(_("Tilbud"), validators=[Length(max=300)])
    contact_choice = RadioField(_("Hvilket tilbud?"), choices=[], validate_choice=False)
    organisation_editor = SelectField(_("Organisasjon"), validate_choice=False)
    contact_point = SelectField(_("Kontaktpunkt"), validate_choice=False)

    def offer(self, giver: Person) -> Self:
        """Fill in what `giver` may choose from."""
        self.role.choices = [(role, label_of(ROLES, role)) for role in ROLES if roles.may_give(giver, role)]
        for role in ("organisation_editor", "contact_point"):
            self[role].choices = [("", gettext("Velg")), *scopes.of_app().choices(role)]
        return self

    def read_role(self, session: Session, giver: Person) -> tuple[str, str | None] | None:
        """The role and what it reaches; None when something must be mended, which then stands by its field."""
        if not self.validate():
            return None
        role = self.role.data
        if not roles.may_give(giver, role):
            self.role.errors = [gettext("Du kan ikke gi denne rollen.")]
            return None
        if SCOPES[role] is None:
            return role, None
        if role == "contact" and self.contact.data:
            listing = choose_listing(session, self.contact, self.contact_choice)
            return (role, listing) if listing else None
        scope = scopes.of_app().find(session, role, self[role].data or "")
        if scope is None:
            self[role].errors = [gettext("Velg hva rollen gjelder.")]
            return None
        return role, scope


class PersonForm(RoleForm):
    """Who gets the role?"""

    email = EmailField(_("E-postadresse"), validators=[an_address])


class HandOverForm(SentForm):
    """Which listing gets a new contact, and who is it?"""

    listing = StringField(
        _("Tilbudet som skal overlates"),
        validators=[DataRequired(_("Skriv navnet på tilbudet.")), Length(max=300)],
    )
    listing_choice = RadioField(_("Hvilket tilbud?"), choices=[], validate_choice=False)
    address = EmailField(_("E-postadressen til den nye kontakten"), validators=[an_address])

    def read_listing(self, session: Session) -> str | None:
        """The listing's id; None when something must be mended."""
        if not self.validate():
            return None
        return choose_listing(session, self.listing, self.listing_choice)


class PeopleSearchForm(SentForm):
    """Who is looked for? Sent in a form, so that no address holds somebody's e-mail."""

    words = StringField(_("E-post, tilbud, organisasjon eller kontaktpunkt"), validators=[Length(max=120)])
