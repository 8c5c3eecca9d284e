"""How good is it? `make evaluate` on our own examples, `make evaluate FILE=…` on another file of sentences."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.evaluation.expecting import expectation
from tests.evaluation.house import new_house, understanding
from tests.evaluation.lines import Unreadable, read
from tests.evaluation.measuring import misspelt_sentences, sentences
from tests.evaluation.own import FLOOR, Results, below, floor, raised, results
from tests.evaluation.page import PAGE, page
from tests.evaluation.telling import told_of_all, told_of_sentences


def of_file(path: Path) -> list[str]:
    """Print how well the sentences of `path` are understood. Nothing is held to a floor."""
    expected = read(path, expectation)
    with new_house() as app, understanding(app) as understand:
        _print(told_of_sentences(sentences(expected, understand), misspelt_sentences(expected, understand)))
    return []


def of_our_own(keep: bool) -> list[str]:
    """Print how good everything is; what is below the floor. `keep` writes the page and raises the floor."""
    with new_house() as app:
        found = results(app)
    _print(told_of_all(found))
    if keep:
        _keep(found)
    return below(found.scores, floor())


def _keep(found: Results) -> None:
    PAGE.write_text(page(found), encoding="utf-8")
    FLOOR.write_text(json.dumps(raised(found.scores, floor()), indent=1) + "\n", encoding="utf-8")


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line.encode(errors="backslashreplace").decode())  # a file may hold halves of signs


def main() -> None:
    """Read the command line; leave with 1 where something is below the floor or a file cannot be read."""
    parser = argparse.ArgumentParser(prog="make evaluate")
    parser.add_argument("file", nargs="?", type=Path, help="sentences, one JSON object a line")
    parser.add_argument("--keep", action="store_true", help="write docs/evaluation.md and raise the floor")
    asked = parser.parse_args()
    try:
        worse = of_file(asked.file) if asked.file else of_our_own(asked.keep)
    except Unreadable as error:
        sys.exit(str(error))
    if worse:
        sys.exit("\n".join(worse))


if __name__ == "__main__":
    main()
