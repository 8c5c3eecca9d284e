"""What may a word stand for? Itself, the parts it is made of, and where a slip is forgiven, the terms nearest to it."""

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search_index.language import understood, words

# Each way is a row of terms that must all be there; a word is found in any of its ways, a question in all of its words.
Way = tuple[str, ...]
_ONE_SLIP, _TWO_SLIPS = 4, 8  # letters from which on so many may be forgiven


def ways(text: str) -> Iterator[tuple[Way, ...]]:
    """For each word of `text` that means something the ways in which a document may have it."""
    for word in words(text):
        yield ((word.term,), *word.readings)


def slipped(spelled: str, terms: Iterable[str]) -> tuple[Way, ...]:
    """Those of `terms` that fewest slips part from a misspelt word: letters wrong, missing, too many or in turned order."""
    word = understood(spelled)
    term = word.term if word else ""
    most = 2 if len(term) >= _TWO_SLIPS else 1 if len(term) >= _ONE_SLIP else 0
    if not most:
        return ()
    found = process.extract(term, list(terms), scorer=OSA.distance, score_cutoff=most, limit=None)
    fewest = min((slips for _term, slips, _place in found), default=0)
    return tuple((near,) for near, slips, _place in found if slips == fewest)
