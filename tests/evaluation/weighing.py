"""How much does each word and idea weigh towards danger? Learnt from our own examples: `make weigh`.

Writes `data/danger_weights.csv`, which `directory/matching/understanding/danger/weights.py` adds up. The examples are `danger_examples.jsonl`
(dangers, and what only looks like one), the lines of `danger.jsonl` and `harmless.jsonl` that have taught words before (those of no `family`, or `taught`), and as
ordinary sentences those of `sentences.jsonl` and of half of the letters that are not urgent. The other lines of a `family`, and the
letters that carry (`carrying.py`), are never learnt from: they measure.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from directory.matching.understanding.mending import misspelt
from directory.matching.understanding.words import text
from directory.matching.understanding.words.lexicon import lexicon
from directory.matching.understanding.words.sentences import sentences
from directory.matching.understanding.words.traits import traits
from directory.places.loading import load
from directory.settings import DATA
from tests.evaluation.weighing_rows import examples

_LEAST_SEEN, _LEAST_WEIGHT = 2, 0.05
_HELD_BACK = 0.3  # the smaller, the less a single trait may weigh


def labelled() -> list[tuple[frozenset[str], bool, str | None]]:
    """What stands in each example, whether it is a danger, and which (`"life"`, `"violence"` or None).

    A danger is learnt whole; what is harmless is learnt sentence by sentence, as letters are judged.
    """
    return [
        (found, bool(row.get("urgent")), row.get("kind"))
        for row in examples()
        for found in _traits_of(row["situation"], whole=bool(row.get("urgent")))
    ]


def _traits_of(situation: str, *, whole: bool) -> Iterator[frozenset[str]]:
    read = misspelt.mend(text.read(situation), load())
    matches = lexicon().matches(read.words)
    if whole:
        yield frozenset(traits(matches, read.words))
    else:
        for part in sentences(matches, read):
            yield part.traits


def learnt(examples: Sequence[frozenset[str]], answers: Sequence[bool]) -> tuple[dict[str, float], float]:
    """Weights of the traits that were seen twice, and what everything begins with: logistic regression."""
    seen = Counter(trait for each in examples for trait in each)
    kept = [{trait: 1 for trait in each if seen[trait] >= _LEAST_SEEN} for each in examples]
    vectors = DictVectorizer()
    model = LogisticRegression(C=_HELD_BACK, max_iter=3000).fit(vectors.fit_transform(kept), answers)
    weights = zip(vectors.get_feature_names_out(), model.coef_[0].tolist(), strict=True)
    return dict(weights), float(model.intercept_[0])


def main() -> None:
    """Learn, and write the table."""
    known = labelled()
    danger_weights, danger_start = learnt([each for each, _, _ in known], [urgent for _, urgent, _ in known])
    kinds = [(each, kind == "violence") for each, _, kind in known if kind]
    blows, blows_start = learnt([each for each, _ in kinds], [violent for _, violent in kinds])
    rows = [("", danger_start, blows_start)] + [
        (trait, weight, blows.get(trait, 0.0))
        for trait, weight in sorted(danger_weights.items())
        if abs(weight) >= _LEAST_WEIGHT
    ]
    with (DATA / "danger_weights.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("trait", "danger", "violence"))
        writer.writerows((trait, f"{weight:.2f}", f"{violence:.2f}") for trait, weight, violence in rows)
    print(f"{len(rows) - 1} weights from {len(known)} examples")


if __name__ == "__main__":
    main()
