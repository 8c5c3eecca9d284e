"""What does the house take for danger, and on what was it tried? A page for somebody who answers such calls: docs/danger.md.

Written by `make weigh` from `data/danger.toml` and the sentences beside this file, so that it stays true.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directory.matching.understanding.danger.signs import Explanation, Sign, Told, sign_of, told_in
from directory.matching.understanding.mending import misspelt
from directory.matching.understanding.words import text
from directory.matching.understanding.words.lexicon import TOGETHER, lexicon, tables
from directory.matching.understanding.words.sentences import sentences
from directory.places.loading import load
from tests.evaluation.own import HERE
from tests.house.tree import ROOT

PAGE = ROOT / "docs/danger.md"
_TRIED, _FORMS = 2, 9
_LONGEST = 110  # signs of a sentence that is shown
_BEGINNING = """\
# What is taken for danger

Written by `make weigh`; do not change it by hand. It shows `data/danger.toml` to somebody who answers such calls and reads no code: say
which line is wrong, which is missing, and which sentence should be answered otherwise.

Each sentence of what somebody writes is judged by itself. An **idea** is something that can be said in many ways; all of them stand at
the end. A **sign** is a line below: ideas that stand in one sentence, in any order, at most so many words from the first. It counts unless
something that explains it away stands near. One sign in one sentence is enough for the calm page with the numbers to call; nothing in
another sentence takes it back. Beside the signs, the words of a sentence are weighed (`data/danger_weights.csv`,
[0040](decisions/0040-each-sentence-is-judged-by-itself.md)): they can find danger where no sign stands. In a message of one or two
sentences they never take one back. A line that ends in "?" is only a **hint**: it stands in harmless sentences too, and in a letter it
counts unless the other words of its sentence make danger unlikely (less than three in ten).

"Tried on" shows sentences of our own, made up, in which the sign stands; "left alone", one where it is explained away. A sign without
sentences was written from what people say, and no sentence of the examples that measure says it yet.

The lines under "any" are no signs. Each takes back every sign that stands so near: a film, a game, a jest, a beast, what is long overcome;
and what is long over takes back every sign of violence, unless the clause of the sign says that it is now.
"""


@dataclass(frozen=True, slots=True)
class Tried:
    """A sentence of the examples, and what each of its sentences says."""

    said: str
    told: Sequence[Told]


def page() -> str:
    """The whole page as Markdown."""
    danger, harmless = _tried("danger.jsonl"), _tried("harmless.jsonl")
    signs = tables("danger.toml")[TOGETHER]
    parts = [_BEGINNING]
    for title, lines in signs.items():
        parts.append("\n".join(_signs(title, lines, danger, harmless)))
    return "\n".join([*parts, *_ideas()]) + "\n"


def _tried(name: str) -> list[Tried]:
    said = [json.loads(line)["situation"] for line in (HERE / name).read_text("utf-8").splitlines()]
    return sorted((_read(each) for each in said if len(each) <= _LONGEST), key=lambda tried: len(tried.said))


def _read(said: str) -> Tried:
    read = misspelt.mend(text.read(said), load())
    parts = sentences(lexicon().matches(read.words), read)
    return Tried(said, [told_in(part.matches, read) for part in parts])


def _signs(title: str, lines: str, danger: Sequence[Tried], harmless: Sequence[Tried]) -> Iterator[str]:
    kind, _, name = title.partition(":")
    yield from (f"## {name.strip().capitalize()} ({kind})", "")
    yield from ("| sign | explained away by | tried on | left alone |", "|---|---|---|---|")
    for line in lines.strip().splitlines():
        sign = sign_of(kind, line)
        seen = [each.said for each in danger if any(_stands(sign, told) for told in each.told)]
        left = [
            each.said
            for each in harmless
            if any(sign.is_told(told) for told in each.told) and not any(_stands(sign, t) for t in each.told)
        ]
        yield f"| {_name(sign)} | {', '.join(map(_near, sign.unless)) or '–'} | {_said(seen)} | {_said(left[:1])} |"
    yield ""


def _stands(sign: Sign, told: Told) -> bool:
    return sign.needed <= told.places.keys() and sign.stands(told)


def _name(sign: Sign) -> str:
    ideas = " + ".join(_words(idea) for idea in sign.ideas)
    reach = f" ({sign.within} words)" if len(sign.ideas) > 1 else ""
    return f"**{ideas}**{reach}{' ?' if sign.hint else ''}"


def _near(near: Explanation) -> str:
    return f"{' '.join(map(_words, near.ideas))}{'' if near.within is None else f' {near.within}'}"


def _said(found: Sequence[str]) -> str:
    return " · ".join(" ".join(said.replace("|", "/").split()) for said in found[:_TRIED]) or "–"


def _ideas() -> Iterator[str]:
    yield from (
        "## The ideas",
        "",
        "The first ways of saying each; all of them stand in `data/danger.toml`.",
        "",
    )
    for idea, listed in tables("danger.toml")["idea"].items():
        forms = [" ".join(form.split()) for form in re.split(r"[,\n]", listed) if form.strip()]
        more = f" … ({len(forms)} in all)" if len(forms) > _FORMS else ""
        shown = ", ".join(f"`{form[:60]}`" for form in forms[:_FORMS])
        yield f"- **{_words(idea)}**: {shown}{more}"


def _words(idea: str) -> str:
    return idea.replace("_", " ")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
