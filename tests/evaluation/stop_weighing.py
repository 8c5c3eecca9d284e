"""How do two sentences meet where somebody leaves out the stop? Learnt from our own examples: `make weigh`.

Writes `data/stop_weights.csv`, which `directory/matching/understanding/words/unstopped.py` adds up. Every example of several sentences is read
without its stops; `fresh.jsonl` never teaches, nor what is written messily unless somebody said where its sentences end.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from directory.matching.understanding.words import text
from directory.matching.understanding.words.unstopped import gap_traits
from directory.settings import DATA
from tests.evaluation.weighing_rows import rows_of

_FILES = (
    "taught_letters.jsonl",
    "letters.jsonl",
    "need_examples.jsonl",
    "danger_examples.jsonl",
    "danger.jsonl",
    "harmless.jsonl",
)
_LEAST_SEEN, _LEAST_WEIGHT = 3, 0.1
_HELD_BACK = 0.3  # the smaller, the less a single trait may weigh


def gaps() -> Iterator[tuple[Sequence[str], bool]]:
    """The traits of each gap between two words, and whether a sentence ends in it."""
    rows = (row for name in _FILES for row in rows_of(name))
    for row in (row for row in rows if "sentences" in row or row.get("register") != "messy"):
        told = (
            [each["t"] for each in row["sentences"]]
            if "sentences" in row
            else [row.get("situation") or row["t"]]
        )
        parts = [read for each in told if (read := text.read(each)).words]
        words = [word for read in parts for word in read.words]
        begins = [
            at == 0 or read.sentence[at] != read.sentence[at - 1]
            for read in parts
            for at in range(len(read.words))
        ]
        if sum(begins) > 1:
            yield from ((tuple(gap_traits(words, at)), begins[at]) for at in range(1, len(words)))


def main() -> None:
    """Learn, and write the table."""
    known = list(gaps())
    seen = Counter(trait for traits, _ends in known for trait in traits)
    kept = [
        dict.fromkeys((trait for trait in traits if seen[trait] >= _LEAST_SEEN), 1) for traits, _ends in known
    ]
    vectors = DictVectorizer()
    model = LogisticRegression(C=_HELD_BACK, max_iter=3000)
    model.fit(vectors.fit_transform(kept), [ends for _traits, ends in known])
    weights = zip(vectors.get_feature_names_out(), model.coef_[0].tolist(), strict=True)
    rows = [("", float(model.intercept_[0])), *((t, w) for t, w in weights if abs(w) >= _LEAST_WEIGHT)]
    with (DATA / "stop_weights.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("trait", "weight"))
        writer.writerows((trait, f"{weight:.2f}") for trait, weight in rows)
    print(f"{len(rows) - 1} weights from {len(known)} gaps")


if __name__ == "__main__":
    main()
