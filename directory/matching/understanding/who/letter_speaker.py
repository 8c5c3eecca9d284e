"""Who writes a letter, and who is the other person to them?"""

from collections.abc import Sequence

from directory.matching.understanding.who.at_work import asks_at_work
from directory.matching.understanding.who.clauses import Clauses
from directory.matching.understanding.who.people import SELF, Mention
from directory.matching.understanding.who.speaker import Speaker
from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

_MARRIED = word_list("letter_speaker.married")
_ROLES = frozenset(("friend", "colleague", "partner"))


def letter_speaker(
    matches: Sequence[Match],
    needs: Sequence[Match],
    about: Mention | None,
    people: Sequence[Mention],
    clauses: Clauses,
    text: Text,
) -> Speaker:
    """Who writes a letter that is about `about` (None: about the writer)."""
    if asks_at_work(matches, about, people, clauses, text):
        return Speaker("professional", None)
    if needs and any(m.field == "audiences" and "self" in m.codes for m in matches):
        return Speaker("self", None)
    said = any(
        m.field == "audiences" and "relative" in m.codes and not clauses.at(m.start).is_told_before(m.start)
        for m in matches
    )
    if said or about:
        return Speaker("relative", (about.relation if about else None) or _related(people, clauses, text))
    speaks = any(person.who == SELF for person in people)
    return Speaker("self" if needs or speaks else None, None)


def _related(people: Sequence[Mention], clauses: Clauses, text: Text) -> str | None:
    """Who the other is where the letter only says "han": the one to whom the writer is married, as one asks ("som kollega"), as
    one's own, or the first named."""
    wed = next((at for at, word in enumerate(text.words) if word in _MARRIED), None)
    if wed is not None and any(p.who == SELF and text.sentence[p.at] == text.sentence[wed] for p in people):
        return "partner"
    named = [person for person in people if person.relation]
    asked = [p for p in named if clauses.at(p.at).sentence in clauses.questions and p.relation in _ROLES]
    own = [person for person in named if person.mine]
    return next((person.relation for person in (*asked, *own, *named)), None)
