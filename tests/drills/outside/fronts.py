"""How do drills stand a proxy before the service? Debian's nginx and Caddy, as `deploy/` sets them up, with https of an own authority.

Only what belongs to a machine is put in its place: host name, ports, and where the certificate lies.
"""

import shutil
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

from tests.house.tree import ROOT
from tests.serving import Service, free_port

_PATIENCE = 30  # seconds
_AROUND = """daemon off;
pid {folder}/nginx.pid;
worker_processes auto;
worker_rlimit_nofile 16384;
error_log /dev/null;
events {{ worker_connections 8192; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/varde;
}}
"""


class Front(NamedTuple):
    """A proxy that runs: its address, the authority that vouches for it, and its process."""

    address: str
    authority: str
    process: "subprocess.Popen[bytes]"


def authority(folder: Path) -> None:
    """An authority of our own, and a certificate of it for this machine: the commands of docs/operations.md."""
    for line in (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3 -subj /CN=Varde"
        " -keyout authority-key.pem -out authority.pem",
        "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost"
        " -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.pem -out request.pem",
        "openssl x509 -req -in request.pem -CA authority.pem -CAkey authority-key.pem -days 2 -copy_extensions copy"
        " -out certificate.pem",
    ):
        subprocess.run(line.split(), cwd=folder, check=True, capture_output=True)


def put(text: str, *changes: tuple[str, str]) -> str:
    """`text` with each of these put in its place; each must be there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def nginx(folder: Path, port: int, service: Service) -> list[str]:
    """Write what nginx needs; how it is started."""
    text = put(
        (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8"),
        ("server 127.0.0.1:8000", f"server {urlsplit(service.address).netloc}"),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("    listen [::]:80;\n", ""),
        ("listen 443", f"listen 127.0.0.1:{port}"),
        ("listen 80", f"listen 127.0.0.1:{free_port()}"),
        ("varde.example", "localhost 127.0.0.1"),
        ("/etc/varde/", f"{folder}/"),
    )
    (folder / "varde").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder), encoding="utf-8")
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "/dev/null"]


def caddy(folder: Path, port: int, service: Service) -> list[str]:
    """Write what Caddy needs; how it is started."""
    text = put(
        (ROOT / "deploy/Caddyfile").read_text(encoding="utf-8"),
        ("\tadmin off\n", "\tadmin off\n\tauto_https disable_redirects\n"),
        (
            "\nvarde.example {\n",
            f"\nhttps://127.0.0.1:{port} {{\n\tbind 127.0.0.1\n\ttls {folder}/certificate.pem {folder}/key.pem\n",
        ),
        ("127.0.0.1:8000", urlsplit(service.address).netloc),
    )
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


Kind = Callable[[Path, int, Service], list[str]]


@contextmanager
def standing_before(service: Service, kind: Kind, folder: Path) -> Iterator[Front]:
    """A proxy before the service, taken down at the end."""
    authority(folder)
    port = free_port()
    command = kind(folder, port, service)
    assert shutil.which(command[0]), f"apt-get install {command[0]}"
    quiet = {"HOME": str(folder), "PATH": "/usr/sbin:/usr/bin:/bin"}
    process = subprocess.Popen(command, env=quiet, stderr=subprocess.DEVNULL)
    front = Front(f"https://127.0.0.1:{port}", str(folder / "authority.pem"), process)
    try:
        _wait_for(front)
        yield front
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _wait_for(front: Front) -> None:
    trust = ssl.create_default_context(cafile=front.authority)
    for _try in range(_PATIENCE * 10):
        assert front.process.poll() is None, "the proxy did not start"
        with suppress(OSError), suppress(HTTPError), urlopen(f"{front.address}/healthz", context=trust):
            return
        time.sleep(0.1)
    raise AssertionError("the proxy does not answer")
