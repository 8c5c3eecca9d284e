"""What must a running service answer? The same as a house on the same database that has just built its index from nothing."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from app import create_app
from directory.settings import from_environment
from tests.drills.visiting import PUBLIC, Answer, Asked
from tests.houses import SECRET

_OPENED = re.compile(r'<input name="opened"[^>]*>')


@contextmanager
def house_over(instance: Path) -> Iterator[Flask]:
    """A house of this process on the database in `instance`, with an index of its own, closed at the end."""
    with TemporaryDirectory() as folder:
        values = {
            "VARDE_INSTANCE": folder,
            "VARDE_DATABASE_URL": f"sqlite:///{instance / 'varde.sqlite3'}",
            "VARDE_SECRET_KEY": SECRET,
            "VARDE_PUBLIC_URL": PUBLIC,
        }
        app = create_app(from_environment(values))
        app.config["NOW"] = datetime.now().astimezone()
        yield app
        app.extensions["database"].close()


class Truth:
    """What each of `pages` must be answered with. A clock may strike meanwhile, and a meeting be over: an answer that is
    not as it was is compared with what is said now."""

    def __init__(self, instance: Path, pages: Iterable[Asked]) -> None:
        self._instance, self._pages = instance, tuple(pages)
        self._said = [said_now(instance, self._pages)]

    def fits(self, page: Asked, answer: Answer) -> bool:
        """Whether `answer` is right."""
        if any(is_true(answer, said[page.path]) for said in self._said):
            return True
        self._said.append(said_now(self._instance, self._pages))
        return is_true(answer, self._said[-1][page.path])


def said_now(instance: Path, pages: Iterable[Asked]) -> dict[str, str]:
    """What a new house says to each of `pages`, by its path."""
    with house_over(instance) as app:
        client = app.test_client(use_cookies=False)
        sent = {page.path: {"method": page.method, "json": page.sent, "data": page.form} for page in pages}
        return {path: client.open(path, **values).text for path, values in sent.items()}


def is_true(answer: Answer, text: str) -> bool:
    """Whether an answer is word for word the one that is meant, but for the moment at which a form was opened."""
    return answer.status in (200, 303, 404) and _OPENED.sub("", answer.text) == _OPENED.sub("", text)
