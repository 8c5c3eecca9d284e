"""What does the desk ask about a listing? One form; which fields it has follows from the kind and from what is done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FormField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired

from directory.listings.desk.forms.field_types import (
    CheckboxesField,
    ClockField,
    DayField,
    KnownField,
    LineField,
    LinkField,
    NumberField,
    ProseField,
)
from directory.listings.desk.forms.row_fields import (
    ContactRow,
    EveningRow,
    TimeRow,
    WayRow,
    span_fits,
)
from directory.vocabulary import (
    CLASSES,
    FOR,
    FORMATS,
    LANGUAGES,
    NEEDS,
    OPENNESS,
    SERVED,
    STATUSES,
    Codes,
)
from directory.web.language import label_of
from directory.web.sent.fields import SentForm

MOST_ROWS = 40
_SHOWN_STATUSES = ("planned", "active", "full", "paused")


@dataclass(frozen=True, slots=True)
class FormSection:
    """A heading with its fields, those in a tuple on one line; folded away where most have no need of it."""

    heading: str
    lines: tuple[str | tuple[str, ...], ...]
    folded: bool = False

    @property
    def names(self) -> list[str]:
        """Its fields, one by one."""
        return [name for line in self.lines for name in ((line,) if isinstance(line, str) else line)]


def _codes(codes: Codes, *kept: str, none: str | None = None) -> Any:
    def choices() -> list[tuple[str, str]]:
        first = [("", str(none))] if none is not None else []
        return first + [(code, label_of(codes, code)) for code in kept or codes]

    return choices


def _leading() -> list[tuple[str, str]]:
    return [
        ("", gettext("Vi vet ikke")),
        ("unled", gettext("Deltakerne selv")),
        ("voluntary", gettext("En frivillig")),
        ("professional", gettext("En fagperson")),
        ("led", gettext("Noen, vi vet ikke hvem")),
    ]


class ListingForm(SentForm):
    """Everything that can be asked. `keep` takes away what is not asked here."""

    version = HiddenField()
    name = LineField(_("Navn"), validators=[InputRequired(_("Skriv hva tilbudet heter."))])
    summary = ProseField(_("Kort om tilbudet"))
    organisation = SelectField(_("Hvem som står bak"))
    status = SelectField(_("Status"), choices=_codes(STATUSES, *_SHOWN_STATUSES))
    audiences = CheckboxesField(
        _("Hvem er det for?"),
        choices=_codes(SERVED),
        validators=[InputRequired(_("Velg hvem det er for."))],
    )
    needs = CheckboxesField(
        _("Hva handler det om?"),
        choices=_codes(NEEDS),
        validators=[InputRequired(_("Velg hva det handler om."))],
    )
    class_code = SelectField(_("Type tilbud"), choices=_codes(CLASSES, none=_("Ingen av disse")))
    for_whom = SelectField(_("Kvinner og menn"), choices=_codes(FOR, none=_("For alle")))
    young = BooleanField(_("Bare for dem under 18 år"))
    age_from = NumberField(_("Alder fra"), 0, 120)
    age_to = NumberField(_("Alder til"), 0, 120)
    meetings = FieldList(FormField(TimeRow), _("Faste tider"), max_entries=MOST_ROWS)
    by_appointment = BooleanField(_("Folk avtaler tid først"))
    programme = SelectField(_("Kursprogram"))
    rota = SelectField(_("Kommuner som bytter på kurset"))
    seats = NumberField(_("Plasser"), 0, 10_000)
    enrolled = NumberField(_("Påmeldte"), 0, 10_000)
    deadline = DayField(_("Påmelding innen"))
    first_evening = DayField(_("Første kveld"))
    evening_starts = ClockField(_("Fra klokka"))
    evening_ends = ClockField(_("Til klokka"))
    evening_count = NumberField(_("Hvor mange kvelder?"), 1, MOST_ROWS)
    sessions = FieldList(FormField(EveningRow), _("Kveldene"), max_entries=MOST_ROWS)
    formats = CheckboxesField(
        _("Hvordan møtes dere?"),
        choices=_codes(FORMATS),
        validators=[InputRequired(_("Velg hvordan dere møtes."))],
    )
    place_text = LineField(_("Kommune eller sted"))
    place_choice = RadioField(_("Hvilket sted er det?"), choices=[], validate_choice=False)
    address = LineField(_("Adresse"))
    way_in = LineField(_("Veien inn"))
    area_only = BooleanField(_("Vis bare området, ikke adressen"))
    catchment = ProseField(_("Kommuner det er for"))
    contacts = FieldList(FormField(ContactRow), _("Slik kan folk ta kontakt"), max_entries=MOST_ROWS)
    url = LinkField(_("Nettsted"))
    may_contact = CheckboxesField(_("Hvem kan ta kontakt?"), choices=_codes(SERVED))
    referral_needed = KnownField(_("Trenger de henvisning?"))
    waiting_days = NumberField(_("Ventetid i dager"), 0, 1000)
    step_1 = ProseField(_("Først"))
    step_2 = ProseField(_("Så"))
    step_3 = ProseField(_("Til slutt"))
    pathways = FieldList(FormField(WayRow), _("Veier videre"), max_entries=MOST_ROWS)
    first_time = ProseField(_("Slik er første gang"))
    openness = SelectField(_("Åpen eller lukket"), choices=_codes(OPENNESS, none=_("Vi vet ikke")))
    leading = SelectField(_("Hvem leder?"), choices=_leading)
    accompaniment = KnownField(_("Kan noen bli med den første gangen?"))
    free = KnownField(_("Er det gratis?"))
    cost = LineField(_("Hva det koster"))
    twelve_step = BooleanField(_("Følger tolv trinn"))
    faith_based = BooleanField(_("Bygger på tro"))
    language = SelectField(_("Språk"), choices=_codes(LANGUAGES))
    interpreter = KnownField(_("Kan tolk bestilles?"))
    sign_language = KnownField(_("Er det tegnspråk?"))
    wheelchair = KnownField(_("Kommer en inn med rullestol?"))
    hearing_loop = KnownField(_("Er det teleslynge?"))
    starts_on = DayField(_("Fra og med"))
    reason = LineField(_("Hvorfor?"))

    def keep(self, sections: Iterable[FormSection]) -> None:
        """Take away every field that is in no section."""
        wanted = {"version", "csrf_token", *(name for section in sections for name in section.names)}
        for name in [field.name for field in self if field.name not in wanted]:
            del self[name]

    def grow(self, name: str) -> None:
        """One more empty row, where the form has such rows: which button was pressed comes from outside."""
        if name in self and isinstance(self[name], FieldList) and len(self[name]) < MOST_ROWS:
            self[name].append_entry()

    def fits(self) -> bool:
        """Whether the fields fit together; says by a field where they do not."""
        return self._ages_fit() & self._evenings_fit()

    def faults(self) -> Iterator[tuple[str, str]]:
        """Every error as (id of the field, words), in the order of the page."""
        for text in self.form_errors:
            yield "skjema", str(text)
        for field in self:
            yield from _faults_of(field)

    def _ages_fit(self) -> bool:
        if "age_from" not in self or not self.age_from.data or self.age_to.data is None:
            return True
        if self.age_from.data <= self.age_to.data:
            return True
        self.age_to.errors = [gettext("Den høyeste alderen er lavere enn den laveste.")]
        return False

    def _evenings_fit(self) -> bool:
        if "sessions" not in self:
            return True
        days = [row.on.data for row in self.sessions if row.form.counts]
        if all(days) and days != sorted(set(days)):
            last = self.sessions[-1].form
            last.on.errors = [gettext("Kveldene må stå i rekkefølge, med én kveld per dag.")]
            return False
        if days and days[0] and self.deadline.data and self.deadline.data > days[0]:
            self.deadline.errors = [gettext("Fristen er etter den første kvelden.")]
            return False
        return "evening_starts" not in self or span_fits(self.evening_starts, self.evening_ends)


def _faults_of(field: Any) -> Iterator[tuple[str, str]]:
    if field.type == "FieldList":
        for row in field:
            for part in row:
                yield from ((id_, f"{part.label.text}: {words}") for id_, words in _faults_of(part))
    elif field.errors:
        yield field.id, str(field.errors[0])
