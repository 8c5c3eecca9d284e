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


def truth(instance: Path, pages: Iterable[Asked]) -> dict[str, str]:
    """What each of `pages` must be answered with now, by its path."""
    with house_over(instance) as app:
        client = app.test_client(use_cookies=False)
        sent = {page.path: {"method": page.method, "json": page.sent, "data": page.form} for page in pages}
        return {path: client.open(path, **values).text for path, values in sent.items()}


def is_true(answer: Answer, text: str) -> bool:
    """Whether an answer is word for word the one that is meant, but for the moment at which a form was opened."""
    return answer.status in (200, 303, 404) and _OPENED.sub("", answer.text) == _OPENED.sub("", text)
