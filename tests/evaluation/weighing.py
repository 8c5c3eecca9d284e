"""How much does each word and idea weigh towards danger? Learnt from our own examples: `make weigh`.

Writes `data/danger_weights.csv`, which `directory/matching/understanding/weights.py` adds up. The examples are `danger_examples.jsonl`
(dangers, and what only looks like one) and, as ordinary sentences, those of `sentences.jsonl` that are not urgent.
`danger.jsonl` and `harmless.jsonl` are never learnt from: they measure.
"""

import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from directory.matching.understanding import misspelt, text
from directory.matching.understanding.lexicon import lexicon
from directory.matching.understanding.weights import traits
from directory.places.loading import load
from directory.settings import DATA

HERE = Path(__file__).parent
_LEAST_SEEN, _LEAST_WEIGHT = 2, 0.1


def labelled() -> list[tuple[frozenset[str], bool, str | None]]:
    """What stands in each example, whether it is a danger, and which (`"life"`, `"violence"` or None)."""
    rows = [json.loads(line) for line in (HERE / "danger_examples.jsonl").read_text("utf-8").splitlines()]
    ordinary = [json.loads(line) for line in (HERE / "sentences.jsonl").read_text("utf-8").splitlines()]
    rows += [row for row in ordinary if not row.get("urgent") and "urgent" not in row.get("free", ())]
    return [(_traits_of(row["situation"]), bool(row.get("urgent")), row.get("kind")) for row in rows]


def _traits_of(situation: str) -> frozenset[str]:
    read = misspelt.mend(text.read(situation), load())
    return frozenset(traits(lexicon().matches(read.words), read.words))


def learnt(examples: Sequence[frozenset[str]], answers: Sequence[bool]) -> tuple[dict[str, float], float]:
    """Weights of the traits that were seen twice, and what everything begins with: logistic regression."""
    seen = Counter(trait for each in examples for trait in each)
    kept = [{trait: 1 for trait in each if seen[trait] >= _LEAST_SEEN} for each in examples]
    vectors = DictVectorizer()
    model = LogisticRegression(C=1, max_iter=3000).fit(vectors.fit_transform(kept), answers)
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
