"""How are those who hold a course asked? Who does what, when one meets, how many, how long it took, and how it went."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError
from wtforms.validators import DataRequired

from directory.courses.course_steps import MEETINGS, PlannedStep, step_in_words
from directory.courses.models import CourseWork
from directory.listings.desk.forms.field_types import ClockField, DayField, LineField, NumberField, ProseField
from directory.places.gazetteer import Gazetteer
from directory.places.loading import load
from directory.web.sent.fields import PublicForm, SentForm

EVENING_ROLES = ("relative", "professional", "room", "food")
HOURS = ("planning_professionals", "planning_users", "holding_professionals", "holding_users")
QUESTIONS = ("carrying_out", "responsibility", "leaders", "time", "money", "participants")
SUMS = ("midway_good", "midway_mixed", "midway_bad", "final_good", "final_mixed", "final_bad")
_MOST = 1000
_MOST_HOURS = 5000


class EveningForm(PublicForm):
    """Who does what on one evening. Several stand on one page, each with its number before its names; the page's own form
    carries the token."""

    relative = LineField(_("Pårørende som forteller"))
    professional = LineField(_("Fagperson som snakker"))
    room = LineField(_("Rommet ordnes av"))
    food = LineField(_("Maten ordnes av"))

    @classmethod
    def of_work(cls, number: int, work: CourseWork) -> "EveningForm":
        """The form as it stands."""
        return cls(formdata=None, prefix=f"{number}-", data=work.roles.get(str(number), {}))


class StepForm(PublicForm):
    """When one meeting of the organisers is; as `EveningForm`, with the step's code before its names."""

    on = DayField(_("Dag"), validators=[DataRequired(_("Skriv datoen slik: 1.12.2026."))])
    starts = ClockField(_("Fra klokka"), validators=[DataRequired(_("Skriv klokkeslettet slik: 19.30."))])

    @classmethod
    def of_step(cls, step: PlannedStep) -> "StepForm":
        """The form as it stands."""
        starts = step.starts.isoformat("minutes") if step.starts else None
        return cls(formdata=None, prefix=f"{step.code}-", data={"on": step.on.isoformat(), "starts": starts})

    def moment(self) -> tuple[date, time]:
        """The day and the clock. Only after the form was found to be right."""
        return date.fromisoformat(self.on.data), time.fromisoformat(self.starts.data)


def all_fit(forms: Iterable[SentForm]) -> bool:
    """Whether each of several forms is right; each says what must be mended, not only the first that is wrong."""
    return not [form for form in forms if not form.validate()]


def movable(steps: Iterable[PlannedStep]) -> list[tuple[PlannedStep, str]]:
    """The meetings that can be moved, with their names."""
    return [(step, step_in_words(step)) for step in steps if step.code in MEETINGS]


class NumbersForm(SentForm):
    """How many, and how many hours?"""

    enrolled = NumberField(_("Påmeldte"), 0, _MOST)
    waiting = NumberField(_("På venteliste"), 0, _MOST)
    fewest = NumberField(_("Så mange bør det minst være"), 0, _MOST)
    planning_professionals = NumberField(_("Fagpersoner, planlegging"), 0, _MOST_HOURS)
    planning_users = NumberField(_("Brukerrepresentanter, planlegging"), 0, _MOST_HOURS)
    holding_professionals = NumberField(_("Fagpersoner, gjennomføring"), 0, _MOST_HOURS)
    holding_users = NumberField(_("Brukerrepresentanter, gjennomføring"), 0, _MOST_HOURS)

    @classmethod
    def of_work(cls, work: CourseWork, enrolled: int | None) -> "NumbersForm":
        """The form as it stands."""
        values = {"enrolled": enrolled, "waiting": work.waiting, "fewest": work.fewest, **work.hours}
        return cls(formdata=None, data=values)


class EvaluationForm(SentForm):
    """How did it go? The questions of the evaluation meeting, and the participants' own answers as sums."""

    carrying_out = ProseField(_("Gjennomføringen"))
    responsibility = ProseField(_("Ansvarsdelingen"))
    leaders = ProseField(_("Kursholdernes rolle"))
    time = ProseField(_("Tidsbruken"))
    money = ProseField(_("Pengene"))
    participants = ProseField(_("Det deltakerne skrev, samlet"))
    midway_good = NumberField(_("Midtveis: fornøyde"), 0, _MOST)
    midway_mixed = NumberField(_("Midtveis: både og"), 0, _MOST)
    midway_bad = NumberField(_("Midtveis: misfornøyde"), 0, _MOST)
    final_good = NumberField(_("Til slutt: fornøyde"), 0, _MOST)
    final_mixed = NumberField(_("Til slutt: både og"), 0, _MOST)
    final_bad = NumberField(_("Til slutt: misfornøyde"), 0, _MOST)

    @classmethod
    def of_work(cls, work: CourseWork) -> "EvaluationForm":
        """The form as it stands."""
        return cls(formdata=None, data={**work.evaluation, **work.sums})


class ExperienceForm(SentForm):
    """What would you tell the next hosts?"""

    text = ProseField(
        _("Hva vil dere si til neste vertskap?"), validators=[DataRequired(_("Skriv hva dere lærte."))]
    )


class FirstEveningForm(SentForm):
    """When does the next run begin?"""

    first = DayField(
        _("Første kveld"), validators=[DataRequired(_("Skriv den første kvelden slik: 1.12.2026."))]
    )

    def fits(self, today: date) -> bool:
        """Whether it is a day ahead; says so by the field where not."""
        if not self.validate():
            return False
        day = date.fromisoformat(self.first.data)
        if not today <= day <= date(today.year + 5, 12, 31):
            self.first.errors = [gettext("Skriv en dag som kommer.")]
        return not self.first.errors


class ProgrammeForm(SentForm):
    """A programme: what it is, who owns it, and where that is known from."""

    name = LineField(_("Navn"), validators=[DataRequired(_("Skriv hva kurset heter."))])
    owner = LineField(_("Hvem eier kurset?"), validators=[DataRequired(_("Skriv hvem som eier kurset."))])
    about = ProseField(_("Kort om kurset"), validators=[DataRequired(_("Skriv kort om kurset."))])
    themes = ProseField(_("Temaer, ett på hver linje"))
    seats = LineField(_("Hvor mange passer det for?"))
    source = LineField(
        _("Hvor vet vi dette fra?"), validators=[DataRequired(_("Skriv hvor dere vet det fra."))]
    )


def _are_municipalities(form: "RotaForm", _field: ProseField) -> None:
    """A validator: each line is one municipality."""
    unknown = [line for line, number in form.lines() if number is None]
    if unknown:
        raise ValidationError(
            gettext(
                "Vi vet ikke hvilken kommune dette er: %(name)s. Skriv også fylket, eller nummeret.",
                name=unknown[0],
            )
        )


class RotaForm(SentForm):
    """Municipalities that take turns, in their order."""

    name = LineField(_("Navn"), validators=[DataRequired(_("Skriv hva samarbeidet heter."))])
    interval_months = NumberField(
        _("Måneder mellom kursene"), 1, 120, validators=[DataRequired(_("Skriv antall måneder."))]
    )
    municipalities = ProseField(
        _("Kommunene i rekkefølge, én på hver linje"),
        validators=[DataRequired(_("Skriv kommunene, én på hver linje.")), _are_municipalities],
    )

    def lines(self) -> list[tuple[str, str | None]]:
        """What was written, with the number of the municipality; None where it is none."""
        written = [line.strip() for line in (self.municipalities.data or "").splitlines() if line.strip()]
        return [(line, municipality_of(line, load())) for line in written]


def municipality_of(written: str, gazetteer: Gazetteer) -> str | None:
    """The number of the one municipality that is meant, by name, label or number."""
    labelled = [each for each in gazetteer.municipalities if each.label.lower() == written.lower()]
    found = labelled or gazetteer.exact(written).places
    numbers = {each.municipality_number for each in found if each.municipality_number}
    return numbers.pop() if len(numbers) == 1 else None


def written_values(form: SentForm, names: Iterable[str]) -> Mapping[str, Any]:
    """What was written, without what stands empty."""
    return {name: form[name].data for name in names if form[name].data not in (None, "")}
