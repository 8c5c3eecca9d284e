"""How is a measurement told on a terminal? Shares first, then every miss."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tests.evaluation.expecting import Miss
from tests.evaluation.measuring import Judged, Score, Understood
from tests.evaluation.own import Ranked, Results

# What went wrong where a field is wrong.
_CAUSES = {
    "audience": "whom it is about",
    "relation": "whom it is about",
    "young": "whom it is about",
    "needs": "what it is about",
    "place": "where",
    "places": "where",
    "urgent": "danger",
}
_WISHED = "what is wished for"


def told_of_all(results: Results) -> Iterator[str]:
    """All that is measured on our own examples; the shares once more at the end, where the eye stays."""
    yield from told_of_sentences(results.plain, results.misspelt)
    yield from told_of_letters(results.letters)
    yield f"Fresh sentences: entirely right {percent(results.fresh.right)}"
    yield from _misses(results.fresh)
    yield from _alarms("Danger", results.danger)
    yield from _alarms("Harmless", results.harmless)
    yield from _families("Danger inside letters", results.danger_inside)
    yield from _families("Harmless inside letters", results.harmless_inside)
    yield from _ranked(results.ranked)
    yield from ("", "Scenes in a world")
    yield from _faults((scene.why, faults) for scene, faults in results.world)
    yield ""
    yield from (f"{name:36} {percent(score)}" for name, score in results.scores.items())


def told_of_sentences(plain: Understood, misspelt: Understood) -> Iterator[str]:
    """The sentences as written, then with one slip each."""
    yield f"Sentences: entirely right {percent(plain.right)}"
    yield f"  a sentence is understood in {plain.milliseconds:.2f} ms (median)"
    yield f"  {'field':14} {'where it is said':24} everywhere"
    for name, (said, everywhere) in plain.by_field.items():
        yield f"  {name:14} {percent(said) if said.of else '–':24} {percent(everywhere)}"
    yield from _groups("register", plain.by(lambda judged: judged.expected.register))
    yield from _misses(plain)
    yield ""
    yield f"Sentences with one slip: entirely right {percent(misspelt.right)}"
    yield from _groups("slip", misspelt.by(lambda judged: judged.slip))
    yield from _misses(misspelt)


def told_of_letters(letters: Understood) -> Iterator[str]:
    """The letters, with how many faults have which cause."""
    yield ""
    yield f"Letters: entirely right {percent(letters.right)}"
    yield from _groups("register", letters.by(lambda judged: judged.expected.register))
    yield "  faults by cause"
    yield from (f"    {cause:24} {count}" for cause, count in faults_by_cause(letters).items())
    yield from _misses(letters)


def faults_by_cause(understood: Understood) -> dict[str, int]:
    """How many of the wrong fields have which cause, most first."""
    wrong = Counter(_CAUSES.get(miss.field, _WISHED) for judged in understood.wrong for miss in judged.misses)
    return dict(wrong.most_common())


def percent(score: Score) -> str:
    """`93.7% (30 of 32)`; rounded down, so that 100% is all."""
    return f"{int(score.share * 1000) / 10:.1f}% ({score.right} of {score.of})"


def difference(miss: Miss) -> str:
    """One wrong field as text."""
    return f"{miss.field}: got {miss.got!r}, wanted {miss.wanted!r}"


def _alarms(heading: str, understood: Understood) -> Iterator[str]:
    yield ""
    yield f"{heading}: {percent(understood.right)}"
    yield from (f"  ✗ {judged.said}" for judged in understood.wrong)


def _families(heading: str, understood: Understood) -> Iterator[str]:
    """Shares alone: each sentence stands there five times, and its miss is told where it stands by itself."""
    yield ""
    yield f"{heading}: {percent(understood.right)}"
    yield from _groups("family", understood.by(lambda judged: judged.expected.family))


def _ranked(ranked: Ranked) -> Iterator[str]:
    yield ""
    yield f"Order of suggestions: {percent(ranked.right)}, in {len(ranked.scenes)} scenes"
    yield from _faults((scene.why, faults) for scene, faults in ranked.scenes)


def _faults(scenes: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
    for why, faults in scenes:
        if faults:
            yield f"  ✗ {why}"
            yield from (f"      {fault}" for fault in faults)


def _groups(heading: str, scores: Mapping[str, Score]) -> Iterator[str]:
    if scores:
        yield f"  by {heading}"
    for name, score in scores.items():
        yield f"    {name:24} {percent(score)}"


def _misses(understood: Understood) -> Iterator[str]:
    for judged in understood.wrong:
        yield from _miss(judged)


def _miss(judged: Judged) -> Iterator[str]:
    yield f"  ✗ {judged.said}"
    yield from (f"      {difference(miss)}" for miss in judged.misses)
