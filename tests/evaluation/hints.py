"""Which signs of danger are no more than hints? Those that no danger of ours needs: marks them in `data/danger.toml` with "? ".

A danger needs a sign where its words alone do not make it likely, and no other sign that is needed stands in it. The signs that cry
most over what is harmless are looked at first. What says in plain words that somebody will die is never a hint. Part of `make weigh`, after the weights.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from directory.matching.understanding.danger.signs import Sign, sentences, signs_standing, told_in
from directory.matching.understanding.danger.weights import likelihood
from directory.matching.understanding.mending import misspelt
from directory.matching.understanding.words import text
from directory.matching.understanding.words.lexicon import lexicon
from directory.places.loading import load
from directory.settings import DATA
from tests.evaluation.weighing_rows import examples, rows_of

TABLE = DATA / "danger.toml"
_LIKELY = 0.7  # what weighs so much is seen without a sign
# Who says in plain words that he wants to die, or will take his life, is heard whatever else is told.
_NEVER = ("wants to die", "takes the own life", "grief and danger together")


def _read(situation: str) -> tuple[set[Sign], float]:
    """The signs that stand in a text, hints or not, and how likely its words make danger."""
    read = misspelt.mend(text.read(situation), load())
    parts = list(sentences(lexicon().matches(read.words), read))
    signs = {sign for part in parts for sign in signs_standing(part.matches, told_in(part.matches, read))}
    return signs, max(likelihood(part.matches, read.words[part.start : part.end])[0] for part in parts)


def needed(dangers: Sequence[tuple[set[Sign], float]], cries: Counter[Sign]) -> set[Sign]:
    """The signs without which one of `dangers` would be missed, as few as can be; those that cry most are left out first."""
    seen_by = [set(signs) for signs, likely in dangers if signs and likely < _LIKELY]
    kept = {sign for signs in seen_by for sign in signs}
    often = Counter(sign for signs in seen_by for sign in signs)
    for sign in sorted(kept, key=lambda sign: (-cries[sign], often[sign], sign.kind, sign.ideas)):
        if all(len(signs) > 1 for signs in seen_by if sign in signs):
            kept.discard(sign)
            for signs in seen_by:
                signs.discard(sign)
    return kept


def marked(lines: Sequence[str], plain: set[tuple[tuple[str, ...], int]]) -> Iterator[str]:
    """The lines of the table, each sign that is not `plain` (its ideas and reach) marked as a hint."""
    kind = None
    for line in lines:
        if opened := re.match(r'together\."(\w+): (.*)"', line):
            kind = None if opened[2] in _NEVER else opened[1]
        elif line.startswith('"""'):
            kind = None
        elif kind not in (None, "any") and line.strip():
            bare = line.removeprefix("? ")
            ideas = bare.partition(" unless ")[0].split()
            within = int(ideas.pop()) if ideas[-1].isdecimal() else 0
            yield bare if (tuple(ideas), within) in plain else f"? {bare}"
            continue
        yield line


def main() -> None:
    """Read every example and write the marks."""
    rows = [
        *examples(),
        *({**row, "urgent": True} for row in rows_of("danger.jsonl")),
        *rows_of("harmless.jsonl"),
    ]
    read = [(*_read(row["situation"]), bool(row.get("urgent"))) for row in rows]
    cries = Counter(sign for signs, _likely, urgent in read if not urgent for sign in signs)
    plain = needed([(signs, likely) for signs, likely, urgent in read if urgent], cries)
    lines = TABLE.read_text("utf-8").splitlines()
    TABLE.write_text("\n".join(marked(lines, {(s.ideas, s.within) for s in plain})) + "\n", "utf-8")
    print(f"{len(plain)} signs are needed; the others are hints")


if __name__ == "__main__":
    main()
