"""How do drills stand an nginx before the service that keeps answers for a moment, as `deploy/nginx-keep.conf` says?"""

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.house.tree import ROOT
from tests.serving import Service, free_port

_SNIPPET = ROOT / "deploy/nginx-keep.conf"
_PATIENCE = 30  # seconds
_AROUND = """daemon off;
pid {folder}/nginx.pid;
worker_processes 1;
error_log /dev/null;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {above}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://{behind};
            proxy_http_version 1.1;
            proxy_set_header Connection close;
            proxy_set_header Host $host;
            proxy_buffers 40 16k;
            proxy_max_temp_file_size 0;
            add_header X-Kept $upstream_cache_status always;
            {within}
        }}
    }}
}}
"""


@dataclass
class Front(Service):
    """An nginx, asked as the service is. `kept`: where what it keeps lies."""

    kept: Path = Path()


def lines_above(memory: Path) -> str:
    """What the snippet wants above `server`, with `memory` in place of the folder that it names."""
    found = re.search(r"^#\s+(proxy_cache_path (\S+) .*;)$", _SNIPPET.read_text(encoding="utf-8"), re.M)
    assert found
    return found[1].replace(found[2], str(memory))


@contextmanager
def standing_before(service: Service, keeps: bool) -> Iterator[Front]:
    """An nginx before the service, with or without the snippet; `X-Kept` says what came from memory."""
    if not shutil.which("nginx", path="/usr/sbin:/usr/bin"):
        pytest.skip("Debian's nginx is not installed")
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="varde-kept-", dir=memory))
    folder.chmod(0o755)  # nginx works as somebody else
    port = free_port()
    text = _AROUND.format(
        folder=folder,
        port=port,
        behind=urlsplit(service.address).netloc,
        above=lines_above(folder / "kept") if keeps else "",
        within=f"include {_SNIPPET};" if keeps else "",
    )
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    line = [
        "/usr/sbin/nginx",
        "-p",
        str(folder),
        "-c",
        str(folder / "nginx.conf"),
        "-e",
        str(folder / "faults"),
    ]
    process = subprocess.Popen(line)
    front = Front(f"http://127.0.0.1:{port}", service.process, kept=folder / "kept")
    try:
        _wait_for(front, process)
        yield front
    finally:
        process.terminate()
        process.wait(_PATIENCE)
        shutil.rmtree(folder)


def _wait_for(front: Front, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        assert process.poll() is None, "nginx did not start"
        assert time.monotonic() < end, "nginx does not answer"
        with suppress(HTTPError, OSError), urlopen(f"{front.address}/healthz"):
            return
        time.sleep(0.05)
