"""Where do the marks of a map stand, and how large are they? By what is offered, and apart from each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from directory.places.models import Place

# Sizes as they are seen where the map is as wide as it gets; a map of another scale multiplies them.
WIDE, HIGH = 640.0, 800.0
LETTER = 16.0
_LEAST, _GROWS = 9.0, 14.0
_GAP = 2.0
_ROUNDS = 60
_WIDTH_OF_A_LETTER = 0.56


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, in the units of its map. `says` is all of it as text; `number` and `name` are drawn where they fit."""

    place: Place
    says: str
    url: str
    x: float
    y: float
    count: int
    radius: float = 0.0
    number: bool = False
    named: str | None = None  # on which side of the mark its name stands: "start" right of it, "end" left

    @property
    def name_x(self) -> float:
        """Where the name begins or ends."""
        return self.x + self.radius * 1.25 * (1 if self.named == "start" else -1)


def arrange(marks: Sequence[Mark], unit: float, named: bool, holding: bool = False) -> list[Mark]:
    """The marks sized, moved apart where they would cover each other, the largest last. `unit`: what one sign's worth
    of screen is on this map; `named`: names stand beside the marks where there is room; `holding`: each mark is large
    enough for what it says."""
    most = max((mark.count for mark in marks), default=1)
    sized = [_size(mark, most, unit) for mark in marks]
    if holding:
        sized = [replace(mark, radius=max(mark.radius, _radius_of(mark.says, unit))) for mark in sized]
    placed = [
        replace(mark, x=x, y=y) for mark, (x, y) in zip(sized, _apart(sized, unit).tolist(), strict=True)
    ]
    placed.sort(key=lambda mark: (-mark.count, mark.place.id))
    return (_with_names(placed, unit) if named else placed)[::-1]


def _size(mark: Mark, most: int, unit: float) -> Mark:
    """The area grows with what there is."""
    radius = unit * (_LEAST + _GROWS * sqrt(mark.count / most))
    fits = radius > unit * LETTER * _WIDTH_OF_A_LETTER * len(str(mark.count)) * 0.62
    return replace(mark, radius=radius, number=fits and radius > unit * LETTER * 0.7)


def _radius_of(says: str, unit: float) -> float:
    return unit * LETTER * (0.35 + 0.3 * len(says))


def _apart(marks: Sequence[Mark], unit: float) -> NDArray[np.float64]:
    """Each pair that overlaps is pushed apart a little at a time, until none does or the rounds are over."""
    points = np.array([[mark.x, mark.y] for mark in marks]).reshape(-1, 2)
    radii = np.array([mark.radius for mark in marks])
    least = radii[:, None] + radii[None, :] + _GAP * unit
    np.fill_diagonal(least, 0.0)
    for _round in range(_ROUNDS):
        between = points[:, None, :] - points[None, :, :]
        far = np.hypot(between[..., 0], between[..., 1])
        short = np.clip(least - far, 0.0, None)
        if not short.any():
            break
        direction = between / np.where(far, far, 1.0)[..., None]
        points = points + (direction * short[..., None] / 2).sum(axis=1) * 0.8
    return points


def _with_names(marks: Sequence[Mark], unit: float) -> list[Mark]:
    """Names for those that have most first; a name that would touch a mark or another name is left out."""
    taken = [_box_of(mark) for mark in marks]
    made = []
    for mark in marks:
        for side in ("start", "end"):
            named = replace(mark, named=side)
            box = _box_of_name(named, unit)
            if not any(_meet(box, other) for other in taken if other != _box_of(mark)):
                taken.append(box)
                made.append(named)
                break
        else:
            made.append(mark)
    return made


Box = tuple[float, float, float, float]


def _box_of(mark: Mark) -> Box:
    return mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius


def _box_of_name(mark: Mark, unit: float) -> Box:
    long, half = len(mark.place.name) * _WIDTH_OF_A_LETTER * LETTER * unit, LETTER * unit * 0.6
    left = mark.name_x if mark.named == "start" else mark.name_x - long
    return left, mark.y - half, left + long, mark.y + half


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
