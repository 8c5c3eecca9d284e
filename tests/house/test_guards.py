"""Do the tests' own guards stand? No test reaches the world, and no warning passes unseen."""

import socket
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from tests.conftest import WorldRefused
from tests.house.tree import ROOT


def test_a_test_cannot_reach_another_machine() -> None:
    with pytest.raises(WorldRefused):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(WorldRefused), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plain:
        plain.sendto(b"x", ("192.0.2.1", 53))


def test_a_test_cannot_ask_for_another_machines_name() -> None:
    with pytest.raises(WorldRefused):
        socket.getaddrinfo("varde.example", 443)
    with pytest.raises(WorldRefused):
        socket.gethostbyname("varde.example")


def test_a_test_reaches_its_own_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


def test_a_warning_is_an_error() -> None:
    with pytest.raises(UserWarning):
        warnings.warn("look here", UserWarning, stacklevel=1)


def test_the_summary_tells_the_number_of_tests_by_kind() -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/house/test_guards.py",
        "-k",
        "own_machine",
    ]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert "by kind: house 1" in told
    assert Path(__file__).parent.name == "house"
