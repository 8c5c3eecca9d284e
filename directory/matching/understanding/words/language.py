"""Which language is it written in? Small and common words are counted, each standing in one language and not in the others.

Dialect is answered in bokmål: who writes "eg e" or "itj" writes as they speak. Too few such words say nothing.
"""

from collections.abc import Set

from directory.matching.understanding.words import text
from directory.matching.understanding.words.word_lists import word_list

_LEAST = 2  # words of a language before it is believed
_SPOKEN = 4  # one word as it is spoken stands against so many of nynorsk: most of those are spoken too

BOKMAL = word_list("language.bokmal")
# "Eg" counts twice: nobody writes it in bokmål.
NYNORSK = word_list("language.nynorsk")
ENGLISH = frozenset(
    "the and my is am are was were with have has had been not of she his this that who what when where how but would could can"
    " don doesn didn isn we you they it there ive from about which your our their than because since should want need like just"
    " looking live lives living feel please every something someone anyone anything again very last night year years work at"
    " husband wife daughter mother father brother sister mom dad boyfriend girlfriend friend help support group groups meeting"
    " meetings drinking drinks drink die died lost alone lonely lonley evening day week thursday tuesday monday wednesday friday"
    " saturday sunday for near speaking only self hearing stop quit open children kids".split()
) - frozenset("for open we year last day at her week".split())
# As people speak.
DIALECT = word_list("language.dialect")


def language_of(typed: object) -> str | None:
    """`nb`, `nn` or `en`; None where the words do not say it."""
    return language_of_words(text.read(typed).words)


def language_of_words(words: tuple[str, ...]) -> str | None:
    """As `language_of`, of words that were read."""
    english, bokmal, spoken = (_count(words, each) for each in (ENGLISH, BOKMAL, DIALECT))
    nynorsk = _count(words, NYNORSK) + words.count("eg")
    if english >= _LEAST and english > max(bokmal, nynorsk) + spoken:
        return "en"
    if nynorsk >= _LEAST and nynorsk > bokmal + _SPOKEN * spoken:
        return "nn"
    return "nb" if bokmal + spoken >= _LEAST else None


def _count(words: tuple[str, ...], known: Set[str]) -> int:
    return sum(word in known for word in words)
