"""How does the house read a letter? Three letters, drawn clause by clause: `python -m tests.evaluation.drawing` writes docs/letters/."""

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap

from directory.matching.understanding import reading
from directory.matching.understanding.need import Need
from directory.matching.understanding.reading import ReadText
from directory.matching.understanding.who.clauses import Clause
from directory.matching.understanding.who.people import SELF
from directory.matching.understanding.wording import understand
from directory.places.gazetteer import Gazetteer
from directory.places.loading import load
from tests.evaluation.lines import read
from tests.evaluation.own import HERE
from tests.house.tree import ROOT

FOLDER = ROOT / "docs/letters"
# The drawings, by how the letter in `letters.jsonl` begins.
DRAWN = {
    "bokmal.svg": "Mamma er 67 og har begynt med rødvin",
    "dialect.svg": "Æ har drukke mæ fra to samboera",
    "english.svg": "I work as a GP in Tromsø",
}
_WIDTH, _LINE, _EDGE, _SIGNS = 860, 20, 16, 62
_PURPOSE_AT, _TEXT_AT = 16, 130
_MARKS = {
    "needs": "need", "weak_needs": "need", "relations": "person", "they": "person", "self": "writer", "kinds": "asked",
    "weekdays": "asked", "parts": "asked", "formats": "asked", "organisations": "asked", "for": "asked", "place": "place",
}  # fmt: skip
_STYLE = (
    "text{font:14px sans-serif;fill:#1c2b33}.wish,.suits,.question{fill:#dcefe2}.home{fill:#dfeaf6}.refusal{fill:#f6e3df}.story,.tried,.heard{fill:#f4f4f1}"
    ".purpose{fill:#5b6b74;font-size:12px}.need{font-weight:bold;fill:#8a3b12}.person{fill:#5b2d82;font-weight:bold}"
    ".writer{fill:#5b2d82}.asked{fill:#17603a;font-weight:bold}.place{fill:#174f86;font-weight:bold}.over{font-style:italic}"
)


def drawing(said: str, gazetteer: Gazetteer) -> str:
    """`said` as an SVG: one row a clause, coloured by what it is for, and what was understood below."""
    letter = reading.read(said, gazetteer)
    assert letter is not None
    need = understand(said, gazetteer).need
    marks = _marks(letter, need)
    rows, y = [], _EDGE
    for clause in letter.clauses.all:
        lines = list(_lines(clause, letter, marks))
        rows.append(_row(clause, letter, lines, y))
        y += _LINE * len(lines) + 6
    for told in wrap(_told(need), 100):
        y += _LINE
        rows.append(f'<text x="{_PURPOSE_AT}" y="{y}">{escape(told)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y + _EDGE}" role="img">\n<style>{_STYLE}</style>\n'
        f'<rect width="{_WIDTH}" height="{y + _EDGE}" fill="#fff"/>\n' + "\n".join(rows) + "\n</svg>\n"
    )


def drawings() -> dict[str, str]:
    """Every drawing by its name."""
    letters = read(HERE / "letters.jsonl", lambda row: str(row["situation"]))
    gazetteer = load()
    return {
        name: drawing(next(said for said in letters if said.startswith(begins)), gazetteer)
        for name, begins in DRAWN.items()
    }


def _marks(letter: ReadText, need: Need) -> dict[int, str]:
    """What each word says, by where it stands; of words for several things, the last counts."""
    marks = {person.at: "writer" if person.who == SELF else "person" for person in letter.people}
    for match in letter.matches:
        if match.field in _MARKS and match.field not in ("they", "self", "relations"):
            marks.update(dict.fromkeys(match.at, _MARKS[match.field]))
    place = need.place.name.lower().split() if need.place else []
    marks.update({at: "place" for at, word in enumerate(letter.text.typed) if word.lower() in place})
    return marks


def _lines(clause: Clause, letter: ReadText, marks: dict[int, str]) -> Iterator[Sequence[str]]:
    """The words of a clause, each as SVG, in lines that are not too long."""
    line: list[str] = []
    length = 0
    for at in range(clause.start, clause.end):
        word = letter.text.typed[at]
        if at > clause.start and word == letter.text.typed[at - 1]:
            continue  # one word that is read as several
        if line and length + len(word) > _SIGNS:
            yield line
            line, length = [], 0
        mark = marks.get(at)
        line.append(f'<tspan class="{mark}">{escape(word)}</tspan>' if mark else escape(word))
        length += len(word) + 1
    yield line


def _row(clause: Clause, letter: ReadText, lines: Sequence[Sequence[str]], y: int) -> str:
    asks = clause.sentence in letter.clauses.questions
    purpose = letter.clauses.purpose(clause.start) or ("question" if asks else "story")
    over = letter.clauses.is_over(clause.start)
    height = _LINE * len(lines) + 2
    words = "".join(
        f'<text x="{_TEXT_AT}" y="{y + _LINE * (at + 1) - 5}"{" class=" + chr(34) + "over" + chr(34) if over else ""}>'
        f"{' '.join(line)}</text>"
        for at, line in enumerate(lines)
    )
    told = f"{purpose}, over" if over else purpose
    return (
        f'<rect class="{purpose}" x="8" y="{y}" width="{_WIDTH - 16}" height="{height}" rx="4"/>'
        f'<text class="purpose" x="{_PURPOSE_AT}" y="{y + _LINE - 5}">{told}</text>{words}'
    )


def _told(need: Need) -> str:
    """What was understood, in the codes of docs/words.md."""
    told = {
        "audience": need.audience, "relation": need.relation, "needs": ", ".join(need.needs),
        "place": need.place.name if need.place else None, "kinds": ", ".join(need.kinds),
        "days": ", ".join(need.weekdays), "part": need.part, "formats": ", ".join(need.formats),
        "organisations": ", ".join(need.organisations), "for": need.for_whom,
    }  # fmt: skip
    return "Understood: " + " · ".join(f"{name} {value}" for name, value in told.items() if value)


def main() -> None:
    """Write the drawings."""
    FOLDER.mkdir(exist_ok=True)
    for name, drawn in drawings().items():
        (FOLDER / name).write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
