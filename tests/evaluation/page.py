"""How does the report read in docs/? The same numbers as on the terminal, without the clock: the page is the same everywhere."""

from collections.abc import Iterable, Iterator, Mapping

from tests.evaluation.measuring import Score, Understood
from tests.evaluation.own import Results
from tests.evaluation.telling import difference, faults_by_cause, percent
from tests.house.tree import ROOT

PAGE = ROOT / "docs/evaluation.md"

_BEGINNING = """\
# How good is it?

Written by `make evaluate KEEP=1`; do not change it by hand. `make evaluate` prints the same with every miss, and the time a sentence takes.
`make evaluate FILE=sentences.jsonl` measures another file of sentences. The shares below are held: a change that lowers one of them makes
`make test` red ([floor.json](../tests/evaluation/floor.json), [0017](decisions/0017-how-good-is-measured.md)).

The examples are written for this purpose, in no person's words, and the program's tables may not be made from them. They lie in
[tests/evaluation/](../tests/evaluation/README.md): sentences with what they should be understood as, letters of four to ten sentences, fresh
sentences by hands that had seen no table, sentences in which somebody is in danger, sentences that only sound so, and scenes.

A **scene** is one person, some made-up listings, and what must be true of the answer. `listings` are in the form of `/api/v1/listings/{id}`;
`every` says what holds for all of them, `km` how far north of its municipality's point one lies. `before` holds rows of listings: each is shown,
and the next one, if it is shown at all, comes after it (in `matches`, then `online`, `courses`, `later`). `shown`, `absent` and `step` say the rest.

A **scene in a world** is put to 167 made-up listings in real places ([world/](../tests/evaluation/world)), written before its order was looked
at: who must be first (`top`), among the first three (`first`), before whom (`before`), never there (`absent`); `other` says the same of the
second person. One wrong claim spoils a scene. On the order before it 98 of 179 were right.

**Inside letters**: each sentence of danger, and each that only sounds so, is put into five harmless letters at places drawn with a seed
([carrying.py](../tests/evaluation/carrying.py)). Half of the letters carry; the other half teaches. The families are those of the sentences that
were written last, by a hand that had seen no table; nothing is learnt from them.

A **slip** is one mistake of the fingers in each sentence, drawn from the sentence itself, never in a word of less than four letters.
"""


def page(results: Results) -> str:
    """The whole page as Markdown."""
    return "\n".join([_BEGINNING, *_tables(results), *_wrong(results)]) + "\n"


def _tables(results: Results) -> Iterator[str]:
    yield from _table("All", results.scores)
    yield from _fields(results.plain)
    yield from _table("Sentences by register", results.plain.by(lambda judged: judged.expected.register))
    yield from _table("Sentences by slip", results.misspelt.by(lambda judged: judged.slip))
    yield from _table("Letters by register", results.letters.by(lambda judged: judged.expected.register))
    yield from _causes(results.letters)
    yield from _table(
        "Danger inside letters, by family", results.danger_inside.by(lambda judged: judged.expected.family)
    )
    yield from _table(
        "Harmless inside letters, by family",
        results.harmless_inside.by(lambda judged: judged.expected.family),
    )


def _table(heading: str, scores: Mapping[str, Score]) -> Iterator[str]:
    yield from (f"## {heading}", "", "| | right |", "|---|---|")
    yield from (f"| {name} | {percent(score)} |" for name, score in scores.items())
    yield ""


def _fields(plain: Understood) -> Iterator[str]:
    yield from ("## Sentences by field", "", "| field | where it is said | everywhere |", "|---|---|---|")
    for name, (said, everywhere) in plain.by_field.items():
        yield f"| {name} | {percent(said) if said.of else '–'} | {percent(everywhere)} |"
    yield ""


def _causes(letters: Understood) -> Iterator[str]:
    yield from ("## Letters: faults by cause", "", "| | faults |", "|---|---|")
    yield from (f"| {cause} | {count} |" for cause, count in faults_by_cause(letters).items())
    yield ""


def _wrong(results: Results) -> Iterator[str]:
    yield from ("## What is wrong", "")
    yield from _list("Danger not seen", (judged.said for judged in results.danger.wrong))
    yield from _list("Taken for danger", (judged.said for judged in results.harmless.wrong))
    yield from _list(
        "Order", (f"{scene.why}: {'; '.join(faults)}" for scene, faults in results.ranked.scenes if faults)
    )
    yield from _list(
        "In a world", (f"{scene.why}: {'; '.join(faults)}" for scene, faults in results.world if faults)
    )
    yield from _list("Sentences (without slips)", _misunderstood(results.plain))
    yield from _list("Letters", _misunderstood(results.letters))
    yield from _list("Fresh sentences", _misunderstood(results.fresh))


def _misunderstood(understood: Understood) -> Iterator[str]:
    for judged in understood.wrong:
        yield f"{judged.said} — {'; '.join(difference(miss) for miss in judged.misses)}"


def _list(heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield from (f"### {heading}", "")
    yield from ([f"- {' '.join(line.split())}" for line in lines] or ["Nothing."])
    yield ""
