"""What are the parts of a document, and which row is each kept in? Fields are called as the columns are; what they
are called outside is their alias."""

from collections.abc import Sequence
from functools import cache
from inspect import isclass
from typing import Annotated, Any, ClassVar, Self, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from directory.db.base import Base
from directory.listings.records import courses, models, schedules, services
from directory.listings.records.values import (
    Clock,
    Day,
    Flag,
    OneOf,
    OutsideData,
    Text,
    fault,
    whole_number,
)
from directory.vocabulary import CANCELLED_FOR, FORMATS, PATHS, PURPOSES, WEEKDAYS

Row = TypeVar("Row", bound=Base)
_EVERY = WithJsonSchema(
    {"type": "integer", "minimum": 1, "maximum": 52, "description": "Weeks, from the date `from`."}
)
_NTH = WithJsonSchema({"type": "integer", "enum": [-1, 1, 2, 3, 4, 5]})


def _not_zeroth(nth: int) -> int:
    if nth == 0:
        raise fault("must be 1 to 5, or -1 for the last")
    return nth


class Part(OutsideData):
    """What is kept in one row, with the parts that hang on it."""

    table: ClassVar[type[Base]]
    key: ClassVar[str | None] = None
    """The field that tells rows of one listing apart; without one the first stays the first."""
    apart: ClassVar[frozenset[str]] = frozenset()
    """Fields that are no columns."""

    @classmethod
    def of(cls, row: Base, **more: Any) -> Self:
        """As it is kept, with the fields that are no columns: what stands in the database was judged when it came in."""
        for name, kind in columns(cls).items():
            value = getattr(row, name)
            if kind is not None and value is not None:
                value = [kind.of(each) for each in value] if isinstance(value, list) else kind.of(value)
            more[name] = value
        return cls.model_construct(**more)

    def write(self, row: Row) -> Row:
        """Set what differs in `row`, and nothing else. Returns it."""
        for name, kind in columns(type(self)).items():
            value, stands = getattr(self, name), getattr(row, name)
            if kind is not None and isinstance(value, list):
                value = rows_of(value, stands)
            elif kind is not None and value is not None:
                value = value.write(stands or kind.table())
            if value != stands:
                setattr(row, name, value)
        return row

    def as_json(self) -> dict[str, Any]:
        """As it goes out. Dates and times are ISO 8601."""
        return self.model_dump(mode="json", by_alias=True, warnings=False)


@cache
def columns(kind: type[Part]) -> dict[str, type[Part] | None]:
    """The fields that are kept in the row, each with the part that it holds, if it holds any."""
    fields = kind.model_fields.items()
    return {name: _kind(field.annotation) for name, field in fields if name not in kind.apart}


def _kind(annotation: Any) -> type[Part] | None:
    found = (each for each in (annotation, *get_args(annotation)) if isclass(each) and issubclass(each, Part))
    return next(found, None)


def rows_of(parts: Sequence[Part], kept: Sequence[Any]) -> list[Any]:
    """The rows of `parts`; those that are there are written over."""
    key = parts[0].key if parts else None
    before = {getattr(row, key) if key else number: row for number, row in enumerate(kept)}
    rows = []
    for number, part in enumerate(parts):
        row = before.get(getattr(part, key) if key else number)
        rows.append(part.write(part.table() if row is None else row))
    return rows


class ChangedDatePart(Part):
    """One date of a meeting that is cancelled or moved."""

    table = schedules.ChangedDate
    on: Day
    moved_to: Day | None = None
    starts: Clock | None = None
    ends: Clock | None = None
    address: Text | None = None
    reason: Annotated[str, OneOf(CANCELLED_FOR)] | None = None
    note: Text | None = None


class MeetingPart(Part):
    """One recurring time."""

    table = schedules.Schedule
    weekday: Annotated[str, OneOf(WEEKDAYS)]
    starts: Clock
    ends: Clock | None = None
    every: Annotated[int, whole_number(1, 52), _EVERY] = 1
    nth: Annotated[int, whole_number(-1, 5), AfterValidator(_not_zeroth), _NTH] | None = None
    from_date: Day | None = Field(None, alias="from")
    until_date: Day | None = Field(None, alias="until")
    format: Annotated[str, OneOf(FORMATS)] | None = None
    purpose: Annotated[str, OneOf(PURPOSES)] = "meeting"
    link: Text | None = None
    link_public: Flag = False
    note: Text | None = None
    changed_dates: list[ChangedDatePart] = []

    @model_validator(mode="after")
    def _is_counted_from_a_day(self) -> Self:
        if self.every > 1 and self.from_date is None:
            raise fault("every needs from: the date that weeks are counted from")
        return self


class PausePart(Part):
    """A break from one day through another."""

    table = schedules.Pause
    from_date: Day = Field(alias="from")
    until_date: Day | None = Field(None, alias="until")
    reason: Annotated[str, OneOf(CANCELLED_FOR)] | None = None
    note: Text | None = None


class ListingContactPart(Part):
    """How to reach the listing. Whether it is a private person's comes in, and never goes out."""

    table = models.ListingContact
    role: Text
    phone: Text | None = None
    email: Text | None = None
    private: Flag = Field(False, exclude=True)
    consent_until: Day | None = Field(None, exclude=True)


class EveningPart(Part):
    """One evening of a course. They are numbered in the order in which they come."""

    table = courses.CourseSession
    number: Annotated[int, BeforeValidator(lambda _number: 0)] = 0
    on: Day
    starts: Clock
    ends: Clock | None = None
    theme: Text | None = None


def _numbered(evenings: list[EveningPart]) -> list[EveningPart]:
    return [each.model_copy(update={"number": number}) for number, each in enumerate(evenings, 1)]


class CoursePart(Part):
    """One run of a course."""

    table = courses.CourseRun
    programme_code: Text | None = Field(None, alias="programme")
    rota_code: Text | None = Field(None, alias="rota")
    seats: Annotated[int, whole_number(0, 10_000)] | None = None
    enrolled: Annotated[int, whole_number(0, 10_000)] | None = None
    deadline: Day | None = None
    sessions: Annotated[list[EveningPart], AfterValidator(_numbered)] = []


class StepPart(Part):
    """One step of a service."""

    table = services.ServiceStep
    key = "number"
    number: Annotated[int, whole_number(1, 3)]
    text: Text


class PathwayPart(Part):
    """What a listing leads to: another listing, or words where there is none to name."""

    table = services.Pathway
    path: Annotated[str, OneOf(PATHS)]
    to_id: Text | None = Field(None, alias="to")
    text: Text | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.to_id is None and self.text is None:
            raise fault("either to or text is needed")
        return self
