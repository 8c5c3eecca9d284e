"""How do tests visit the service as it really runs? Workers and threads under gunicorn, on a port of this machine."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from tests.house.tree import ROOT

_PATIENCE = 60  # seconds for workers to come up on a busy machine


@dataclass
class Service:
    """A running service. `said` is all that it wrote on both streams, known when it has stopped."""

    address: str
    process: "subprocess.Popen[bytes]"
    said: str = ""


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def environment(instance: Path, **more: str) -> dict[str, str]:
    """The variables of a service: nothing of the caller's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VARDE_", "FLASK_"))}
    return kept | {"VARDE_INSTANCE": str(instance)} | more


@contextmanager
def serving(instance: Path, application: str = "app:create_app()", **more: str) -> Iterator[Service]:
    """The service over `instance`, stopped at the end."""
    port = free_port()
    values = environment(instance, PORT=str(port), WORKERS="2", **more)
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", application]
    with TemporaryFile() as faults:
        process = subprocess.Popen(command, cwd=ROOT, env=values, stdout=subprocess.PIPE, stderr=faults)
        assert process.stdout
        stopper = threading.Timer(_PATIENCE, process.kill)
        stopper.start()
        first = process.stdout.readline()  # the service says when it is ready, or ends
        stopper.cancel()
        service = Service(f"http://127.0.0.1:{port}", process)
        try:
            assert first, "the service did not start"
            yield service
        finally:
            process.terminate()
            rest, _nothing = process.communicate(timeout=_PATIENCE)
            faults.seek(0)
            service.said = (first + rest + faults.read()).decode(errors="replace")
