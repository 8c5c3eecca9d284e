"""What is written? A sentence as words, with what only the writing shows: capitals, clauses and sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from directory.settings import DATA
from directory.web.typed import clean

LONGEST = 5_000  # signs that are read
_LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"(?<=[a-zæøå]{2})(?=[A-ZÆØÅ][a-zæøå])")  # "kontaktpunktØstfold", but not "aHamar"
# "17. mai" is one clause, "i 2011. Nå" two sentences.
_STOP = r"(?<!\d)\.(?=\s|$)|(?<=\d)\.(?=\s+[A-ZÆØÅ])"
_SENTENCE_ENDS = re.compile(_STOP + r"|[!?:;](?=\s|$)|\n| - | – ")
_QUESTION = re.compile(r"\?(?=\s|$)")
_CLAUSE_ENDS = re.compile(_STOP + r"|[,!?:;()](?=\s|$)|[(\n]| - | – ")


@dataclass(frozen=True, slots=True)
class Text:
    """Words in lower case. `named`: those written as names, `capitals`: as abbreviations;
    `sentence` and `clause`: which one each word stands in."""

    words: tuple[str, ...]
    typed: tuple[str, ...]  # as they were before they were mended
    named: frozenset[int]
    capitals: frozenset[int]
    sentence: tuple[int, ...]
    clause: tuple[int, ...]
    questions: frozenset[int] = frozenset()  # sentences that end in a question mark

    def begins_clause(self, at: int) -> bool:
        """Whether a clause begins with this word."""
        return at == 0 or self.clause[at] != self.clause[at - 1]

    def with_words(self, pieces: Sequence[tuple[str, ...]]) -> "Text":
        """The same text with each word written as its piece: one word, or two that were written together."""
        places = [at for at, piece in enumerate(pieces) for _word in piece]
        return Text(
            tuple(word for piece in pieces for word in piece),
            tuple(self.typed[at] for at in places),
            frozenset(new for new, at in enumerate(places) if at in self.named),
            frozenset(new for new, at in enumerate(places) if at in self.capitals),
            tuple(self.sentence[at] for at in places),
            tuple(self.clause[at] for at in places),
            self.questions,
        )


@cache
def frequent_words() -> Mapping[str, int]:
    """The words that are written most (data/frequent_words.txt), each with its rank: none is a slip of the finger."""
    written = (DATA / "frequent_words.txt").read_text(encoding="utf-8").split()
    return {word: rank for rank, word in enumerate(written)}


def read(typed: object) -> Text:
    """The words of `typed`. What is no text reads as nothing; only the first 5,000 signs are read."""
    written = _GLUED.sub(" ", clean(typed, LONGEST))
    found = list(_WORD.finditer(written))
    starts = [word.start() for word in found]
    sentence, clause = _parts(_SENTENCE_ENDS, written, starts), _parts(_CLAUSE_ENDS, written, starts)
    shouting = written == written.upper()
    named = {
        at
        for at, word in enumerate(found)
        if word[0][0].isupper() and not shouting and at > 0 and sentence[at] == sentence[at - 1]
    }
    capitals = {
        at for at, word in enumerate(found) if word[0].isupper() and len(word[0]) > 1 and not shouting
    }
    words = tuple(word[0].lower()[:_LONGEST_WORD] for word in found)
    asked = _parts(_SENTENCE_ENDS, written, [mark.start() for mark in _QUESTION.finditer(written)])
    return Text(words, words, frozenset(named), frozenset(capitals), sentence, clause, frozenset(asked))


def _parts(ends: re.Pattern[str], written: str, starts: list[int]) -> tuple[int, ...]:
    """For each word (by where it starts), how many ends stand before it."""
    stops = [end.start() for end in ends.finditer(written)]
    counted, passed = [], 0
    for start in starts:
        while passed < len(stops) and stops[passed] < start:
            passed += 1
        counted.append(passed)
    return tuple(counted)
