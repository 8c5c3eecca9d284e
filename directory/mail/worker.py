"""When are letters taken out? A moment after the commit, by one quiet thread of the worker, and every half minute."""

import atexit
import threading

import click
from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from directory.mail.delivery import send_due
from directory.mail.outbox import QUEUED
from directory.web.request_log import write_fault

_EVERY = 30.0  # seconds: what others queued, what is due again, what a stopped worker left
_REST = 1.0  # so that the time of the next answer does not tell whether a letter just went out


class Worker:
    """One thread of a worker that sends what is due. It begins with the first letter, or when it is told to."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._lock = threading.Lock()
        self._wanted = threading.Event()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Say that there may be something to send."""
        self._wanted.set()
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="letters", daemon=True)
                self._thread.start()
                atexit.register(self.close)

    def close(self) -> None:
        """Finish the letter in hand, so that nobody need wonder about it, and stop."""
        self._closing.set()
        self._wanted.set()
        if self._thread is not None:
            self._thread.join(timeout=20)

    def _work(self) -> None:
        while not self._closing.is_set():
            self._wanted.wait(_EVERY)
            self._wanted.clear()
            if not self._closing.wait(_REST):
                self._send()

    def _send(self) -> None:
        with self._app.app_context():
            try:
                send_due()
            except Exception as error:  # a database that is away comes back; the letters wait in it
                write_fault(self._app, error)


def install(app: Flask) -> Worker:
    """Give the application its worker."""
    worker = Worker(app)
    app.extensions["mail_worker"] = worker
    return worker


@event.listens_for(Session, "after_commit")
def _wake_after_letters(session: Session) -> None:
    """Only what is committed is sent. A command says itself when to send, and a house whose clock stands still is a test's."""
    if session.info.pop(QUEUED, False) and current_app and not current_app.config.get("NOW"):
        worker: Worker | None = current_app.extensions.get("mail_worker")
        if worker is not None and click.get_current_context(silent=True) is None:
            worker.wake()


@event.listens_for(Session, "after_rollback")
def _forget_letters(session: Session) -> None:
    session.info.pop(QUEUED, None)
