"""How is one value of outside data read? Kind by kind; what cannot be used is named by its field, and never repeated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Annotated, Any, LiteralString, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError, core_schema

from directory.vocabulary import Codes
from directory.web.typed import is_clean

_MOST_LETTERS = 4000
_MESSAGES = {
    "missing": "is missing",
    "list_type": "must be a list of objects",
    "model_type": "must be a JSON object",
}


class OutsideData(BaseModel):
    """A JSON object from outside. What is null, blank or an empty list was not said."""

    model_config = ConfigDict(
        frozen=True, hide_input_in_errors=True, json_schema_serialization_defaults_required=True
    )

    @model_validator(mode="before")
    @classmethod
    def _only_what_is_said(cls, row: object) -> object:
        return {name: row[name] for name in row if _is_said(row[name])} if isinstance(row, Mapping) else row

    @classmethod
    def read(cls, row: object) -> Self:
        """The object that `row` is.

        Raises:
            ValueError: a value is missing or cannot be used; the text names the field.
        """
        try:
            return cls.model_validate(row)
        except ValidationError as error:
            text = _in_words(error.errors(include_url=False, include_input=False)[0])
        raise ValueError(text)


class ShapesOnly(GenerateJsonSchema):
    """JSON Schema without what our classes are called and say among themselves."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  (pydantic names it)
        return False

    def model_schema(self, schema: Any) -> dict[str, Any]:
        shape = super().model_schema(schema)
        return {name: value for name, value in shape.items() if name not in ("title", "description")}

    def default_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def normalize_name(self, name: str) -> str:
        return super().normalize_name(name).removesuffix("Part")


def fault(text: LiteralString, **words: object) -> PydanticCustomError:
    """What is wrong with a value, to stand behind the name of its field; or with an object, in words of its own."""
    return PydanticCustomError("fault", text, words)


def _is_said(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None and value != []


def _in_words(error: ErrorDetails) -> str:
    """`meetings 1: starts must be a time such as 19:00`."""
    where, words = list(error["loc"]), _MESSAGES.get(error["type"], error["msg"])
    if where and isinstance(where[-1], str) and error["type"] != "model_type":
        words = f"{where.pop()} {words}"
    steps = [
        f"{place} {number + 1}: " if isinstance(number, int) else f"{place}: "
        for place, number in pairwise([*where, ""])
        if isinstance(place, str)
    ]
    return "".join(steps) + words


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise fault("must be text")
    if not is_clean(value):
        raise fault("holds a sign that cannot be kept")
    if len(value) > _MOST_LETTERS:
        raise fault("must be at most {most} letters", most=_MOST_LETTERS)
    return value.strip()


def _iso(kind: type[date] | type[time], words: LiteralString) -> BeforeValidator:
    def read(value: object) -> object:
        text = value if isinstance(value, kind) else _text(value)
        try:
            return kind.fromisoformat(text) if isinstance(text, str) else text
        except ValueError:
            raise fault(words) from None

    return BeforeValidator(read)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise fault("must be true, false or null")
    return value


def _texts(values: object) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise fault("must be a list of texts")
    if not all(map(is_clean, values)):
        raise fault("holds a sign that cannot be kept")
    return list(dict.fromkeys(values))


def _number(
    least: int, most: int, words: LiteralString, kinds: Any, made: Callable[[Any], Any]
) -> BeforeValidator:
    def read(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
            raise fault(words, least=least, most=most)
        return made(value)

    return BeforeValidator(read)


def whole_number(least: int, most: int) -> BeforeValidator:
    """A whole number from `least` to `most`."""
    return _number(least, most, "must be a whole number from {least} to {most}", int, int)


def degrees(most: int) -> BeforeValidator:
    """Degrees on either side of zero."""
    words: LiteralString = "must be a number of degrees from {least} to {most}"
    return _number(-most, most, words, int | float, float)


@dataclass(frozen=True, eq=False)
class OneOf:
    """A code of a closed list, or a list of such codes: the annotation of a field."""

    codes: Codes

    def __get_pydantic_core_schema__(self, source: Any, _handler: object) -> core_schema.CoreSchema:
        code = core_schema.literal_schema(list(self.codes))
        if source == list[str]:
            return core_schema.no_info_before_validator_function(self._many, core_schema.list_schema(code))
        return core_schema.no_info_before_validator_function(self._one, code)

    def _one(self, value: object) -> str:
        code = _text(value)
        if code not in self.codes:
            raise fault("must be one of: {codes}", codes=", ".join(self.codes))
        return code

    def _many(self, values: object) -> list[str]:
        codes = _texts(values)
        if not self.codes.keys() >= set(codes):
            raise fault("must be from: {codes}", codes=", ".join(self.codes))
        return codes


Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[list[str], BeforeValidator(_texts)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, _iso(date, "must be a date such as 2026-11-24")]
Clock = Annotated[
    time,
    _iso(time, "must be a time such as 19:00"),
    PlainSerializer(lambda clock: clock.isoformat("minutes"), return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}),
]
