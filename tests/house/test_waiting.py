"""Does a journey wait for what its press brings? A browser's click waits for no page: what is read next may be the old one."""

import ast
from collections.abc import Iterator
from itertools import zip_longest

import pytest

from tests.house.tree import files, short

_PRESSES = {"click", "dblclick"}
_KEYS = {"Enter", "Space"}
_WAITING = {"expect", "comes", "gone", "settled"}  # with everything that is called wait_for…


def unwaited(source: str) -> list[int]:
    """Lines of presses after which the next statement does not wait. In `with page.expect_…():` they need not."""
    tree = ast.parse(source)
    return sorted(
        one.lineno
        for block in _blocks(tree)
        for one, after in zip_longest(block, block[1:])
        if _presses(one) and not (after and _waits(after))
    )


def _blocks(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    """Statements that follow each other; those that something is expected around are left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.With) and "expect_" in ast.unparse(node.items[0]):
            continue
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if block and isinstance(block, list):
                yield block


def _presses(statement: ast.stmt) -> bool:
    """Whether it does nothing but press something that may lead somewhere."""
    if not (isinstance(statement, ast.Expr) and isinstance(call := statement.value, ast.Call)):
        return False
    if not isinstance(call.func, ast.Attribute):
        return False
    key = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
    return call.func.attr in _PRESSES or (call.func.attr == "press" and key in _KEYS)


def _waits(statement: ast.stmt) -> bool:
    names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    calls = {node.attr for node in ast.walk(statement) if isinstance(node, ast.Attribute)}
    return bool(names & _WAITING) or any(name.startswith(("wait_for_", "expect_")) for name in calls)


def test_every_press_of_a_journey_is_waited_for() -> None:
    found = {
        short(path): unwaited(path.read_text(encoding="utf-8")) for path in files("tests/journeys", ".py")
    }
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "source",
    [
        "button.click()\nnames = page.locator('.name').all_inner_texts()",
        "page.keyboard.press('Enter')\nassert page.url == address",
        "def open_list(page):\n    page.locator('a').click()",
        "if plain:\n    link.click()\nassert page.title() == 'x'",
    ],
)
def test_a_press_that_nothing_waits_for_is_seen(source: str) -> None:
    assert len(unwaited(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "button.click()\nexpect(page).to_have_title('x')",
        "link.click()\npage.wait_for_url('**/finn')",
        "with page.expect_navigation():\n    link.click()\nassert page.title() == 'x'",
        "page.keyboard.press('Tab')\nassert page.evaluate('document.activeElement') is None",
    ],
)
def test_a_press_that_is_waited_for_is_left_alone(source: str) -> None:
    assert unwaited(source) == []
