"""What does a house of ours say in HSDS beyond its fields? Attributes under our own names, and a few sentences."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from directory.exchange.fetching.clean_text import line
from directory.exchange.importing.draft_entry import DraftEntry
from directory.vocabulary import OPENNESS

Row = Mapping[str, Any]
_OWN = "varde:"
_SHOWN = ("planned", "active", "paused", "full")
_NEEDED = re.compile(r"Du trenger (ikke )?henvisning[^.]*\.\s*")
_LABELS = re.compile(
    "|".join(rf"{re.escape(label.nb)}\.\s*" for label in OPENNESS.values()) + r"|Etter avtale\.\s*"
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: what it is about, and its code with the name of its term."""

    about: frozenset[str]
    code: str
    name: str

    @classmethod
    def of(cls, row: Row) -> Self:
        """As HSDS has it."""
        held = row.get("taxonomy_term")
        term = held if isinstance(held, Mapping) else {}
        about = (
            line(each).lower().removeprefix(_OWN)
            for each in (row.get("link_type"), term.get("taxonomy"), row.get("label"))
        )
        return cls(
            frozenset(about), line(term.get("code") or row.get("value"), 200), line(term.get("name"), 80)
        )

    def names(self, field: str) -> bool:
        """Whether it is about a field of ours, in the singular too."""
        return not self.about.isdisjoint((field, field.removesuffix("s")))


def is_of_varde(service: Row) -> bool:
    """Whether a house of ours gave it out."""
    held = service.get("attributes")
    rows = held if isinstance(held, list) else []
    return any(isinstance(row, Mapping) and line(row.get("link_type")).startswith(_OWN) for row in rows)


def own_status(service: Row) -> str | None:
    """The status as a house of ours has it, which HSDS has fewer words for."""
    held = service.get("attributes")
    rows = held if isinstance(held, list) else []
    own = (row for row in rows if isinstance(row, Mapping) and line(row.get("link_type")) == f"{_OWN}status")
    return next((code for row in own if (code := Attribute.of(row).code) in _SHOWN), None)


def tell_own_sentences(entry: DraftEntry, text: str) -> None:
    """How one begins, as our own houses say it: whether a referral is needed, and what the first time is like."""
    if needed := _NEEDED.search(text):
        entry.values["referral_needed"] = not needed[1]
    entry.say("first_time", _LABELS.sub("", _NEEDED.sub("", text)), 4000)
