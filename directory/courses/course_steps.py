"""What must the organisers do, and when? Their calendar, counted from the evenings; what they moved or ticked off lies beside it.

Three planning meetings of three hours before, a summing-up after each evening, the participants' written answers halfway and at
the end, and a meeting of three hours two weeks later: as TA TAK describes itself (source in `data/programmes.jsonl`). How long
before the planning meetings are, it does not say: 12, 8 and 4 weeks are ours, and can be moved.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _

from directory.courses.course_dates import WEEK, work_day
from directory.courses.models import CourseStep
from directory.listings.records.courses import CourseSession
from directory.web.clock import OSLO

PLANNING_WEEKS = (12, 8, 4)
EVALUATION_WEEKS = 2
MEETINGS = ("planning-1", "planning-2", "planning-3", "evaluation")
"""What is no evening, and can be moved."""
_MEETING = timedelta(hours=3)
_SUMMING_UP = timedelta(minutes=30)
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One thing on the calendar: `planning-2`, `after-4` (a summing-up), `midway`, `final`, `evaluation`."""

    code: str
    on: date
    starts: time | None = None
    lasts: timedelta = timedelta(0)
    done: bool = False

    @property
    def number(self) -> int | None:
        """Which planning meeting, or which evening."""
        return int(self.code.rpartition("-")[2]) if "-" in self.code else None

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.on, self.starts or _NOON, OSLO)


def calendar_steps(evenings: Sequence[CourseSession], kept: Mapping[str, CourseStep]) -> list[PlannedStep]:
    """The calendar of a run in order; empty for one without evenings. `kept`: what was moved or ticked off, by code."""
    steps = [_as_kept(step, kept.get(step.code)) for step in _from_evenings(evenings)] if evenings else []
    return sorted(steps, key=lambda step: (step.on, step.starts or time.min))


def _from_evenings(evenings: Sequence[CourseSession]) -> Iterator[PlannedStep]:
    for number, day in enumerate(_planning_days(evenings[0].on), start=1):
        yield PlannedStep(f"planning-{number}", day, _NOON, _MEETING)
    for evening in evenings:
        ends = evening.ends or evening.starts
        yield PlannedStep(f"after-{evening.number}", evening.on, ends, _SUMMING_UP)
    middle = evenings[(len(evenings) - 1) // 2]
    yield PlannedStep("midway", middle.on, middle.starts)
    yield PlannedStep("final", evenings[-1].on, evenings[-1].starts)
    yield PlannedStep("evaluation", work_day(evenings[-1].on + EVALUATION_WEEKS * WEEK), _NOON, _MEETING)


def _planning_days(first: date) -> list[date]:
    """From the last to the first: where most are away for long, one may not come on the day of another."""
    days, ahead = list[date](), first
    for weeks in reversed(PLANNING_WEEKS):
        ahead = work_day(min(first - weeks * WEEK, ahead - WEEK), -WEEK)
        days.insert(0, ahead)
    return days


def _as_kept(step: PlannedStep, kept: CourseStep | None) -> PlannedStep:
    if kept is None:
        return step
    return PlannedStep(
        step.code, kept.on or step.on, kept.starts or step.starts, step.lasts, kept.done_on is not None
    )


def step_in_words(step: PlannedStep) -> str:
    """What it is; it says nothing of what the course is about."""
    return {
        "planning": _("Planleggingsmøte %(number)s", number=step.number),
        "after": _("Oppsummering etter kveld %(number)s", number=step.number),
        "midway": _("Deltakerne svarer skriftlig, midtveis"),
        "final": _("Deltakerne svarer skriftlig, til slutt"),
        "evaluation": _("Evalueringsmøte"),
    }[step.code.partition("-")[0]]
