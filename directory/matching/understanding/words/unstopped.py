"""Where does a sentence begin for somebody who writes no stops? "Hei har en sønn på 20 vet ikke hva det er bor i Skien nå finnes det noe".

In a stretch of words so long that hardly anybody writes it in one breath, a sentence begins where somebody is named who does
something ("jeg er", "mamma spør"), or where a verb stands that begins many messages ("bor i", "finnes det"), unless a word
before it leads on to it ("at", "som", "når"). The lists stand in `data/word_lists.toml`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

_LONG = 24  # words without a stop
_SHORTEST = 4  # words of a sentence
_WHO, _DOES, _MINE, _LEADS_ON, _VERBS_FIRST, _AFTER_A_VERB = (
    word_list(f"unstopped.{name}")
    for name in ("who", "does", "mine", "leads_on", "verbs_first", "after_a_verb")
)


def divide(text: Text) -> Text:
    """`text` with the sentences of its long stretches told apart."""
    begins = set(_beginnings(text))
    if not begins:
        return text
    more = tuple(accumulate(int(at in begins) for at in range(len(text.words))))
    questions = frozenset(
        last + more[at]
        for last, at in {text.sentence[at]: at for at in range(len(text.words))}.items()
        if last in text.questions
    )
    return replace(
        text,
        sentence=tuple(one + added for one, added in zip(text.sentence, more, strict=True)),
        clause=tuple(one + added for one, added in zip(text.clause, more, strict=True)),
        questions=questions,
    )


def _beginnings(text: Text) -> Iterator[int]:
    """The words with which a sentence begins that no stop divides from the one before."""
    for _clause, places in groupby(range(len(text.words)), key=lambda at: text.clause[at]):
        stretch = list(places)
        if len(stretch) < _LONG:
            continue
        last = stretch[0]
        for at in stretch[_SHORTEST:-1]:
            if at - last >= _SHORTEST and _begins(text.words, at):
                last = at
                yield at


def _begins(words: Sequence[str], at: int) -> bool:
    if words[at - 1] in _LEADS_ON:
        return False
    if words[at] in _VERBS_FIRST:
        return words[at + 1] in _AFTER_A_VERB
    mine = at + 2 < len(words) and words[at + 1] in _MINE
    return words[at] in _WHO and words[at + 1 + mine] in _DOES
