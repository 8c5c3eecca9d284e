"""Does a fresh Debian machine that follows docs/operations.md line by line serve behind nginx, with https of its own authority?

The machine is a folder that debootstrap fills; what it lacks is a first process, so that `systemctl` is a stand-in that starts
what the unit says. It needs root, Debian's archive and PyPI.
"""

import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.house.tree import ROOT

ARCHIVE, RELEASE = "http://deb.debian.org/debian", "bookworm"
_TRUST = ("PIP_CERT", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS")
_SYSTEMCTL = """#!/bin/sh
set -e
unit=/etc/systemd/system/varde.service
said() { sed -n "s/^$1=//p" "$unit"; }
case "$*" in
daemon-reload) test -f "$unit" ;;
"enable --now varde")
    printf 'set -a; . %s; cd %s; exec %s\\n' "$(said EnvironmentFile)" "$(said WorkingDirectory)" "$(said ExecStart)" >/run/varde
    setsid runuser -u "$(said User)" -- sh /run/varde >/var/log/varde 2>&1 </dev/null & ;;
"restart nginx") setsid nginx >/dev/null 2>&1 </dev/null ;;
*) echo "unknown here: $*" >&2; exit 1 ;;
esac
"""


def commands() -> list[str]:
    """Every command of the section, in order."""
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    section = text.partition("\n## A fresh Debian machine\n")[2].partition("\n## ")[0]
    return [line.strip() for line in section.splitlines() if line.startswith("    ")]


def script() -> str:
    """The commands as one script that stops at the first that fails; name and source are ours."""
    first, *others = commands()
    assert first.startswith("export HOST=")
    return "\n".join(["set -ex", "export HOST=varde.example SOURCE=/source.git", *others])


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Path]:
    """A folder that holds a fresh Debian, and the project to clone; at the end nothing of it runs."""
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        pytest.skip("needs root and debootstrap (apt-get install debootstrap)")
    for port in (80, 443, 8000):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                pytest.skip(f"something listens at port {port} here")
    root = tmp_path / "machine"
    subprocess.run(
        ["debootstrap", "--variant=minbase", RELEASE, str(root), ARCHIVE], check=True, capture_output=True
    )
    subprocess.run(["git", "clone", "--quiet", "--bare", str(ROOT), str(root / "source.git")], check=True)
    furnish(root)
    try:
        yield root
    finally:
        clear(root)


def furnish(root: Path) -> None:
    """What a real machine has by itself: a network, a first process, and its own processes to look at."""
    (root / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
    (root / "usr/bin/systemctl").write_text(_SYSTEMCTL)
    for name in ("usr/sbin/policy-rc.d", "usr/bin/systemctl"):
        (root / name).chmod(0o755)
    (root / "root/.gitconfig").write_text("[safe]\n\tdirectory = *\n")
    trusted = os.environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().openssl_cafile
    shutil.copy(
        trusted, root / "trust.pem"
    )  # as this machine trusts; a network may have an authority of its own
    for name in ("etc/resolv.conf", "etc/hosts"):
        with suppress(OSError):
            shutil.copy(f"/{name}", root / name)
    subprocess.run(["mount", "-t", "proc", "proc", str(root / "proc")], check=True)


def clear(root: Path) -> None:
    """End what runs in the folder, and nothing else; then let go of it."""
    for process in psutil.process_iter():
        with suppress(OSError, psutil.Error):
            if Path(os.readlink(f"/proc/{process.pid}/root")) == root:
                process.kill()
                process.wait(20)
    subprocess.run(["umount", str(root / "proc")], check=True)


def follow(root: Path) -> str:
    """All that was said by the commands, which must succeed."""
    clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"} | dict.fromkeys(_TRUST, "/trust.pem")
    line = ["chroot", str(root), "sh", "-c", script()]
    with (root / "followed").open("w+b") as said:
        done = subprocess.run(line, env=clean, stdout=said, stderr=subprocess.STDOUT, check=False)
        said.seek(0)
        text = said.read().decode(errors="replace")
    assert done.returncode == 0, text[-3000:]
    return text


@pytest.mark.long
def test_who_follows_the_page_line_by_line_has_a_site(machine: Path) -> None:
    assert follow(machine).rstrip().endswith("}")
    with socket.create_connection(("127.0.0.1", 80), timeout=20) as plain:
        plain.sendall(b"GET /om HTTP/1.1\r\nHost: varde.example\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: plain.recv(65536), b""))
    assert b"Location: https://varde.example/om\r\n" in answer
    assert (machine / "var/lib/varde").stat().st_mode & 0o777 == 0o700
    kept = [path for path in (machine / "var/log/nginx").iterdir() if path.stat().st_size]
    assert kept == []


def test_the_page_has_commands_to_follow() -> None:
    assert commands()[0].startswith("export HOST=")
    assert any("healthz" in line for line in commands()[-1:])
    assert subprocess.run(["sh", "-n", "-c", script()], check=False).returncode == 0
