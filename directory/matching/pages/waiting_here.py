"""What can somebody do where nothing fits near them? Wish for a group, and see which ones are planned."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from directory.matching.understanding.need import Need
from directory.places.models import Place
from directory.vocabulary import UNADDRESSED_NEEDS

PlannedLines = Callable[[Need], list[str]]
"""The groups that are planned for a need in its place, as lines: given by the room that knows (`app.extensions["planned"]`)."""


@dataclass(frozen=True, slots=True)
class WaitingHere:
    """What is planned; and, where one may wish, the place and the need that the wish is about."""

    planned: list[str]
    place: Place | None
    need: str | None


def waiting_here(need: Need, may_wish: bool = True) -> WaitingHere:
    """What stands on a page about a need and a place. Nobody wishes where no municipality is known."""
    tell: PlannedLines | None = current_app.extensions.get("planned")
    place = need.place if need.place and need.place.municipality_number else None
    codes = [code for code in need.needs if code not in UNADDRESSED_NEEDS]
    planned = tell(need) if tell and place else []
    return WaitingHere(planned, place if may_wish else None, codes[0] if len(codes) == 1 else None)
