"""How does one wish? By choosing, without a word of one's own; and how does a contact point tick off a start?"""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField
from wtforms.validators import AnyOf, NumberRange, Optional

from directory.accounts.roles import address_of
from directory.listings.public.open_forms import OpenForm
from directory.vocabulary import NEEDS, SERVED
from directory.web.language import label_of
from directory.web.sent.fields import SentForm
from directory.web.sent.phones import phone_of, refusal
from directory.web.typed import clean
from directory.wishes.models import PlannedGroup

WHO = ("self", "relative")
MOST = 8
FEWEST = 4
_DAYS = ["%Y-%m-%d", "%d.%m.%Y"]  # from a browser that has a calendar, and as people write
"""How many a self-help group is, by the rules of those who start them."""


class WishForm(OpenForm):
    """What do you wish for, for whom, and how may the contact point reach you? `reach` is there only where it can be sealed."""

    need = SelectField(
        _("Hva gjelder det?"), validators=[AnyOf(NEEDS, _("Velg hva det gjelder."))], validate_choice=False
    )
    audience = SelectField(
        _("Hvem er gruppa for?"),
        validators=[AnyOf(WHO, _("Velg hvem gruppa er for."))],
        validate_choice=False,
    )
    reach = StringField(_("E-post eller telefon"))

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        needs = ((code, label_of(NEEDS, code)) for code in NEEDS)
        self.need.choices = [("", gettext("Velg")), *needs]
        self.audience.choices = [("", gettext("Velg")), *((code, label_of(SERVED, code)) for code in WHO)]

    def read_reach(self) -> str | None:
        """The way to be reached as it is kept; None where none was given, or it must be mended, which then stands by it."""
        typed = clean(self.reach.data, 300).strip() if "reach" in self else ""
        if not typed:
            return None
        found = address_of(typed) if "@" in typed else phone_of(typed)
        if found is None:
            self.reach.errors = [
                refusal(typed)
                or gettext("Skriv en e-postadresse eller et telefonnummer, eller la feltet stå tomt.")
            ]
        return found


class StartForm(SentForm):
    """What must be there before a group starts?"""

    by_hand = IntegerField(
        _("Så mange har sagt ja på annen måte"),
        validators=[Optional(), NumberRange(0, MOST, _("Skriv et tall fra 0 til 8."))],
    )
    has_room = BooleanField(_("Vi har et rom"))
    has_initiator = BooleanField(_("Vi har en igangsetter"))
    first = DateField(_("Første møte"), validators=[Optional()], format=_DAYS)
    second = DateField(_("Andre møte"), validators=[Optional()], format=_DAYS)
    third = DateField(_("Tredje møte"), validators=[Optional()], format=_DAYS)
    lets_go_on = DateField(_("Igangsetteren slipper taket"), validators=[Optional()], format=_DAYS)

    @classmethod
    def of_group(cls, group: PlannedGroup) -> "StartForm":
        """The form as it stands."""
        days = [date.fromisoformat(each) for each in group.first_meetings] + [None] * 3
        data = dict(zip(("first", "second", "third"), days, strict=False))
        same = ("by_hand", "has_room", "has_initiator", "lets_go_on")
        return cls(formdata=None, data={**{name: getattr(group, name) for name in same}, **data})

    def fits(self) -> bool:
        """Whether all was read, and the days follow on each other."""
        read = self.validate()
        for field in (self.by_hand, self.first, self.second, self.third, self.lets_go_on):
            if field.process_errors:
                wrong = (
                    gettext("Skriv et tall fra 0 til 8.")
                    if field is self.by_hand
                    else gettext("Velg en dato.")
                )
                field.errors, read = [wrong], False
        days = [day for day in (*self.days, self.lets_go_on.data) if day]
        if read and days != sorted(days):
            self.lets_go_on.errors, read = [gettext("Datoene må komme etter hverandre.")], False
        return read

    @property
    def days(self) -> list[date]:
        """The first meetings that are set."""
        return [day for day in (self.first.data, self.second.data, self.third.data) if day]
