"""In what order do the sections stand? What fits, the same in another way, what may help, the other person, farther away."""

from directory.matching.results.alternatives import for_the_other, unconditional, wider
from directory.matching.results.sections import Section, Table
from directory.matching.search_address import Search
from directory.matching.suggesting.service import Matching

_WHAT_FITS = ("naer", "naer-parorende", "nett", "kurs")


def compose(table: Table, matching: Matching) -> list[Section]:
    """Every section of the page. What else may help stands on the first page only."""
    made = table.sections()
    if table.search.page > 1:
        return made
    need, shown = table.search.need, table.listing_ids()
    wide = list(wider(need, table.found, shown, matching, table.now))
    if not table.found.everything and need.kinds != ("contact_point",):
        made = _whatever_the_conditions(table, shown, matching)
    other = for_the_other(need, shown, matching, table.now) if need.second is None else None
    fits = [section for section in made if section.id in _WHAT_FITS]
    far = [section for section in made if section.id == "lenger"]
    last = [section for section in made if section.id == "senere"]
    rest = [section for section in made if section not in fits + far + last]
    theirs = [other] if other else []
    if need.organisations:  # farther away is what was asked for; the rest is something else
        return [*fits, *far, *wide, *rest, *theirs, *last]
    return [*fits, *wide, *rest, *theirs, *far, *last]


def _whatever_the_conditions(table: Table, shown: set[str], matching: Matching) -> list[Section]:
    """What may help where the conditions leave nothing at all, not even something like it."""
    need = unconditional(table.search.need)
    found = matching.suggestions(need, table.now)
    anyway = Table(Search(need), found, table.now, matching.gazetteer, table.organisations, shown)
    shown |= anyway.listing_ids()
    return [section for section in anyway.sections() if section.id not in _WHAT_FITS]
