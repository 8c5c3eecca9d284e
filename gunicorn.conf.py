"""How does the service run under gunicorn? Threads, no access log, nothing of a request in any log."""

import gc
import os
import sys
from typing import Any

from gunicorn.glogging import Logger

from app import create_app
from directory.settings import SettingsError
from directory.web.watching import counting_together

bind = f"{os.environ.get('VARDE_BIND', '127.0.0.1')}:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WORKERS") or 2)
worker_class = "gthread"
threads = 8
timeout = 60
graceful_timeout = 20
keepalive = 5
accesslog = None
control_socket_disable = True  # it would lie in the home folder
forwarded_allow_ips = ""  # VARDE_TRUSTED_PROXIES alone says whose forwarding headers count


class PrivateLogger(Logger):  # type: ignore[misc]
    """gunicorn's own warnings and errors quote the request line and the caller; only their kind is kept."""

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        super().warning("a request could not be read" if "ip=" in str(msg) else str(msg).partition("%")[0])

    def error(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        super().error(str(msg).partition("%")[0])

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        error = sys.exc_info()[0]
        super().error(f"unexpected {error.__name__ if error else 'error'} outside the application")


logger_class = PrivateLogger
loglevel = "warning"


def on_starting(_server: Any) -> None:
    """Refuse here, with a message, before any worker starts."""
    counting_together.share()
    try:
        create_app().extensions["database"].close()
    except SettingsError as fault:
        sys.exit(f"Varde does not start.\n{fault.message}")


def when_ready(_server: Any) -> None:
    print(f"Varde is at http://{bind}", flush=True)


def post_worker_init(worker: Any) -> None:
    """Letters that another worker queued, or that waited while nobody ran, are sent too.

    What a worker has made by now it keeps for good: looking through it for rubbish again and again is a tenth of a page.
    """
    worker.wsgi.extensions["mail_worker"].wake()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)
