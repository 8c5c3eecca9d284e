"""How large is what stands on paper? As large as its sheet takes: A4 for the table, or a sheet that is folded for a pocket."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from directory.referrals.slips.contents import Contents, SlipItem

_POINT = 0.3528  # mm
_LETTER = 0.51  # of a letter's height: how wide letters are, on the average, with their spaces


@dataclass(frozen=True, slots=True)
class Letters:
    """One size of letters of a style: its name there, how high they are (points) and how far apart the lines stand."""

    name: str
    points: float
    leading: float

    def height(self, texts: Sequence[str], width: float) -> float:
        """Millimetres that texts take, each beginning on a line of its own."""
        a_line = max(1, int(width / (self.points * _POINT * _LETTER)))
        return sum(ceil(len(text) / a_line) for text in texts) * self.points * _POINT * self.leading


@dataclass(frozen=True, slots=True)
class Form:
    """One shape of paper, in millimetres: how high the room for listings is, how wide a whole line and one beside its term;
    what each listing and each heading takes besides. `whole`: all listings share the room, instead of having one each."""

    room: float
    line: float
    beside: float
    around: float
    heading: float
    whole: bool
    letters: tuple[Letters, ...]

    def height(self, item: SlipItem, letters: Letters) -> float:
        name = letters.height([item.name], self.line / 1.25) * 1.25
        own = [text for text in (item.what, *item.notices, item.freshness) if text]
        own += [f"{row.label}. {row.note or ''}" for row in item.instead]
        said = [line.text for line in item.lines] + [way.text for way in item.onward]
        texts = letters.height(own, self.line) + letters.height(said, self.beside)
        return name + texts + 0.5 * len(said) + self.around


# The sizes are those of sheet.css and pocket.css.
SHEET = Form(
    room=198,
    line=178,
    beside=147,
    around=5.5,
    heading=9,
    whole=True,
    letters=(
        Letters("large", 13, 1.32),
        Letters("middle", 11.5, 1.32),
        Letters("small", 10.25, 1.26),
        Letters("least", 9.5, 1.22),
        Letters("tiny", 8.5, 1.18),
    ),
)
POCKET = Form(
    room=87,
    line=130,
    beside=103,
    around=1,
    heading=9,
    whole=False,
    letters=(
        Letters("large", 12.5, 1.3),
        Letters("middle", 11, 1.3),
        Letters("small", 9.75, 1.24),
        Letters("least", 8.5, 1.18),
    ),
)
_ON_ONE_SHEET = 4  # more may take a second sheet, rather than letters that nobody can read


def size_of(contents: Contents, form: Form) -> str:
    """The largest letters in which it fits."""
    headings = form.heading * sum(part.heading is not None for part in contents.parts)
    for letters in form.letters:
        heights = [form.height(item, letters) for item in contents.items]
        if (sum(heights) if form.whole else max(heights)) + headings <= form.room:
            return letters.name
    many = form.whole and len(contents.items) > _ON_ONE_SHEET
    return form.letters[1 if many else -1].name


def smaller_than(name: str, contents: Contents, form: Form) -> list[str]:
    """What may be tried where the reckoning was wrong and it takes a second sheet: none where it may take one."""
    if not form.whole or len(contents.items) > _ON_ONE_SHEET:
        return []
    names = [letters.name for letters in form.letters]
    return names[names.index(name) + 1 :]
