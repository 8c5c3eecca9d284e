"""Two at once: what did you write, and what did the other? Shown beside each other, to be chosen field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from directory.listings.editing.changes import Change
from directory.listings.wording.field_words import fields_in_words
from directory.places.loading import load

_TOGETHER = {"place": "municipality_number", "leader": "leadership"}


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field, or two that go together. `both`: the other changed it too, so that one must be chosen."""

    name: str
    label: str
    mine: list[str]
    theirs: list[str]
    both: bool


def find_conflicts(
    values: Mapping[str, Any], stands: Mapping[str, Any], others: Sequence[Change], today: date
) -> list[FieldConflict]:
    """What I changed since the page was opened, beside what stands now. What only the other changed is left out: it
    stays. `values` and `stands` as in a document."""
    theirs = {name for made in others for name in made.fields}
    opened = dict(stands)
    for made in reversed(others):
        opened |= {name: field["before"] for name, field in made.fields.items()}
    names = [name for name in values if (values[name] or None) != (opened.get(name) or None)]
    changed = {name: {"before": stands.get(name), "after": values[name]} for name in names}
    touched = {_TOGETHER.get(name, name) for name in theirs}
    return [
        FieldConflict(
            _group(field.name), field.label, field.after, field.before, _group(field.name) in touched
        )
        for field in fields_in_words(changed, load(), today)
    ]


def choose_values(form: MultiDict[str, str], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values to keep: all, or, where somebody has chosen, mine alone and of those the ones I stand by."""
    mine = {name for name in form.getlist("mine") if form.get(f"keep-{name}", "mine") == "mine"}
    if "mine" not in form:
        return dict(values)
    return {name: value for name, value in values.items() if _group(name) in mine}


def _group(name: str) -> str:
    return _TOGETHER.get(name, name)
