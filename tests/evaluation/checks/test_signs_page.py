"""Does docs/danger.md say what the tables say?"""

from directory.matching.understanding.words.lexicon import TOGETHER, tables
from tests.evaluation.signs_page import PAGE, page


def test_the_page_is_current_and_has_a_line_for_every_sign_and_every_idea() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == page(), "make weigh writes it anew"
    danger = tables("danger.toml")
    signs = [line for lines in danger[TOGETHER].values() for line in lines.strip().splitlines()]
    assert sum(line.startswith("| **") for line in written.splitlines()) == len(signs)
    assert sum(line.startswith("- **") for line in written.splitlines()) == len(danger["idea"])
