"""Does the service answer rightly, by itself and at once, whatever happens to any file of its index, running or stopped?"""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import psutil
import pytest

from tests.drills.truth import Truth
from tests.drills.visiting import Asked, all_workers, ask_worker, command, running, workers
from tests.serving import Service

PAGES = (
    Asked("/finn?need=alcohol&place=alesund"),
    Asked("/finn", form={"situation": "Ivareta-gruppa i Ålesund"}),
    Asked("/api/v1/listings?need=grief&place=bergen&limit=200"),
    Asked("/kart?need=anxiety"),
)


def flip_a_byte(path: Path, chance: Random) -> None:
    """One byte anywhere becomes another one."""
    content = bytearray(path.read_bytes() or b"\0")
    content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
    path.write_bytes(bytes(content))


def cut(path: Path, chance: Random) -> None:
    """Only the beginning is left."""
    os.truncate(path, chance.randrange(max(1, path.stat().st_size)))


def remove(path: Path, chance: Random) -> None:
    """It is gone."""
    path.unlink()


def exchange(path: Path, chance: Random) -> None:
    """A folder stands in its place."""
    path.unlink()
    path.mkdir()


def remove_all_around(path: Path, chance: Random) -> None:
    """Its whole folder is gone."""
    shutil.rmtree(path.parent)


DAMAGES: tuple[Callable[[Path, Random], None], ...] = (
    *(flip_a_byte, flip_a_byte, cut, cut, remove, remove),
    *(exchange, remove_all_around),
)


def files(folder: Path) -> list[Path]:
    """All files of the index, those of the same kind always in the same place."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(found, key=lambda path: (len(path.relative_to(folder).parts), path.suffix, path.name))


def harm(instance: Path, chance: Random, number: int) -> str:
    """Damage one file of the index, each in its turn. Returns which kind of file it was."""
    there = files(instance / "index")
    path = there[number % len(there)]
    chance.choice(DAMAGES)(path, chance)
    return path.suffix or path.name


def look(service: Service, right: Truth) -> int:
    """Ask every worker for every page. Returns how many answers were wrong."""
    answers = [(page, ask_worker(service, worker, page)) for worker in workers(service) for page in PAGES]
    assert max(answer.status for _page, answer in answers) < 500
    return sum(not right.fits(page, answer) for page, answer in answers)


def replace_a_worker(service: Service, chance: Random) -> None:
    """One worker is killed; the one that takes its place begins with what lies on the disk."""
    gone = psutil.Process(chance.choice(workers(service)))
    gone.kill()
    gone.wait(60)
    all_workers(service)


def harmed(instance: Path, starts: int, each: int) -> Counter[str]:
    """Damage while the service is stopped and, `each` times a start, while it runs. Returns how often which file."""
    chance, count, right = Random(3), Counter[str](), Truth(instance, PAGES)
    for start in range(starts):
        count[harm(instance, chance, start)] += 1
        with running(instance) as service:
            all_workers(service)
            assert look(service, right) == 0
            for number in range(each):
                count[harm(instance, chance, start + number)] += 1
                assert look(service, right) == 0
                if number % 3 == 2:
                    replace_a_worker(service, chance)
                    assert look(service, right) == 0
        print(f"{sum(count.values())} damages, no wrong answer", flush=True)
    return count


def test_a_damaged_index_gives_no_wrong_answer(instance: Path) -> None:
    harmed(instance, 1, 2)


@pytest.mark.long
def test_two_hundred_damages_give_no_wrong_answer(large: Path) -> None:
    count = harmed(large, 20, 9)
    with running(large) as service:
        all_workers(service)
    assert "whole" in command(large, "index", "check")
    print(f"{sum(count.values())} damages: {dict(count)}")
    assert sum(count.values()) == 200
    assert len(count) >= 4
