"""How good is it on our own examples? All that is measured, the shares that count, and the floor under them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from tests.evaluation.carrying import carriers, inside_letters
from tests.evaluation.expecting import alarm, expectation
from tests.evaluation.house import understanding
from tests.evaluation.lines import read
from tests.evaluation.measuring import Score, Understood, misspelt_sentences, sentences
from tests.evaluation.ranking import Scene, answer, scene
from tests.evaluation.world.asking import WorldScene, answered

HERE = Path(__file__).parent
FLOOR = HERE / "floor.json"


@dataclass(frozen=True)
class Ranked:
    """All scenes, each with what is not so in the answer."""

    scenes: Sequence[tuple[Scene, Sequence[str]]]

    @property
    def right(self) -> Score:
        """Claims of the scenes that are true."""
        of = sum(scene.claims for scene, _faults in self.scenes)
        return Score(of - sum(len(faults) for _scene, faults in self.scenes), of)


@dataclass(frozen=True)
class Results:
    """Everything that is measured on our own examples."""

    plain: Understood
    misspelt: Understood
    letters: Understood
    fresh: Understood
    danger: Understood
    harmless: Understood
    danger_inside: Understood
    harmless_inside: Understood
    ranked: Ranked
    world: Sequence[tuple[WorldScene, Sequence[str]]]

    @property
    def scores(self) -> Mapping[str, Score]:
        """What counts, by name: the names of the floor."""
        return {
            "sentences": self.plain.right,
            "sentences with one slip": self.misspelt.right,
            "letters": self.letters.right,
            "fresh sentences": self.fresh.right,
            "danger seen": self.danger.right,
            "harmless left alone": self.harmless.right,
            "danger inside letters seen": self.danger_inside.right,
            "harmless inside letters left alone": self.harmless_inside.right,
            "order of suggestions": self.ranked.right,
            "scenes in a world": Score(sum(not faults for _scene, faults in self.world), len(self.world)),
        }


def results(app: Flask) -> Results:
    """Measure on our own examples how `app` understands, and in what order it suggests."""
    expected = read(HERE / "sentences.jsonl", expectation)
    in_order = ranked(app, read(HERE / "pairs.jsonl", scene))
    world = answered(app)
    danger, harmless = read(HERE / "danger.jsonl", alarm), read(HERE / "harmless.jsonl", alarm)
    letters = carriers()
    with understanding(app) as understand:
        return Results(
            plain=sentences(expected, understand),
            misspelt=misspelt_sentences(expected, understand),
            letters=sentences(read(HERE / "letters.jsonl", expectation), understand),
            fresh=sentences(read(HERE / "fresh.jsonl", expectation), understand),
            danger=sentences(danger, understand),
            harmless=sentences(harmless, understand),
            danger_inside=sentences(inside_letters(danger, letters), understand),
            harmless_inside=sentences(inside_letters(harmless, letters), understand),
            ranked=in_order,
            world=world,
        )


def ranked(app: Flask, scenes: Sequence[Scene]) -> Ranked:
    """Ask `app` every scene; no request to it may be under way, for that would see the scenes before."""
    return Ranked([(each, list(each.faults(answer(app, each)))) for each in scenes])


def floor() -> dict[str, float]:
    """The shares that a change must not lower."""
    return json.loads(FLOOR.read_text(encoding="utf-8"))


def below(scores: Mapping[str, Score], floor: Mapping[str, float]) -> list[str]:
    """What is worse than the floor, as messages."""
    return [
        f"{name}: {scores[name].share:.1%} is below the floor of {lowest:.1%}"
        for name, lowest in floor.items()
        if scores[name].share < lowest
    ]


def raised(scores: Mapping[str, Score], floor: Mapping[str, float]) -> dict[str, float]:
    """The floor, lifted to what is reached now; never lowered. Rounded down to a tenth of a percent."""
    return {name: max(floor.get(name, 0.0), int(score.share * 1000) / 1000) for name, score in scores.items()}
