"""What does a slip's code hold? The ids of its listings, in one part or two, a language and a day; two signs say whether it was
read rightly. Nothing else can be put into it, and nothing is stored anywhere.

`lwnwee5n-q7r77w34--viwatqpf-b09a7k`: ids with a hyphen between them, two between the parts, and a tail: the language (b, n or e),
three signs of the day, two that are reckoned from all the others.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

MOST = 10
LONGEST_ID = 40
_BEGAN = date(2026, 1, 1)
_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o and u: they are read as something else
_READ_AS = str.maketrans("ilo", "110")
_LANGUAGES = {"nb": "b", "nn": "n", "en": "e"}
_LANGUAGE_OF = {sign: language for language, sign in _LANGUAGES.items()}
_DAY_SIGNS, _CHECK_SIGNS = 3, 2
_PRIME = 1021  # the largest below 32²: any one sign that is changed, and two that change places, are seen
_ID = re.compile(rf"[A-Za-z0-9]{{1,{LONGEST_ID}}}")
_TAIL = 1 + _DAY_SIGNS + _CHECK_SIGNS

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """The listings of a slip in order: for whom it is about, and for whoever is close to them; one part may be empty."""

    first: Ids
    second: Ids
    made_on: date
    language: str = "nb"

    @property
    def ids(self) -> Ids:
        return self.first + self.second

    def but(self, **values: object) -> "Slip":
        """A copy with other values."""
        return replace(self, **values)  # type: ignore[arg-type]


def make(first: Iterable[str], second: Iterable[str], today: date, language: str) -> Slip | None:
    """A slip of these, each once and at most `MOST` of them; None where nothing is left of them."""
    kept: dict[str, int] = {}
    for at, part in enumerate((first, second)):
        for id_ in filter(_ID.fullmatch, part):
            if len(kept) < MOST:
                kept.setdefault(id_, at)
    parts = [tuple(id_ for id_, at in kept.items() if at == part) for part in (0, 1)]
    return Slip(parts[0], parts[1], today, language) if kept else None


def write(slip: Slip) -> str:
    """The code of a slip: letters, digits and hyphens."""
    parts = ["-".join(part) for part in (slip.first, slip.second)]
    body = "--".join(parts) if slip.second else parts[0]
    days = max(0, (slip.made_on - _BEGAN).days)
    tail = _LANGUAGES[slip.language] + _spell(days, _DAY_SIGNS)
    return f"{body}-{tail}{_check(f'{body}-{tail}')}"


def read(code: str, today: date) -> Slip | None:
    """The slip of a code; None where it was misread. Small letters may have been written as capitals, and i, l and o of the tail as
    digits. A day still to come is no day on which a slip was made."""
    typed = "".join(code.split()).replace("–", "-")
    if len(typed) > MOST * (LONGEST_ID + 1) + _TAIL + 2:
        return None
    return next((slip for form in (typed, typed.lower()) if (slip := _read(form, today))), None)


def _read(code: str, today: date) -> Slip | None:
    body, _hyphen, tail = code.rpartition("-")
    tail = tail[:1].lower() + tail[1:].lower().translate(_READ_AS)
    if len(tail) != _TAIL or not set(tail[1:]) <= set(_SIGNS) or tail[0] not in _LANGUAGE_OF:
        return None
    known, check = f"{body}-{tail[:-_CHECK_SIGNS]}", tail[-_CHECK_SIGNS:]
    parts = [tuple(part.split("-")) if part else () for part in body.split("--")]
    if check != _check(known) or len(parts) > 2 or not _may_be(parts):
        return None
    days = _count(tail[1 : 1 + _DAY_SIGNS])
    if days > (today - _BEGAN).days:
        return None
    made_on = _BEGAN + timedelta(days=days)
    return Slip(parts[0], parts[1] if len(parts) > 1 else (), made_on, _LANGUAGE_OF[tail[0]])


def _may_be(parts: list[Ids]) -> bool:
    ids = [id_ for part in parts for id_ in part]
    fine = all(_ID.fullmatch(id_) for id_ in ids)
    return fine and 0 < len(ids) <= MOST and len(set(ids)) == len(ids)


def _check(text: str) -> str:
    """Two signs reckoned from all of `text` (ASCII), each by its place."""
    found = 0
    for sign in text:
        found = (found * 256 + ord(sign)) % _PRIME
    return _spell(found, _CHECK_SIGNS)


def _spell(number: int, signs: int) -> str:
    return "".join(_SIGNS[number // 32**place % 32] for place in reversed(range(signs)))


def _count(text: str) -> int:
    return sum(_SIGNS.index(sign) * 32**place for place, sign in enumerate(reversed(text)))
