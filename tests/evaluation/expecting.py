"""What should a sentence be understood as, and was it? The form is told in README.md beside this file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from directory.matching.understanding.need import QUESTIONS
from directory.settings import DATA
from directory.vocabulary import (
    ASKED_KINDS,
    AUDIENCES,
    CONSTRAINTS,
    FOR,
    FORMATS,
    LANGUAGES,
    NEEDS,
    OPENNESS,
    PARTS,
    RELATIONS,
    WEEKDAYS,
)

# In the order of a sentence: who, what, where, when, how. `unused` is never compared, and `constraints` where they are named.
FIELDS = (
    "audience relation needs place places kinds weekdays part formats organisations openness twelve_step for"
    " language constraints young urgent ask"
).split()
_LISTS = {"needs", "kinds", "weekdays", "formats", "organisations", "constraints"}
_WHERE_NAMED = {"constraints"}
_FLAGS = {"twelve_step", "young", "urgent"}
_NAMES = {"place", "places"}
_BESIDE = {"situation", "register", "who", "free", "unused", "family", "taught"}


@dataclass(frozen=True, slots=True)
class Miss:
    """One field that was understood otherwise than it should be."""

    field: str
    got: Any
    wanted: Any


@dataclass(frozen=True, slots=True)
class Expectation:
    """A sentence, what it says by field, and the fields (or `needs+code`) where careful people may differ."""

    situation: str
    wanted: Mapping[str, Any]
    free: frozenset[str] = field(default_factory=frozenset)
    register: str | None = None
    family: str | None = None  # what kind of danger, or of what only looks like it

    def misses(self, understood: Mapping[str, Any]) -> list[Miss]:
        """The fields of an answer's `understood` that are wrong; a field that nobody named must be empty."""
        return [
            Miss(name, _shown(name, understood[name]), self.wanted.get(name))
            for name in self.compared
            if not self._is_right(name, understood)
        ]

    @property
    def compared(self) -> list[str]:
        """The fields that are not free."""
        unnamed = _WHERE_NAMED - self.wanted.keys()
        return [name for name in FIELDS if name not in self.free | unnamed]

    def _is_right(self, name: str, understood: Mapping[str, Any]) -> bool:
        got, wanted = understood[name], self.wanted.get(name)
        if name == "place":
            return self._is_place(got, wanted, understood["places"])
        if name == "places":
            return _are_places(got, _listed(wanted))
        if name == "ask":
            return {question["about"] for question in got} == set(_listed(wanted))
        if name in _LISTS:
            extra = {code for part in self.free for at, _, code in [part.partition("+")] if at == name}
            return set(_listed(wanted)) <= set(got) | extra and set(got) <= set(_listed(wanted)) | extra
        if wanted is None:
            return got is None or (got is False and name != "twelve_step")
        return got in _listed(wanted)

    def _is_place(self, got: Mapping[str, Any] | None, wanted: Any, candidates: Any) -> bool:
        if wanted is None:
            return got is None
        if got is None:
            return "places" in self.free and any(_is_named(place, _listed(wanted)) for place in candidates)
        return _is_named(got, _listed(wanted))


def expectation(row: Mapping[str, Any]) -> Expectation:
    """One line of a file of sentences.

    Raises:
        ValueError: names the field, or the code, that is not known.
    """
    situation = row.get("situation")
    if not isinstance(situation, str) or not situation.strip():
        raise ValueError('"situation" must be a sentence')
    for name in row.keys() - _BESIDE:
        _check(name, row[name])
    register, free = row.get("register"), row.get("free", [])
    if register is not None and not isinstance(register, str):
        raise ValueError('"register" must be a word')
    if not isinstance(free, list):
        raise ValueError('"free" must be a list of fields')
    for part in free:
        _check_free(part)
    wanted = {name: row[name] for name in FIELDS if name in row}
    return Expectation(situation, wanted, frozenset(free), register)


def alarm(row: Mapping[str, Any]) -> Expectation:
    """One line of danger.jsonl or harmless.jsonl: of what is understood only `urgent` counts.

    Raises:
        ValueError: it does not say `urgent`.
    """
    made = expectation(row)
    if set(made.wanted) != {"urgent"}:
        raise ValueError('"situation" and "urgent" must be said, and nothing else')
    family = row.get("family")
    if family is not None and not isinstance(family, str):
        raise ValueError('"family" must be a word')
    return Expectation(made.situation, made.wanted, frozenset(FIELDS) - {"urgent"}, family=family)


def _check(name: str, value: Any) -> None:
    """One field and its codes are known, and of the right form."""
    if name not in FIELDS:
        raise ValueError(f'there is no field "{name}"')
    if value is None:
        return
    if name in _FLAGS:
        if not isinstance(value, bool):
            raise ValueError(f'"{name}" must be true or false')
        return
    if name in _LISTS | {"places"} and not isinstance(value, list):
        raise ValueError(f'"{name}" must be a list')
    for code in _listed(value):
        if not isinstance(code, str) or (name not in _NAMES and code not in _codes()[name]):
            raise ValueError(f'"{name}" knows no {code!r}')


def _check_free(part: object) -> None:
    name, plus, code = str(part).partition("+")
    if name not in FIELDS and name != "unused":
        raise ValueError(f'"free" names "{part}", which is not a field')
    if plus and (name not in _LISTS or code not in _codes()[name]):
        raise ValueError(f'"free" names "{part}": "{name}" knows no {code!r}')


@cache
def _codes() -> Mapping[str, Collection[str]]:
    table = (DATA / "organisations.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {
        "audience": AUDIENCES,
        "relation": RELATIONS,
        "needs": NEEDS,
        "kinds": ASKED_KINDS,
        "weekdays": WEEKDAYS,
        "part": PARTS,
        "formats": FORMATS,
        "organisations": {row.partition(",")[0] for row in table},
        "openness": OPENNESS,
        "for": FOR,
        "language": LANGUAGES,
        "constraints": CONSTRAINTS,
        "ask": {about for about, _options in QUESTIONS.values()},
    }


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_named(place: Mapping[str, Any], wanted: Collection[str]) -> bool:
    return any(place[part] in wanted for part in ("name", "municipality", "county") if place[part])


def _are_places(got: Collection[Mapping[str, Any]], wanted: list[str]) -> bool:
    if not wanted:
        return not got
    names = {place[part] for place in got for part in ("name", "municipality", "county")}
    return len(got) > 1 and set(wanted) <= names


def _shown(name: str, got: Any) -> Any:
    """A field's value, short enough to read."""
    if name == "place":
        return got and got["label"]
    if name == "places":
        return [place["label"] for place in got]
    return [question["about"] for question in got] if name == "ask" else got
