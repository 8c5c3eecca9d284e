"""Which signs of danger are no more than hints? Those that also stand in what is harmless: marks them in `data/danger.toml` with "? ".

A sign is plain where hardly any of our harmless sentences has it, for all the dangers that do. What says in plain words that somebody
wants to die is never a hint. Part of `make weigh`, after the weights.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from directory.matching.understanding.danger.signs import Sign, signs_standing, told_in
from directory.matching.understanding.mending import misspelt
from directory.matching.understanding.words import text
from directory.matching.understanding.words.lexicon import lexicon
from directory.matching.understanding.words.sentences import sentences
from directory.places.loading import load
from directory.settings import DATA
from tests.evaluation.weighing_rows import examples, rows_of

TABLE = DATA / "danger.toml"
# Of all sentences that have a plain sign, so many may be harmless (one half beforehand); more, and nothing beforehand, where a sign says how somebody will die.
_MOST_CRIES, _MOST_WHERE_IT_SAYS_HOW = 0.02, 0.05
_BACK = "what takes back every sign"  # the lines of "any" are no signs
_NEVER = "wants to die"  # who says that in plain words is heard whatever else is told
_SAYS_HOW = ("takes the own life", "grief and danger together")


def _standing(situation: str) -> set[Sign]:
    """The signs that stand in a text, hints or not."""
    read = misspelt.mend(text.read(situation), load())
    parts = sentences(lexicon().matches(read.words), read)
    return {sign for part in parts for sign in signs_standing(part.matches, told_in(part.matches, read))}


def counted(examples: Iterable[tuple[set[Sign], bool]]) -> dict[Sign, tuple[int, int]]:
    """In how many harmless ones of all that have it each sign stands, by the signs of each example and whether it is a danger."""
    all_of, cries = Counter[Sign](), Counter[Sign]()
    for signs, urgent in examples:
        all_of.update(signs)
        cries.update(() if urgent else signs)
    return {sign: (cries[sign], all_of[sign]) for sign in all_of}


def _is_plain(title: str, cries: int, all_of: int) -> bool:
    """Whether a sign may stand alone, by the title that it stands under, and in how many harmless ones of all it is."""
    if title in (_NEVER, _BACK):
        return True
    if title in _SAYS_HOW:
        return cries <= _MOST_WHERE_IT_SAYS_HOW * all_of
    return (cries + 0.5) / (all_of + 1) <= _MOST_CRIES


def marked(
    lines: Sequence[str], found: Mapping[tuple[tuple[str, ...], int], tuple[int, int]]
) -> Iterator[str]:
    """The lines of the table, each sign that is not plain (by its ideas and reach, how often it was found) marked as a hint."""
    title = None
    for line in lines:
        if opened := re.match(r'together\."(\w+): ([^"]*)"', line):
            title = opened[2]
        elif line.startswith('"""'):
            title = None
        elif title is not None and line.strip():
            bare = line.removeprefix("? ")
            ideas = bare.partition(" unless ")[0].split()
            within = int(ideas.pop()) if ideas[-1].isdecimal() else 0
            yield bare if _is_plain(title, *found.get((tuple(ideas), within), (0, 0))) else f"? {bare}"
            continue
        yield line


def main() -> None:
    """Read every example and write the marks."""
    rows = [
        *examples(),
        *({**row, "urgent": True} for row in rows_of("danger.jsonl")),
        *rows_of("harmless.jsonl"),
    ]
    found = counted((_standing(row["situation"]), bool(row.get("urgent"))) for row in rows)
    lines = TABLE.read_text("utf-8").splitlines()
    TABLE.write_text(
        "\n".join(marked(lines, {(s.ideas, s.within): each for s, each in found.items()})) + "\n", "utf-8"
    )
    print(f"{len(found)} signs were found in {len(rows)} examples")


if __name__ == "__main__":
    main()
