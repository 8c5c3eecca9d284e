"""Who bears this name? Dictionaries from spellings to places, and the search for a name with a small typo."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from rapidfuzz import process as nearest_names
from rapidfuzz.distance import OSA

from directory.places.models import Claim
from directory.places.slips import Near
from directory.places.spelling import digraph_key, digraphs_read, exact_key, folded_key, letters_key

SHORTEST_TYPO, TWO_TYPOS_FROM = 4, 8


class Names:
    """Every name of every place under three keys: as spelled, without marks, and with old digraphs read."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        claims = tuple(claims)
        self.exact = _by_key(claims, exact_key)
        self.folded = _by_key(claims, folded_key)
        self.digraphs = _by_key(claims, digraph_key)
        self.letters = _by_key(claims, letters_key)
        keys = (*self.exact, *self.folded, *self.digraphs)
        self._beginnings = frozenset(folded_key(key.split(" ")[0]) for key in keys)
        self._parts = frozenset(part for key in self.letters if " " in key for part in key.split(" "))
        self.typo_keys = tuple(key for key in self.letters if len(key) >= SHORTEST_TYPO)
        self._near = Near(self.typo_keys)

    def exactly(self, text: str) -> list[Claim]:
        """Claims on the spelling as it stands, hyphens and capitals aside."""
        return self.exact.get(exact_key(text), [])

    def without_marks(self, text: str) -> list[Claim]:
        """Claims on the spelling when å, ø, æ and Sámi marks are missing or written aa, oe, ae."""
        return self.folded.get(folded_key(text)) or self.digraphs.get(digraph_key(text), [])

    def begin_with(self, word: str) -> bool:
        """Whether a name begins with `word`, in any spelling that `exactly` and `without_marks` know."""
        key = word if _is_plain(word) else folded_key(word)
        return key in self._beginnings or digraphs_read(key) in self._beginnings

    def stand_with(self, word: str) -> bool:
        """Whether `word` is one of several words of a name."""
        return (word if _is_plain(word) else letters_key(word)) in self._parts

    def slipped(self, text: str) -> list[tuple[float, Claim]]:
        """Claims on every name one slip away, with how far-fetched that slip is; a few look-ups, for every odd word."""
        near = self._near.to(text if _is_plain(text) else letters_key(text))
        return [(far, claim) for name, far in near.items() for claim in self.letters[name]]

    def nearly(self, text: str) -> list[Claim]:
        """Claims on the nearest names: one slip of the finger from 4 letters on, two from 8, none below."""
        key = letters_key(text)
        if len(key) < SHORTEST_TYPO:
            return []
        allowed = 2 if len(key) >= TWO_TYPOS_FROM else 1
        found = nearest_names.extract(
            key, self.typo_keys, scorer=OSA.distance, score_cutoff=allowed, limit=None
        )
        least = min((distance for _, distance, _ in found), default=0)
        return [claim for name, distance, _ in found if distance == least for claim in self.letters[name]]


def _is_plain(word: str) -> bool:
    """Whether it is its own key: small letters without marks."""
    return word.isascii() and word.islower() and word.replace(" ", "").isalpha()


def _by_key(claims: Iterable[Claim], key_of: Callable[[str], str]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[key_of(claim.name)].append(claim)
    return dict(found)
