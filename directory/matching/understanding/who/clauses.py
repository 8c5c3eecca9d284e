"""What is each clause for? A wish, a home, something refused or tried, or a piece of the story; and is it over?

A letter is no bag of words: "søndagene er verst" tells, "helst søndager" asks. A clause ends where the writing says so, and
where a word joins on ("men", "når", "og jeg") or a wish or a home begins, because many write without a stop.
The signs stand in `data/frames.toml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from directory.matching.understanding.who.people import OTHER, Mention
from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

WISH, SUITS, HOME, REFUSAL, TRIED, HEARD = "wish", "suits", "home", "refusal", "tried", "heard"
PAST, JOIN, LIKEWISE, STORY = "past", "join", "likewise", "story"
THAT_DAY, AWAY = "that_day", "away"
_PURPOSES = frozenset((STORY, WISH, SUITS, HOME, REFUSAL, TRIED, HEARD))
FIELD = "frames"
_LETTER_WORDS, _LETTER_SENTENCES = 30, 3
_FRAGMENT = 7  # words: ", helst tirsdager", "Molde eller omegn"
_TRIED_WITHIN = 3  # words between what was tried and the sign after it
_THEN = word_list("clauses.then")
_SHORTEST = 3  # words of a clause that a wish may cut off


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `start` to `end` (end not included), what its own words say it is for, and whether anybody acts in it."""

    start: int
    end: int
    sentence: int
    signs: tuple[tuple[int, str], ...]  # where, and which
    peopled: bool
    told_from: int | None  # where it begins to say what somebody else does
    leads_on: bool = False  # "så da …"

    @property
    def told(self) -> bool:
        """Whether it says what somebody else does."""
        return self.told_from is not None

    def is_told_before(self, word: int) -> bool:
        """Whether somebody else acts in it, named before a word."""
        return self.told_from is not None and self.told_from < word

    def has(self, sign: str) -> bool:
        """Whether a sign of that kind stands in it."""
        return any(code == sign for _at, code in self.signs)


@dataclass(frozen=True)
class Clauses:
    """All clauses of a text, in order."""

    all: tuple[Clause, ...]
    of_word: tuple[int, ...]
    letter: bool  # long enough to tell a story in
    questions: frozenset[int]  # sentences that end in a question mark
    asking: frozenset[int]  # those, and sentences that hold a wish
    asked_at: int  # the sentence with the first question; what follows it says how and when

    def at(self, word: int) -> Clause:
        """The clause that a word stands in."""
        return self.all[self.of_word[word]]

    def purpose(self, word: int) -> str | None:
        """What the sign nearest before a word in its clause says it is for, else the first after it; None where none says.
        What was tried is told right beside its sign: "AA har jeg prøvd"."""
        signs = [(at, code) for at, code in self.at(word).signs if code in _PURPOSES]
        before = [code for at, code in signs if at <= word]
        if before:
            return before[-1]
        return next((code for at, code in signs if code != TRIED or at - word <= _TRIED_WITHIN), None)

    def is_wished(self, word: int) -> bool:
        """Whether what a word means is asked for: its clause wishes, or belongs to a sentence that does, or says how and when
        after the question."""
        purpose, clause = self.purpose(word), self.at(word)
        if purpose is not None:
            return purpose in (WISH, SUITS, HOME)
        if not self.letter or clause.sentence in self.questions:
            return True
        if clause.has(PAST):
            return False
        if self._is_led_on(clause) or self._follows_a_wish(clause, word) or self._is_asked_about(clause):
            return True
        if self.asked_at <= clause.sentence:
            return clause.sentence not in self.asking and not clause.is_told_before(word)
        return not self.asking and not clause.peopled and clause.end - clause.start <= _FRAGMENT

    def asks(self, word: int) -> bool:
        """Whether something is asked for just there: by a wish, or by a question."""
        return self.at(word).sentence in self.asking and self.is_wished(word)

    def _follows_a_wish(self, clause: Clause, word: int) -> bool:
        """Whether the sentence wished before, or wishes after a clause in which nobody acts ("mandag eller tirsdag, helst")."""
        here = [each for each in self.all if each.sentence == clause.sentence]
        signed = [each for each in here if each.start <= clause.start and each.signs]
        if signed:
            return (signed[-1].has(WISH) or signed[-1].has(SUITS)) and not clause.is_told_before(word)
        return any(each.has(WISH) or each.has(SUITS) for each in here) and not clause.peopled

    def _is_asked_about(self, clause: Clause) -> bool:
        """Whether the question that follows means it: "Torsdager slutter jeg tidlig. Er det et møte den dagen?"."""
        asked = clause.sentence + 1
        return asked in self.questions and any(
            each.has(THAT_DAY) for each in self.all if each.sentence == asked
        )

    def was_in_vain(self, word: int) -> bool:
        """Whether it was tried, and the rest of the sentence refuses it: "jeg har prøvd AA, men det var ikke noe for meg"."""
        if self.purpose(word) != TRIED:
            return False
        rest = self.all[self.of_word[word] + 1 :]
        return any(each.has(REFUSAL) for each in rest if each.sentence == self.at(word).sentence)

    def _is_led_on(self, clause: Clause) -> bool:
        """Whether the next clause builds a wish on it: "jeg har fått avløser på onsdager, så da kunne jeg …"."""
        after = self.of_word[clause.start] + 1
        if after >= len(self.all) or self.all[after].sentence != clause.sentence:
            return False
        following = self.all[after]
        return following.leads_on and (following.has(WISH) or following.has(SUITS))

    def is_over(self, word: int) -> bool:
        """Whether the clause of a word tells of another time."""
        return self.at(word).has(PAST)


def clauses_in(matches: Sequence[Match], people: Sequence[Mention], text: Text) -> Clauses:
    """The clauses of `text`, by what was found in it and who is named."""
    signs = _signs(matches, text)
    starts = _starts(signs, text)
    bounds = list(pairwise([*starts, len(text.words)]))
    made: list[Clause] = []
    for start, end in bounds:
        made.append(_clause(start, end, signs, people, text, made[-1] if made else None))
    of_word = tuple(index for index, (start, end) in enumerate(bounds) for _word in range(start, end))
    asked_at = min(text.questions, default=_asked_at([c.sentence for c in made if c.has(WISH)], text))
    wishing = {clause.sentence for clause in made if clause.has(WISH)}
    return Clauses(tuple(made), of_word, _is_letter(text), text.questions, text.questions | wishing, asked_at)


def _asked_at(wishing: Sequence[int], text: Text) -> int:
    """Where a letter without a question comes to what it asks for: at the first wish of its second half."""
    middle = text.sentence[-1] / 2 if text.words else 0
    return next(
        (sentence for sentence in wishing if sentence >= middle), next(iter(wishing), int(middle) + 1)
    )


def _is_letter(text: Text) -> bool:
    sentences = text.sentence[-1] + 1 if text.words else 0
    return len(text.words) > (_LETTER_WORDS // 2 if sentences >= _LETTER_SENTENCES else _LETTER_WORDS)


def _signs(matches: Sequence[Match], text: Text) -> list[tuple[int, str]]:
    """Where which sign stands; what is a part of a longer sign is none ("hva som helst" wishes for nothing). One that runs over a
    comma stands on both sides: "jeg er 23, bor i Stjørdal"."""
    found = [match for match in matches if match.field == FIELD]
    whole = [match for match in found if not any(match.inside(other) for other in found)]
    ends = [match for match in whole if text.clause[match.start] != text.clause[match.end - 1]]
    return sorted(
        [(match.start, code) for match in whole for code in match.codes]
        + [(match.end - 1, code) for match in ends for code in match.codes]
    )


def _clause(
    start: int,
    end: int,
    signs: Sequence[tuple[int, str]],
    people: Sequence[Mention],
    text: Text,
    last: Clause | None,
) -> Clause:
    here = tuple((at, code) for at, code in signs if start <= at < end)
    named = [person for person in people if start <= person.at < end]
    told_from = named[0].at if named and named[0].who == OTHER else None
    if not named and last and text.clause[start] == text.clause[start - 1]:
        told_from = last.told_from  # "ungene er voksne og | bor i Oslo"
    leads_on = not _THEN.isdisjoint(text.words[start : start + 2])
    return Clause(start, end, text.sentence[start], here, bool(named), told_from, leads_on)


def _starts(signs: Sequence[tuple[int, str]], text: Text) -> list[int]:
    """Where a clause begins: after a stop, at a joining word, and at a wish or a home within a long one."""
    joins = {at for at, code in signs if code == JOIN}
    begins = {at for at, code in signs if code in (WISH, HOME)}
    starts: list[int] = []
    wishing = False
    for at in range(len(text.words)):
        cut = bool(starts) and at in begins and not wishing and at - starts[-1] >= _SHORTEST
        if text.begins_clause(at) or at in joins or cut:
            starts.append(at)
            wishing = False
        wishing = wishing or at in begins
    return starts
