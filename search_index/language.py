"""How is Norwegian text made searchable? Lower case, stems and one spelling of æ, ø and å."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.analysis import Filter, LowercaseFilter, RegexTokenizer, StemFilter, StopFilter

# NFD takes marks off å, é, ü and š, but these letters are letters of their own and stay whole.
_WHOLE_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "đ": "d", "ŋ": "n", "ŧ": "t", "ð": "d", "þ": "th", "ł": "l", "ß": "ss"}
)


def fold(text: str) -> str:
    """Lower case without marks: å→a, ø→o, æ→ae, š→s. What two spellings of one word have in common."""
    lowered = text.lower().translate(_WHOLE_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(sign))


class FoldFilter(Filter):  # type: ignore[misc]
    """Folds each token after stemming."""

    def __call__(self, tokens: Iterable[Any]) -> Iterator[Any]:
        for token in tokens:
            token.text = fold(token.text)
            yield token


def analyzer() -> Any:
    """Tokens of both written forms of Norwegian, stemmed and folded."""
    return (
        RegexTokenizer(r"\w+")
        | LowercaseFilter()
        | StopFilter(lang="no")
        | StemFilter(lang="no")
        | FoldFilter()
    )
