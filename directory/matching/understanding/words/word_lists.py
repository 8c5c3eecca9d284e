"""Which small words tell how other words are meant? Lists by name, from `data/word_lists.toml`."""

import tomllib
from functools import cache

from directory.settings import DATA


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((DATA / "word_lists.toml").read_text(encoding="utf-8"))


def word_list(name: str) -> frozenset[str]:
    """The words of a list: "speaker.finds" is `finds` in the table `speaker`."""
    table, _, key = name.partition(".")
    return frozenset(_tables()[table][key].split())
