"""Of what kind are the words that were not used? Said only where the words around them make it clear, and nothing else was
understood of that kind. The words themselves go no further."""

from collections.abc import Callable, Collection, Mapping, Set

from directory.matching.understanding.need import Need
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

_TIMES = tuple(
    "dag dagar dager kveld kvelden kveldar natt natta netter uke uka veke veka tid tida tiden night week".split()
)
_WISHES = word_list("unused.wishes")
_CLOCK = word_list("unused.clock")
_LIVES = word_list("unused.lives")
_IN = word_list("unused.in")
_COUNTRY = word_list("unused.country")
_MINE = word_list("unused.mine")
_DOES = word_list("unused.does")
_NOBODY = word_list("unused.nobody")
_AILS = word_list("unused.ails")
_MEETS = word_list("unused.meets")
_OVER = word_list("unused.over")


def kinds_of(unused: Collection[int], read: Text, need: Need) -> tuple[str, ...]:
    """Codes of `RESTS` for the words at `unused`; `need` is what the others said."""
    open_kinds = [kind for kind in _CLEAR if not _UNDERSTOOD[kind](need)]
    return tuple(kind for kind in open_kinds if any(_CLEAR[kind](at, read) for at in unused))


def _is_time(at: int, read: Text) -> bool:
    """ "Helst ved middagstid", "klokka halv"."""
    clock = bool(_before(at, read, 1) & _CLOCK)
    return clock or (read.words[at].endswith(_TIMES) and bool(_clause(at, read) & _WISHES))


def _is_place(at: int, read: Text) -> bool:
    """ "Bor i Xyzzyby"; a name after "i" is one too."""
    if read.words[at] in _COUNTRY:
        return False
    return bool(_before(at, read, 2) & _LIVES) or (at in read.named and bool(_before(at, read, 1) & _IN))


def _is_somebody(at: int, read: Text) -> bool:
    """ "Fadderen min drikker", "my lodger drinks"; no things of one's own."""
    after = read.words[at + 1 : at + 3]
    ours = after[:1] and after[0] in _MINE and after[1:] and after[1] in _DOES
    mine = bool(_before(at, read, 1) & {"my"}) and after[:1] and after[0] in _DOES
    return bool(ours or mine) and read.words[at] not in _NOBODY


def _is_what_ails(at: int, read: Text) -> bool:
    """ "Sliter med", "avhengig av", and then a word we do not know."""
    return bool(_before(at, read, 2) & _AILS)


def _is_a_way(at: int, read: Text) -> bool:
    """ "Møtes via", and then a word we do not know."""
    return bool(_before(at, read, 1) & _OVER) and bool(_clause(at, read) & _MEETS)


def _before(at: int, read: Text, most: int) -> Set[str]:
    """The words just before one, in its clause."""
    return {read.words[n] for n in range(max(0, at - most), at) if read.clause[n] == read.clause[at]}


def _clause(at: int, read: Text) -> Set[str]:
    return {word for word, clause in zip(read.words, read.clause, strict=True) if clause == read.clause[at]}


_CLEAR: Mapping[str, Callable[[int, Text], bool]] = {
    "time": _is_time,
    "place": _is_place,
    "who": _is_somebody,
    "about": _is_what_ails,
    "how": _is_a_way,
}
_UNDERSTOOD: Mapping[str, Callable[[Need], bool]] = {
    "time": lambda need: bool(need.weekdays or need.part),
    "place": lambda need: bool(need.place or need.places),
    "who": lambda need: bool(need.relation or need.audience),
    "about": lambda need: bool(need.needs),
    "how": lambda need: bool(need.formats),
}
