"""How much does each thing in a letter weigh towards what, and whom, it is about, and where? Learnt from letters: `make weigh`.

Writes `data/need_weights.csv` (towards which need a sentence leans: `words/leanings.py`) and `data/letter_weights.csv`, by which a letter
is weighed as a whole (`who/whom.py`, `who/at_work.py`, `asked/where.py`, `likely_needs.py`). Learnt from are `taught_letters.jsonl`, sentence by sentence and whole,
`need_examples.jsonl`, and for leanings the short ones of `sentences.jsonl`; `letters.jsonl` and `fresh.jsonl` measure.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from directory.matching.understanding import likely_needs, reading
from directory.matching.understanding.asked import where
from directory.matching.understanding.asked.where import WHERE
from directory.matching.understanding.likely_needs import NEED, traits_of
from directory.matching.understanding.reading import ReadText
from directory.matching.understanding.who import at_work, whom
from directory.matching.understanding.who.at_work import AT_WORK
from directory.matching.understanding.who.whom import ANOTHER, SELF_KEY, WHOM, PeopleTold
from directory.matching.understanding.wording import understand
from directory.matching.understanding.words import leanings, letter_weights
from directory.matching.understanding.words.letter_weights import START, Traits
from directory.matching.understanding.words.placing import PlaceNamed
from directory.matching.understanding.words.traits import traits
from directory.places.loading import load
from directory.settings import DATA
from directory.vocabulary import NEEDS
from tests.evaluation.weighing_rows import rows_of

_FOLDS = 5  # a letter is weighed by leanings that were learnt from others
_HELD_BACK, _HELD_BACK_WORDS, _HELD_BACK_LEANINGS = (
    0.3,
    0.1,
    3.0,
)  # the smaller, the less a single trait may weigh
_LEAST_SEEN, _LEAST_WEIGHT = 2, 0.1
_LEAST_BESIDE, _LEAST_BESIDE_WEIGHT = 3, 0.05
_LETTERS = ("taught_letters.jsonl", "letters.jsonl", "sentences.jsonl")
_CODES = sorted(set(NEEDS) - {"any"})

Row = Mapping[str, Any]


@dataclass(frozen=True)
class TaughtLetter:
    """A letter of the examples: as it reads, each sentence's traits, and which sentences ask for something."""

    row: Row
    read: ReadText
    parts: Sequence[frozenset[str]]
    asked: Sequence[bool]

    @property
    def free(self) -> Sequence[str]:
        return self.row.get("free", ())


def letter_of(row: Row) -> TaughtLetter | None:
    """A row of the examples, read; None where it is too short to be a letter."""
    read = reading.read(said(row), load())
    if read is None or not read.letter:
        return None
    asked = [read.clauses.at(each.start).sentence in read.clauses.asking for each in read.sentences]
    return TaughtLetter(row, read, [each.traits for each in read.sentences], asked)


def told_in(letter: TaughtLetter) -> PeopleTold | None:
    """What is counted of its people; None where nobody else is named."""
    heard: list[PeopleTold] = []

    def hear(told: PeopleTold) -> int:
        heard.append(told)
        return SELF_KEY

    with patch.object(whom, "central", hear), patch.object(likely_needs, "likely_needs", _as_found):
        understand(said(letter.row), load())
    return heard[0] if heard and heard[0].others else None


def work_in(letter: TaughtLetter) -> Traits | None:
    """What speaks for its being written at work; None where nobody asks that of it."""
    heard: list[Traits] = []

    def hear(_question: str, traits: Traits) -> int:
        heard.append(traits)
        return 0

    with patch.object(at_work, "weight", hear), patch.object(likely_needs, "likely_needs", _as_found):
        understand(said(letter.row), load())
    return heard[0] if heard else None


def places_in(letter: TaughtLetter) -> Sequence[tuple[Traits, PlaceNamed]]:
    """The places that it names, where there are several, with what speaks for each."""
    heard: list[tuple[Traits, PlaceNamed]] = []
    traits_of_places = where.where_traits

    def hear(named: Sequence[PlaceNamed], *told: Any) -> Sequence[Traits]:
        found = traits_of_places(named, *told)
        heard.extend(zip(found, named, strict=True))
        return found

    with patch.object(where, "where_traits", hear), patch.object(likely_needs, "likely_needs", _as_found):
        understand(said(letter.row), load())
    return heard


def found_in(letter: TaughtLetter) -> Sequence[str]:
    """The needs that the rules find in it."""
    with patch.object(likely_needs, "likely_needs", _as_found):
        return understand(said(letter.row), load()).need.needs


def _as_found(found: Sequence[str], _read: ReadText) -> tuple[str, ...]:
    return tuple(found)


def said(row: Row) -> str:
    """The whole letter."""
    return row["situation"] if "situation" in row else " ".join(each["t"] for each in row["sentences"])


def traits_in(sentence: str) -> frozenset[str]:
    """What can weigh in one sentence."""
    read = reading.read(sentence, load())
    return frozenset(traits(read.matches, read.text.words)) if read else frozenset()


class Leaning:
    """What was learnt of sentences: which traits lean towards which needs."""

    def __init__(self, examples: Sequence[tuple[frozenset[str], frozenset[str]]]) -> None:
        seen = Counter(trait for found, _needs in examples for trait in found)
        self.rows = {trait: at for at, trait in enumerate(sorted(t for t in seen if seen[t] >= _LEAST_SEEN))}
        counted = self._counted([found for found, _needs in examples])
        self.weights = np.zeros((len(self.rows), len(_CODES)), dtype=np.float32)
        self.start = np.zeros(len(_CODES), dtype=np.float32)
        for at, code in enumerate(_CODES):
            model = LogisticRegression(C=_HELD_BACK_LEANINGS, solver="liblinear")
            model.fit(counted, [code in needs for _found, needs in examples])
            self.weights[:, at], self.start[at] = model.coef_[0], model.intercept_[0]
        self.weights[np.abs(self.weights) < _LEAST_WEIGHT] = 0

    def _counted(self, examples: Sequence[frozenset[str]]) -> csr_matrix:
        known = [[self.rows[trait] for trait in each if trait in self.rows] for each in examples]
        shares = np.concatenate([np.full(len(at), leanings.SCALE / max(1, len(at)) ** 0.5) for at in known])
        ends = np.cumsum([0, *(len(at) for at in known)])
        return csr_matrix((shares, np.concatenate(known), ends), (len(examples), len(self.rows)))

    def shares(self, sentences: Sequence[frozenset[str]]) -> npt.NDArray[np.float32]:
        """As `words/leanings.py` tells them."""
        return 1 / (1 + np.exp(-(self._counted(sentences) @ self.weights + self.start)))

    def write(self) -> None:
        """The table of leanings."""
        with (DATA / "need_weights.csv").open("w", encoding="utf-8", newline="") as table:
            writer = csv.writer(table, lineterminator="\n")
            writer.writerow(("trait", *_CODES))
            writer.writerow(("", *(f"{each:.2f}" for each in self.start)))
            for trait, at in self.rows.items():
                if self.weights[at].any():
                    writer.writerow((trait, *(f"{each:.1f}" if each else "" for each in self.weights[at])))


def learnt(examples: Sequence[tuple[Traits, bool]], *, of_words: bool = False) -> dict[str, float]:
    """The weight of each trait: logistic regression over traits of one spread; where they are words (`of_words`), as they are."""
    vectors = DictVectorizer(sparse=False)
    counted = vectors.fit_transform([traits for traits, _yes in examples])
    spread = StandardScaler(with_mean=not of_words, with_std=not of_words)
    held_back = _HELD_BACK_WORDS if of_words else _HELD_BACK
    model = make_pipeline(spread, LogisticRegression(C=held_back, max_iter=3000))
    model.fit(counted, [yes for _traits, yes in examples])
    weights = model[1].coef_[0] / (1 if of_words else model[0].scale_)
    start = float(model[1].intercept_[0] - (0 if of_words else (weights * model[0].mean_).sum()))
    return {START: start, **dict(zip(vectors.get_feature_names_out(), weights.tolist(), strict=True))}


def of_another(letters: Sequence[tuple[TaughtLetter, PeopleTold | None]]) -> Iterator[tuple[Traits, bool]]:
    """Whether each letter is about another than the writer."""
    for each, told in letters:
        if told and "audience" not in each.free and each.row.get("audience") in ("self", "relative"):
            yield whom.another_traits(told), each.row["audience"] == "relative"


def of_whom(letters: Sequence[tuple[TaughtLetter, PeopleTold | None]]) -> Iterator[tuple[Traits, bool]]:
    """Whether each other person is the one whom a letter is about."""
    for each, told in letters:
        if told and "relation" not in each.free and each.row.get("relation"):
            for key in told.others:
                yield whom.whom_traits(told, key), told.relation(key) == each.row["relation"]


def of_work(letters: Sequence[TaughtLetter]) -> Iterator[tuple[Traits, bool]]:
    """Whether each letter is written at work."""
    for each in letters:
        if "audience" not in each.free and each.row.get("audience") and (counted := work_in(each)):
            yield counted, each.row["audience"] == "professional"


def of_places(letters: Sequence[TaughtLetter]) -> list[tuple[Traits, bool]]:
    """Whether each place that a letter names is the one where help is wanted; words that hardly ever stand beside one are left out."""
    told: list[tuple[Traits, bool]] = []
    for each in letters:
        if "place" not in each.free and isinstance(each.row.get("place"), str):
            wanted = {place.id for place in load().exact(each.row["place"], number_means="postcode").places}
            for traits, named in places_in(each) if wanted else ():
                told.append((traits, not wanted.isdisjoint(place.id for place in named.answer.places)))
    seen = Counter(trait for traits, _yes in told for trait in traits)
    return [({t: v for t, v in traits.items() if seen[t] >= _LEAST_BESIDE}, yes) for traits, yes in told]


def of_needs(letters: Sequence[TaughtLetter], leaning: Leaning) -> Iterator[tuple[Traits, bool]]:
    """Whether each need is one that the letter is about."""
    for each in letters:
        if "needs" not in each.free and each.parts:
            weighed = traits_of(
                _CODES, found_in(each), each.read.matches, leaning.shares(each.parts), each.asked
            )
            for code, counted in weighed.items():
                if f"needs+{code}" not in each.free:
                    yield counted, code in each.row.get("needs", ())


def short_examples() -> list[tuple[frozenset[str], frozenset[str]]]:
    """Single sentences: what can weigh in each, and the needs that it lets one suspect."""
    ours = [
        row
        for row in rows_of("sentences.jsonl")
        if not any(each.startswith("needs") for each in row.get("free", ()))
        and len(row["situation"].split()) <= 30
    ]
    told = [(row["situation"], row.get("needs", ())) for row in ours]
    told += [(row["t"], row["n"]) for row in rows_of("need_examples.jsonl")]
    return [(traits_in(sentence), frozenset(needs)) for sentence, needs in told]


def sentence_examples(rows: Sequence[Row]) -> list[tuple[frozenset[str], frozenset[str]]]:
    """The sentences of letters, in the same form."""
    return [(traits_in(each["t"]), frozenset(each["n"])) for row in rows for each in row.get("sentences", ())]


def write(answers: Mapping[str, Sequence[tuple[Traits, bool]]]) -> None:
    """The table of what each trait of a letter weighs towards each question."""
    with (DATA / "letter_weights.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("question", "trait", "weight"))
        for question, examples in answers.items():
            weights = learnt(examples, of_words=question == WHERE)
            writer.writerows(
                (question, trait, f"{value:.2f}")
                for trait, value in weights.items()
                if question != WHERE or abs(value) >= _LEAST_BESIDE_WEIGHT or trait == START
            )
    letter_weights.forget()


def main() -> None:
    """Learn whom letters are about, then, as that is known, what; and write both tables."""
    rows = [row for name in _LETTERS for row in rows_of(name)]
    letters = [letter for row in rows if (letter := letter_of(row))]
    told = [(letter, told_in(letter)) for letter in letters]
    people = {ANOTHER: list(of_another(told)), WHOM: list(of_whom(told))}
    write(people)
    people |= {AT_WORK: list(of_work(letters)), WHERE: of_places(letters)}
    short, taught = short_examples(), [sentence_examples([letter.row]) for letter in letters]
    weighed: list[tuple[Traits, bool]] = []
    for fold in range(_FOLDS):
        rest = [each for at, sentences in enumerate(taught) if at % _FOLDS != fold for each in sentences]
        weighed += of_needs(letters[fold::_FOLDS], Leaning([*short, *rest]))
    Leaning([*short, *(each for sentences in taught for each in sentences)]).write()
    write({**people, NEED: weighed})
    print(f"learnt from {len(letters)} letters and {len(short)} sentences")


if __name__ == "__main__":
    main()
