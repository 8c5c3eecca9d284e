"""How does the house ask? One field for a sentence, one for a place."""

from typing import Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from directory.matching.understanding.need import Need
from directory.vocabulary import AUDIENCES, NEEDS, UNADDRESSED_NEEDS
from directory.web.language import label_of
from directory.web.sent.fields import PublicForm


class SituationForm(PublicForm):
    """Hva trenger du hjelp med, og hvor bor du?"""

    situation = TextAreaField(
        _("Hva trenger du hjelp med, og hvor bor du?"),
        validators=[DataRequired(_("Skriv noen ord om hva det gjelder, eller velg under."))],
        render_kw={"rows": 2},
    )
    shown = HiddenField()  # the language of the page, where the browser chose it and nobody else


class PlaceForm(PublicForm):
    """Where do you live? A name or a postcode."""

    place = StringField(_("Et annet sted"), description=_("Skriv sted eller postnummer."))

    @classmethod
    def with_fault(cls, typed: str) -> Self:
        """The form as it was filled in, saying that we do not know the place."""
        form = cls(formdata=None, data={"place": typed})
        form.place.errors = [
            gettext("Vi kjenner ikke dette stedet. Prøv navnet på kommunen, eller et postnummer.")
        ]
        form.form_errors = []
        return form


class MapForm(PublicForm):
    """What shall the map show?"""

    need = SelectField(_("Hva gjelder det?"), validate_choice=False)
    audience = SelectField(_("Hvem er det for?"), validate_choice=False)
    place = HiddenField()

    @classmethod
    def of_need(cls, need: Need) -> Self:
        """The form as `need` fills it in, with the choices in the language of the page."""
        chosen = {"need": next(iter(need.needs), ""), "audience": need.audience or ""}
        form = cls(formdata=None, data={**chosen, "place": need.place.slug if need.place else ""})
        needs = [(code, label_of(NEEDS, code)) for code in NEEDS if code not in UNADDRESSED_NEEDS]
        form.need.choices = [("", gettext("Alt")), *needs]
        form.audience.choices = [
            ("", gettext("Alle")),
            *((code, label_of(AUDIENCES, code)) for code in AUDIENCES),
        ]
        return form
