"""What is asked at work? A need and a place as everywhere else, for the person, for whoever is close, or for both; and what must hold.

A sentence about somebody else is read as any other, but "I" is nobody in it: whoever is close to the person is seen by the word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from werkzeug.datastructures import MultiDict

from directory.matching import search_address
from directory.matching.suggesting.service import Matching
from directory.matching.understanding.need import Need
from directory.matching.understanding.words.word_lists import word_list
from directory.web.language import path_for, query_string

WHOM = ("self", "relative", "both")
FILTERS = ("soon", "no-referral", "accompanied")


@dataclass(frozen=True, slots=True)
class StaffQuestion:
    """`need` is the same for all; `whom` says for whom lists are made; `filters` what each listing must keep."""

    need: Need
    whom: str = "self"
    filters: tuple[str, ...] = ()
    ignored: bool = False

    @property
    def audiences(self) -> tuple[str, ...]:
        return ("self", "relative") if self.whom == "both" else (self.whom,)

    def for_one(self, audience: str) -> Need:
        """The need of one of the people."""
        return self.need.but(audience=audience, relation=None, unused=False, rest=(), ask=())

    def pairs(self) -> list[tuple[str, str]]:
        """What stands in its address: coarse codes, and never violence or abuse."""
        kept = self.need.but(audience=None, relation=None, unused=False, rest=(), ask=())
        return [
            *search_address.write(kept),
            ("whom", self.whom),
            *(("filter", each) for each in self.filters),
        ]

    def address(self) -> str:
        """The page of this question; a list that goes along stands last."""
        path, _sign, carried = path_for("staff.show").partition("?")
        return path + "&".join(filter(None, (query_string(self.pairs()), carried)))

    def but(self, **values: object) -> "StaffQuestion":
        return replace(self, **values)  # type: ignore[arg-type]


def read(values: "MultiDict[str, str]", matching: Matching) -> StaffQuestion:
    """The question of an address. What it does not know is left out."""
    plain = MultiDict(
        (name, value) for name, value in values.items(multi=True) if name not in ("whom", "filter")
    )
    search = search_address.read(plain, matching.gazetteer, matching.organisations)
    whom, filters = values.get("whom", ""), values.getlist("filter")
    ignored = search.ignored or whom not in ("", *WHOM) or not set(filters) <= set(FILTERS)
    kept = tuple(each for each in FILTERS if each in filters)
    return StaffQuestion(search.need, whom if whom in WHOM else "self", kept, ignored)


def whom_of(text: str) -> str:
    """For whom a sentence asks: for both where somebody close is named, for that one alone where the person is only told of
    ("pårørende til en pasient")."""
    words = re.findall(r"\w+", text.lower())
    close = [at for at, word in enumerate(words) if word in _close()]
    if not close:
        return "self"
    alone = all(words[at + 1 : at + 2] in (["til"], ["av"], ["of"], ["to"]) for at in close)
    return "relative" if alone else "both"


@cache
def _close() -> frozenset[str]:
    return frozenset(word_list("for_staff.close"))


def leave_out(filters: Iterable[str], taken: str) -> tuple[str, ...]:
    """The filters with one more, or with one less."""
    filters = tuple(filters)
    chosen = set(filters) ^ {taken}
    return tuple(each for each in FILTERS if each in chosen)
