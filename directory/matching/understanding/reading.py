"""What stands in a text before anybody asks what it means? Its words mended, phrases, people and clauses, found once."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.matching.understanding.mending import misspelt
from directory.matching.understanding.who.clauses import Clauses, clauses_in
from directory.matching.understanding.who.people import Mention, people_in
from directory.matching.understanding.words import text
from directory.matching.understanding.words.lexicon import Match, lexicon
from directory.matching.understanding.words.phrases import settle
from directory.matching.understanding.words.sentences import Sentence, sentences
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.unstopped import divide
from directory.places.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text that was read: nothing of it is kept longer than it takes to answer."""

    text: Text
    matches: Sequence[Match]
    people: Sequence[Mention]
    clauses: Clauses
    sentences: Sequence[Sentence]

    @property
    def letter(self) -> bool:
        """Whether it is long enough to tell a story in."""
        return self.clauses.letter


def read(typed: object, gazetteer: Gazetteer) -> ReadText | None:
    """`typed` as it reads; None where no word stands in it. Only the first 5,000 signs are read."""
    written = text.read(typed)
    if not written.words:
        return None
    mended = misspelt.mend(divide(written), gazetteer)
    matches = settle(lexicon().matches(mended.words), mended)
    people = people_in(matches, mended)
    return ReadText(
        mended, matches, people, clauses_in(matches, people, mended), list(sentences(matches, mended))
    )
