"""Does a name borrow another's? It is held beside the names of the organisations and of the other listings."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from flask_babel import gettext as _
from rapidfuzz.distance import OSA
from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from directory.contact_points.models import ContactPoint
from directory.listings.records.models import Listing, Organisation
from directory.places.spelling import exact_key as exact_key_of
from directory.places.spelling import folded_key

_SAME_SHAPE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "3": "e"})
_SHORT = 4  # up to here a name is an abbreviation: it counts in capitals only
_ROOM = 3  # signs by which two names of the same shape may differ in length
exact_key = lru_cache(maxsize=8192)(exact_key_of)  # the same names again and again
_LONG = 6  # from here on one letter more, less or other is a likeness


@dataclass(frozen=True)
class Known:
    """What is known already, that something may look like; read once, and only if it is asked for."""

    session: Session
    many: bool = False
    """Whether so many are looked at that the names of all listings are better read at once."""

    @cached_property
    def shapes(self) -> Mapping[str, set[str]]:
        """The names of all listings, by their shape."""
        found: dict[str, set[str]] = {}
        for name in self.session.scalars(select(Listing.name).distinct()):
            found.setdefault(shape(name), set()).add(name)
        return found

    @cached_property
    def organisations(self) -> Sequence[Organisation]:
        """All of them, in order of code."""
        return self.session.scalars(select(Organisation).order_by(Organisation.code)).all()

    @cached_property
    def urls(self) -> tuple[str, ...]:
        """Every link that our own data hold."""
        links = union(select(Listing.url), select(ContactPoint.url))
        return tuple(url for url in self.session.scalars(links) if url)


def name_flags(known: Known, listing_id: str, name: str, codes: Collection[str]) -> Iterator[str]:
    """What is odd about `name` of a listing that the organisations `codes` run, in sentences."""
    rows = known.organisations
    own = {exact_key(each) for row in rows if row.code in codes for each in (row.name, *row.other_names)}
    taken = {exact_key(each): each for row in rows for each in (*row.other_names, row.name)}
    for key, each in taken.items():
        if key not in own and _is_named(name, each):
            yield _("Navnet nevner %(name)s, som ikke står bak tilbudet.", name=each)
        elif words := _likeness(name, each, key in own):
            yield _("«%(words)s» ligner på %(name)s, men er ikke det samme.", words=words, name=each)
    for other in known.shapes.get(shape(name), ()) if known.many else _near(known.session, listing_id, name):
        if shape(other) == shape(name) and exact_key(other) != exact_key(name):
            yield _("Navnet ligner på et annet tilbud: %(name)s.", name=other)


def _near(session: Session, listing_id: str, name: str) -> Iterable[str]:
    """The names of other listings that are about as long."""
    near = func.length(Listing.name).between(len(name) - _ROOM, len(name) + _ROOM)
    return session.scalars(select(Listing.name).where(Listing.id != listing_id, near).distinct())


@lru_cache(maxsize=8192)
def shape(text: str) -> str:
    """What a hurried eye sees: "AI-Anon" and "Al Anon" are the same."""
    return folded_key(text).replace(" ", "").translate(_SAME_SHAPE).replace("rn", "m").replace("vv", "w")


def _is_named(name: str, known: str) -> bool:
    if len(known) <= _SHORT:
        return known.isupper() and known in exact_words(name)
    return f" {exact_key(known)} " in f" {exact_key(name)} "


def exact_words(name: str) -> list[str]:
    """The words of a name as they are written."""
    return "".join(sign if sign.isalnum() else " " for sign in name).split()


def _likeness(name: str, known: str, own: bool) -> str | None:
    """The words of `name` that look like `known` and are not; for one's own name a slip of a letter does not count."""
    wanted, words = exact_key(known), exact_words(name)
    if len(known) <= _SHORT:
        return None
    for size in range(1, len(wanted.split()) + 2):
        for start in range(len(words) - size + 1):
            said = " ".join(words[start : start + size])
            key = exact_key(said)
            if key.replace(" ", "") == wanted.replace(" ", ""):
                continue
            slip = not own and len(wanted) >= _LONG and OSA.distance(key, wanted, score_cutoff=1) == 1
            if shape(said) == shape(known) or slip:
                return said
    return None
