"""Does everybody go in by the right door? Nobody imports upward, and two rooms that share a floor stay strangers."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

_DOORS = Path(__file__).with_name("doors.ini")
_LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


def told(folder: Path) -> str:
    """What the linter says about the rooms in `folder`; empty when every door is kept."""
    command = [sys.executable, "-c", _LINT, "--config", str(_DOORS), "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.fixture
def other_house(tmp_path: Path) -> Path:
    """The rooms without their furniture, to plant faults in."""
    for room in ("directory", "search_index"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("static", "__pycache__"))
    shutil.copy(ROOT / "app.py", tmp_path)
    return tmp_path


def test_nobody_imports_upward() -> None:
    assert told(ROOT) == ""


@pytest.mark.parametrize(
    ("trespasser", "line"),
    [
        ("directory/places/models.py", "from directory.listings.records import models"),
        ("directory/web/hall.py", "from directory.contact_points import lines"),
        ("directory/listings/wording/freshness.py", "from directory.matching.understanding.need import Need"),
        ("search_index/full_text.py", "from directory import vocabulary"),
        ("directory/vocabulary.py", "from directory import db"),
        ("directory/web/clock.py", "import app"),
        ("directory/matching/understanding/need.py", "from directory import commands"),
        ("directory/listings/records/values.py", "from directory.listings.editing import changes"),
        ("directory/listings/desk/forms/hints.py", "from directory.listings.desk import move"),
        ("directory/matching/suggesting/steps.py", "from directory.matching.results import pills"),
        ("directory/mail/models.py", "from directory.mail import worker"),
    ],
)
def test_a_trespass_is_seen(other_house: Path, trespasser: str, line: str) -> None:
    path = other_house / trespasser
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    assert "BROKEN" in told(other_house)


def test_two_rooms_on_one_floor_stay_strangers(other_house: Path) -> None:
    path = other_house / "directory/accounts/models.py"
    path.write_text(
        path.read_text(encoding="utf-8") + "\nfrom directory.places import names\n", encoding="utf-8"
    )
    assert "BROKEN" in told(other_house)


def test_every_room_has_a_door() -> None:
    named = _DOORS.read_text(encoding="utf-8")
    floor = (ROOT / "directory").iterdir()
    rooms = {path.stem for path in floor if path.suffix == ".py" or (path / "__init__.py").is_file()} - {
        "__init__"
    }
    assert {room for room in rooms if f"directory.{room}" not in named} == set()
