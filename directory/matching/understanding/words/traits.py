"""What in a sentence can weigh? Ideas, words cut short, two words in a row, and letters in a row within a word.

Letters in a row ("~<våk", where < and > are the borders of the word) carry over to forms and spellings that nobody wrote before.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from directory.matching.understanding.words.lexicon import Match

_CUT = 6  # letters: "våkner", "våkne" and "våknet" are told apart by nothing that matters here
_LETTERS = (3, 4, 5)  # in a row


def traits(matches: Sequence[Match], words: Sequence[str]) -> Iterator[str]:
    """What can weigh: ideas, words, and words in a row. Some may come twice."""
    cut = [word[:_CUT] for word in words]
    yield from cut
    yield from (f"{one} {other}" for one, other in pairwise(cut))
    yield from (f"#{match.codes[0]}" for match in matches if match.field == "idea")
    for word in set(words):
        yield from _letters(word)


def _letters(word: str) -> Iterator[str]:
    """The letters of a word in a row, three to five of them, with its borders."""
    bounded = f"<{word}>"
    for length in _LETTERS:
        for at in range(len(bounded) - length + 1):
            yield f"~{bounded[at : at + length]}"
