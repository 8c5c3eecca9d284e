"""How is a slip changed? Each way is a link to another slip: nothing is stored, so nothing has to be undone."""

from collections.abc import Mapping
from dataclasses import dataclass

from directory.referrals.slips.code import Ids, Slip, write
from directory.web.language import path_for


@dataclass(frozen=True, slots=True)
class Moves:
    """The slip with one listing elsewhere on it, or without it; None where there is no such slip."""

    up: str | None
    down: str | None
    across: str | None
    away: str


def moves_of(slip: Slip) -> Mapping[str, Moves]:
    """The ways to change a slip, by listing."""
    return {
        **{id_: _moves(slip, id_, at_first=True) for id_ in slip.first},
        **{id_: _moves(slip, id_, at_first=False) for id_ in slip.second},
    }


def _moves(slip: Slip, id_: str, *, at_first: bool) -> Moves:
    mine, other = (slip.first, slip.second) if at_first else (slip.second, slip.first)
    at, without = mine.index(id_), tuple(each for each in mine if each != id_)

    def with_parts(my_part: Ids, other_part: Ids) -> str:
        first, second = (my_part, other_part) if at_first else (other_part, my_part)
        return _path(slip.but(first=first, second=second))

    return Moves(
        up=with_parts(_swap(mine, at - 1), other) if at else None,
        down=with_parts(_swap(mine, at), other) if at < len(mine) - 1 else None,
        across=with_parts(without, (*other, id_)),
        away=with_parts(without, other),
    )


def _swap(ids: Ids, at: int) -> Ids:
    return (*ids[:at], ids[at + 1], ids[at], *ids[at + 2 :])


def _path(slip: Slip) -> str:
    return path_for("slip.show", code=write(slip)) if slip.ids else path_for("slip.start")
